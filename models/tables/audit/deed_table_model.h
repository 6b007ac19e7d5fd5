// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"
#include "tables/base/table_cell.h"

#include <QAbstractTableModel>

namespace callveil {

/// How the table of deeds words stored values. The program hands these in, because sentences are made above the models.
struct DeedTexts {
    QString (*action)(const QString &key); ///< "Masking policy changed"
    QString (*object)(const QString &key); ///< of what has no name of its own
    /// What stands before or after a deed, on one line.
    QString (*change)(const QString &action, const QString &text, const QTimeZone &zone, const DeedNames &names);
    QString (*number)(const QString &); ///< a time as it is displayed, left to right in every language
    QTimeZone zone; ///< the visible zone

    /// The name of what a deed was done on, else its word.
    [[nodiscard]] QString objectOf(const DeedLine &line) const;
    /// Who did it; the id when there is no such person.
    [[nodiscard]] QString actorOf(const DeedLine &line) const;
};

/// The record of deeds, newest first, as far as it was scrolled: pages are read by key when the view wants more. Lives
/// on the GUI thread and never waits.
class DeedTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { When, Actor, Action, Object, Before, After, Reason, Console, ColumnCount };
    static constexpr int pageRows = 200;

    DeedTableModel(AuditService &service, DeedTexts texts, QObject *parent = nullptr);

    /// Shows the entries that match, from the newest.
    void show(const DeedFilter &filter);
    /// Reads again what is shown, and what is new.
    void reload();
    [[nodiscard]] const DeedFilter &filter() const { return m_filter; }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// True when no entry that matches is missing from the table.
    [[nodiscard]] bool isComplete() const { return m_ends; }
    [[nodiscard]] const DeedLine &line(int row) const { return m_lines[size_t(row)]; }
    /// -1 when the entry is not in the table (yet).
    [[nodiscard]] int rowOf(PersonId actor, qint64 seq) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    /// A page has come in.
    void landed();
    void failed(const callveil::Error &error);

private:
    void ask(std::optional<DeedPlace> after, int rows);
    void take(int request, bool replaces, Result<DeedPage> answer);
    void replace(DeedPage page);
    void append(DeedPage page);
    [[nodiscard]] TableCell cell(const DeedLine &line, int column) const;
    [[nodiscard]] TableCell changeCell(const DeedLine &line, const QString &text) const;

    AuditService &m_service;
    DeedTexts m_texts;
    DeedFilter m_filter;
    std::vector<DeedLine> m_lines;
    int m_request = 0; ///< answers to other numbers are late
    bool m_loading = false;
    bool m_filterIsNew = false; ///< the rows are those of another filter
    bool m_stopped = true; ///< nothing was asked for yet, or the last page could not be read
    bool m_ends = false;
};

} // namespace callveil

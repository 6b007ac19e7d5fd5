// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "ui/finder/finder_catalogue.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace callveil {

class ListTable;
class StatusLine;

/// Leads to a page, a tab, a process, a pool or a session by its name, with the keyboard alone. A session is found by
/// its whole name only. Deletes itself when it is closed.
class FinderDialog final : public QDialog {
    Q_OBJECT

public:
    /// `places`: every page and tab that the person may open.
    FinderDialog(const PageContext &context, const std::vector<PageEntry> &places, QWidget *parent);

Q_SIGNALS:
    /// The dialog is closed already.
    void chosen(const callveil::PageLink &link);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void readNames();
    void noteRead(const std::optional<Error> &error);
    void find();
    void findSession(const QByteArray &session);
    void showHits();
    void choose();
    [[nodiscard]] bool movesIntoList(int key);
    [[nodiscard]] bool movesIntoField(QEvent *event);

    CallLogService m_calls;
    ProcessService m_processes;
    PoolService m_pools;
    FinderCatalogue m_catalogue;
    HitTableModel *m_model;
    QLineEdit *m_typed;
    ListTable *m_hits;
    StatusLine *m_failure;
    QPushButton *m_open;
    QString m_session; ///< the name of one that was found
    bool m_searching = false; ///< a session is being looked for
    bool m_entered = false; ///< its hit is to be opened at once
    int m_request = 0;
    int m_unread = 0; ///< lists of names that were not answered yet
};

} // namespace callveil

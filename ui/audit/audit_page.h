// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/audit/deed_table_model.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace callveil {

class DeedDetails;
class DeedFilterBar;
class EmptyState;
class ListTable;
class RoomToggle;
class VerifyPanel;
class WorkLine;

/// The record of deeds: filter, table, details of an entry, verification and export.
class AuditPage final : public Page {
    Q_OBJECT

public:
    explicit AuditPage(const PageContext &context, QWidget *parent = nullptr);
    ~AuditPage() override;

    void refresh() override;

Q_SIGNALS:
    /// This computer takes the record as it is from now on.
    void recordAccepted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Place {
        PersonId actor;
        qint64 seq = 0;
    };

    QWidget *makeHead();
    QWidget *makePanels();
    QLayout *makeFooter();
    void makeTable();
    void connectParts();
    void readPeople();
    void showDeeds();
    void takePage();
    void takeFailure(const Error &error);
    void keepPlace();
    void seek();
    void showChosen();
    void updateCount();
    void explain(bool failed);
    void actOnEmpty();
    void verify();
    void takeReport(const Result<DeedReport> &report);
    void goTo(const DeedBreak &entry);
    void goTo(const DeedBreak &entry, const DeedPlace &place);
    void accept();
    void exportDeeds();
    void setWorking(bool working);
    [[nodiscard]] bool mayExport() const;

    PageContext m_context;
    AuditService m_audit;
    DeedTableModel *m_model;
    DeedFilterBar *m_filter;
    RoomToggle *m_showDetails;
    WorkLine *m_work;
    VerifyPanel *m_verified;
    ListTable *m_table;
    DeedDetails *m_details;
    QWidget *m_detailsBox = nullptr;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QLabel *m_count;
    QPushButton *m_verify = nullptr;
    QPushButton *m_export = nullptr;
    QSplitter *m_across = nullptr;
    std::optional<Place> m_chosen; ///< whose details are shown
    std::optional<Place> m_wanted; ///< the entry to go to, until its page has come in
    std::optional<int> m_scrolled; ///< the place of the scroll bar before the table was read again
    bool m_shown = false; ///< the record was asked for once
    bool m_failed = false; ///< the last page could not be read
};

} // namespace callveil

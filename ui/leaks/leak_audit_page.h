// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/canary_service.h"
#include "services/leaks/leak_audit_service.h"
#include "ui/shell/page.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace callveil {

class LeakActions;
class LeakDetails;
class LeakFilterBar;
class LeakTableModel;
class LeakWorkLine;
class ListTable;
class RoomToggle;

/// The leak audit: scans for numbers that show and calls past the masking, and lists what was found with what to do.
class LeakAuditPage final : public Page {
    Q_OBJECT

public:
    explicit LeakAuditPage(const PageContext &context, QWidget *parent = nullptr);
    ~LeakAuditPage() override;

    void refresh() override;
    /// Lists the open findings of a process.
    void follow(const PageLink &link) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    void makeTable();
    QLayout *makeToolbar();
    QWidget *makePanels();
    QLayout *makeFooter();
    void connectParts();
    void read(bool further);
    void takePage(const LeakPage &page, bool further);
    void tellCounts(const LeakPage &page);
    void sayWhyEmpty();
    [[nodiscard]] std::vector<Leak> chosen() const;
    void showChosen();
    void scan();
    void tellScanned(const LeakReport &report);
    void openCanaries();
    void exportLeaks();
    void setWorking(bool working);
    void followChosen();
    void showCalls(const Leak &leak);

    PageContext m_context;
    LeakAuditService m_leaks;
    CanaryService m_canaries;
    LeakTableModel *m_model;
    LeakFilterBar *m_filter;
    LeakActions *m_actions;
    LeakWorkLine *m_work;
    ListTable *m_table;
    LeakDetails *m_details;
    RoomToggle *m_showDetails;
    QLabel *m_count;
    QCheckBox *m_sinceLast;
    QPushButton *m_scan, *m_export, *m_plant, *m_more;
    QSplitter *m_across = nullptr;
    std::pair<LeakSeverity, LeakId> m_last; ///< of what was read, whatever the order of the table
    std::optional<Leak> m_shown; ///< whose details are shown
    bool m_wasScanned = false;
    int m_request = 0; ///< answers to other numbers are late
};

} // namespace callveil

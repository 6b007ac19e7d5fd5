// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/calls/call_log_service.h"
#include "services/processes/process_service.h"
#include "services/reveal/reveal_service.h"
#include "ui/calls/call_view.h"
#include "ui/shell/page.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimer>

class QComboBox;
class QPushButton;
class QSplitter;

namespace callveil {

class CallExporter;
class CallPrinter;
class CallTags;
class ColumnMenu;
class FilterBar;
class LegsPanel;
class NumberSearch;
class RevealAction;
class RoomToggle;
class SavedViews;

/// The call log: filter, table, legs and details, saved views, and the way into an import.
class CallLogPage final : public Page {
    Q_OBJECT

public:
    CallLogPage(const PageContext &context, QWidget *parent);
    ~CallLogPage() override;

    void refresh() override;
    /// Shows the calls of a process, or of the session of that name, or those that the link names.
    void follow(const PageLink &link) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    void makeToggles();
    QLayout *makeToolbar();
    QWidget *makePanels();
    void connectParts();
    void connectColumns();
    void readChoices();
    void showCalls();
    [[nodiscard]] CallFilter shownFilter() const;
    void showFound();
    void compareView();
    void setOrder(CallTableModel::Order order);
    void explain(CallView::Filling filling);
    void explainNone();
    void actOnEmpty();
    void openImport();
    void openNewProcess();
    void rememberColumns();
    [[nodiscard]] QJsonObject view() const;
    void setView(const QJsonObject &view);
    [[nodiscard]] bool mayImport() const;
    [[nodiscard]] bool mayMakeProcess() const;

    PageContext m_context;
    CallLogService m_calls;
    ProcessService m_processes;
    AgentService m_agents;
    RevealService m_reveals;
    // In the order in which Tab goes through them, but for the columns, which need their table.
    FilterBar *m_filter;
    RoomToggle *m_showFilter;
    NumberSearch *m_search;
    SavedViews *m_views;
    QComboBox *m_order;
    CallExporter *m_export;
    CallPrinter *m_print;
    RoomToggle *m_showDetails;
    CallView *m_view;
    CallTags *m_tags;
    LegsPanel *m_legs;
    ColumnMenu *m_columns;
    RevealAction *m_reveal;
    QSplitter *m_across = nullptr;
    QSplitter *m_down = nullptr;
    QTimer m_columnsSettled;
    CallView::Filling m_filling = CallView::Filling::Calls;
    bool m_shown = false; ///< the log was asked for once
    bool m_settingView = false;
    bool m_lacksProcess = false;
    int m_choicesRequest = 0;
};

} // namespace callveil

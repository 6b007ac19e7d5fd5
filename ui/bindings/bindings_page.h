// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "services/routes/route_service.h"
#include "ui/bindings/binding_choices.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;

namespace callveil {

class BindingActions;
class BindingFilterBar;
class BindingRows;
class BindingSearch;
class BindingTableModel;
class ListTable;
class PagingLine;
class StatusLine;

/// Bindings: which customer and agent reach each other over which proxy number, and until when.
class BindingsPage final : public Page {
    Q_OBJECT

public:
    explicit BindingsPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;
    /// Shows the binding of the session of that name.
    void follow(const PageLink &link) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void connectParts();
    void readChoices();
    void takeChoices(BindingChoices choices);
    void takeRows(const BindingPage &page);
    void sayWhyEmpty();
    void showChosen();
    void create();
    void tellBound(const BoundPair &pair);
    void tellNew(const Binding &binding, bool lacksLine);
    void releaseStale();

    PageContext m_context;
    BindingService m_bindings;
    PoolService m_pools;
    AgentService m_agents;
    RouteService m_routes;
    BindingChoices m_choices;
    BindingRows *m_rows;
    BindingTableModel *m_model;
    ListTable *m_table = nullptr;
    BindingFilterBar *m_filter;
    BindingSearch *m_search;
    BindingActions *m_actions;
    PagingLine *m_paging;
    StatusLine *m_explanation;
    QPushButton *m_new, *m_stale;
    QTimer m_timer; ///< bindings come and go by themselves
    bool m_knowsChoices = false;
    qint64 m_made = 0; ///< the binding to select once it is read
    qint64 m_explained = 0; ///< the binding that the explanation is about
    int m_request = 0;
};

} // namespace callveil

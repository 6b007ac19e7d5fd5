// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ListTable;
class PoolNumbersPanel;
class PoolTableModel;
class PoolTabs;

/// Number Pools: which proxy numbers are managed together, whom they serve and how.
class NumberPoolsPage final : public Page {
    Q_OBJECT

public:
    explicit NumberPoolsPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;
    void follow(const PageLink &link) override { m_added = link.id; }

private:
    void makeTable();
    void arrange();
    void showChosen();
    [[nodiscard]] std::optional<Pool> current() const;
    [[nodiscard]] QString usualCountry() const;
    void create();
    void edit();
    void removeChosen();
    void confirmRemoval(const Pool &pool, const LeftOptOuts &left);
    void size();
    void openDialog(const Pool &pool);

    PageContext m_context;
    PoolService m_pools;
    OptOutService m_optOuts;
    PoolOverview m_overview;
    PoolTableModel *m_model;
    ListTable *m_table = nullptr;
    QPushButton *m_new, *m_edit, *m_remove, *m_size;
    PoolNumbersPanel *m_numbers;
    PoolTabs *m_tabs;
    qint64 m_added = 0; ///< the pool to select once it is read: one that was added, or that a link names
    int m_request = 0;
    int m_removal = 0; ///< the last one that was asked for
};

} // namespace callveil

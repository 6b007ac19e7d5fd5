// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/late_callback_service.h"
#include "services/pools/pool_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class LateCallbackTableModel;
class ListTable;

/// What callers meet whose binding has ended, pool by pool, and how many there were.
class LateCallbackPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit LateCallbackPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void arrange();
    void updateButtons();
    [[nodiscard]] std::optional<LateCallbacks> current() const;
    void edit();
    void openDialog(PoolId pool, const PoolOverview &overview);

    PageContext m_context;
    LateCallbackService m_service;
    PoolService m_pools;
    LateCallbackTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_edit;
    int m_request = 0;
};

} // namespace callveil

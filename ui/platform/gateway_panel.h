// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/gateway_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class GatewayTableModel;
class ListTable;

/// The carriers through which masked calls go out: adds, changes and removes them.
class GatewayPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit GatewayPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    [[nodiscard]] std::optional<Gateway> current() const;
    void create();
    void edit();
    void remove();
    void openDialog(const Gateway &gateway);

    PageContext m_context;
    GatewayService m_service;
    GatewayTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_new, *m_edit, *m_remove;
    qint64 m_saved = 0; ///< the gateway to select once it is read
    int m_request = 0;
};

} // namespace callveil

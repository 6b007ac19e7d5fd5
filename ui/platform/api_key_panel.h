// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/api_key_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ApiKeyTableModel;
class ListTable;

/// The keys with which programs use the HTTP API: makes and revokes them.
class ApiKeyPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit ApiKeyPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    [[nodiscard]] std::optional<ApiKey> current() const;
    void create();
    void showSecret(const QString &name, const NewApiKey &key);
    void revoke();

    PageContext m_context;
    ApiKeyService m_service;
    ApiKeyTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_new, *m_revoke;
    qint64 m_made = 0; ///< the key to select once it is read
    int m_request = 0;
};

} // namespace callveil

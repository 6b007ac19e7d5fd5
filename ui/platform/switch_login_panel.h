// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/switch_login_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ListTable;
class SwitchLoginTableModel;

/// The logins of switches: makes them, gives them new passwords, shuts them out and takes them away.
class SwitchLoginPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit SwitchLoginPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    [[nodiscard]] std::optional<SwitchLogin> current() const;
    void create();
    void rekey();
    void toggleDisabled();
    void toggleKeeping();
    void remove();
    void showAccess(const SwitchAccess &access);
    [[nodiscard]] bool agrees(const QString &title, const QString &question, const QString &action);
    void await(const QFuture<Result<void>> &answer, const QString &done);

    PageContext m_context;
    const bool m_onServer;
    SwitchLoginService m_service;
    SwitchLoginTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_new, *m_rekey, *m_toggle, *m_keep, *m_remove;
    QString m_made; ///< the login to select once it is read
    int m_request = 0;
};

} // namespace callveil

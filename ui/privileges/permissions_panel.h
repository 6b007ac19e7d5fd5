// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "ui/shell/page.h"

class QPushButton;
class QTableView;

namespace callveil {

class PermissionGridModel;
class StatusLine;

/// The grid of what every role may do, with Apply and Revert.
class PermissionsPanel final : public QWidget {
    Q_OBJECT

public:
    PermissionsPanel(const PageContext &context, AccessService &access, QWidget *parent = nullptr);

    [[nodiscard]] bool hasChanges() const;
    void refresh();
    void apply();
    void revert();

Q_SIGNALS:
    /// What apply() began has ended.
    void settled(bool applied);

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void fitColumns();
    void updateButtons();
    [[nodiscard]] QString question() const;
    void takeAnswer(const Result<void> &answer);

    PageContext m_context;
    AccessService &m_access;
    PermissionGridModel *m_model;
    QTableView *m_table;
    StatusLine *m_note;
    QPushButton *m_apply, *m_revert;
    bool m_applying = false;
    int m_request = 0;
};

} // namespace callveil

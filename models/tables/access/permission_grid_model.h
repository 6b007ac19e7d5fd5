// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "tables/access/access_texts.h"
#include "tables/base/table_cell.h"

#include <QAbstractTableModel>

namespace callveil {

/// Who edits a grid: his own role and what he does not have himself are not his to change.
struct GridEditor {
    Role role = Role::Administrator;
    QSet<Permission> permissions;
    bool allProcesses = true;
};

/// What every role may do, one row for each permission and one column for each role, as check boxes. Edits stay here
/// until they are applied.
class PermissionGridModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum GridRole { ChangedRole = SignRole + 1 }; ///< true where an edit was not applied

    PermissionGridModel(AccessTexts texts, GridEditor editor, QObject *parent = nullptr);

    void setEditor(GridEditor editor) { m_editor = std::move(editor); }
    /// What is stored; edits that still differ from it stand.
    void setGrid(const PermissionGrid &grid);
    [[nodiscard]] std::vector<PermissionChange> changes() const;
    void revert();
    /// The edits were applied.
    void accept();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] static Role roleOf(const QModelIndex &index);
    [[nodiscard]] static Permission permissionOf(const QModelIndex &index);
    [[nodiscard]] bool isAllowed(Role role, Permission permission) const;
    [[nodiscard]] bool isStored(Role role, Permission permission) const;
    /// Why the cell cannot be changed; empty when it can.
    [[nodiscard]] QString reason(Role role, Permission permission) const;
    [[nodiscard]] QString spoken(Role role, Permission permission) const;
    void tellAll();

    AccessTexts m_texts;
    GridEditor m_editor;
    PermissionGrid m_stored, m_wanted;
};

} // namespace callveil

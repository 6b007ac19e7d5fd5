// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/access/permission_grid_model.h"

namespace callveil {

PermissionGridModel::PermissionGridModel(AccessTexts texts, GridEditor editor, QObject *parent)
    : QAbstractTableModel(parent), m_texts(std::move(texts)), m_editor(std::move(editor))
{ }

void PermissionGridModel::setGrid(const PermissionGrid &grid)
{
    const std::vector<PermissionChange> edits = changes();
    const bool wasEmpty = m_stored.isEmpty();
    if (wasEmpty)
        beginResetModel();
    m_stored = m_wanted = grid;
    for (const PermissionChange &edit : edits) {
        if (edit.allowed)
            m_wanted[edit.role].insert(edit.permission);
        else
            m_wanted[edit.role].remove(edit.permission);
    }
    if (wasEmpty)
        endResetModel();
    tellAll();
}

std::vector<PermissionChange> PermissionGridModel::changes() const
{
    std::vector<PermissionChange> changes;
    for (const Role role : allRoles)
        for (const Permission permission : allPermissions)
            if (isAllowed(role, permission) != isStored(role, permission))
                changes.push_back({role, permission, isAllowed(role, permission)});
    return changes;
}

void PermissionGridModel::revert()
{
    m_wanted = m_stored;
    tellAll();
}

void PermissionGridModel::accept()
{
    m_stored = m_wanted;
    tellAll();
}

void PermissionGridModel::tellAll()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT edited();
}

/// Nothing is shown before it was read: empty boxes would tell that nobody may do anything.
int PermissionGridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_stored.isEmpty() ? 0 : int(allPermissions.size());
}

int PermissionGridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(allRoles.size());
}

QVariant PermissionGridModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Role column = roleOf(index);
    const Permission row = permissionOf(index);
    switch (role) {
    case Qt::CheckStateRole:
        return isAllowed(column, row) ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
    case PlainRole:
        return spoken(column, row);
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole: {
        const QString why = reason(column, row);
        return why.isEmpty() ? m_texts.explanation(row) : QString(m_texts.explanation(row) + u'\n' + why);
    }
    case ChangedRole:
        return isAllowed(column, row) != isStored(column, row);
    default:
        return {};
    }
}

QVariant PermissionGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const int count = orientation == Qt::Horizontal ? columnCount() : int(allPermissions.size());
    if (section < 0 || section >= count)
        return {};
    if (orientation == Qt::Horizontal)
        return role == Qt::DisplayRole ? QVariant(m_texts.role(allRoles[size_t(section)])) : QVariant();
    if (role == Qt::ToolTipRole)
        return m_texts.explanation(allPermissions[size_t(section)]);
    return role == Qt::DisplayRole ? QVariant(m_texts.permission(allPermissions[size_t(section)])) : QVariant();
}

Qt::ItemFlags PermissionGridModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    // A fixed cell stays reachable with the keyboard, so that its reason can be read.
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return reason(roleOf(index), permissionOf(index)).isEmpty() ? flags | Qt::ItemIsUserCheckable : flags;
}

bool PermissionGridModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    QSet<Permission> &permissions = m_wanted[roleOf(index)];
    if (value.toInt() == Qt::Checked)
        permissions.insert(permissionOf(index));
    else
        permissions.remove(permissionOf(index));
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

Role PermissionGridModel::roleOf(const QModelIndex &index)
{
    return allRoles[size_t(index.column())];
}

Permission PermissionGridModel::permissionOf(const QModelIndex &index)
{
    return allPermissions[size_t(index.row())];
}

bool PermissionGridModel::isAllowed(Role role, Permission permission) const
{
    return m_wanted.value(role).contains(permission);
}

bool PermissionGridModel::isStored(Role role, Permission permission) const
{
    return m_stored.value(role).contains(permission);
}

QString PermissionGridModel::reason(Role role, Permission permission) const
{
    const bool kept = permission == Permission::ManageUsers || permission == Permission::ManageSecurity;
    if (role == Role::Administrator && kept)
        return tr("Administrators keep this permission: without it nobody could give it back.");
    if (!m_editor.allProcesses)
        return tr("Only somebody who belongs to all processes changes this, because it holds for everybody.");
    if (role == m_editor.role)
        return tr("This is your own role: somebody of another role who manages users has to change it.");
    if (!m_editor.permissions.contains(permission) && !isStored(role, permission))
        return tr("You cannot give what you may not do yourself.");
    return {};
}

QString PermissionGridModel::spoken(Role role, Permission permission) const
{
    const bool allowed = isAllowed(role, permission);
    const QString cell = (allowed ? tr("%1, %2: allowed") : tr("%1, %2: not allowed"))
                             .arg(m_texts.role(role), m_texts.permission(permission));
    if (allowed != isStored(role, permission))
        return tr("%1, not applied yet").arg(cell);
    return reason(role, permission).isEmpty() ? cell : tr("%1, cannot be changed").arg(cell);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace callveil {

/// A cell that is a check box: it stands in the middle, the whole cell answers to a click and to Space, what cannot be
/// changed is grey, and what was changed and not applied is marked.
class CheckDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `changedRole` is the model's role that is true for a cell that was changed.
    CheckDelegate(int changedRole, QObject *parent) : QStyledItemDelegate(parent), m_changedRole(changedRole) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    int m_changedRole;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace callveil {

/// Paints telephone numbers and ids in a font whose figures and mask characters are all equally wide.
class NumberDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The font of the numbers in a table of this font.
    [[nodiscard]] static QFont fontFor(const QFont &table);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace callveil {

/// Headings of rows that read like the first cell of each row instead of like buttons.
class FlatHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit FlatHeader(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int logicalIndex) const override;
};

} // namespace callveil

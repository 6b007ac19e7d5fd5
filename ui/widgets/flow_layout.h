// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace callveil {

/// Puts widgets beside one another and goes on in a new row when the width is used up; follows the reading direction.
class FlowLayout final : public QLayout {
public:
    /// `spacing` in pixels, between columns and between rows.
    FlowLayout(int spacing, QWidget *parent = nullptr);
    /// Columns of one width that take up the whole of a row; else each item is as wide as it wants to be.
    void setEven(bool even) { m_even = even; }
    ~FlowLayout() override;

    /// A field under its label, whose mnemonic leads to it, and what What's This says of it; answers both, to be hidden
    /// together.
    QWidget *addField(const QString &label, QWidget *field, const QString &explanation = {});
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// Places the items, or only measures them; returns the height that they need.
    int arrange(const QRect &rect, bool place) const;
    int columnWidth(int width) const;

    QList<QLayoutItem *> m_items;
    bool m_even = false;
};

} // namespace callveil

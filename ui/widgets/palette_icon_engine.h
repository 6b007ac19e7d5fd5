// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QIconEngine>

#include <optional>

namespace callveil {

/// Paints one SVG in the colours of the application's palette, at any size and scale.
class PaletteIconEngine final : public QIconEngine {
public:
    PaletteIconEngine(QByteArray svg, std::optional<Status> status);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine *clone() const override;
    bool isNull() override { return m_svg.isEmpty(); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const;
    [[nodiscard]] QByteArray coloured(QIcon::Mode mode) const;

    QByteArray m_svg;
    std::optional<Status> m_status;
};

} // namespace callveil

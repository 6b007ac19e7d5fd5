// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette_icon_engine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>

namespace callveil {

PaletteIconEngine::PaletteIconEngine(QByteArray svg, std::optional<Status> status)
    : m_svg(std::move(svg)), m_status(status)
{ }

QColor PaletteIconEngine::colour(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::Text);
    return m_status ? statusColour(*m_status, palette) : palette.color(QPalette::Text);
}

/// The pictures name their colours in a style sheet of classes; the signs have a white inside.
QByteArray PaletteIconEngine::coloured(QIcon::Mode mode) const
{
    static const QRegularExpression classes(QStringLiteral("(\\.ColorScheme-\\w+\\s*\\{\\s*color:\\s*)#[0-9a-fA-F]+"));
    static const QRegularExpression inside(QStringLiteral("fill=\"#fff(fff)?\""));
    const QPalette palette = QGuiApplication::palette();
    const QColor back = palette.color(mode == QIcon::Selected ? QPalette::Highlight : QPalette::Base);
    QString text = QString::fromUtf8(m_svg);
    text.replace(classes, QStringLiteral("\\1%1").arg(colour(mode).name()));
    text.replace(inside, QStringLiteral("fill=\"%1\"").arg(back.name()));
    return text.toUtf8();
}

void PaletteIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    QSvgRenderer renderer(coloured(mode));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(painter, rect);
}

QPixmap PaletteIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QIconEngine *PaletteIconEngine::clone() const
{
    return new PaletteIconEngine(*this);
}

} // namespace callveil

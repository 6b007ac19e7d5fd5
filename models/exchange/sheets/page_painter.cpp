// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/page_painter.h"

#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>

#include <array>

namespace callveil {

namespace {

constexpr QRgb bandColour = 0xFFF0F0F0, ruleColour = 0xFF808080;
constexpr qreal ruleWidth = PageLayout::s_perInch / 144.0;

} // namespace

void paintPage(QPainter &painter, const SheetPage &page, qreal perInch)
{
    painter.save();
    painter.scale(perInch / PageLayout::s_perInch, perInch / PageLayout::s_perInch);
    painter.setLayoutDirection(Qt::LeftToRight); // numbers are, in every language
    for (const QRectF &band : page.bands)
        painter.fillRect(band, QColor::fromRgb(bandColour));
    painter.setPen(QPen(QColor::fromRgb(ruleColour), ruleWidth));
    painter.drawLine(page.rule);
    painter.setPen(Qt::black);
    const std::array fonts{
        PageLayout::font(PageFont::Title), PageLayout::font(PageFont::Strong), PageLayout::font(PageFont::Plain)};
    for (const PlacedText &text : page.texts) {
        painter.setFont(fonts[size_t(text.font)]);
        painter.drawText(text.box,
            int(text.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine
                | Qt::TextForceLeftToRight,
            text.text);
    }
    painter.restore();
}

void setUpPaper(QPagedPaintDevice &device, const PageLayout &layout)
{
    QPageLayout paper = device.pageLayout();
    paper.setMode(QPageLayout::FullPageMode);
    paper.setMargins({});
    paper.setOrientation(layout.isLandscape() ? QPageLayout::Landscape : QPageLayout::Portrait);
    device.setPageLayout(paper);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_picture.h"

#include "ui/charts/chart_palette.h"
#include "ui/widgets/grid.h"

#include <QBuffer>
#include <QChartView>
#include <QPainter>
#include <QSvgGenerator>

namespace callveil {

namespace {
constexpr int fineness = 2; // pixels of the image for each of the screen's units
}

ChartPicture::ChartPicture(const QChartView &view, const QString &title, const QString &note)
    : m_view(view), m_title(title), m_note(note)
{ }

QImage ChartPicture::image() const
{
    QImage image(size() * fineness, QImage::Format_RGB32);
    image.setDevicePixelRatio(fineness);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    painter.end();
    image.setDevicePixelRatio(1);
    return image;
}

QByteArray ChartPicture::svg() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(QRect({0, 0}, size()));
    generator.setResolution(m_view.logicalDpiX()); // for which the texts were laid out
    generator.setTitle(m_title);
    generator.setDescription(m_view.accessibleDescription());
    QPainter painter(&generator);
    paint(painter);
    painter.end();
    return withStripes(bytes);
}

void ChartPicture::paint(QPainter &painter) const
{
    const QPalette palette = m_view.palette();
    const QRectF whole(QPointF(0, 0), size());
    painter.fillRect(whole, palette.color(QPalette::Base));
    const int unit = gridUnit(&m_view);
    QFont strong = m_view.font();
    strong.setWeight(QFont::DemiBold);
    const QRectF head = whole.adjusted(2 * unit, unit, -2 * unit, 0);
    const QFontMetrics metrics(strong);
    painter.setFont(strong);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(
        head, Qt::AlignTop | Qt::AlignLeft, metrics.elidedText(m_title, Qt::ElideRight, int(head.width())));
    painter.setFont(m_view.font());
    painter.setPen(palette.color(QPalette::PlaceholderText));
    painter.drawText(head.adjusted(0, metrics.height(), 0, 0), Qt::AlignTop | Qt::AlignLeft, m_note);
    const QRectF chart = whole.adjusted(0, headHeight(), 0, 0);
    m_view.scene()->render(&painter, chart, QRectF(QPointF(0, 0), chart.size()));
}

QSize ChartPicture::size() const
{
    return m_view.size() + QSize(0, headHeight());
}

int ChartPicture::headHeight() const
{
    return gridUnit(&m_view) + m_view.fontMetrics().height() * (m_note.isEmpty() ? 1 : 2);
}

} // namespace callveil

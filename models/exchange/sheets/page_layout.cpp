// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/page_layout.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPageSize>

#include <algorithm>
#include <numeric>

namespace callveil {

namespace {

constexpr qreal perPoint = PageLayout::s_perInch / 72.0;
constexpr qreal margin = 34 * perPoint, gap = 6 * perPoint, leastWidth = 8 * perPoint;
constexpr qreal titlePoints = 11, plainPoints = 7.5, lineSpacing = 1.4;

/// Line ends and other control characters have no place in a line.
QString oneLine(QString text)
{
    for (QChar &c : text)
        if (c < u' ' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    return text;
}

/// In at most two lines, parted where the longer one is shortest.
QStringList linesOf(const QString &title, qreal width, const QFontMetricsF &metrics)
{
    QStringList best{title};
    qreal least = metrics.horizontalAdvance(title);
    if (least <= width)
        return best;
    for (qsizetype at = title.indexOf(u' '); at >= 0; at = title.indexOf(u' ', at + 1)) {
        const QStringList lines{title.left(at), title.mid(at + 1)};
        const qreal widest = std::max(metrics.horizontalAdvance(lines[0]), metrics.horizontalAdvance(lines[1]));
        if (widest < least) {
            least = widest;
            best = lines;
        }
    }
    return best;
}

qreal widthOfTitle(const QString &title, const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (const QString &line : linesOf(title, 0, metrics))
        widest = std::max(widest, metrics.horizontalAdvance(line));
    return widest;
}

std::vector<qreal> wantedWidths(const SheetHead &head, std::span<const QStringList> sample)
{
    const QFontMetricsF strong(PageLayout::font(PageFont::Strong)), plain(PageLayout::font(PageFont::Plain));
    std::vector<qreal> widths;
    for (const SheetColumn &column : head.columns)
        widths.push_back(std::max(widthOfTitle(oneLine(column.title), strong), leastWidth));
    for (const QStringList &row : sample)
        for (size_t i = 0; i < widths.size() && qsizetype(i) < row.size(); ++i)
            widths[i] = std::max(widths[i], plain.horizontalAdvance(oneLine(row[qsizetype(i)])));
    for (qreal &width : widths)
        width += 1; // of rounding
    return widths;
}

qreal sumOf(const std::vector<qreal> &widths)
{
    return std::accumulate(widths.begin(), widths.end(), gap * std::max(qreal(widths.size()) - 1, 0.0));
}

/// The widest columns give way, to one width, until all have their place.
void narrow(std::vector<qreal> &widths, qreal available)
{
    std::vector<qreal> sorted = widths;
    std::sort(sorted.begin(), sorted.end());
    qreal left = available - gap * std::max(qreal(widths.size()) - 1, 0.0);
    for (size_t i = 0; i < sorted.size(); ++i) {
        const qreal share = left / qreal(sorted.size() - i);
        if (sorted[i] > share) {
            for (qreal &width : widths)
                width = std::min(width, std::max(share, 0.0));
            return;
        }
        left -= sorted[i];
    }
}

} // namespace

PageLayout::PageLayout(SheetHead head, std::span<const QStringList> sample, QSizeF paper) : m_head(std::move(head))
{
    std::vector<qreal> widths = wantedWidths(m_head, sample.first(std::min(sample.size(), size_t(s_sampleRows))));
    choosePaper(widths, paper);
    narrow(widths, width());
    placeColumns(std::move(widths));
    placeRows();
}

QSizeF PageLayout::usualPaper()
{
    const bool american = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    return QPageSize(american ? QPageSize::Letter : QPageSize::A4).size(QPageSize::Point);
}

QFont PageLayout::font(PageFont font)
{
    QFont made;
    made.setPixelSize(qRound((font == PageFont::Title ? titlePoints : plainPoints) * perPoint));
    made.setBold(font != PageFont::Plain);
    made.setHintingPreference(QFont::PreferNoHinting); // the same widths on every device
    return made;
}

qreal PageLayout::width() const
{
    return m_size.width() - 2 * margin;
}

void PageLayout::choosePaper(const std::vector<qreal> &wanted, QSizeF paper)
{
    m_size = paper * perPoint;
    if (sumOf(wanted) > width())
        m_size.transpose();
}

void PageLayout::placeColumns(std::vector<qreal> widths)
{
    qreal left = margin;
    for (const qreal width : widths) {
        m_columns.emplace_back(left, 0, width, 0);
        left += width + gap;
    }
}

/// From above: title, note, two lines for the column titles, and the rows.
void PageLayout::placeRows()
{
    const qreal plain = QFontMetricsF(font(PageFont::Plain)).height();
    const qreal strong = QFontMetricsF(font(PageFont::Strong)).height();
    m_rowHeight = plain * lineSpacing;
    m_top = margin + QFontMetricsF(font(PageFont::Title)).height() + m_rowHeight * 1.5 + 2 * strong + gap;
    for (QRectF &column : m_columns) {
        column.setTop(m_top - gap / 2 - 2 * strong);
        column.setHeight(2 * strong);
    }
    m_rowsOnPage = std::max(1, int((m_size.height() - margin - m_top) / m_rowHeight));
}

SheetPage PageLayout::page(std::span<const QStringList> rows, qint64 number) const
{
    SheetPage page;
    addHead(page, number);
    addTitles(page);
    const QFontMetricsF metrics(font(PageFont::Plain));
    qreal top = m_top;
    for (size_t row = 0; row < rows.size(); ++row, top += m_rowHeight) {
        if (row % 2 == 1)
            page.bands.emplace_back(margin - gap / 2, top, width() + gap, m_rowHeight);
        for (size_t i = 0; i < m_columns.size() && qsizetype(i) < rows[row].size(); ++i) {
            const QRectF box(m_columns[i].left(), top, m_columns[i].width(), m_rowHeight);
            const QString text = oneLine(rows[row][qsizetype(i)]);
            if (!text.isEmpty())
                page.texts.push_back({box, metrics.elidedText(text, Qt::ElideMiddle, box.width()), PageFont::Plain,
                    m_head.columns[i].figures});
        }
    }
    return page;
}

void PageLayout::addHead(SheetPage &page, qint64 number) const
{
    const QFontMetricsF title(font(PageFont::Title)), plain(font(PageFont::Plain));
    const QString told = m_head.page.arg(number);
    const qreal right = plain.horizontalAdvance(told) + gap;
    const QRectF line(margin, margin, width(), title.height());
    page.texts.push_back({line.adjusted(0, 0, -right, 0),
        title.elidedText(oneLine(m_head.title), Qt::ElideMiddle, line.width() - right), PageFont::Title});
    page.texts.push_back({line.adjusted(line.width() - right, 0, 0, 0), told, PageFont::Plain, true});
    if (!m_head.note.isEmpty())
        page.texts.push_back({QRectF(margin, line.bottom(), width(), m_rowHeight),
            plain.elidedText(oneLine(m_head.note), Qt::ElideMiddle, width())});
}

void PageLayout::addTitles(SheetPage &page) const
{
    const QFontMetricsF metrics(font(PageFont::Strong));
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const QStringList lines = linesOf(oneLine(m_head.columns[i].title), m_columns[i].width(), metrics);
        qreal top = m_columns[i].bottom() - qreal(lines.size()) * metrics.height();
        for (const QString &line : lines) {
            page.texts.push_back({QRectF(m_columns[i].left(), top, m_columns[i].width(), metrics.height()),
                metrics.elidedText(line, Qt::ElideMiddle, m_columns[i].width()), PageFont::Strong,
                m_head.columns[i].figures});
            top += metrics.height();
        }
    }
    page.rule = QLineF(margin, m_top - gap / 4, margin + width(), m_top - gap / 4);
}

} // namespace callveil

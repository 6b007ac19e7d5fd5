// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"

#include <QFont>
#include <QLineF>
#include <QRectF>

#include <span>

namespace callveil {

enum class PageFont { Title, Strong, Plain };

/// A text as it is painted, and its place.
struct PlacedText {
    QRectF box;
    QString text;
    PageFont font = PageFont::Plain;
    bool right = false; ///< aligned to the right
};

/// What stands on one page. Lengths are in 1/1200 inch from its upper left corner.
struct SheetPage {
    std::vector<PlacedText> texts;
    std::vector<QRectF> bands; ///< behind every other row
    QLineF rule; ///< between the titles and the rows
};

/// Lays a table out on pages: title, note and column titles on each of them, lying when the columns do not fit an
/// upright one. Where even that is too narrow the longest texts are shortened in their middle. For any thread of a
/// program with Qt Gui.
class PageLayout final {
public:
    static constexpr int s_perInch = 1200;
    static constexpr int s_sampleRows = 200;

    /// Columns are as wide as the first rows need. `paper` is upright, in points (1/72 inch).
    PageLayout(SheetHead head, std::span<const QStringList> sample, QSizeF paper);

    /// A4, or Letter where it is used.
    [[nodiscard]] static QSizeF usualPaper();
    [[nodiscard]] static QFont font(PageFont font);
    [[nodiscard]] bool isLandscape() const { return m_size.width() > m_size.height(); }
    /// As the page lies, in 1/1200 inch.
    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] int rowsOnPage() const { return m_rowsOnPage; }
    /// Page `number`, from 1, with these rows: at most rowsOnPage().
    [[nodiscard]] SheetPage page(std::span<const QStringList> rows, qint64 number) const;

private:
    void choosePaper(const std::vector<qreal> &wanted, QSizeF paper);
    void placeColumns(std::vector<qreal> widths);
    void placeRows();
    void addHead(SheetPage &page, qint64 number) const;
    void addTitles(SheetPage &page) const;
    [[nodiscard]] qreal width() const;

    SheetHead m_head;
    QSizeF m_size;
    std::vector<QRectF> m_columns; ///< left edge and width of each; their titles' height
    qreal m_top = 0; ///< of the first row
    qreal m_rowHeight = 0;
    int m_rowsOnPage = 1;
};

} // namespace callveil

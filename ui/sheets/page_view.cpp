// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/page_view.h"

#include "exchange/sheets/page_painter.h"
#include "exchange/sheets/sheet_pages.h"
#include "ui/widgets/grid.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace callveil {

/// The sheet of paper.
class PageView::Paper final : public QWidget {
public:
    Paper(std::shared_ptr<const SheetPages> pages, QWidget *parent) : QWidget(parent), m_pages(std::move(pages)) { }

    int index = 0;

    [[nodiscard]] double heightOf(double width) const
    {
        const QSizeF size = m_pages->layout().size();
        return width * size.height() / size.width();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white); // as paper is, whatever the palette
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        const double inches = m_pages->layout().size().width() / PageLayout::s_perInch;
        paintPage(painter, m_pages->page(index), width() / inches);
    }

private:
    std::shared_ptr<const SheetPages> m_pages;
};

PageView::PageView(std::shared_ptr<const SheetPages> pages, QWidget *parent)
    : QScrollArea(parent), m_pages(std::move(pages)), m_paper(new Paper(m_pages, this))
{
    setWidget(m_paper);
    setAlignment(Qt::AlignCenter);
    setBackgroundRole(QPalette::Mid);
    setMinimumSize(characters(this, 60), gridUnit(this) * 40);
    showPage(0);
}

void PageView::setSize(Size size)
{
    m_size = size;
    fit();
}

int PageView::shownPage() const
{
    return m_paper->index;
}

void PageView::showPage(int index)
{
    m_paper->index = std::clamp(index, 0, m_pages->count() - 1);
    const QString text = tr("Page %1 of %2").arg(m_paper->index + 1).arg(m_pages->count());
    setAccessibleName(tr("Page"));
    setAccessibleDescription(text);
    verticalScrollBar()->setValue(0);
    m_paper->update();
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void PageView::fit()
{
    const int bar = verticalScrollBar()->sizeHint().width();
    // Without bars: they would come and go with the size that depends on them.
    const QSize room = maximumViewportSize() - QSize(bar, bar) - QSize(2, 2) * gridUnit(this);
    double width = room.width();
    if (m_size == Size::Whole)
        width = std::min(width, room.height() / m_paper->heightOf(1));
    if (m_size == Size::Double)
        width *= 2;
    width = std::max(width, 100.0);
    m_paper->resize(qRound(width), qRound(m_paper->heightOf(width)));
}

} // namespace callveil

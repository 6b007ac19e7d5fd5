// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/sheet_pages.h"

#include "exchange/sheets/page_painter.h"

#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>

#include <algorithm>

namespace callveil {

SheetPages::SheetPages(SheetHead head, std::vector<QStringList> rows, QSizeF paper)
    : m_head(std::move(head)), m_rows(std::move(rows)), m_layout(m_head, m_rows, paper)
{ }

int SheetPages::count() const
{
    const auto each = size_t(m_layout.rowsOnPage());
    return std::max(1, int((m_rows.size() + each - 1) / each));
}

SheetPage SheetPages::page(int index) const
{
    const auto each = size_t(m_layout.rowsOnPage());
    const size_t first = std::min(size_t(index) * each, m_rows.size());
    return m_layout.page(std::span(m_rows).subspan(first, std::min(each, m_rows.size() - first)), index + 1);
}

bool SheetPages::printOn(QPagedPaintDevice &device) const
{
    // The size of a page size is that of the upright paper.
    const SheetPages pages(m_head, m_rows, device.pageLayout().pageSize().size(QPageSize::Point));
    setUpPaper(device, pages.m_layout);
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    for (int index = 0; index < pages.count(); ++index) {
        if (index > 0 && !device.newPage())
            return false;
        paintPage(painter, pages.page(index), device.logicalDpiX());
    }
    return painter.end();
}

} // namespace callveil

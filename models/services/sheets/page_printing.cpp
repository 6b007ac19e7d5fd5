// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/sheets/page_printing.h"

#include "exchange/sheets/sheet_pages.h"

#include <QtConcurrentRun>

namespace callveil {

QFuture<bool> printPages(std::shared_ptr<const SheetPages> pages, std::shared_ptr<QPagedPaintDevice> device)
{
    return QtConcurrent::run(
        [pages = std::move(pages), device = std::move(device)] { return pages->printOn(*device); });
}

} // namespace callveil

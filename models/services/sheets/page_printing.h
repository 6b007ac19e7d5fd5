// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>

#include <memory>

class QPagedPaintDevice;

namespace callveil {

class SheetPages;

/// Paints the pages onto a printer or a document, on a thread of its own: printers may keep whoever talks to them
/// waiting. Nobody else uses the device from here on. Answers whether all was painted.
[[nodiscard]] QFuture<bool> printPages(
    std::shared_ptr<const SheetPages> pages, std::shared_ptr<QPagedPaintDevice> device);

} // namespace callveil

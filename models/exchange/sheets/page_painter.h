// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/page_layout.h"

class QPagedPaintDevice;
class QPainter;

namespace callveil {

/// Paints a page in black on what is white already; `perInch` is how fine the painter's device is.
void paintPage(QPainter &painter, const SheetPage &page, qreal perInch);

/// Pages begin in the corner of the paper, which lies as the layout has it. To be called before a painter is begun.
void setUpPaper(QPagedPaintDevice &device, const PageLayout &layout);

} // namespace callveil

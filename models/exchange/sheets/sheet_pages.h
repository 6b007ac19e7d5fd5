// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/page_layout.h"

class QPagedPaintDevice;

namespace callveil {

/// A table of some thousand rows in memory, laid out on pages to be looked at and printed. Its pages are those that
/// PdfSheet would write.
class SheetPages final {
public:
    SheetPages(SheetHead head, std::vector<QStringList> rows, QSizeF paper = PageLayout::usualPaper());

    [[nodiscard]] const PageLayout &layout() const { return m_layout; }
    [[nodiscard]] qsizetype rows() const { return qsizetype(m_rows.size()); }
    /// At least one.
    [[nodiscard]] int count() const;
    /// From 0.
    [[nodiscard]] SheetPage page(int index) const;
    /// Laid out anew for the paper of the device, and painted; false when the device fails. For any thread.
    [[nodiscard]] bool printOn(QPagedPaintDevice &device) const;

private:
    SheetHead m_head;
    std::vector<QStringList> m_rows;
    PageLayout m_layout;
};

} // namespace callveil

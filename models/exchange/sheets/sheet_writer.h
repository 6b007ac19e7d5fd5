// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"

namespace callveil {

/// Writes one table front to back in bounded memory. Each step answers whether the file could be written; after a step
/// that could not, and without finish(), whoever destroys the writer gives the table up: nothing of the writer's stays
/// but the file that it was given.
class SheetWriter {
public:
    virtual ~SheetWriter() = default;

    [[nodiscard]] virtual bool begin(const SheetHead &head) = 0;
    /// One text for each column. What it holds stays what it is: no text becomes a formula.
    [[nodiscard]] virtual bool add(const QStringList &cells) = 0;
    [[nodiscard]] virtual bool finish() = 0;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/reports/report_sheet.h"

namespace callveil {

/// A report as a file of this format has it: in words for people, with names that stay for programs. It says by which
/// days it counts.
[[nodiscard]] ReportSheet reportSheetFor(SheetFormat format, const Report &report);

} // namespace callveil

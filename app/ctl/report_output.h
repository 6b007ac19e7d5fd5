// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "services/reports/report_check.h"
#include "services/reports/report_service.h"

namespace callveil {

/// The report as it is printed: a document with --json, else a table. `process`: the name that it is narrowed to.
void printReport(Command &command, const Report &report, const QString &process);
/// What a check has found; answers the exit code.
[[nodiscard]] int printCheck(Command &command, const CheckedReports &checked);

} // namespace callveil

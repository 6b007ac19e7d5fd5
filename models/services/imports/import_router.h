// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_reader.h"
#include "services/imports/context_loader.h"
#include "services/imports/import_order.h"

namespace callveil {

/// What a first look at a file whose rows tell their process finds. Nothing is stored by it.
struct RoutedFile {
    std::vector<ProcessId> processes; ///< in ascending order: two imports then lock them in the same order
    qint64 rows = 0; ///< all records, the rejected ones too
    std::vector<RowReject> rejects; ///< the first ImportSummary::mostRejects
};

/// Reads `calls` to the end. Fails with Cancelled and what the reader fails with.
[[nodiscard]] Result<RoutedFile> routeFile(CallReader &calls, const ProcessRouter &router, ImportProgress &progress);

/// One summary of all passes over a routed file: a row that neither the first look nor its own process's pass accepts
/// is rejected, once.
[[nodiscard]] ImportSummary summaryOf(const RoutedFile &file, const std::vector<const ImportSummary *> &passes);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_file.h"
#include "storage/people/identity.h"
#include "storage/rates/rate_store.h"

namespace callveil {

/// How far an import is; written by the database thread, read by whoever shows it.
struct RateProgress {
    std::atomic<qint64> rows{0};
    std::atomic<bool> cancelled{false};
};

/// A file of rates to be brought in.
struct RateImportOrder {
    static constexpr size_t mostShown = 200;

    QString file;
    RateDefaults defaults; ///< validFrom 0: now
    bool dryRun = false; ///< a look at what it would do: nothing is stored
};

/// What came of it, or would come.
struct RateImport {
    qint64 added = 0;
    qint64 replaced = 0; ///< rates that were wrong from the same moment on: the former are withdrawn
    qint64 unchanged = 0; ///< rows that say what holds already
    std::vector<RateReject> rejects;
    std::vector<RateRow> first; ///< the first rows that are right
};

/// Brings the rows of a file in; inside a transaction, unless it only looks. Fails with what readRateFile() fails with,
/// Cancelled, and EntryChanged when somebody else changes the same rates meanwhile.
[[nodiscard]] Result<RateImport> importRates(
    Connection &connection, const Identity &me, const RateImportOrder &order, RateProgress &progress);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/calls/row_fault.h"
#include "exchange/calls/csv_mapping.h"

#include <atomic>
#include <optional>
#include <vector>

namespace callveil {

/// One file of call records to bring in.
struct ImportOrder {
    QString file;
    ProcessId process; ///< unset: the mapping's process column, or the DID of each row, tells
    CampaignId campaign; ///< for rows that name none; may be unset
    QString format; ///< empty: detect
    std::optional<CsvMapping> mapping;
    bool dryRun = false; ///< read and count everything, store nothing
};

/// What a running import tells, and how it is told to stop; shared by threads.
struct ImportProgress {
    std::atomic<qint64> bytes{0}, totalBytes{0}; ///< of all passes over the file
    std::atomic<qint64> bytesBefore{0}; ///< of the passes that are done
    std::atomic<qint64> records{0};
    std::atomic<bool> publishing{false}; ///< past this point it cannot be cancelled
    std::atomic<bool> cancelled{false};
};

/// What came of it.
struct ImportSummary {
    /// So many rejects are kept word by word; beyond that they are only counted.
    static constexpr size_t mostRejects = 10000;

    QString format;
    qint64 records = 0; ///< rows that describe a call
    qint64 sessions = 0, legs = 0; ///< new ones; in a dry run those of the file
    qint64 duplicates = 0; ///< records imported before
    qint64 rejected = 0;
    qint64 billableSeconds = 0; ///< of all records of the file
    qint64 unknownAgents = 0; ///< records that name an agent whom nobody entered: these are stored without one
    qint64 sidesAssumed =
        0; ///< records that do not tell which party is the customer: the mapping's assumption was used
    QStringList unusedColumns; ///< of a generic CSV file's header
    std::optional<qint64> firstStart, lastStart; ///< ms since 1970, of all records of the file
    std::vector<RowReject> rejects;
};

/// One record as the preview shows it: masked.
struct PreviewCall {
    qint64 line = 0;
    qint64 startedAt = 0;
    Direction direction = Direction::Unknown;
    Disposition disposition = Disposition::Unknown;
    QString process, customer, agent, proxy;
    qint64 billableSeconds = 0;
};

/// The beginning of a file before it is imported: what it would become, and its cells for the mapping page, with every
/// number in them masked.
struct ImportPreview {
    QString format;
    std::optional<CsvMapping> mapping; ///< in use, for generic CSV
    QStringList header;
    QList<QStringList> cells;
    std::vector<PreviewCall> calls;
    std::vector<RowReject> rejects;
};

} // namespace callveil

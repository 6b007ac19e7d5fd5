// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_reader.h"
#include "exchange/calls/csv_mapping.h"

#include <QStringList>
#include <QTimeZone>

namespace callveil {

/// What a reader needs to know that the file does not say.
struct ReadOptions {
    QString region; ///< ISO region of the process: settles ambiguous date orders (US month first, else day first)
    QTimeZone zone = QTimeZone::utc(); ///< zone of times that the file writes without one
    qint64 now = 0; ///< ms since 1970; starts after now + 1 day or before 2000 are TimeOutOfRange
    QString format; ///< id of a format ("asterisk-csv"); empty: detect
    std::optional<CsvMapping> mapping; ///< for "generic-csv": the columns; nullopt: guess
};

/// An opened file: which format it is read as, and its reader.
struct OpenedCalls {
    QString format;
    std::optional<CsvMapping> mapping; ///< the mapping in use, for generic-csv
    std::unique_ptr<CallReader> reader;
};

/// Ids of the formats that can be read, in the order in which they are offered:
/// "asterisk-csv", "freeswitch-csv", "generic-csv".
[[nodiscard]] QStringList callFormats();

/// Detects the format (or takes the one asked for) and makes its reader. The device is open for reading, seekable,
/// at its start. Fails with FormatUnknown, FormatNoCalls, FileEmpty, MappingIncomplete, ChoiceUnknown; `name` is the
/// file name for the error.
[[nodiscard]] Result<OpenedCalls> openCalls(QIODevice &device, const QString &name, const ReadOptions &options);

/// The first rows of a CSV file as cells, for the mapping page; at most `rows` rows.
struct CsvSample {
    QStringList header; ///< empty when the file has none
    QList<QStringList> rows;
    CsvMapping guess;
};
[[nodiscard]] Result<CsvSample> sampleCsv(QIODevice &device, const QString &name, const ReadOptions &options, int rows);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/calls/raw_call.h"
#include "domain/calls/row_fault.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <variant>

class QIODevice;

namespace callveil {

/// What one step of a reader yields.
using CallRow = std::variant<RawCall, RowReject>;

/// Reads one file of call records front to back in bounded memory. One class per format; not thread-safe, used by one
/// thread. The device outlives the reader.
class CallReader {
public:
    virtual ~CallReader() = default;

    /// The next record or reject; nullopt at the end; an error when the file cannot be read any further.
    [[nodiscard]] virtual Result<std::optional<CallRow>> next() = 0;
    /// Bytes of the file consumed so far, for progress.
    [[nodiscard]] virtual qint64 bytesRead() const = 0;
    /// Columns that the header names and nothing is read from, known once rows were read.
    [[nodiscard]] virtual QStringList unusedColumns() const { return {}; }
};

} // namespace callveil

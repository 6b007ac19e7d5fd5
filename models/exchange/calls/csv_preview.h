// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"
#include "exchange/text/text_encoding.h"

#include <QStringList>

class QIODevice;

namespace callveil {

/// The beginning of a CSV file (256 KiB) as cells, read with a given or guessed encoding and delimiter.
struct CsvPreview {
    std::optional<TextEncoding> encoding; ///< empty: nothing but ASCII seen
    char delimiter = ',';
    QList<QStringList> rows; ///< only rows without a fault
    qsizetype faulty = 0; ///< rows left out of `rows`
    bool whole = true; ///< the file ends with the sample

    [[nodiscard]] bool isBlank() const { return whole && rows.isEmpty() && faulty == 0; }
};

/// The device is at its start, and is again afterwards. `mapping` gives the dialect when it is already chosen. Fails
/// with FileUnreadable.
[[nodiscard]] Result<CsvPreview> previewCsv(
    QIODevice &device, const QString &name, const std::optional<CsvMapping> &mapping);

} // namespace callveil

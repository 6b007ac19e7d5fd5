// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"
#include "exchange/calls/value_words.h"

#include <QByteArray>
#include <QHash>

namespace callveil {

/// What the words of one file mean: the mapping's own words first, then the common ones. Remembers what it looked up,
/// because a file repeats few words many times.
class WordCache final {
public:
    explicit WordCache(const CsvMapping &mapping);

    [[nodiscard]] const CallWords &lookUp(QByteArrayView cell);

private:
    [[nodiscard]] CallWords meaningOf(const QByteArray &cell) const;

    QHash<QString, Direction> m_directions;
    QHash<QString, Disposition> m_dispositions;
    QHash<QString, Medium> m_media;
    QHash<QByteArray, CallWords> m_known;
};

} // namespace callveil

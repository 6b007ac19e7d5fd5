// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/place_arrays.h"

#include <QStringList>

namespace callveil {

PlaceArrays::PlaceArrays(const std::vector<BlindIndex> &places)
{
    QStringList ids;
    QStringList hashes;
    for (const BlindIndex &place : places) {
        ids.append(QString::number(place.process.value));
        hashes.append(QStringLiteral("\"\\\\x%1\"").arg(QString::fromLatin1(place.blind.toHex())));
    }
    processes = u'{' + ids.join(u',') + u'}';
    blinds = u'{' + hashes.join(u',') + u'}';
}

} // namespace callveil

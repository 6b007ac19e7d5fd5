// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/place_arrays.h"

#include "storage/database/list_text.h"

namespace callveil {

PlaceArrays::PlaceArrays(const std::vector<BlindIndex> &places)
    : processes(arrayText(places, [](const BlindIndex &place) { return place.process.value; })),
      blinds(arrayText(places, [](const BlindIndex &place) { return place.blind; }))
{ }

} // namespace callveil

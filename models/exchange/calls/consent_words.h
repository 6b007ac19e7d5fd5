// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"

#include <QByteArrayView>

namespace callveil {

/// What a cell says of a party's consent to being recorded: "yes", "declined", "nein". A word that is not known says
/// nothing, as if nobody had been asked: a doubt is never taken for a consent. Case and punctuation do not matter.
[[nodiscard]] Consent consentOf(QByteArrayView cell);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"

#include <QString>

namespace callveil {

/// The stable names for scripts and exported files: "inbound", "no-answer", "transfer", "not-asked", "sms".
[[nodiscard]] QString directionKey(Direction direction);
[[nodiscard]] QString dispositionKey(Disposition disposition);
[[nodiscard]] QString legKey(LegKind kind);
[[nodiscard]] QString consentKey(Consent consent);
[[nodiscard]] QString mediumKey(Medium medium);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"
#include "domain/masking/masking_policy.h"
#include "domain/people/role.h"

#include <QString>

namespace callveil {

// Translated words for stored values, for the console and for callveilctl.

[[nodiscard]] QString roleText(Role role);
[[nodiscard]] QString permissionText(Permission permission);
/// One sentence that says what the permission allows.
[[nodiscard]] QString permissionExplanation(Permission permission);
[[nodiscard]] QString directionText(Direction direction);
[[nodiscard]] QString dispositionText(Disposition disposition);
[[nodiscard]] QString legKindText(LegKind kind);
[[nodiscard]] QString mediumText(Medium medium);
[[nodiscard]] QString consentText(Consent consent);
/// "Off", "Random", "Replacement, 2 + 2 digits shown".
[[nodiscard]] QString policyText(const MaskingPolicy &policy);
/// "1:02:03" or "2:03" from seconds.
[[nodiscard]] QString durationText(qint64 seconds);
/// The masked text as it is displayed: between U+2066 and U+2069, so that it reads left to right in every language.
[[nodiscard]] QString displayNumber(const QString &text);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/access/access_texts.h"
#include "ui/texts/value_text.h"

namespace callveil {

/// The words of tables of people and their rights on a page with this visible zone.
[[nodiscard]] inline AccessTexts accessTexts(const QTimeZone &zone)
{
    return {&roleText, &permissionText, &permissionExplanation, {&policyText, &displayNumber, zone}};
}

} // namespace callveil

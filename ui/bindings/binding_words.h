// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "tables/bindings/binding_texts.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/binding_text.h"
#include "ui/texts/pool_text.h"

namespace callveil {

/// The words of tables of bindings on a page with this visible zone.
[[nodiscard]] inline BindingTexts bindingTexts(const QTimeZone &zone)
{
    return {&bindingModelText, &bindingStateText, &endCauseText, &didStateText, &CallLogService::sessionName,
        tableTexts(zone)};
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vain_calls.h"

namespace callveil {

/// The vain calls of the leak audit.
inline QMap<QString, VainCall> vainLeakCalls()
{
    return {
        {QStringLiteral("leak_calls"), {QStringLiteral("* FROM cv_api.leak_calls('[[2,1,99,1,9]]', 1)"), {}}},
        {QStringLiteral("leak_call_texts"), {QStringLiteral("* FROM cv_api.leak_call_texts('[[2,1,99,1,9]]', 1)"), {}}},
        {QStringLiteral("leak_note"), {QStringLiteral("leak_note('[[1,2,2,0,0,0,\"\",1,1,\"\",1,1]]', 0)"), refused}},
        {QStringLiteral("leak_deed_marks_put"), {QStringLiteral("leak_deed_marks_put('[[1,1]]')"), refused}},
        {QStringLiteral("leak_settle"), {QStringLiteral("leak_settle(2, 0, 1, 1, '')"), refused}},
        {QStringLiteral("canary_plant"), {QStringLiteral("canary_plant('x', 'GB', '%1', 'x')").arg(sixteen), refused}},
        {QStringLiteral("canary_remove"), {QStringLiteral("canary_remove(1)"), refused}},
        {QStringLiteral("canary_gaps"), {QStringLiteral("* FROM cv_api.canary_gaps()"), {}}},
        {QStringLiteral("canary_place_put"), {QStringLiteral("canary_place_put(1, 2, 2, '%1')").arg(sixteen), refused}},
    };
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vain_calls.h"

namespace callveil {

/// The vain calls of callbacks, by people who do not belong to all processes.
inline QMap<QString, VainCall> vainCallbackCalls()
{
    QMap<QString, VainCall> calls{
        {QStringLiteral("callback_endpoints"), {QStringLiteral("* FROM cv_api.callback_endpoints()"), refused}},
        {QStringLiteral("callback_secrets"), {QStringLiteral("* FROM cv_api.callback_secrets(1)"), refused}},
        {QStringLiteral("callback_set"), {QStringLiteral("callback_set(1, 'https://a.example', 0, 'x')"), refused}},
        {QStringLiteral("callback_rotate"), {QStringLiteral("callback_rotate(1, 'x', 0)"), refused}},
        {QStringLiteral("callback_pause"), {QStringLiteral("callback_pause(1, true)"), refused}},
        {QStringLiteral("callback_deliveries"),
            {QStringLiteral("* FROM cv_api.callback_deliveries(0, -1, NULL, 9)"), refused}},
        {QStringLiteral("callback_replay"), {QStringLiteral("callback_replay(1, -1, 0, 9, NULL)"), refused}},
        {QStringLiteral("callback_due"), {QStringLiteral("* FROM cv_api.callback_due(1, 9)"), refused}},
        {QStringLiteral("callback_settle"),
            {QStringLiteral("callback_settle(1, '{1}', '{1}', '{200}', '{0}', '{1}', '{0}')"), refused}},
        {QStringLiteral("callback_disable"), {QStringLiteral("callback_disable(1)"), refused}},
        {QStringLiteral("callback_thin"), {QStringLiteral("callback_thin(9)"), refused}},
    };
    for (const char *told : {"sessions", "legs", "statuses", "tasks"})
        calls.insert(QStringLiteral("callback_%1").arg(QLatin1String(told)),
            {QStringLiteral("* FROM cv_api.callback_%1('{1}')").arg(QLatin1String(told)), refused});
    return calls;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/callbacks/callback_event.h"

namespace callveil {

QString callbackKindKey(CallbackKind kind)
{
    switch (kind) {
    case CallbackKind::Cdr:
        return QStringLiteral("cdr");
    case CallbackKind::CallStatus:
        return QStringLiteral("call-status");
    case CallbackKind::TaskStatus:
        return QStringLiteral("task-status");
    }
    return {};
}

std::optional<CallbackKind> callbackKindFromKey(const QString &key)
{
    for (const CallbackKind kind : allCallbackKinds)
        if (callbackKindKey(kind) == key)
            return kind;
    return std::nullopt;
}

QString callbackTypeKey(CallbackType type)
{
    switch (type) {
    case CallbackType::Cdr:
        return QStringLiteral("cdr");
    case CallbackType::RecordingAvailable:
        return QStringLiteral("recording.available");
    case CallbackType::CallStatus:
        return QStringLiteral("call.status");
    case CallbackType::TaskStatus:
        return QStringLiteral("task.status");
    case CallbackType::Test:
        return QStringLiteral("callback.test");
    }
    return {};
}

} // namespace callveil

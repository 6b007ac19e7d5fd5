// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_event.h"

#include <QByteArray>

namespace callveil {

// What is sent to webhooks: one compact object of JSON each, {"type", "timestamp", "data"}, as its schema in
// resources/schemas says. What is not known is null, so that each type always has the same members. `at` is when the
// event was noted, ms since 1970. No id of the database is told.

/// A session with its legs: "cdr".
[[nodiscard]] QByteArray callPayload(const CallbackCall &call, qint64 at);
/// The recording of one leg of the call: "recording.available". It holds no party, not even a masked one.
[[nodiscard]] QByteArray recordingPayload(const CallbackCall &call, const CallbackLeg &leg, qint64 at);
/// "call.status"
[[nodiscard]] QByteArray statusPayload(const CallbackStatus &status, qint64 at);
/// "task.status"
[[nodiscard]] QByteArray taskPayload(const CallbackTask &task, qint64 at);
/// "callback.test": what a person sends to see whether an endpoint takes events.
[[nodiscard]] QByteArray testPayload(CallbackKind kind, qint64 at);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "domain/callbacks/callback_url.h"

#include <QString>
#include <QTimeZone>

namespace callveil {

// Words for callbacks, for the console and for callveilctl.

/// "CDR callback URL"
[[nodiscard]] QString callbackUrlName(CallbackKind kind);
/// "CDR"
[[nodiscard]] QString callbackKindText(CallbackKind kind);
/// "Recording available"
[[nodiscard]] QString callbackTypeText(CallbackType type);
[[nodiscard]] QString callbackStateText(CallbackState state);
/// Why no status came, in a few words: "no such host"; empty: one came.
[[nodiscard]] QString callbackFailureText(CallbackFailure failure);
/// What came of one attempt: that it was taken, or what is wrong and what to do. `took` in ms.
[[nodiscard]] QString callbackAnswerText(CallbackFailure failure, int status, qint64 took);
/// What is wrong with a URL, and what it should be.
[[nodiscard]] QString callbackUrlFaultText(CallbackUrlFault fault);
/// How sending goes: whether events wait, why, and since when.
[[nodiscard]] QString callbackEndpointText(const CallbackEndpoint &endpoint, const QTimeZone &zone);
/// The beginning of what a target answered, harmless to screens: without control characters but ends of lines.
[[nodiscard]] QString callbackBodyText(const QByteArray &body);

} // namespace callveil

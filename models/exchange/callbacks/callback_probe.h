// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/callbacks/callback_sender.h"

#include <QFuture>

namespace callveil {

/// Sends one request from a thread of its own, so that whoever shows what comes of it need not wait; at most 15 s.
/// Cancelled, it ends within a moment and has no result.
[[nodiscard]] QFuture<CallbackAnswer> probeCallback(CallbackRequest request, CallbackTargets targets);

} // namespace callveil

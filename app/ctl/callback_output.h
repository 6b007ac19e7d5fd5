// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"

namespace callveil {

class Command;

/// Where events are sent to, and how that goes.
[[nodiscard]] int listCallbacks(Command &command, CallbackService &service);
/// What became of sending events.
[[nodiscard]] int listDeliveries(Command &command, CallbackService &service);
/// Which events --event, --state, --from and --to mean. Fails with ChoiceUnknown, TimeNotUnderstood.
[[nodiscard]] Result<CallbackReplay> callbackReplay(Command &command, CallbackKind kind);

} // namespace callveil

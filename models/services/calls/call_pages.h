// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"

namespace callveil {

/// Up to `rows` sessions beyond the key, as CallLogService::page() answers them.
[[nodiscard]] Result<CallPage> readCalls(
    CallStore &store, const CallFilter &filter, CallKey key, bool older, int rows, const CallLogService::Stop &stop);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "services/rates/rate_service.h"

namespace callveil {

// Parts of `callveilctl rates`, after the sign-in.

/// --list, or what it is left out for. Fails with ChoiceUnknown.
[[nodiscard]] Result<RateKind> rateListOption(const Command &command, RateKind usual = RateKind::Cost);
/// A moment of a validity: a date alone is its midnight in UTC. Unset when the option is not given.
[[nodiscard]] Result<std::optional<qint64>> validityOption(const Command &command, const char *option);

int importRateFile(Command &command, RateService &rates);
int rerateCalls(Command &command, RateService &rates, Workspace &workspace);
int listUnrated(Command &command, RateService &rates);

} // namespace callveil

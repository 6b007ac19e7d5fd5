// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "services/pools/pool_service.h"

namespace callveil {

void addPoolOptions(Command &command);
/// What is wrong with the options of a verb ("add", "retire"): one that it does not know would be left out in silence.
[[nodiscard]] QString misusedPoolOption(const Command &command, const QString &what);
/// The pool of that name, as listed for this person.
[[nodiscard]] Result<Pool> poolNamed(const PoolOverview &overview, const QString &name);
/// The pool as the options change it; what is not given stays as it is.
[[nodiscard]] Result<Pool> enteredPool(Command &command, Workspace &workspace, const PoolOverview &overview, Pool pool);

} // namespace callveil

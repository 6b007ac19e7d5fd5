// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_query.h"
#include "services/reveal/number_request.h"

namespace callveil {

/// Those of the ids that the caller may see, from the newest, however they fare now. At most one each.
[[nodiscard]] Result<BindingPage> bindingsAgain(
    Connection &connection, const Identity &me, const std::vector<BindingId> &ids);

/// The bindings that keep this real number on either side; recorded and limited as every search by number. Fails with
/// what RevealService::search() fails with.
[[nodiscard]] Result<BindingPage> bindingsOfNumber(Connection &connection, const Identity &me, const QString &number);

} // namespace callveil

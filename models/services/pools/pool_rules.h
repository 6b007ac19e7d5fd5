// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/pools/pool_store.h"

namespace callveil {

/// Whether the person sees a pool: it serves one of his processes.
[[nodiscard]] bool seesPool(const Identity &me, const Pool &pool);
/// Whether all that it serves is his. A server asks the same once more (cv_api.manages_pool), and knows also the
/// processes that this person does not see.
[[nodiscard]] bool coversPool(const Identity &me, const Pool &pool);

/// Those that the person sees, by name.
[[nodiscard]] Result<std::vector<Pool>> seenPools(Connection &connection, const Identity &me);
/// The pool, or NotFound PoolUnknown.
[[nodiscard]] Result<Pool> requirePool(Connection &connection, const Identity &me, PoolId pool);
/// The same for whoever will change it; fails also with NotPermitted.
[[nodiscard]] Result<Pool> requireOwnPool(Connection &connection, const Identity &me, PoolId pool);

/// The pool in the form in which it is stored, or which field is wrong.
[[nodiscard]] Result<Pool> checkedPool(Connection &connection, const Identity &me, Pool pool);

/// The pool as the object of an entry in the record of deeds.
[[nodiscard]] QString poolObject(PoolId pool);
/// The pool in the words of the record of deeds.
[[nodiscard]] QString describedPool(const Pool &pool);

} // namespace callveil

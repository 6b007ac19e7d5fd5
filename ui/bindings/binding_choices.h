// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/pools/pool_service.h"

#include <algorithm>

namespace callveil {

/// What bindings can be made of, as far as the person sees it.
struct BindingChoices {
    PoolOverview overview;
    std::vector<Agent> agents;

    /// nullptr when the person does not see it.
    [[nodiscard]] const Pool *pool(PoolId id) const
    {
        const auto &lines = overview.pools;
        const auto line = std::find_if(lines.begin(), lines.end(), [id](const PoolLine &l) { return l.pool.id == id; });
        return line == lines.end() ? nullptr : &line->pool;
    }
    [[nodiscard]] QString poolName(PoolId id) const
    {
        const Pool *found = pool(id);
        return found ? found->name : QString();
    }
};

} // namespace callveil

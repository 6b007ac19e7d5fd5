// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"

#include <QFuture>

namespace callveil {

/// What became of a person's rights since he signed in.
struct RightsChange {
    bool ended = false; ///< the sign-in was ended, or the person disabled or given other keys
    bool lost = false; ///< he may do less than a moment ago; the workspace follows
    bool gained = false; ///< he may do more from the next sign-in on

    [[nodiscard]] bool operator==(const RightsChange &) const = default;
};

/// Looks whether a signed-in person lost rights, and takes them from his workspace: a privilege that is taken away is
/// gone within seconds in a running console too (domain.md), also where no server enforces it.
class RightsService final {
public:
    /// Call every few seconds. Nothing changes while the workspace is locked: the unlocking reads the rights again.
    [[nodiscard]] static QFuture<Result<RightsChange>> look(Workspace &workspace);
};

} // namespace callveil

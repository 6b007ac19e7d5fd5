// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/setup/setup_service.h"
#include "ui/access/access_context.h"

#include <memory>

namespace callveil {

class Workspace;

/// What the pages of the first-start wizard fill in one after the other.
struct FirstStart {
    enum class Way { NewDatabase, Server, Demo, Restore };

    AccessContext context;
    DatabaseAddress local; ///< where a new database on this computer goes
    Way way = Way::NewDatabase;
    bool existing = false; ///< the server has a Callveil database already
    SetupOrder order;
    SetupOutcome outcome;
    QString connection; ///< the name under which a server was saved
    std::shared_ptr<Workspace> workspace; ///< signed in, at the end
};

} // namespace callveil

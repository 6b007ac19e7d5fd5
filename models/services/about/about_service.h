// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"

namespace callveil {

/// What the database of a sign-in runs on, for whoever helps: no names, no numbers, no addresses.
struct DatabaseFacts {
    QString engine; ///< "SQLite" or "PostgreSQL"
    QString version; ///< of the engine
    int schema = 0; ///< the newest migration that it went through
    bool isElsewhere = false; ///< a server on another computer
    QString protection; ///< of the connection to a server: "verify-full"; empty for a file
};

/// Tells what the database runs on. Anybody may ask, also while the session is locked.
class AboutService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<DatabaseFacts>> facts();
};

} // namespace callveil

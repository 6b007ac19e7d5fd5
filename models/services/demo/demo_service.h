// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/role.h"
#include "services/imports/import_order.h"
#include "services/session/local_state.h"
#include "services/setup/setup_service.h"

namespace callveil {

/// What a demo database is made of.
struct DemoOrder {
    DatabaseAddress address;
    QString superuserPassword; ///< server only
    qint64 legs = 20000; ///< about so many
    quint32 seed = 1; ///< the same seed makes the same organisation
    qint64 now = 0; ///< ms since 1970: the calls lie in the 90 days before
};

/// A person of the demo, as the sign-in page shows him.
struct DemoPerson {
    QString name;
    QString displayName;
    Role role = Role::Administrator;
};

/// Makes a believable organisation to try things on: four processes in three countries, campaigns, agents, DIDs, 90
/// days of calls, one person per role. Numbers are from ranges that are reserved for fiction.
class DemoService final {
public:
    explicit DemoService(LocalState &local) : m_local(local) { }

    /// Everybody's password; printed on the sign-in page of a demo database.
    [[nodiscard]] static QString password();
    [[nodiscard]] static QList<DemoPerson> people();
    /// A file is made whole or not at all; on a server, what a killed run leaves has to be dropped there.
    [[nodiscard]] QFuture<Result<void>> create(DemoOrder order, std::shared_ptr<ImportProgress> progress);
    /// Whether the demo that is there was made to its end; fails with DemoUnfinished, or when it cannot be read.
    [[nodiscard]] QFuture<Result<void>> check(DatabaseAddress address);

private:
    LocalState &m_local;
};

} // namespace callveil

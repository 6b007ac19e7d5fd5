// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/deed_check.h"
#include "services/session/local_state.h"
#include "storage/people/identity.h"

#include <atomic>

namespace callveil {

/// What a verification found.
struct DeedReport {
    qint64 entries = 0;
    qint64 actors = 0;
    std::vector<DeedBreak> breaks; ///< one for each chain that is broken: its first wrong entry
};

/// How far a verification has come; shared with the thread that runs it.
struct DeedProgress {
    std::atomic<qint64> done{0};
    std::atomic<qint64> all{0}; ///< entries by the heads; 0 until known
    std::atomic<bool> stop{false};
};

/// One verification of the record, on the background thread. What it compares with is read before what it checks:
/// others write meanwhile, and other consoles of this computer remember what they see.
class DeedVerification final {
public:
    DeedVerification(Connection &connection, const Identity &me, LocalState &local, DeedProgress &progress)
        : m_me(me), m_local(local),
          m_progress(progress), m_database{SeenDatabase::markOf(connection.address().place()), me.fingerprint},
          m_store(connection), m_persons(connection)
    { }

    [[nodiscard]] Result<DeedReport> run();

private:
    [[nodiscard]] Result<void> readPeople();
    [[nodiscard]] Result<std::vector<PastKey>> keysOf(PersonId actor);
    [[nodiscard]] Result<DeedCheck> check(PersonId actor);
    [[nodiscard]] Result<void> readChain(DeedCheck &check, PersonId actor);

    const Identity &m_me;
    LocalState &m_local;
    DeedProgress &m_progress;
    SeenDatabase m_database;
    DeedStore m_store;
    PersonStore m_persons;
    std::vector<Person> m_people;
    std::vector<DeedHead> m_heads;
    QList<DeedHead> m_seen;
};

/// What this console saw of the record and is not there any more, without reading whole chains; if all of it is there,
/// what is there now is remembered. How new everybody's keys are is remembered in any case.
[[nodiscard]] Result<std::vector<DeedBreak>> watchRecord(Connection &connection, const Identity &me, LocalState &local);

} // namespace callveil

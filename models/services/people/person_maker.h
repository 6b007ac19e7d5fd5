// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"

namespace callveil {

/// A person as the record of deeds names him.
[[nodiscard]] QString objectOf(PersonId person);
/// His rights for the record of deeds: "role analyst; processes 1,3".
[[nodiscard]] QString described(Role role, bool allProcesses, const QList<ProcessId> &processes);

/// The permissions of a role, unless it may do more than the caller: nobody makes or manages wider people.
[[nodiscard]] Result<QSet<Permission>> permissionsWithin(Connection &connection, const Identity &me, Role role);

[[nodiscard]] Result<void> addProcesses(Connection &connection, PersonId person, const QList<ProcessId> &processes);

/// Inside the caller's transaction: the person with new keys and a login, recorded under `action`, with every key that
/// the caller holds and the person is entitled to. Fails with NameTaken and NotPermitted.
[[nodiscard]] Result<CreatedPerson> makePerson(
    Connection &connection, const Identity &me, const NewPerson &order, const QString &action);

} // namespace callveil

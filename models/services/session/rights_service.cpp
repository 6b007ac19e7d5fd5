// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/rights_service.h"

#include "services/session/snapshot.h"
#include "storage/people/person_store.h"

namespace callveil {

namespace {

/// Nullopt when the sign-in is over.
Result<std::optional<SignedInPerson>> rightsOfNow(Connection &connection, const Identity &before)
{
    const auto stands = connection.integer("person.sign_in_stands", {{":sign_in", before.signInId}});
    if (!stands)
        return failed(stands);
    PersonStore store(connection);
    const auto person = store.find(before.name);
    if (!person)
        return failed(person);
    // Whoever was disabled sees nothing any more on a server.
    if (*stands == 0 || !*person || isDisabled((*person)->state) || (*person)->boxKey != before.keys.box.publicKey)
        return std::optional<SignedInPerson>();
    const auto permissions = store.permissionsOf((*person)->role);
    const auto grants = store.actualGrantsOf((*person)->role);
    const auto processes = store.processesOf(before.id);
    if (!permissions)
        return failed(permissions);
    if (!grants)
        return failed(grants);
    if (!processes)
        return failed(processes);
    SignedInPerson now = before;
    now.role = (*person)->role;
    now.allProcesses = (*person)->allProcesses;
    now.permissions = *permissions;
    now.actual = *grants;
    now.processes = *processes;
    return now;
}

} // namespace

QFuture<Result<RightsChange>> RightsService::look(Workspace &workspace)
{
    const auto look = [&workspace](Connection &connection) -> Result<RightsChange> {
        const auto before = workspace.identity();
        if (before->isLocked())
            return RightsChange{};
        const auto now = rightsOfNow(connection, *before);
        if (!now)
            return failed(now);
        if (!*now)
            return RightsChange{true, false, false};
        SignedInPerson kept = **now;
        keepSnapshot(kept, *before);
        const RightsChange change{false, !haveSameRights(kept, *before), !haveSameRights(kept, **now)};
        if (change.lost)
            workspace.narrow(before, kept);
        return change;
    };
    // A server lets a disabled person's session go on, but no new one in.
    const auto settle = [](Result<RightsChange> change) -> Result<RightsChange> {
        if (!change && change.error().fault == Fault::SignInRefused)
            return RightsChange{true, false, false};
        return change;
    };
    return workspace.interactive().run(look, settle);
}

} // namespace callveil

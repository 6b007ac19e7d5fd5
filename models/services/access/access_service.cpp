// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/access/access_service.h"

#include "services/access/seal_keeper.h"
#include "storage/audit/deed_log.h"
#include "storage/people/person_store.h"
#include "storage/processes/process_store.h"

#include <algorithm>

namespace callveil {

namespace {

QString objectOf(Role role)
{
    return QStringLiteral("role %1").arg(roleKey(role));
}

QString described(ProcessId process)
{
    return process.isSet() ? QStringLiteral("process %1").arg(process.value) : QStringLiteral("all processes");
}

Result<PermissionGrid> readGrid(Connection &connection)
{
    PersonStore store(connection);
    PermissionGrid grid;
    for (const Role role : allRoles) {
        auto permissions = store.permissionsOf(role);
        if (!permissions)
            return failed(permissions);
        grid.insert(role, std::move(*permissions));
    }
    return grid;
}

/// Whoever changes the grid changes it for everybody, and hands on nothing that he does not have.
Result<void> checkChanges(const Identity &me, const std::vector<PermissionChange> &changes)
{
    if (!me.allProcesses)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    for (const PermissionChange &change : changes) {
        if (change.role == me.role)
            return fail(ErrorCode::Denied, Fault::OwnRole);
        if (change.role == Role::Service) // what it may do is fixed
            return fail(ErrorCode::Denied, Fault::ServiceIdentity);
        if (change.allowed && !me.may(change.permission))
            return fail(ErrorCode::Denied, Fault::NotPermitted);
    }
    return {};
}

/// The role's permissions of now, to the database logins of its people, and the keys that they bring.
Result<void> bringIntoForce(Connection &connection, const Identity &me, Role role)
{
    PersonStore store(connection);
    const auto people = store.list();
    const auto permissions = store.permissionsOf(role);
    if (!people)
        return failed(people);
    if (!permissions)
        return failed(permissions);
    for (const Person &person : *people) {
        if (person.role != role)
            continue;
        if (const auto set = AccessStore(connection).setGroups(person.login, *permissions); !set)
            return set;
        if (const auto sealed = SealKeeper(connection, me).complete(person.id); !sealed)
            return failed(sealed);
    }
    return {};
}

Result<void> changeGrid(Connection &connection, const Identity &me, const std::vector<PermissionChange> &changes)
{
    if (const auto fits = checkChanges(me, changes); !fits)
        return fits;
    AccessStore store(connection);
    QMap<Role, QStringList> allowed, forbidden;
    for (const PermissionChange &change : changes) {
        const auto changed = store.setPermission(change.role, change.permission, change.allowed);
        if (!changed)
            return failed(changed);
        if (*changed)
            (change.allowed ? allowed : forbidden)[change.role].append(permissionKey(change.permission));
    }
    for (const Role role : allRoles) {
        if (!allowed.contains(role) && !forbidden.contains(role))
            continue;
        const auto recorded =
            DeedLog(connection)
                .append(me,
                    {QStringLiteral("role.change"), objectOf(role), forbidden.value(role).join(QStringLiteral(", ")),
                        allowed.value(role).join(QStringLiteral(", ")), {}});
        if (!recorded)
            return recorded;
        if (const auto done = bringIntoForce(connection, me, role); !done)
            return done;
    }
    return {};
}

/// Gives the people of a role the vaults that they are entitled to, as far as the caller holds them.
Result<GrantOutcome> handOn(Connection &connection, const Identity &me, Role role)
{
    const auto people = PersonStore(connection).list();
    if (!people)
        return failed(people);
    QSet<PersonId> ofRole;
    for (const Person &person : *people)
        if (person.role == role)
            ofRole.insert(person.id);
    const auto wanted = [&ofRole](const PendingSeal &pending) {
        return pending.kind == KeyKind::Vault && ofRole.contains(pending.person);
    };
    const auto outcome = SealKeeper(connection, me).complete(wanted);
    if (!outcome)
        return failed(outcome);
    const auto left = AccessStore(connection).pending(me.id);
    if (!left)
        return failed(left);
    QSet<PersonId> waiting;
    for (const PendingSeal &pending : *left)
        if (wanted(pending))
            waiting.insert(pending.person);
    return GrantOutcome{int(outcome->served.size()), int(waiting.size())};
}

Result<GrantOutcome> grantActual(
    Connection &connection, const Identity &me, Role role, const QList<ProcessId> &processes)
{
    if (role == Role::Service) // it never views a number
        return fail(ErrorCode::Denied, Fault::ServiceIdentity);
    const bool all = processes.isEmpty();
    const bool wider = all
        ? !me.allProcesses
        : !std::all_of(processes.begin(), processes.end(), [&](ProcessId process) { return me.sees(process); });
    if (wider)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    AccessStore store(connection);
    const auto before = store.grants();
    if (!before)
        return failed(before);
    for (const ProcessId process : all ? QList<ProcessId>{ProcessId{}} : processes) {
        const auto added = store.grant(role, process, me.id);
        if (!added)
            return failed(added);
        if (!*added)
            continue;
        if (const auto recorded =
                DeedLog(connection)
                    .append(me, {QStringLiteral("access.grant"), objectOf(role), {}, described(process), {}});
            !recorded)
            return failed(recorded);
    }
    // A grant for all takes the place of those for some.
    for (const ActualGrant &grant : *before)
        if (all && grant.role == role && grant.process.isSet())
            if (const auto removed = store.revoke(role, grant.process); !removed)
                return failed(removed);
    return handOn(connection, me, role);
}

/// Those of the role's people who view the process's numbers, and how many of them still wait for the key.
Result<void> addPeople(Connection &connection, const std::vector<PendingSeal> &pending, GrantLine &line)
{
    PersonStore store(connection);
    const auto people = store.list();
    if (!people)
        return failed(people);
    for (const Person &person : *people) {
        if (person.role != line.role || isDisabled(person.state))
            continue;
        const auto own = store.processesOf(person.id);
        if (!own)
            return failed(own);
        if (line.process.isSet() && !person.allProcesses && !own->contains(line.process))
            continue;
        line.people.append(person.displayName);
        line.waiting += std::any_of(pending.begin(), pending.end(), [&](const PendingSeal &seal) {
            return seal.kind == KeyKind::Vault && seal.person == person.id
                && (!line.process.isSet() || seal.process == line.process);
        });
    }
    line.people.sort();
    return {};
}

Result<std::vector<GrantLine>> readGrants(Connection &connection, const Identity &me)
{
    AccessStore store(connection);
    const auto grants = store.grants();
    const auto pending = store.pending(me.id);
    const auto processes = ProcessStore(connection).list();
    const auto people = PersonStore(connection).list();
    if (!grants)
        return failed(grants);
    if (!pending)
        return failed(pending);
    if (!processes)
        return failed(processes);
    if (!people)
        return failed(people);
    std::vector<GrantLine> lines;
    for (const ActualGrant &grant : *grants) {
        if (grant.process.isSet() && !me.sees(grant.process))
            continue;
        GrantLine line{grant.role, grant.process, {}, {}, grant.at, {}, 0};
        for (const Process &process : *processes)
            if (process.id == grant.process)
                line.processName = process.name;
        for (const Person &person : *people)
            if (person.id == grant.by)
                line.by = person.displayName;
        if (const auto added = addPeople(connection, *pending, line); !added)
            return failed(added);
        lines.push_back(line);
    }
    return lines;
}

} // namespace

Result<std::vector<WaitingPerson>> readWaiting(Connection &connection, const Identity &me)
{
    const auto pending = AccessStore(connection).pending(me.id);
    const auto people = PersonStore(connection).list();
    if (!pending)
        return failed(pending);
    if (!people)
        return failed(people);
    std::vector<WaitingPerson> waiting;
    for (const Person &person : *people) {
        WaitingPerson one{person.id, person.name, person.displayName, false, false};
        bool waits = false;
        for (const PendingSeal &seal : *pending) {
            if (seal.person != person.id || (!seal.held && !me.may(Permission::ManageUsers)))
                continue;
            waits = true;
            one.vaults = one.vaults || seal.kind == KeyKind::Vault;
            one.canGive = one.canGive || (seal.held && person.id != me.id);
        }
        if (waits)
            waiting.push_back(one);
    }
    return waiting;
}

QFuture<Result<PermissionGrid>> AccessService::grid()
{
    return read(Permission::ManageUsers, [](Connection &connection, const Identity &) { return readGrid(connection); });
}

QFuture<Result<void>> AccessService::setPermissions(std::vector<PermissionChange> changes)
{
    return change(Permission::ManageUsers, [changes = std::move(changes)](Connection &connection, const Identity &me) {
        return changeGrid(connection, me, changes);
    });
}

QFuture<Result<std::vector<GrantLine>>> AccessService::grants()
{
    return read(
        Permission::ManageUsers, [](Connection &connection, const Identity &me) { return readGrants(connection, me); });
}

QFuture<Result<GrantOutcome>> AccessService::grant(Role role, QList<ProcessId> processes)
{
    return change(
        Permission::ManageUsers, [role, processes = std::move(processes)](Connection &connection, const Identity &me) {
            return grantActual(connection, me, role, processes);
        });
}

QFuture<Result<void>> AccessService::revoke(Role role, ProcessId process)
{
    return change(Permission::ManageUsers, [role, process](Connection &connection, const Identity &me) -> Result<void> {
        if (!(process.isSet() ? me.sees(process) : me.allProcesses))
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        const auto removed = AccessStore(connection).revoke(role, process);
        if (!removed)
            return failed(removed);
        if (!*removed)
            return fail(ErrorCode::NotFound, Fault::GrantUnknown, {roleKey(role)});
        return DeedLog(connection)
            .append(me, {QStringLiteral("access.revoke"), objectOf(role), described(process), {}, {}});
    });
}

QFuture<Result<std::vector<WaitingPerson>>> AccessService::waiting()
{
    return read([](Connection &connection, const Identity &me) { return readWaiting(connection, me); });
}

QFuture<Result<GivenKeys>> AccessService::completeWaiting()
{
    return m_workspace.interactive().run(
        [identity = m_workspace.identity()](Connection &connection) -> Result<GivenKeys> {
            if (const auto usable = requireUsable(*identity); !usable)
                return failed(usable);
            return connection.transact([&]() -> Result<GivenKeys> {
                auto outcome = SealKeeper(connection, *identity).complete([](const PendingSeal &) { return true; });
                if (!outcome)
                    return failed(outcome);
                return GivenKeys{int(outcome->served.size()), std::move(outcome->refusals)};
            });
        });
}

QFuture<Result<std::vector<DueRotation>>> AccessService::rotations()
{
    return read([](Connection &connection, const Identity &) { return AccessStore(connection).rotations(); });
}

} // namespace callveil

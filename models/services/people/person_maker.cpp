// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/people/person_maker.h"

#include "services/access/seal_keeper.h"
#include "services/people/fresh_keys.h"
#include "services/people/login_name.h"

namespace callveil {

QString objectOf(PersonId person)
{
    return QStringLiteral("person %1").arg(person.value);
}

QString described(Role role, bool allProcesses, const QList<ProcessId> &processes)
{
    QStringList ids;
    for (const ProcessId process : processes)
        ids.append(QString::number(process.value));
    ids.sort();
    return QStringLiteral("role %1; processes %2")
        .arg(roleKey(role), allProcesses ? QStringLiteral("all") : ids.join(u','));
}

Result<QSet<Permission>> permissionsWithin(Connection &connection, const Identity &me, Role role)
{
    auto permissions = PersonStore(connection).permissionsOf(role);
    if (permissions && !me.permissions.contains(*permissions))
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    return permissions;
}

Result<void> addProcesses(Connection &connection, PersonId person, const QList<ProcessId> &processes)
{
    const auto before = PersonStore(connection).processesOf(person);
    if (!before)
        return failed(before);
    for (const ProcessId process : processes)
        if (!before->contains(process)) {
            const auto added =
                connection.write("person.add_process", {{":person", person.value}, {":process", process.value}});
            if (!added)
                return failed(added);
        }
    return {};
}

Result<CreatedPerson> makePerson(
    Connection &connection, const Identity &me, const NewPerson &order, const QString &action)
{
    PersonStore store(connection);
    const auto permissions = permissionsWithin(connection, me, order.role);
    if (!permissions)
        return failed(permissions);
    const auto fresh = FreshKeys::make(connection, me, order.name, order.password);
    if (!fresh)
        return failed(fresh);
    Person person;
    person.name = order.name;
    person.login = loginName(connection.address(), order.name);
    person.displayName = order.displayName.isEmpty() ? order.name : order.displayName.simplified();
    person.role = order.role;
    person.state = fresh->oneTimePassword.isEmpty() ? PersonState::Active : PersonState::MustChangePassword;
    person.allProcesses = order.allProcesses;
    person.boxKey = fresh->boxKey;
    person.signKey = fresh->signKey;
    person.certificate = fresh->certificate;
    const auto id = store.insert(person, me.id, databaseGroups(*permissions), fresh->verifier);
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("user"), order.name});
    if (!id)
        return failed(id);
    if (const auto done = store.storeKey(*id, fresh->blob); !done)
        return failed(done);
    if (const auto done = addProcesses(connection, *id, order.allProcesses ? QList<ProcessId>{} : order.processes);
        !done)
        return failed(done);
    const QString rights = described(order.role, order.allProcesses, order.processes);
    if (const auto recorded = DeedLog(connection).append(me, {action, objectOf(*id), {}, rights, {}}); !recorded)
        return failed(recorded);
    if (const auto sealed = SealKeeper(connection, me).complete(*id); !sealed)
        return failed(sealed);
    return CreatedPerson{*id, fresh->oneTimePassword};
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/person_store.h"

#include "storage/database/written.h"

namespace callveil {

namespace {

Person readPerson(const Row &row)
{
    Person person;
    person.id = {row.integer(0)};
    person.name = row.text(1);
    person.displayName = row.text(2);
    person.role = Role(row.number(3));
    person.state = PersonState(row.number(4));
    person.allProcesses = row.flag(5);
    person.boxKey = row.bytes(6);
    person.signKey = row.bytes(7);
    person.certificate = row.bytes(8);
    person.createdAt = row.integer(9);
    person.login = row.text(10);
    return person;
}

} // namespace

Result<Organisation> PersonStore::organisation()
{
    const auto found = m_connection.one("organisation.read", {}, [](const Row &row) {
        return Organisation{row.text(0), row.bytes(1), row.bytes(2), row.bytes(3), row.flag(4), row.integer(5)};
    });
    if (!found)
        return failed(found);
    if (!*found)
        return fail(ErrorCode::Invalid, Fault::DatabaseNotCallveil, {m_connection.address().title()});
    return **found;
}

Result<void> PersonStore::holdKit(KitHold hold)
{
    if (m_connection.engine() == Engine::Sqlite) // there is one writer at a time
        return {};
    return written(m_connection.write("recovery.hold", {{":replacing", hold == KitHold::Replace}}));
}

Result<void> PersonStore::insertOrganisation(const Organisation &o)
{
    if (const auto done = written(m_connection.write("organisation.insert",
            {{":name", o.name}, {":root_key", o.rootKey}, {":recovery_key", o.recoveryKey},
                {":recovery_certificate", o.recoveryCertificate}, {":demo", o.demo ? 1 : 0}, {":now", o.createdAt},
                {":recovery_proof", o.recoveryProof}}));
        !done)
        return done;
    for (const Role role : allRoles)
        for (const Permission permission : defaultPermissions(role))
            if (const auto done = written(
                    m_connection.write("access.permit", {{":role", int(role)}, {":permission", int(permission)}}));
                !done)
                return done;
    // Set-up grants actual numbers to the administrators, so that somebody holds the vaults (domain.md, Roles).
    return written(m_connection.write(
        "access.grant", {{":role", int(Role::Administrator)}, {":process", 0}, {":person", 1}, {":now", o.createdAt}}));
}

Result<std::vector<Person>> PersonStore::list()
{
    return m_connection.all("person.list", {}, readPerson);
}

Result<std::optional<Person>> PersonStore::find(const QString &name)
{
    return m_connection.one("person.find", {{":name", name}}, readPerson);
}

Result<QSet<ProcessId>> PersonStore::processesOf(PersonId person)
{
    QSet<ProcessId> processes;
    const Result<void> done = m_connection.forEach("person.processes_of", {{":person", person.value}},
        [&](const Row &row) { processes.insert({row.integer(0)}); });
    if (!done)
        return failed(done);
    return processes;
}

Result<QSet<Permission>> PersonStore::permissionsOf(Role role)
{
    QSet<Permission> permissions;
    const Result<void> done = m_connection.forEach("organisation.permissions", {}, [&](const Row &row) {
        if (Role(row.number(0)) == role)
            permissions.insert(Permission(row.number(1)));
    });
    if (!done)
        return failed(done);
    return permissions;
}

Result<QSet<ProcessId>> PersonStore::actualGrantsOf(Role role)
{
    QSet<ProcessId> processes;
    const Result<void> done = m_connection.forEach("access.grants", {}, [&](const Row &row) {
        if (Role(row.number(0)) == role)
            processes.insert({row.integer(1)});
    });
    if (!done)
        return failed(done);
    return processes;
}

Result<PersonId> PersonStore::insert(
    const Person &person, PersonId by, const QStringList &groups, const QByteArray &verifier)
{
    const auto time = now();
    if (!time)
        return failed(time);
    const auto id = m_connection.integer("person.insert",
        {{":name", person.name}, {":login", person.login}, {":display_name", person.displayName},
            {":role", int(person.role)}, {":state", int(person.state)}, {":all_processes", person.allProcesses ? 1 : 0},
            {":box_key", person.boxKey}, {":sign_key", person.signKey}, {":certificate", person.certificate},
            {":now", *time}, {":person", by.value}});
    if (!id)
        return failed(id);
    if (const auto made = m_connection.write("person.create_login",
            {{":login", person.login}, {":verifier", QString::fromLatin1(verifier)}, {":groups", groups.join(u',')}});
        !made)
        return failed(made);
    return PersonId{*id};
}

Result<void> PersonStore::setState(PersonId person, PersonState state)
{
    return written(m_connection.write("person.set_state", {{":state", int(state)}, {":person", person.value}}));
}

Result<std::optional<KeyBlob>> PersonStore::keyOf(PersonId person)
{
    return m_connection.one("person.key", {{":person", person.value}}, [](const Row &row) {
        return KeyBlob{{quint64(row.integer(0)), quint64(row.integer(1))}, row.bytes(2)};
    });
}

Result<void> PersonStore::storeKey(PersonId person, const KeyBlob &blob)
{
    const auto time = now();
    if (!time)
        return failed(time);
    return written(m_connection.write("person.store_key",
        {{":person", person.value}, {":operations", qint64(blob.cost.operations)},
            {":memory", qint64(blob.cost.memory)}, {":blob", blob.blob}, {":now", *time}}));
}

Result<void> PersonStore::replaceKeys(PersonId person, const QByteArray &boxKey, const QByteArray &signKey,
    const QByteArray &certificate, const KeyBlob &blob)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return written(m_connection.write("person.replace_keys",
            {{":person", person.value}, {":box_key", boxKey}, {":sign_key", signKey}, {":certificate", certificate},
                {":operations", qint64(blob.cost.operations)}, {":memory", qint64(blob.cost.memory)},
                {":blob", blob.blob}}));
    const auto time = now();
    if (!time)
        return failed(time);
    const auto kept = m_connection.write("person.keep_past_key", {{":person", person.value}, {":now", *time}});
    if (!kept)
        return failed(kept);
    const auto set = m_connection.write("person.set_keys",
        {{":person", person.value}, {":box_key", boxKey}, {":sign_key", signKey}, {":certificate", certificate}});
    if (!set)
        return failed(set);
    const auto vaults = m_connection.write("person.drop_vault_seals", {{":person", person.value}});
    const auto writer = m_connection.write("person.drop_writer_seal", {{":person", person.value}});
    const auto root = m_connection.write("person.drop_root_seal", {{":person", person.value}});
    for (const Result<qint64> &dropped : {vaults, writer, root})
        if (!dropped)
            return failed(dropped);
    return storeKey(person, blob);
}

Result<std::vector<PastKey>> PersonStore::pastKeys(PersonId person)
{
    return m_connection.all("person.past_keys", {{":person", person.value}}, [](const Row &row) {
        return PastKey{row.bytes(0), row.bytes(1), row.bytes(2)};
    });
}

Result<void> PersonStore::passwordChanged(PersonId person, const QString &login, const QByteArray &verifier)
{
    if (const auto done = written(m_connection.write(
            "person.set_verifier", {{":login", login}, {":verifier", QString::fromLatin1(verifier)}}));
        !done)
        return done;
    return written(m_connection.write("person.password_changed", {{":person", person.value}}));
}

Result<QByteArray> PersonStore::rootSeal(PersonId person)
{
    const auto seal =
        m_connection.one("person.root_seal", {{":person", person.value}}, [](const Row &row) { return row.bytes(0); });
    if (!seal)
        return failed(seal);
    return seal->value_or(QByteArray());
}

Result<QByteArray> PersonStore::writerSeal(PersonId person)
{
    const auto seal = m_connection.one(
        "person.writer_seal", {{":person", person.value}}, [](const Row &row) { return row.bytes(0); });
    if (!seal)
        return failed(seal);
    return seal->value_or(QByteArray());
}

Result<void> PersonStore::addRootSeal(PersonId holder, const QByteArray &sealed)
{
    return written(m_connection.write("person.add_root_seal", {{":holder", holder.value}, {":sealed", sealed}}));
}

Result<void> PersonStore::addWriterSeal(PersonId holder, const QByteArray &sealed)
{
    return written(m_connection.write("person.add_writer_seal", {{":holder", holder.value}, {":sealed", sealed}}));
}

Result<std::optional<QString>> PersonStore::setting(const QString &name)
{
    return m_connection.one("organisation.setting", {{":name", name}}, [](const Row &row) { return row.text(0); });
}

Result<void> PersonStore::setSetting(const QString &name, const QString &value, PersonId by)
{
    const auto time = now();
    if (!time)
        return failed(time);
    return written(m_connection.write(
        "organisation.set", {{":name", name}, {":value", value}, {":person", by.value}, {":now", *time}}));
}

Result<qint64> PersonStore::signIn(PersonId person, const QString &console, bool hidesClear)
{
    const auto time = now();
    if (!time)
        return failed(time);
    const auto id = m_connection.integer("person.sign_in",
        {{":person", person.value}, {":console", console}, {":now", *time}, {":seen", *time},
            {":hide_clear", hidesClear ? 1 : 0}});
    if (!id)
        return failed(id);
    if (const auto used = m_connection.write("person.use_sign_in", {{":sign_in", QString::number(*id)}}); !used)
        return failed(used);
    return *id;
}

Result<qint64> PersonStore::now()
{
    return m_connection.integer("operation.now");
}

QStringList databaseGroups(const QSet<Permission> &permissions)
{
    QStringList groups;
    const auto add = [&](Permission permission, const char *group) {
        if (permissions.contains(permission))
            groups.append(QLatin1String(group));
    };
    add(Permission::ManageProcesses, "processes");
    add(Permission::ConfigureMasking, "masking");
    add(Permission::Import, "import");
    add(Permission::ViewCallLog, "calls");
    add(Permission::ManageUsers, "users");
    add(Permission::ManageSecurity, "settings");
    add(Permission::ViewAudit, "audit");
    return groups;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/access/access_store.h"

#include "storage/people/person_store.h"

namespace callveil {

Result<std::vector<ActualGrant>> AccessStore::grants()
{
    return m_connection.all("access.grants", {}, [](const Row &row) {
        return ActualGrant{Role(row.number(0)), {row.integer(1)}, {row.integer(2)}, row.integer(3)};
    });
}

Result<bool> AccessStore::grant(Role role, ProcessId process, PersonId by)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto written = m_connection.write(
        "access.grant", {{":role", int(role)}, {":process", process.value}, {":person", by.value}, {":now", *now}});
    if (!written)
        return failed(written);
    return *written == 1;
}

Result<bool> AccessStore::revoke(Role role, ProcessId process)
{
    const auto removed = m_connection.write("access.revoke", {{":role", int(role)}, {":process", process.value}});
    if (!removed && removed.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, Fault::LastHolder);
    if (!removed)
        return failed(removed);
    return *removed == 1;
}

Result<bool> AccessStore::setPermission(Role role, Permission permission, bool allowed)
{
    const auto written = m_connection.write(
        allowed ? "access.permit" : "access.forbid", {{":role", int(role)}, {":permission", int(permission)}});
    if (!written && written.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Denied, Fault::AdministratorKeeps);
    if (!written)
        return failed(written);
    return *written == 1;
}

Result<void> AccessStore::setGroups(const QString &login, const QSet<Permission> &permissions)
{
    const auto set = m_connection.write(
        "access.set_groups", {{":login", login}, {":groups", databaseGroups(permissions).join(u',')}});
    if (!set)
        return failed(set);
    return {};
}

Result<std::vector<PendingSeal>> AccessStore::pending(PersonId me)
{
    return m_connection.all("access.pending", {{":me", me.value}}, [](const Row &row) {
        return PendingSeal{
            KeyKind(row.number(0)), {row.integer(1)}, row.number(2), {row.integer(3)}, row.number(4) == 1};
    });
}

Result<std::vector<VaultSeal>> AccessStore::vaultSeals(PersonId me)
{
    return m_connection.all("access.vault_seals", {{":me", me.value}}, [](const Row &row) {
        return VaultSeal{{row.integer(0)}, row.number(1), row.bytes(2)};
    });
}

Result<void> AccessStore::give(const PendingSeal &pending, const QByteArray &sealed)
{
    const QVariant person = pending.person.value;
    const auto given = [&]() -> Result<qint64> {
        switch (pending.kind) {
        case KeyKind::Vault:
            return m_connection.write("access.give_vault_seal",
                {{":process", pending.process.value}, {":generation", pending.generation}, {":person", person},
                    {":sealed", sealed}});
        case KeyKind::Writer:
            return m_connection.write("access.give_writer_seal", {{":person", person}, {":sealed", sealed}});
        case KeyKind::Root:
            return m_connection.write("access.give_root_seal", {{":person", person}, {":sealed", sealed}});
        }
        return fail(ErrorCode::Internal, Fault::Unexpected);
    }();
    if (!given)
        return failed(given);
    return {};
}

Result<std::vector<DueRotation>> AccessStore::rotations()
{
    return m_connection.all("access.rotations", {}, [](const Row &row) {
        return DueRotation{{row.integer(0)}, row.number(1), row.integer(2), row.integer(3)};
    });
}

} // namespace callveil

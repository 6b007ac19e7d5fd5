// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/switch_login_store.h"

#include "storage/processes/process_store.h"

#include <algorithm>

namespace callveil {

namespace {

SwitchLogin readLogin(const Row &row)
{
    SwitchLogin login;
    login.id = {row.integer(0)};
    login.name = row.text(1);
    login.login = row.text(2);
    login.createdBy = row.text(3);
    login.createdAt = row.integer(4);
    login.rekeyedAt = row.integer(5);
    login.disabledAt = row.maybe(6);
    login.exists = row.flag(7);
    login.sessions = row.number(8);
    login.keepsRoutes = row.flag(9);
    return login;
}

Result<bool> whether(const Result<qint64> &done)
{
    if (!done)
        return failed(done);
    return *done != 0;
}

} // namespace

Result<SwitchLoginStore> SwitchLoginStore::open(Connection &connection)
{
    if (connection.engine() != Engine::PostgreSql)
        return fail(ErrorCode::Invalid, Fault::NeedsServer);
    return SwitchLoginStore(connection);
}

Result<std::vector<SwitchLogin>> SwitchLoginStore::list()
{
    return m_connection->all("switch_login.list", {}, readLogin);
}

Result<SwitchLogin> SwitchLoginStore::named(const QString &name)
{
    const auto all = list();
    if (!all)
        return failed(all);
    const auto found =
        std::find_if(all->begin(), all->end(), [&](const SwitchLogin &login) { return login.name == name; });
    if (found == all->end())
        return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("switch"), quotableSwitchName(name)});
    return *found;
}

Result<SwitchLoginId> SwitchLoginStore::make(const QString &name, const QByteArray &verifier)
{
    const auto id =
        m_connection->integer("switch_login.make", {{":name", name}, {":verifier", QString::fromLatin1(verifier)}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), QStringLiteral("name"), name));
    return SwitchLoginId{*id};
}

Result<bool> SwitchLoginStore::bar(SwitchLoginId login)
{
    return whether(m_connection->integer("switch_login.bar", {{":switch", login.value}}));
}

Result<bool> SwitchLoginStore::rekey(SwitchLoginId login, const QByteArray &verifier)
{
    return whether(m_connection->integer(
        "switch_login.rekey", {{":switch", login.value}, {":verifier", QString::fromLatin1(verifier)}}));
}

Result<bool> SwitchLoginStore::setEnabled(SwitchLoginId login, bool enabled)
{
    return whether(
        m_connection->integer("switch_login.enable", {{":switch", login.value}, {":enabled", enabled ? 1 : 0}}));
}

Result<bool> SwitchLoginStore::setKeepsRoutes(SwitchLoginId login, bool keeps)
{
    return whether(m_connection->integer("switch_login.cache", {{":switch", login.value}, {":keeps", keeps ? 1 : 0}}));
}

Result<bool> SwitchLoginStore::remove(SwitchLoginId login)
{
    return whether(m_connection->integer("switch_login.remove", {{":switch", login.value}}));
}

Result<qint64> SwitchLoginStore::cut(SwitchLoginId login)
{
    return m_connection->integer("switch_login.cut", {{":switch", login.value}});
}

} // namespace callveil

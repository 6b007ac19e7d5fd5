// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/api_key_store.h"

#include "storage/crypto/sodium.h"
#include "storage/processes/process_store.h"

namespace callveil {

QByteArray ApiKeyStore::hashOf(const QString &secret)
{
    QByteArray letters = secret.toUtf8();
    QByteArray hash = plainHash(letters);
    wipe(letters);
    return hash;
}

Result<std::vector<ApiKey>> ApiKeyStore::list()
{
    return m_connection.all("api_key.list", {}, [](const Row &row) {
        return ApiKey{{row.integer(0)}, row.text(1), apiScopesFromBits(row.number(2)), row.number(3), row.integer(4),
            row.text(5), row.maybe(6)};
    });
}

Result<QHash<qint64, QString>> ApiKeyStore::names()
{
    QHash<qint64, QString> names;
    const auto read =
        m_connection.forEach("api_key.names", {}, [&](const Row &row) { names.insert(row.integer(0), row.text(1)); });
    if (!read)
        return failed(read);
    return names;
}

Result<ApiKeyId> ApiKeyStore::insert(const ApiKey &key, const QByteArray &hash, PersonId by)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto id = m_connection.integer("api_key.insert",
        {{":name", key.name}, {":name_key", nameKey(key.name)}, {":hash", hash}, {":scopes", apiScopeBits(key.scopes)},
            {":per_minute", key.perMinute}, {":person", by.value}, {":now", *now}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), QStringLiteral("name"), key.name));
    return ApiKeyId{*id};
}

Result<bool> ApiKeyStore::revoke(ApiKeyId key)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto revoked = m_connection.write("api_key.revoke", {{":key", key.value}, {":now", *now}});
    if (!revoked)
        return failed(revoked);
    return *revoked > 0;
}

Result<std::optional<ApiClient>> ApiKeyStore::use(const QByteArray &hash)
{
    struct Found {
        ApiClient client;
        bool isDue; ///< its use is to be noted; a server has done so itself
    };
    const auto found = m_connection.one("api_key.use", {{":hash", hash}}, [](const Row &row) {
        return Found{{{row.integer(0)}, row.text(1), apiScopesFromBits(row.number(2)), row.number(3)}, row.flag(4)};
    });
    if (!found)
        return failed(found);
    if (!*found)
        return std::optional<ApiClient>();
    if (m_connection.engine() == Engine::Sqlite && (*found)->isDue)
        noteUse((*found)->client.id);
    return std::optional((*found)->client);
}

/// What fails here is made up for by the next request: none is refused for it.
void ApiKeyStore::noteUse(ApiKeyId key)
{
    if (!m_connection.begin())
        return;
    const bool noted = m_connection.write("api_key.note_use", {{":key", key.value}}).has_value();
    if (!noted || !m_connection.commit())
        m_connection.rollback();
}

} // namespace callveil

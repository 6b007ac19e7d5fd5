// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/api_key_service.h"

#include "domain/audit/deed_reference.h"
#include "services/base/text_check.h"
#include "storage/crypto/sodium.h"
#include "storage/platform/api_key_store.h"

#include <algorithm>

namespace callveil {

namespace {

QString objectOf(ApiKeyId key)
{
    return QStringLiteral("api-key %1").arg(key.value);
}

QString described(const ApiKey &key)
{
    return QStringLiteral("name %1; scopes %2; per minute %3")
        .arg(
            typedInDeed(key.name), apiScopeKeys(key.scopes).join(QStringLiteral(", ")), QString::number(key.perMinute));
}

QString newSecret()
{
    QByteArray random = randomBytes(apiSecretBytes);
    QString secret = apiSecretFrom(random);
    wipe(random);
    return secret;
}

/// The key in the form in which it is stored, or which field is wrong.
Result<ApiKey> checked(Connection &connection, const ApiKey &wanted)
{
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkName(wanted.name, QStringLiteral("name"), *countries); !fits)
        return failed(fits);
    return checkedApiKey(wanted);
}

} // namespace

QFuture<Result<std::vector<ApiKey>>> ApiKeyService::list()
{
    return read(Permission::ManageSecurity,
        [](Connection &connection, const Identity &) { return ApiKeyStore(connection).list(); });
}

QFuture<Result<NewApiKey>> ApiKeyService::create(ApiKey wanted)
{
    return change(Permission::ManageSecurity,
        [wanted = std::move(wanted)](Connection &connection, const Identity &me) -> Result<NewApiKey> {
            if (!me.allProcesses)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (wanted.scopes.contains(ApiScope::Route) && !me.viewsActual({})) // it is answered with them
                return fail(ErrorCode::Denied, Fault::NotPermitted, {QStringLiteral("actual-numbers")});
            const auto key = checked(connection, wanted);
            if (!key)
                return failed(key);
            NewApiKey made{{}, newSecret()};
            const auto id = ApiKeyStore(connection).insert(*key, ApiKeyStore::hashOf(made.secret), me.id);
            if (!id)
                return failed(id);
            made.id = *id;
            const auto recorded =
                DeedLog(connection)
                    .append(me, {QStringLiteral("api-key.create"), objectOf(made.id), {}, described(*key), {}});
            if (!recorded)
                return failed(recorded);
            return made;
        });
}

QFuture<Result<void>> ApiKeyService::revoke(ApiKeyId key)
{
    return change(Permission::ManageSecurity, [key](Connection &connection, const Identity &me) -> Result<void> {
        ApiKeyStore store(connection);
        const auto all = store.list();
        if (!all)
            return failed(all);
        const auto stored = std::find_if(all->begin(), all->end(), [&](const ApiKey &each) { return each.id == key; });
        if (stored == all->end())
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        const auto revoked = store.revoke(key);
        if (!revoked)
            return failed(revoked);
        if (!*revoked)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        return DeedLog(connection)
            .append(me, {QStringLiteral("api-key.revoke"), objectOf(key), described(*stored), {}, {}});
    });
}

QFuture<Result<std::optional<ApiClient>>> ApiKeyService::clientOf(QString secret)
{
    // The secret itself goes no further than here.
    const QByteArray hash = isApiSecret(secret) ? ApiKeyStore::hashOf(secret) : QByteArray();
    return read([hash](Connection &connection, const Identity &me) -> Result<std::optional<ApiClient>> {
        if (me.role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        if (hash.isEmpty())
            return std::optional<ApiClient>();
        return ApiKeyStore(connection).use(hash);
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/api_key.h"

#include "domain/base/base32.h"
#include "domain/base/check_range.h"
#include "domain/base/stable_keys.h"

namespace callveil {

namespace {

constexpr StableKeys<ApiScope, allApiScopes.size()> scopeKeys{
    {{ApiScope::Bindings, "bindings"}, {ApiScope::Pools, "pools"}, {ApiScope::Route, "route"},
        {ApiScope::OptOuts, "opt-outs"}, {ApiScope::Records, "records"}}};

constexpr QStringView secretMark = u"cvk_";

int bitOf(ApiScope scope)
{
    return 1 << int(scope);
}

} // namespace

QString apiScopeKey(ApiScope scope)
{
    return keyOf(scopeKeys, scope);
}

std::optional<ApiScope> apiScopeFromKey(const QString &key)
{
    return fromKey(scopeKeys, key);
}

QStringList apiScopeKeys(const QSet<ApiScope> &scopes)
{
    QStringList keys;
    for (const ApiScope scope : allApiScopes)
        if (scopes.contains(scope))
            keys.append(apiScopeKey(scope));
    return keys;
}

int apiScopeBits(const QSet<ApiScope> &scopes)
{
    int bits = 0;
    for (const ApiScope scope : scopes)
        bits |= bitOf(scope);
    return bits;
}

QSet<ApiScope> apiScopesFromBits(int bits)
{
    QSet<ApiScope> scopes;
    for (const ApiScope scope : allApiScopes)
        if (bits & bitOf(scope))
            scopes.insert(scope);
    return scopes;
}

Result<ApiKey> checkedApiKey(ApiKey key)
{
    key.name = key.name.simplified();
    if (key.scopes.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("scopes")});
    if (const auto fits = checkRange("per-minute", key.perMinute, 1, ApiKey::mostPerMinute, "requests per minute");
        !fits)
        return failed(fits);
    return key;
}

QString apiSecretFrom(QByteArrayView random)
{
    return secretMark.toString() + toBase32(random);
}

bool isApiSecret(QStringView text)
{
    constexpr qsizetype letters = (apiSecretBytes * 8 + 4) / 5;
    return text.size() == secretMark.size() + letters && text.startsWith(secretMark)
        && fromBase32(text.mid(secretMark.size())).has_value();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"

#include <QSet>

#include <array>

namespace callveil {

/// What a key of the HTTP API may be used for. Stored: never renumber.
enum class ApiScope : qint8 {
    Bindings = 0, ///< make, read, extend and release bindings
    Pools = 1, ///< read how full the pools are
    Route = 2, ///< ask where a call goes: answered with real numbers
    OptOuts = 3, ///< note who wants no calls
    Records = 4, ///< hand in call records and events
};

inline constexpr std::array allApiScopes{
    ApiScope::Bindings, ApiScope::Pools, ApiScope::Route, ApiScope::OptOuts, ApiScope::Records};

/// The stable names for scripts and the record: "bindings", "opt-outs".
[[nodiscard]] QString apiScopeKey(ApiScope scope);
[[nodiscard]] std::optional<ApiScope> apiScopeFromKey(const QString &key);
/// The keys of all these, in one order.
[[nodiscard]] QStringList apiScopeKeys(const QSet<ApiScope> &scopes);
/// As they are stored: one bit each. Bits that this program does not know are left out.
[[nodiscard]] int apiScopeBits(const QSet<ApiScope> &scopes);
[[nodiscard]] QSet<ApiScope> apiScopesFromBits(int bits);

/// A key with which a program uses the HTTP API, without its secret.
struct ApiKey {
    static constexpr int usualPerMinute = 600;
    static constexpr int mostPerMinute = 6000;

    ApiKeyId id;
    QString name;
    QSet<ApiScope> scopes;
    int perMinute = usualPerMinute; ///< requests, 1 to mostPerMinute
    qint64 createdAt = 0; ///< ms since 1970, UTC
    QString createdBy; ///< display name
    std::optional<qint64> lastUsedAt; ///< to the minute; nullopt: never

    bool operator==(const ApiKey &) const = default;
};

/// Whose secret a request carried.
struct ApiClient {
    ApiKeyId id;
    QString name;
    QSet<ApiScope> scopes;
    int perMinute = 0;
};

/// The key in the form in which it is stored; its name is checked elsewhere. Fails with NameEmpty (scopes) and
/// ChoiceUnknown (per-minute).
[[nodiscard]] Result<ApiKey> checkedApiKey(ApiKey key);

/// How many random bytes a secret is made of: nobody guesses 160 bits.
constexpr qsizetype apiSecretBytes = 20;
/// "cvk_" and the bytes in base32, so that people and programs that look for leaked secrets know it for one.
[[nodiscard]] QString apiSecretFrom(QByteArrayView random);
/// Whether a text has the form of a secret; others need not be looked for.
[[nodiscard]] bool isApiSecret(QStringView text);

} // namespace callveil

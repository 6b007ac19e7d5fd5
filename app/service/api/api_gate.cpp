// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_gate.h"

#include "domain/base/when_answered.h"
#include "problem.h"
#include "storage/crypto/secret_bytes.h"

#include <QCryptographicHash>

namespace callveil {

namespace {

constexpr qint64 believedMs = 5000;
constexpr qsizetype mostKnown = 1000;

/// What a request shows: the key, and the user before it where it is a password.
struct Shown {
    ~Shown() { wipe(secret); }
    QString user, secret;
};

Shown shownBy(const QByteArray &authorization, bool withPassword)
{
    const qsizetype blank = authorization.indexOf(' ');
    const QByteArray scheme = authorization.left(blank).toLower();
    QByteArray value = blank < 0 ? QByteArray() : authorization.mid(blank + 1).trimmed();
    Shown shown;
    if (scheme == "bearer")
        shown.secret = QString::fromUtf8(value);
    if (scheme == "basic" && withPassword) {
        QByteArray pair = QByteArray::fromBase64(value);
        const qsizetype colon = pair.indexOf(':');
        shown.user = QString::fromUtf8(pair.left(colon));
        shown.secret = colon < 0 ? QString() : QString::fromUtf8(pair.mid(colon + 1));
        wipe(pair);
    }
    wipe(value);
    return shown;
}

/// The same whatever is wrong with the key.
HttpAnswer noKey()
{
    HttpAnswer answer = problem(401, QStringLiteral("key"), QStringLiteral("No key that is known"),
        QStringLiteral("Send a key that holds: Authorization: Bearer cvk_…. An administrator makes keys."));
    answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"callveil\"");
    return answer;
}

HttpAnswer noScope(ApiScope scope)
{
    return problem(403, QStringLiteral("scope"), QStringLiteral("The key is for other things"),
        QStringLiteral("This key may not be used for %1. An administrator makes one that may.").arg(apiScopeKey(scope)),
        {{QStringLiteral("scope"), apiScopeKey(scope)}});
}

HttpAnswer tooOften(int seconds)
{
    return withRetry(problem(429, QStringLiteral("rate"), QStringLiteral("Too many requests"),
                         QStringLiteral("This key was used too often. Wait %1 s.").arg(seconds),
                         {{QStringLiteral("retry_after"), seconds}}),
        seconds);
}

} // namespace

ApiGate::ApiGate(Workspace &workspace, QObject *parent) : QObject(parent), m_keys(workspace)
{
    m_clock.start();
}

void ApiGate::ask(const HttpRequest &request, ApiScope scope, bool withPassword, Admit admit, Refuse refuse)
{
    Shown shown = shownBy(request.authorization, withPassword);
    if (!isApiSecret(shown.secret)) // which needs no database
        return refuse({}, noKey());
    const QByteArray hash = QCryptographicHash::hash(shown.secret.toUtf8(), QCryptographicHash::Sha256);
    const auto known = m_known.constFind(hash);
    if (known != m_known.constEnd() && m_clock.elapsed() - known->at < believedMs)
        return judge(*known, shown.user, scope, admit, refuse);
    whenAnswered(m_keys.clientOf(std::move(shown.secret)), this,
        [this, hash, user = shown.user, scope, admit = std::move(admit), refuse = std::move(refuse)](
            const Result<std::optional<ApiClient>> &client) {
            if (!client)
                return refuse({}, problemOf(client.error()));
            const Known found{*client, m_clock.elapsed()};
            keep(hash, found);
            judge(found, user, scope, admit, refuse);
        });
}

void ApiGate::keep(const QByteArray &hash, const Known &known)
{
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(hash, known);
}

void ApiGate::judge(const Known &known, const QString &user, ApiScope scope, const Admit &admit, const Refuse &refuse)
{
    const bool isUser = user.isEmpty() || user == QLatin1String("key") || (known.client && user == known.client->name);
    if (!known.client || !isUser)
        return refuse({}, noKey());
    const ApiClient client = *known.client;
    if (const auto seconds = waitOf(client))
        return refuse(client.name, tooOften(*seconds));
    if (!client.scopes.contains(scope))
        return refuse(client.name, noScope(scope));
    admit(client);
}

/// How long the client must wait, in s; nullopt: it may ask. A rate that was changed counts anew.
std::optional<int> ApiGate::waitOf(const ApiClient &client)
{
    Limit &limit = m_limits[client.id];
    if (limit.perMinute != client.perMinute)
        limit = {client.perMinute, RateLimit(client.perMinute)};
    return limit.limit.take(m_clock.elapsed());
}

} // namespace callveil

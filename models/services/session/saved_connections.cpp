// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/saved_connections.h"

#include "storage/crypto/proquint.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace callveil {

namespace {

QString freeName(const QList<SavedConnection> &connections, const QString &name)
{
    const auto isTaken = [&](const QString &wanted) {
        return std::any_of(
            connections.begin(), connections.end(), [&](const SavedConnection &saved) { return saved.name == wanted; });
    };
    QString wanted = name;
    for (int number = 2; isTaken(wanted); ++number)
        wanted = QStringLiteral("%1 (%2)").arg(name).arg(number);
    return wanted;
}

} // namespace

QString addressText(const DatabaseAddress &address)
{
    if (address.engine == Engine::Sqlite)
        return address.file;
    QUrlQuery query;
    QUrl url;
    url.setScheme(QStringLiteral("postgresql"));
    if (address.host.startsWith(u'/'))
        query.addQueryItem(QStringLiteral("host"), address.host); // the folder of a socket is no host name
    else
        url.setHost(address.host);
    url.setPort(address.port);
    url.setPath(QString(u'/' + address.database));
    query.addQueryItem(QStringLiteral("sslmode"), tlsModeName(address.tls));
    url.setQuery(query);
    QString text = url.toString(QUrl::FullyEncoded);
    if (text.startsWith(QLatin1String("postgresql:")) && !text.startsWith(QLatin1String("postgresql://")))
        text.insert(qsizetype(strlen("postgresql:")), QLatin1String("//"));
    return text;
}

QString saveConnection(LocalState &local, const DatabaseAddress &address, const QString &name)
{
    QList<SavedConnection> connections = local.connections();
    for (const SavedConnection &saved : std::as_const(connections)) {
        const auto known = DatabaseAddress::parse(saved.address);
        if (known && known->place() == address.place() && known->tls == address.tls)
            return saved.name;
    }
    connections.append({freeName(connections, name.isEmpty() ? address.title() : name), addressText(address)});
    local.setConnections(connections);
    return connections.back().name;
}

Result<void> checkPin(const LocalState &local, const DatabaseAddress &address, const QByteArray &fingerprint)
{
    const QByteArray known = local.pinned(address.place());
    if (known.isEmpty() || known == fingerprint)
        return {};
    return fail(ErrorCode::Conflict, Fault::FingerprintConflict,
        {address.title(), toWords(known).join(u' '), toWords(fingerprint).join(u' ')});
}

Result<void> pinOnce(LocalState &local, const DatabaseAddress &address, const QByteArray &fingerprint)
{
    const auto fits = checkPin(local, address, fingerprint);
    if (fits)
        local.pin(address.place(), fingerprint);
    return fits;
}

} // namespace callveil

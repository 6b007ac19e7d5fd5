// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connection_choice.h"

#include <QUrl>
#include <QUrlQuery>

namespace callveil {

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

QList<ConnectionChoice> savedChoices(const LocalState &local)
{
    QList<ConnectionChoice> choices;
    for (const SavedConnection &saved : local.connections())
        if (const auto address = DatabaseAddress::parse(saved.address))
            choices.append({saved.name, *address, false});
    return choices;
}

QString saveConnection(LocalState &local, const DatabaseAddress &address)
{
    for (const ConnectionChoice &known : savedChoices(local))
        if (known.address.place() == address.place() && known.address.tls == address.tls)
            return known.name;
    QList<SavedConnection> connections = local.connections();
    connections.append({address.title(), addressText(address)});
    local.setConnections(connections);
    return address.title();
}

} // namespace callveil

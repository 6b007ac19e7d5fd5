// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_address.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <array>

namespace callveil {

namespace {

constexpr std::array<std::pair<TlsMode, const char *>, 4> tlsModes{{{TlsMode::Disable, "disable"},
    {TlsMode::Require, "require"}, {TlsMode::VerifyCa, "verify-ca"}, {TlsMode::VerifyFull, "verify-full"}}};

tl::unexpected<Error> refused(const QString &shown)
{
    return fail(ErrorCode::Invalid, Fault::DatabaseAddress, {shown});
}

Result<DatabaseAddress> parseUrl(const QString &text)
{
    const QUrl url(text);
    // The text may hold a password: an error shows the address without it.
    const QString shown = url.toString(QUrl::RemoveUserInfo);
    if (!url.isValid() || !url.password().isEmpty())
        return refused(shown);
    const QUrlQuery query(url);
    DatabaseAddress address;
    address.engine = Engine::PostgreSql;
    address.host = query.hasQueryItem(QStringLiteral("host"))
        ? query.queryItemValue(QStringLiteral("host"), QUrl::FullyDecoded)
        : url.host();
    address.port = url.port(5432);
    address.database = url.path().mid(1);
    address.user = url.userName();
    if (address.host.isEmpty() || address.database.isEmpty() || address.database.contains(u'/'))
        return refused(shown);
    address.tls = address.isLoopback() ? TlsMode::Disable : TlsMode::VerifyFull;
    if (!query.hasQueryItem(QStringLiteral("sslmode")))
        return address;
    const QString mode = query.queryItemValue(QStringLiteral("sslmode"));
    for (const auto &[value, name] : tlsModes) {
        if (mode == QLatin1String(name)) {
            address.tls = value;
            return address;
        }
    }
    return refused(shown);
}

} // namespace

Result<DatabaseAddress> DatabaseAddress::parse(const QString &text)
{
    if (text.startsWith(QLatin1String("postgresql://")) || text.startsWith(QLatin1String("postgres://")))
        return parseUrl(text);
    if (text.trimmed().isEmpty() || text.contains(QLatin1String("://")))
        return refused(text.section(u'@', -1));
    DatabaseAddress address;
    address.file = QFileInfo(text).absoluteFilePath();
    return address;
}

QString DatabaseAddress::place() const
{
    if (engine == Engine::Sqlite)
        return file;
    return QStringLiteral("postgresql://%1:%2/%3").arg(host, QString::number(port), database);
}

QString DatabaseAddress::title() const
{
    if (engine == Engine::Sqlite)
        return QFileInfo(file).fileName();
    return QStringLiteral("%1 @ %2").arg(database, host);
}

bool DatabaseAddress::isLoopback() const
{
    // A name may begin with the digits of a loopback address.
    static const QRegularExpression loopback(QStringLiteral("^127(\\.\\d{1,3}){3}$"));
    return engine == Engine::Sqlite || host.startsWith(u'/') || host == QLatin1String("localhost")
        || host == QLatin1String("::1") || loopback.match(host).hasMatch();
}

QString tlsModeName(TlsMode mode)
{
    for (const auto &[value, name] : tlsModes)
        if (value == mode)
            return QString::fromLatin1(name);
    return {};
}

} // namespace callveil

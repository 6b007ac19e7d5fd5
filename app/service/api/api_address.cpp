// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_address.h"

#include "socket_file.h"

#include <algorithm>

namespace callveil {

namespace {

const QString unixMark = QStringLiteral("unix:");

tl::expected<ApiAddress, QString> parseSocket(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path)
    return tl::unexpected(
        QStringLiteral("--listen unix: is not for Windows; use an address such as 127.0.0.1:8470 there"));
#else
    if (!path.startsWith(u'/') || path.endsWith(u'/'))
        return tl::unexpected(QStringLiteral("--listen unix: takes the whole path of a socket, such as "
                                             "unix:/run/callveil/api.sock"));
    if (SocketFile::isTooLong(path))
        return tl::unexpected(QStringLiteral("the path of a socket has at most %1 bytes, and that one has more; choose "
                                             "a shorter one, such as unix:/run/callveil/api.sock")
                                  .arg(SocketFile::longestPath));
    return ApiAddress{{}, 0, path};
#endif
}

} // namespace

tl::expected<ApiAddress, QString> ApiAddress::parse(const QString &text)
{
    if (text.startsWith(unixMark))
        return parseSocket(text.mid(unixMark.size()));
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(std::max<qsizetype>(colon, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    bool isPort = false;
    const quint16 port = text.mid(colon + 1).toUShort(&isPort);
    const QHostAddress address(host);
    if (isPort && address.isLoopback())
        return ApiAddress{address, port, {}};
    return tl::unexpected(QStringLiteral(
        "--listen takes an address of this computer alone and a port, such as 127.0.0.1:8470 or "
        "[::1]:8470, or a socket, such as unix:/run/callveil/api.sock. Others reach it over a proxy with "
        "TLS"));
}

QString ApiAddress::text() const
{
    return socket.isEmpty() ? QStringLiteral("%1 port %2").arg(host.toString(), QString::number(port))
                            : unixMark + socket;
}

} // namespace callveil

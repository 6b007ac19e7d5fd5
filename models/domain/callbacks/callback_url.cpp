// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/callbacks/callback_url.h"

#include <QRegularExpression>

#include <algorithm>

namespace callveil {

namespace {

bool isOdd(QChar c)
{
    return c.isSpace() || c == u'\\' || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

/// What stands between // and the path, as it was typed.
QString authorityOf(const QString &text)
{
    const qsizetype from = text.indexOf(QLatin1String("://")) + 3;
    qsizetype to = from;
    while (to < text.size() && !QStringView(u"/?#").contains(text[to]))
        ++to;
    return text.mid(from, to - from);
}

bool isUsualAddress(const QString &host)
{
    static const QRegularExpression four(QStringLiteral(
        "^(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}$"));
    return four.match(host).hasMatch();
}

/// Of letters, digits and hyphens; no top-level domain is of digits or begins with one, while addresses in odd forms
/// do.
bool isName(const QString &host)
{
    static const QRegularExpression label(QStringLiteral("^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$"));
    const QStringList labels = host.split(u'.');
    return host.size() <= 253 && !labels.last().isEmpty() && !labels.last().front().isDigit()
        && std::all_of(labels.begin(), labels.end(), [](const QString &each) { return label.match(each).hasMatch(); });
}

} // namespace

tl::expected<CallbackUrl, CallbackUrlFault> readCallbackUrl(const QString &typed)
{
    using enum CallbackUrlFault;
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return tl::unexpected(Empty);
    if (text.size() > CallbackUrl::longest)
        return tl::unexpected(TooLong);
    if (std::any_of(text.begin(), text.end(), &isOdd))
        return tl::unexpected(Characters);
    const QString scheme = text.section(u':', 0, 0).toLower();
    if (!text.contains(QLatin1String("://")))
        return tl::unexpected(NoUrl);
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return tl::unexpected(Scheme);
    const QString authority = authorityOf(text);
    if (authority.isEmpty())
        return tl::unexpected(NoHost);
    if (authority.contains(u'@'))
        return tl::unexpected(UserInfo);
    if (authority.contains(u'%'))
        return tl::unexpected(OddHost);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return tl::unexpected(NoUrl);
    if (url.hasFragment())
        return tl::unexpected(Fragment);
    if (url.host().isEmpty())
        return tl::unexpected(NoHost);
    if (url.port() == 0)
        return tl::unexpected(Port);
    const CallbackUrl found{url, scheme == QLatin1String("https")};
    if (authority.startsWith(u'[')) // of which Qt knows one form
        return found;
    const QString host = found.host();
    if (isUsualAddress(host))
        return authority.section(u':', 0, 0) == host ? tl::expected<CallbackUrl, CallbackUrlFault>(found)
                                                     : tl::unexpected(OddHost);
    if (!isName(host))
        return tl::unexpected(OddHost);
    return found;
}

} // namespace callveil

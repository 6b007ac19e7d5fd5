// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/sip_target.h"

#include "domain/number/free_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype longestTarget = 300;
constexpr qsizetype longestHost = 253; // RFC 1035
constexpr int mostPort = 65535;
constexpr qsizetype groupsOfAddress = 8; // of an IPv6 address
constexpr qsizetype groupsOfEmbedded = 2; // the IPv4 address at its end stands for two

bool isIpv4(const QString &host)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!\\z)|\\z)){4}\\z"));
    return form.match(host).hasMatch();
}

/// How many groups of an IPv6 address stand here; -1 for what is none.
qsizetype groupsIn(const QString &text, bool endsAddress)
{
    static const QRegularExpression group(QStringLiteral("\\A[0-9a-f]{1,4}\\z"));
    if (text.isEmpty())
        return 0;
    const QStringList parts = text.split(u':');
    qsizetype groups = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool embeds = endsAddress && i + 1 == parts.size() && isIpv4(parts[i]);
        if (!embeds && !group.match(parts[i]).hasMatch())
            return -1;
        groups += embeds ? groupsOfEmbedded : 1;
    }
    return groups;
}

bool isIpv6(const QString &host)
{
    const qsizetype gap = host.indexOf(QLatin1String("::"));
    if (gap < 0)
        return groupsIn(host, true) == groupsOfAddress;
    const qsizetype before = groupsIn(host.first(gap), false), after = groupsIn(host.mid(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < groupsOfAddress;
}

/// Labels of letters, digits and hyphens; the last one has a letter, so that digits alone are no name.
bool isName(const QString &host)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}"
                       "[a-z0-9])?\\z"));
    return host.size() <= longestHost && form.match(host).hasMatch();
}

bool holdsNumber(const QString &name)
{
    static const QRegularExpression row(QStringLiteral("[0-9]{%1}").arg(leastFreeDigits));
    return row.match(name).hasMatch();
}

tl::unexpected<Error> misfit(const QString &typed)
{
    // Somebody may have put a number before the host, or in the place of it.
    const qsizetype at = typed.lastIndexOf(u'@');
    const QString shown = at >= 0 ? QStringLiteral("…@") + typed.mid(at + 1) : typed;
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QStringLiteral("target"), quotable(shown),
            QStringLiteral("sip:host, sip:host:port;transport=udp|tcp|tls, sips:host:port;transport=tcp|tls")});
}

} // namespace

QString SipTarget::text() const
{
    QString text =
        (secure ? QStringLiteral("sips:") : QStringLiteral("sip:")) + (host.contains(u':') ? u'[' + host + u']' : host);
    if (port != 0)
        text += u':' + QString::number(port);
    return transport.isEmpty() ? text : text + QStringLiteral(";transport=") + transport;
}

Result<SipTarget> readSipTarget(const QString &typed)
{
    static const QRegularExpression form(
        QStringLiteral("\\A(sips?):(?:\\[([0-9a-f:.]+)\\]|([a-z0-9.-]+))(?::([1-9][0-9]{0,4}))?(?:;transport=(udp|tcp|"
                       "tls))?\\z"));
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("target")});
    if (text.size() > longestTarget)
        return fail(ErrorCode::Invalid, Fault::TextTooLong, {QStringLiteral("target"), QString::number(longestTarget)});
    // Other scripts have letters whose small form is ASCII: they are no part of a target.
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; });
    const auto parts = form.match(text.toLower());
    if (!isAscii || !parts.hasMatch())
        return misfit(text);
    const bool isBracketed = parts.capturedLength(2) > 0;
    SipTarget target;
    target.secure = parts.capturedLength(1) > 3;
    target.host = parts.captured(isBracketed ? 2 : 3);
    target.isAddress = isBracketed || isIpv4(target.host);
    target.port = parts.captured(4).toInt();
    target.transport = parts.captured(5);
    if (!target.isAddress && holdsNumber(target.host))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {QStringLiteral("target")});
    const bool isHost = isBracketed ? isIpv6(target.host) : target.isAddress || isName(target.host);
    const bool isUnsafe = target.secure && target.transport == QLatin1String("udp"); // TLS needs a stream
    if (!isHost || isUnsafe || target.port > mostPort)
        return misfit(text);
    return target;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/callback_text.h"

#include "ui/texts/value_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Callbacks", text);
}

QString momentText(qint64 ms, const QTimeZone &zone)
{
    return displayNumber(QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), QLocale::ShortFormat));
}

/// "Waiting: 3, failed: 1."; nothing of what is 0.
QString countsText(const CallbackEndpoint &endpoint)
{
    const QLocale locale;
    const auto number = [&](qint64 count) {
        const QString text = locale.toString(count);
        return count < CallbackEndpoint::mostCounted ? text : word("%1 or more").arg(text);
    };
    if (endpoint.waiting > 0 && endpoint.failed > 0)
        return word(" Waiting: %1, failed: %2.").arg(number(endpoint.waiting), number(endpoint.failed));
    if (endpoint.waiting > 0)
        return word(" Waiting: %1.").arg(number(endpoint.waiting));
    return endpoint.failed > 0 ? word(" Failed: %1.").arg(number(endpoint.failed)) : QString();
}

} // namespace

QString callbackUrlName(CallbackKind kind)
{
    switch (kind) {
    case CallbackKind::Cdr:
        return word("CDR callback URL");
    case CallbackKind::CallStatus:
        return word("Call status callback URL");
    case CallbackKind::TaskStatus:
        return word("Predictive task status callback URL");
    }
    return {};
}

QString callbackKindText(CallbackKind kind)
{
    switch (kind) {
    case CallbackKind::Cdr:
        return word("CDR");
    case CallbackKind::CallStatus:
        return word("Call status");
    case CallbackKind::TaskStatus:
        return word("Predictive task status");
    }
    return {};
}

QString callbackTypeText(CallbackType type)
{
    switch (type) {
    case CallbackType::Cdr:
        return word("CDR");
    case CallbackType::RecordingAvailable:
        return word("Recording available");
    case CallbackType::CallStatus:
        return word("Call status");
    case CallbackType::TaskStatus:
        return word("Predictive task status");
    case CallbackType::Test:
        return word("Test");
    }
    return {};
}

QString callbackStateText(CallbackState state)
{
    switch (state) {
    case CallbackState::Waiting:
        return word("Waiting");
    case CallbackState::Delivered:
        return word("Delivered");
    case CallbackState::Failed:
        return word("Failed");
    }
    return {};
}

QString callbackFailureText(CallbackFailure failure)
{
    switch (failure) {
    case CallbackFailure::None:
        return {};
    case CallbackFailure::NotResolved:
        return word("no such host");
    case CallbackFailure::NotAllowed:
        return word("target not allowed");
    case CallbackFailure::Unreachable:
        return word("unreachable");
    case CallbackFailure::Tls:
        return word("certificate or encryption");
    case CallbackFailure::TimedOut:
        return word("no answer in time");
    case CallbackFailure::Broken:
        return word("connection broke");
    case CallbackFailure::NoTarget:
        return word("URL removed");
    case CallbackFailure::Gone:
        return word("call no longer there");
    }
    return {};
}

QString callbackAnswerText(CallbackFailure failure, int status, qint64 took)
{
    const QString time = QLocale().toString(took);
    switch (failure) {
    case CallbackFailure::None:
        break;
    case CallbackFailure::NotResolved:
        return word("No computer has this host name. Check how it is written, and the name server of this computer.");
    case CallbackFailure::NotAllowed:
        return word("The host leads into a network of your own, which is called only where Security Settings, Allowed "
                    "callback targets, names it; or to an address that is never called. Nothing was sent.");
    case CallbackFailure::Unreachable:
        return word("Nobody takes connections there. Check host and port, and whether a firewall stands between.");
    case CallbackFailure::Tls:
        return word("The connection could not be encrypted, or the certificate is not valid for this host. Renew the "
                    "certificate of the target.");
    case CallbackFailure::TimedOut:
        return word("No answer came within 15 seconds. The target must answer sooner, and work later.");
    case CallbackFailure::Broken:
        return word("The connection ended before an answer of HTTP came, after %1 ms. Look at the log of the target.")
            .arg(time);
    case CallbackFailure::NoTarget:
    case CallbackFailure::Gone:
        return callbackFailureText(failure);
    }
    if (status / 100 == 2)
        return word("Taken: status %1 in %2 ms.").arg(status).arg(time);
    if (status / 100 == 3)
        return word("Not taken: status %1 in %2 ms. Redirects are not followed: enter the URL that it leads to.")
            .arg(status)
            .arg(time);
    return word("Not taken: status %1 in %2 ms. Anything but 200 to 299 counts as a failure.").arg(status).arg(time);
}

QString callbackUrlFaultText(CallbackUrlFault fault)
{
    switch (fault) {
    case CallbackUrlFault::Empty:
        return word("Enter the URL first.");
    case CallbackUrlFault::TooLong:
        return word("The URL is longer than %1 characters.").arg(CallbackUrl::longest);
    case CallbackUrlFault::Characters:
        return word("A URL has no blanks, backslashes or control characters. Write a blank as %20.");
    case CallbackUrlFault::NoUrl:
        return word("This is no URL. It looks like https://crm.example.org/calls.");
    case CallbackUrlFault::Scheme:
        return word("The URL must begin with https:// or http://.");
    case CallbackUrlFault::UserInfo:
        return word("Leave out what stands before the @: names and passwords would stand in logs. Requests are signed "
                    "instead.");
    case CallbackUrlFault::Fragment:
        return word("Leave out the # and what follows it: it is never sent.");
    case CallbackUrlFault::NoHost:
        return word("The host is missing. The URL looks like https://crm.example.org/calls.");
    case CallbackUrlFault::OddHost:
        return word("The host is neither a name nor an address in its usual form, such as 192.0.2.1 or "
                    "[2001:db8::1].");
    case CallbackUrlFault::Port:
        return word("The port must be 1 to 65535.");
    }
    return {};
}

QString callbackEndpointText(const CallbackEndpoint &endpoint, const QTimeZone &zone)
{
    if (endpoint.url.isEmpty())
        return word("Off: nothing is sent.");
    if (endpoint.disabledAt)
        return word("Disabled: the target answered on %1 that it is gone (410). Resume to send again.")
                   .arg(momentText(*endpoint.disabledAt, zone))
            + countsText(endpoint);
    if (endpoint.pausedAt)
        return word("Paused since %1: events wait.").arg(momentText(*endpoint.pausedAt, zone)) + countsText(endpoint);
    if (endpoint.failingSince)
        return word("Failing since %1: the target takes nothing. It is tried again.")
                   .arg(momentText(*endpoint.failingSince, zone))
            + countsText(endpoint);
    if (endpoint.deliveredAt)
        return word("Last delivered: %1.").arg(momentText(*endpoint.deliveredAt, zone)) + countsText(endpoint);
    return word("Nothing was delivered yet.") + countsText(endpoint);
}

QString callbackBodyText(const QByteArray &body)
{
    constexpr qsizetype most = 4000;
    QString text = QString::fromUtf8(body.left(most * 4));
    const bool isCut = body.size() > most * 4 || text.size() > most;
    text.truncate(most);
    for (QChar &each : text)
        if (each != u'\n' && each != u'\t'
            && (each.category() == QChar::Other_Control || each.category() == QChar::Other_Format))
            each = QChar::Space;
    return isCut ? text + u'…' : text;
}

} // namespace callveil

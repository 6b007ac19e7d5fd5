// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/service_text.h"

#include "ui/texts/isolated_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Service", text);
}

QString timeText(qint64 ms, const QTimeZone &zone)
{
    return isolated(QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), QLocale::ShortFormat));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

/// As a shell reads one word.
QString quoted(const QString &path)
{
    static const QRegularExpression special(QStringLiteral("[^A-Za-z0-9_./@%+=:,-]"));
    if (!path.contains(special))
        return path;
    return u'\'' + QString(path).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// What has to be done so that a service runs.
QString startText(ServicesThere there, bool onServer)
{
    if (there == ServicesThere::None)
        return say(QT_TRANSLATE_NOOP("Service",
            "Enrol one first: choose Enrol service…, or use “callveilctl service enrol FILE”. Then run “callveild "
            "--identity FILE” on its computer."));
    if (there == ServicesThere::Disabled)
        return say(QT_TRANSLATE_NOOP("Service", "Every service is disabled: enable one, or enrol another."));
    return say(QT_TRANSLATE_NOOP("Service", "Start it on its computer with “%1”."))
        .arg(onServer ? QStringLiteral("systemctl start callveild")
                      : QStringLiteral("systemctl --user start callveild-user"));
}

/// Before it stands how many copies are missing. In a file there are no routes: the HTTP API alone opens copies.
QString withoutCopiesText(bool onServer)
{
    return onServer
        ? say(QT_TRANSLATE_NOOP("Service",
            "A service that lacks a copy cannot put these calls through when it leads; where no service has it, they "
            "reach nobody until somebody seals it."))
        : say(QT_TRANSLATE_NOOP("Service",
            "They matter only where a program asks the HTTP API for routes: it is told of no call of these bindings "
            "until somebody seals the copies."));
}

} // namespace

QString serviceLeadText(const ServiceState &state, ServicesThere there, bool onServer, const QTimeZone &zone)
{
    if (state.running)
        return say(QT_TRANSLATE_NOOP("Service", "A service leads on %1 since %2 (callveild %3)."))
            .arg(isolated(state.host), timeText(state.since, zone), isolated(state.version));
    const QString what = onServer
        ? say(QT_TRANSLATE_NOOP(
            "Service", "No service runs: switches are told nothing of new bindings, and call records wait."))
        : say(QT_TRANSLATE_NOOP(
            "Service", "No service runs: bindings are ended only while somebody who manages pools is signed in."));
    const QString seen = state.seen ? say(QT_TRANSLATE_NOOP("Service", "It was last seen on %1, %2."))
                                          .arg(isolated(state.host), timeText(state.seenAt, zone))
                                    : say(QT_TRANSLATE_NOOP("Service", "None was ever seen."));
    return QStringList{what, seen, startText(there, onServer)}.join(u' ');
}

QString missingCopiesText(qint64 missing, qint64 most, bool ofAllProcesses, bool onServer)
{
    if (missing == 0)
        return ofAllProcesses
            ? say(QT_TRANSLATE_NOOP("Service", "Every service has the numbers of all bindings."))
            : say(QT_TRANSLATE_NOOP("Service", "Every service has the numbers of all bindings of your processes."));
    const QString count =
        missing < most ? countText(missing) : say(QT_TRANSLATE_NOOP("Service", "%1 or more")).arg(countText(most));
    const QString text = ofAllProcesses
        ? say(QT_TRANSLATE_NOOP("Service", "Missing copies of numbers: %1."))
        : say(QT_TRANSLATE_NOOP("Service", "Missing copies of numbers of your processes: %1."));
    return text.arg(count) + u' ' + withoutCopiesText(onServer);
}

QString missingLineText(bool onServer)
{
    return onServer
        ? say(QT_TRANSLATE_NOOP("Service",
            "No service has a copy of the agent's number: calls over this binding reach nobody until somebody seals "
            "what is missing (Voice Platform, Service, or callveilctl service seal)."))
        : say(QT_TRANSLATE_NOOP("Service",
            "No service has a copy of the agent's number. It matters only where a program asks the HTTP API for "
            "routes: it is told of no call over this binding until somebody seals what is missing (Voice Platform, "
            "Service, or callveilctl service seal)."));
}

QString recordStateText(const SpoolState &state, const QTimeZone &zone)
{
    QStringList sentences;
    if (state.oldestAt)
        sentences.append(say(
            QT_TRANSLATE_NOOP("Service", "Call records that wait to come into the call log: %1, the oldest since %2."))
                             .arg(countText(state.waiting), timeText(*state.oldestAt, zone)));
    else
        sentences.append(say(QT_TRANSLATE_NOOP("Service", "No call record waits to come into the call log.")));
    if (state.refused > 0)
        sentences.append(say(QT_TRANSLATE_NOOP("Service",
                                 "Call records that cannot come into it: %1. They are of no proxy number, of no "
                                 "process, or damaged, and are kept for 30 days."))
                             .arg(countText(state.refused)));
    return sentences.join(u' ');
}

QString sealReportText(const SealReport &report)
{
    QStringList sentences;
    if (report.cancelled)
        sentences.append(say(QT_TRANSLATE_NOOP("Service", "Cancelled; what was sealed stays.")));
    sentences.append(say(QT_TRANSLATE_NOOP("Service", "Copies sealed to services: %1. Still missing: %2."))
                         .arg(countText(report.sealed), countText(report.missing)));
    if (report.foreign > 0)
        sentences.append(say(QT_TRANSLATE_NOOP("Service",
                                 "In processes whose actual numbers you may not view: %1. Somebody who may has to seal "
                                 "them."))
                             .arg(countText(report.foreign)));
    if (report.failed > 0)
        sentences.append(
            say(QT_TRANSLATE_NOOP("Service",
                    "Not possible: %1. Either your keys do not open the number, or it is damaged: then bind the pair "
                    "anew. Or the service does not prove who it is: then disable it and enrol another one."))
                .arg(countText(report.failed)));
    return sentences.join(u' ');
}

QStringList serviceCommands(const QString &file, bool onServer, const QString &home)
{
    if (onServer)
        return {QStringLiteral("sudo install -D -m 0600 -o root %1 /etc/callveil/callveild.json").arg(quoted(file)),
            QStringLiteral("rm %1").arg(quoted(file)), QStringLiteral("sudo systemctl enable --now callveild")};
    QStringList lines;
    if (file != home)
        lines = {QStringLiteral("install -D -m 0600 %1 %2").arg(quoted(file), quoted(home)),
            QStringLiteral("rm %1").arg(quoted(file))};
    return lines << QStringLiteral("systemctl --user enable --now callveild-user");
}

} // namespace callveil

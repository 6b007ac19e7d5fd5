// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "services/audit/audit_service.h"
#include "sheet_options.h"
#include "stop_signals.h"
#include "ui/texts/deed_text.h"
#include "ui/texts/deed_words.h"

#include <QJsonArray>
#include <QTimeZone>

namespace callveil {

namespace {

QStringList knownActions()
{
    QStringList all;
    for (const DeedKind &kind : deedKinds())
        all += QStringList(kind.noun) + kind.actions;
    return all;
}

Result<DeedFilter> filterFrom(const Command &command, AuditService &service)
{
    DeedFilter filter;
    filter.action = command.value("action");
    if (!filter.action.isEmpty() && !knownActions().contains(filter.action))
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("action"), quotable(filter.action), knownActions().join(QStringLiteral(", "))});
    filter.text = command.value("text");
    for (const auto &[option, moment] : {std::pair("from", &filter.from), std::pair("to", &filter.to)}) {
        if (!command.isSet(option))
            continue;
        *moment = timeFrom(command.value(option));
        if (!*moment)
            return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QLatin1String(option)});
    }
    if (filter.from && filter.to && *filter.to < *filter.from)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("to"), isoTime(*filter.to), QStringLiteral("%1 …").arg(isoTime(*filter.from))});
    if (!command.isSet("actor"))
        return filter;
    const auto people = service.actors().result();
    if (!people)
        return failed(people);
    for (const Person &person : *people)
        if (person.name == command.value("actor"))
            filter.actor = person.id;
    if (!filter.actor.isSet())
        return fail(ErrorCode::NotFound, Fault::PersonUnknown, {quotable(command.value("actor"))});
    return filter;
}

int list(Command &command, AuditService &service)
{
    const auto filter = filterFrom(command, service);
    if (!filter)
        return command.refuse(filter.error());
    bool fits = false;
    const int limit = command.value("limit").toInt(&fits);
    if (!fits || limit < 1)
        return command.misuse(QStringLiteral("--limit takes a number"));
    const auto page = service.page(*filter, {}, limit).result();
    if (!page)
        return command.refuse(page.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const DeedLine &line : page->lines) {
        const DeedEntry &e = line.entry;
        documents.append(QJsonObject{{QStringLiteral("at"), isoTime(e.at)}, {QStringLiteral("actor"), line.actor},
            {QStringLiteral("entry"), e.seq}, {QStringLiteral("action"), e.deed.action},
            {QStringLiteral("object"), e.deed.object}, {QStringLiteral("before"), e.deed.before},
            {QStringLiteral("after"), e.deed.after}, {QStringLiteral("reason"), e.deed.reason},
            {QStringLiteral("console"), e.console}});
        rows.append({isoTime(e.at), line.actor, e.deed.action, e.deed.object, e.deed.after, e.deed.reason});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("deeds"), documents}, {QStringLiteral("ends"), page->ends}});
    else
        printTable(command.out(),
            {QStringLiteral("At"), QStringLiteral("Who"), QStringLiteral("What"), QStringLiteral("On"),
                QStringLiteral("After"), QStringLiteral("Why")},
            rows);
    return Done;
}

/// The exit code says whether the record is whole, for schedules.
int verify(Command &command, AuditService &service)
{
    const auto report = service.verify(std::make_shared<DeedProgress>()).result();
    if (!report)
        return command.refuse(report.error());
    const QStringList faults = breakTexts(report->breaks);
    if (command.wantsJson())
        command.printJson({{QStringLiteral("entries"), report->entries}, {QStringLiteral("actors"), report->actors},
            {QStringLiteral("faults"), QJsonArray::fromStringList(faults)}});
    else if (faults.isEmpty())
        command.out() << "The record is whole: its entries fit together and are signed. Entries: " << report->entries
                      << ", people who wrote them: " << report->actors << ".\n";
    command.out().flush();
    for (const QString &fault : faults)
        command.err() << "callveilctl: " << fault << '\n';
    command.err().flush();
    return faults.isEmpty() ? Done : Refused;
}

int exportTo(Command &command, AuditService &service, const QString &file)
{
    const auto format = sheetFormatOf(command, file);
    if (!format)
        return format.error();
    const auto filter = filterFrom(command, service);
    if (!filter)
        return command.refuse(filter.error());
    const auto progress = std::make_shared<DeedProgress>();
    StopSignals stop(command.err());
    const auto rows =
        stop.answerOf(service.exportTo(*filter, file, *format, QTimeZone::utc(), progress), progress->stop);
    if (!rows)
        return command.refuse(rows.error());
    command.tell({{QStringLiteral("rows"), *rows}}, QStringLiteral("Entries written to %2: %1.").arg(*rows).arg(file));
    return Done;
}

int accept(Command &command, AuditService &service)
{
    if (const auto done = service.accept(command.value("reason")).result(); !done)
        return command.refuse(done.error());
    command.tell(
        {{QStringLiteral("accepted"), true}}, QStringLiteral("This computer takes the record as it is from now on."));
    return Done;
}

} // namespace

int runAudit(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("actor"), QStringLiteral("deeds of this user"), QStringLiteral("NAME")},
        {QStringLiteral("action"), QStringLiteral("policy.apply, or all of a kind: policy"), QStringLiteral("ACTION")},
        {QStringLiteral("text"), QStringLiteral("contained in what changed, on what, or why"), QStringLiteral("TEXT")},
        {QStringLiteral("from"), QStringLiteral("ISO 8601"), QStringLiteral("TIME")},
        {QStringLiteral("to"), QStringLiteral("ISO 8601, not included"), QStringLiteral("TIME")},
        {QStringLiteral("limit"), QStringLiteral("so many entries"), QStringLiteral("N"), QStringLiteral("50")},
        {QStringLiteral("reason"), QStringLiteral("why the record is as it is"), QStringLiteral("TEXT")},
    });
    addSheetOptions(command, QStringLiteral("export: "));
    command.describe(
        QStringLiteral("list | verify | export FILE [--format xlsx|csv|pdf] [--force] | accept --reason TEXT"),
        QStringLiteral(
            "Reads the record of deeds, newest first, and verifies it: every entry is hash-chained and "
            "signed. Times are UTC. After a backup was brought back, accept makes this computer take it as it is."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QStringList arguments = command.arguments();
    const QString what = arguments.front();
    const bool exports = what == QLatin1String("export") && arguments.size() == 2;
    const bool accepts = what == QLatin1String("accept") && arguments.size() == 1;
    const bool lists = what == QLatin1String("list") && arguments.size() == 1;
    const bool verifies = what == QLatin1String("verify") && arguments.size() == 1;
    if (!exports && !accepts && !lists && !verifies)
        return command.misuse(QStringLiteral("expected list, verify, export FILE or accept"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    AuditService service(**workspace, command.local());
    return exports ? exportTo(command, service, arguments[1])
        : accepts  ? accept(command, service)
        : lists    ? list(command, service)
                   : verify(command, service);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/platform/late_callback_service.h"
#include "services/platform/opt_out_service.h"
#include "ui/texts/opt_out_text.h"

#include <QJsonArray>

#include <array>

namespace callveil {

namespace {

int list(Command &command, OptOutService &service)
{
    const auto entries = service.list().result();
    if (!entries)
        return command.refuse(entries.error());
    auto lifted = service.lifted().result();
    if (!lifted)
        return command.refuse(lifted.error());
    const QString brand = command.value("brand").simplified();
    QJsonArray documents, liftedDocuments;
    QList<QStringList> rows;
    std::erase_if(*lifted, [&](const LiftedOptOuts &each) {
        return !brand.isEmpty() && each.brand.compare(brand, Qt::CaseInsensitive) != 0;
    });
    for (const LiftedOptOuts &each : *lifted)
        liftedDocuments.append(QJsonObject{{QStringLiteral("brand"), each.brand}, {QStringLiteral("count"), each.count},
            {QStringLiteral("last_at"), isoTime(each.lastAt)}});
    for (const OptOut &entry : *entries) {
        if (!brand.isEmpty() && entry.brand.compare(brand, Qt::CaseInsensitive) != 0)
            continue;
        const bool isPersons = entry.addedBy.isSet();
        documents.append(QJsonObject{{QStringLiteral("id"), entry.id.value}, {QStringLiteral("brand"), entry.brand},
            {QStringLiteral("in_force"), entry.holds}, {QStringLiteral("source"), optOutSourceKey(entry.source)},
            {QStringLiteral("added_by"), isPersons ? QJsonValue(entry.addedByName) : QJsonValue()},
            {QStringLiteral("added_at"), isoTime(entry.createdAt)}});
        rows.append(
            {entry.holds ? entry.brand : entry.brand + QStringLiteral(" (no pool has it)"), isoTime(entry.createdAt),
                optOutSourceText(entry.source), isPersons ? entry.addedByName : QStringLiteral("a switch")});
    }
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("opt_outs"), documents},
            {QStringLiteral("taken_back_by_text_message_30_days"), liftedDocuments}});
        return Done;
    }
    printTable(command.out(),
        {QStringLiteral("Brand"), QStringLiteral("Since (UTC)"), QStringLiteral("Source"), QStringLiteral("Added by")},
        rows);
    if (!lifted->empty())
        command.out() << harmless(liftedText(*lifted)) << '\n';
    return Done;
}

/// What became of a number, told with its brand and never with itself.
int tell(Command &command, const char *key, bool value, const QString &sentence)
{
    const QString brand = command.value("brand").simplified();
    command.tell({{QStringLiteral("brand"), brand}, {QLatin1String(key), value}}, sentence.arg(brand));
    return Done;
}

int add(Command &command, OptOutService &service, QString number)
{
    const auto added = service.add(command.value("brand"), std::move(number)).result();
    if (!added)
        return command.refuse(added.error());
    return tell(command, "added", *added,
        *added ? QStringLiteral("The number gets no calls over %1 any more.")
               : QStringLiteral("The number had opted out of %1 already."));
}

int remove(Command &command, OptOutService &service, QString number)
{
    const auto removed = service.remove(command.value("brand"), std::move(number)).result();
    if (!removed)
        return command.refuse(removed.error());
    return tell(command, "removed", true, QStringLiteral("The number gets calls over %1 again."));
}

int check(Command &command, OptOutService &service, QString number)
{
    const auto listed = service.check(command.value("brand"), std::move(number)).result();
    if (!listed)
        return command.refuse(listed.error());
    return tell(command, "opted_out", *listed,
        *listed ? QStringLiteral("The number opted out of %1.") : QStringLiteral("The number did not opt out of %1."));
}

struct What {
    const char *name;
    int (*run)(Command &, OptOutService &, QString number);
};
constexpr std::array whats{What{"add", add}, What{"remove", remove}, What{"check", check}};

int withNumber(Command &command, const What &what)
{
    if (command.value("brand").trimmed().isEmpty())
        return command.misuse(QStringLiteral("%1 needs --brand B").arg(QLatin1String(what.name)));
    QString number = QTextStream(stdin).readLine().trimmed();
    if (number.isEmpty())
        return command.misuse(QStringLiteral("standard input gives no number"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    OptOutService service(**workspace);
    return what.run(command, service, std::move(number));
}

QJsonObject documentOf(const LateCallbacks &line)
{
    QJsonArray countries;
    for (const CountryCalls &each : line.countries)
        countries.append(
            QJsonObject{{QStringLiteral("calling_code"), each.callingCode}, {QStringLiteral("calls"), each.calls}});
    const bool redirects = line.pool.lateAnswer == LateAnswer::Ivr;
    return {{QStringLiteral("pool"), line.pool.name},
        {QStringLiteral("answer"), redirects ? QStringLiteral("ivr") : QStringLiteral("refused")},
        {QStringLiteral("target"), line.pool.lateTarget}, {QStringLiteral("calls_24_hours"), line.day},
        {QStringLiteral("calls_7_days"), line.week}, {QStringLiteral("calls_30_days"), line.month},
        {QStringLiteral("from"), countries}};
}

QStringList rowOf(const LateCallbacks &line)
{
    QStringList from;
    for (const CountryCalls &each : line.countries)
        from.append(QStringLiteral("%1: %2").arg(
            each.callingCode.isEmpty() ? QStringLiteral("unknown") : u'+' + each.callingCode,
            QString::number(each.calls)));
    return {line.pool.name, lateAnswerText(line.pool.lateAnswer), line.pool.lateTarget, QString::number(line.day),
        QString::number(line.week), QString::number(line.month), from.join(QStringLiteral(", "))};
}

} // namespace

int runOptOut(Command &command)
{
    command.options().addOption({QStringLiteral("brand"),
        QStringLiteral("the brand of pools, or the name of a pool without one"), QStringLiteral("B")});
    command.describe(QStringLiteral("list [--brand B] | add --brand B < NUMBER | remove --brand B < NUMBER |\n"
                                    "  check --brand B < NUMBER"),
        QStringLiteral(
            "Who wants no calls over the numbers of a brand: calls to them are refused, over whichever number of it. "
            "The number is read from standard input, never from the command line; only a keyed hash of it is kept, so "
            "that list shows none. remove lets it be called again. What is added, removed and checked is recorded. "
            "Text messages with STOP come here by themselves when the switch passes them on."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const QString name = command.arguments().front();
    for (const What &what : whats)
        if (name == QLatin1String(what.name))
            return withNumber(command, what);
    if (name != QLatin1String("list"))
        return command.misuse(QStringLiteral("expected list, or one of add, remove, check with --brand B"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    OptOutService service(**workspace);
    return list(command, service);
}

int runLate(Command &command)
{
    command.describe(QString(),
        QStringLiteral(
            "Calls to proxy numbers whose bindings have ended, by the pool that has the number now: what the "
            "pool answers, how many there were in the last 24 hours, 7 and 30 days, and from which countries "
            "most came. Who called is not kept. \"pool change --late-target\" sets the answer."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto pools = LateCallbackService(**workspace).list().result();
    if (!pools)
        return command.refuse(pools.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const LateCallbacks &line : *pools) {
        documents.append(documentOf(line));
        rows.append(rowOf(line));
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("pools"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Pool"), QStringLiteral("Answer"), QStringLiteral("Target"), QStringLiteral("24 hours"),
                QStringLiteral("7 days"), QStringLiteral("30 days"), QStringLiteral("From")},
            rows);
    return Done;
}

} // namespace callveil

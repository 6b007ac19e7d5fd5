// SPDX-License-Identifier: GPL-3.0-or-later
#include "rating_verbs.h"

#include "stop_signals.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/rate_text.h"
#include "ui/texts/value_text.h"

#include <QFileInfo>
#include <QJsonArray>

namespace callveil {

namespace {

QJsonObject jsonOf(const ChargeSums &sums)
{
    QJsonObject amounts;
    for (const auto &[currency, micros] : sums.micros)
        amounts.insert(currency, decimalText(micros)); // as text: many readers of JSON make floating point of numbers
    return amounts;
}

QJsonObject jsonOf(const ReratingReport &report, bool dryRun)
{
    return {{QStringLiteral("dry_run"), dryRun}, {QStringLiteral("calls"), report.calls},
        {QStringLiteral("legs"), report.legs}, {QStringLiteral("changed"), report.changed},
        {QStringLiteral("cost_before"), jsonOf(report.costBefore)},
        {QStringLiteral("cost_after"), jsonOf(report.costAfter)},
        {QStringLiteral("recharge_before"), jsonOf(report.rechargeBefore)},
        {QStringLiteral("recharge_after"), jsonOf(report.rechargeAfter)},
        {QStringLiteral("unrated_before"), report.costBefore.unrated},
        {QStringLiteral("unrated_after"), report.costAfter.unrated}};
}

void printSums(Command &command, RateKind kind, const ChargeSums &before, const ChargeSums &after)
{
    std::map<QString, qint64> currencies = before.micros;
    currencies.insert(after.micros.begin(), after.micros.end());
    const auto amount = [](const ChargeSums &sums, const QString &currency) {
        const auto found = sums.micros.find(currency);
        return decimalText(found == sums.micros.end() ? 0 : found->second);
    };
    for (const auto &[currency, ignored] : currencies)
        command.out() << rateKindKey(kind) << ' ' << currency << ": " << amount(before, currency) << " so far, "
                      << amount(after, currency) << " rated again\n";
}

} // namespace

int importRateFile(Command &command, RateService &rates)
{
    const auto kind = rateListOption(command);
    if (!kind)
        return command.refuse(kind.error());
    const auto from = validityOption(command, "from");
    if (!from)
        return command.refuse(from.error());
    const QString file = command.arguments().at(1);
    const bool dryRun = command.isSet("dry-run");
    const RateImportOrder order{file, {*kind, command.value("currency"), from->value_or(0)}, dryRun};
    const auto progress = std::make_shared<RateProgress>();
    StopSignals stop(command.err());
    const auto outcome = stop.answerOf(rates.importFile(order, progress), progress->cancelled);
    if (!outcome)
        return command.refuse(outcome.error());
    QJsonArray rejects;
    for (const RateReject &reject : outcome->rejects) {
        rejects.append(
            QJsonObject{{QStringLiteral("line"), reject.line}, {QStringLiteral("reason"), faultText(reject.error)}});
        if (!command.wantsJson())
            command.err() << QFileInfo(file).fileName() << ": line " << reject.line << ": "
                          << harmless(faultText(reject.error)) << '\n';
    }
    command.err().flush();
    command.tell(
        {{QStringLiteral("dry_run"), dryRun}, {QStringLiteral("added"), outcome->added},
            {QStringLiteral("replaced"), outcome->replaced}, {QStringLiteral("unchanged"), outcome->unchanged},
            {QStringLiteral("rejected"), qint64(outcome->rejects.size())}, {QStringLiteral("rejects"), rejects}},
        (dryRun ? QStringLiteral(
             "Nothing is stored. An import would do: new rates %1, rates in place of wrong ones %2, "
             "known already %3, rows left out %4.")
                : QStringLiteral("Imported. New rates %1, rates in place of wrong ones %2, known already %3, rows left "
                                 "out %4."))
            .arg(outcome->added)
            .arg(outcome->replaced)
            .arg(outcome->unchanged)
            .arg(outcome->rejects.size()));
    const bool tookNone = outcome->added + outcome->replaced + outcome->unchanged == 0;
    return tookNone && !outcome->rejects.empty() ? Refused : Done; // a script must not take this for done
}

int rerateCalls(Command &command, RateService &rates, Workspace &workspace)
{
    const auto from = validityOption(command, "from");
    const auto to = validityOption(command, "to");
    if (!from || !to)
        return command.refuse(from ? to.error() : from.error());
    ReratingOrder order{from->value_or(0), to->value_or(0), {}, command.isSet("dry-run")};
    if (command.isSet("process")) {
        const auto process = processNamed(workspace, command.value("process"));
        if (!process)
            return command.refuse(process.error());
        order.process = *process;
    }
    const auto progress = std::make_shared<ReratingProgress>();
    StopSignals stop(command.err());
    const auto report = stop.answerOf(rates.rerate(order, progress), progress->cancelled);
    if (!report && report.error().fault == Fault::EntryChanged) { // the general sentence would say too little
        command.err() << "callveilctl: " << reratingFaultText(report.error()) << '\n';
        command.err().flush();
        return Refused;
    }
    if (!report)
        return command.refuse(report.error());
    if (command.wantsJson()) {
        command.printJson(jsonOf(*report, order.dryRun));
        return Done;
    }
    command.out() << "calls " << report->calls << ", legs " << report->legs << "; "
                  << (order.dryRun ? "another amount would get " : "another amount got ") << report->changed
                  << "; without a cost " << report->costAfter.unrated << '\n';
    printSums(command, RateKind::Cost, report->costBefore, report->costAfter);
    printSums(command, RateKind::Recharge, report->rechargeBefore, report->rechargeAfter);
    command.out().flush();
    return Done;
}

int listUnrated(Command &command, RateService &rates)
{
    constexpr int usualDays = 30; // as in the console
    const auto kind = rateListOption(command);
    if (!kind)
        return command.refuse(kind.error());
    const auto from = validityOption(command, "from");
    const auto to = validityOption(command, "to");
    if (!from || !to)
        return command.refuse(from ? to.error() : from.error());
    const qint64 end = to->value_or(QDateTime::currentMSecsSinceEpoch() + 1);
    const QDate last = QDateTime::fromMSecsSinceEpoch(end - 1, Qt::UTC).date();
    const qint64 begin = from->value_or(last.addDays(1 - usualDays).startOfDay(Qt::UTC).toMSecsSinceEpoch());
    const auto lines = rates.unrated({*kind, begin, end}).result();
    if (!lines)
        return command.refuse(lines.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const UnratedLine &line : lines->lines) {
        const QString why = whyUnratedKey(whyUnrated(line.legs.medium, line.legs.zone));
        documents.append(QJsonObject{{QStringLiteral("process"), line.process},
            {QStringLiteral("zone"), line.legs.zone}, {QStringLiteral("why"), why},
            {QStringLiteral("legs"), line.legs.legs}, {QStringLiteral("billable_seconds"), line.legs.billableSeconds},
            {QStringLiteral("first_start"), isoTime(line.legs.firstAt)},
            {QStringLiteral("last_start"), isoTime(line.legs.lastAt)}});
        rows.append({line.process, line.legs.zone, why, QString::number(line.legs.legs),
            durationText(line.legs.billableSeconds), isoTime(line.legs.firstAt), isoTime(line.legs.lastAt)});
    }
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("from"), isoTime(begin)}, {QStringLiteral("to"), isoTime(end)},
            {QStringLiteral("unrated"), documents}, {QStringLiteral("cut"), lines->isCut}});
    } else {
        if (lines->isCut)
            command.err() << "callveilctl: these are the " << UnratedList::most
                          << " rows with the most legs; there are more\n";
        command.out() << "Calls that began from " << isoTime(begin) << " until " << isoTime(end) << '\n';
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Zone"), QStringLiteral("Why"), QStringLiteral("Legs"),
                QStringLiteral("Duration"), QStringLiteral("First (UTC)"), QStringLiteral("Last (UTC)")},
            rows);
    }
    return Done;
}

} // namespace callveil

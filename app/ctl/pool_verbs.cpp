// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "pool_history.h"
#include "pool_options.h"

#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/opt_out_text.h"
#include "ui/texts/pool_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

QJsonObject jsonOf(
    const PoolLine &line, const QHash<ProcessId, QString> &processes, const QHash<PoolId, QString> &names)
{
    const Pool &pool = line.pool;
    const std::optional<int> utilisation = callveil::utilisationOf(pool, line.counts, line.use);
    QJsonArray served, fallbacks;
    for (const ProcessId process : pool.processes)
        served.append(processes.value(process));
    for (const PoolId fallback : pool.fallbacks)
        fallbacks.append(names.value(fallback));
    return {{QStringLiteral("pool"), pool.name}, {QStringLiteral("country"), pool.country},
        {QStringLiteral("area"), pool.area}, {QStringLiteral("sharing"), sharingKey(pool.sharing)},
        {QStringLiteral("area_match"), areaMatchKey(pool.areaMatch)},
        {QStringLiteral("number_type"), numberTypeKey(pool.numberType)},
        {QStringLiteral("expiry_minutes"), pool.expiryMinutes ? QJsonValue(*pool.expiryMinutes) : QJsonValue()},
        {QStringLiteral("idle_minutes"), pool.idleMinutes ? QJsonValue(*pool.idleMinutes) : QJsonValue()},
        {QStringLiteral("cool_down_minutes"), pool.coolDownMinutes},
        {QStringLiteral("low_water_percent"), pool.lowWaterPercent}, {QStringLiteral("brand"), pool.brand},
        {QStringLiteral("voice"), pool.voice}, {QStringLiteral("sms"), pool.sms},
        {QStringLiteral("recording"), pool.records}, {QStringLiteral("consent"), pool.asksConsent},
        {QStringLiteral("late_target"), pool.lateTarget}, {QStringLiteral("all_processes"), pool.allProcesses},
        {QStringLiteral("processes"), served}, {QStringLiteral("fallbacks"), fallbacks},
        {QStringLiteral("in_service"), line.counts.value(DidState::InService)}, {QStringLiteral("free"), line.use.free},
        {QStringLiteral("left"), leftIn(pool, line.counts, line.use)}, {QStringLiteral("bound"), line.use.bound},
        {QStringLiteral("cooling"), line.use.cooling},
        {QStringLiteral("utilisation_percent"), utilisation ? QJsonValue(*utilisation) : QJsonValue()},
        {QStringLiteral("draining"), line.counts.value(DidState::Draining)},
        {QStringLiteral("suspended"), line.counts.value(DidState::Suspended)},
        {QStringLiteral("retired"), line.counts.value(DidState::Retired)}};
}

QString utilisationOf(const PoolLine &line)
{
    const std::optional<int> percent = callveil::utilisationOf(line.pool, line.counts, line.use);
    const QString text = percent ? QStringLiteral("%1 %").arg(*percent) : QStringLiteral("no numbers");
    return percent && isLow(line.pool, line.counts, line.use) ? text + QStringLiteral(", few left") : text;
}

int list(Command &command, const PoolOverview &overview)
{
    QHash<ProcessId, QString> processes;
    QHash<PoolId, QString> names;
    for (const Process &process : overview.processes)
        processes.insert(process.id, process.name);
    for (const PoolLine &line : overview.pools)
        names.insert(line.pool.id, line.pool.name);
    QJsonArray documents;
    QList<QStringList> rows;
    for (const PoolLine &line : overview.pools) {
        const Pool &pool = line.pool;
        documents.append(jsonOf(line, processes, names));
        QStringList served;
        for (const ProcessId process : pool.processes)
            served.append(processes.value(process));
        rows.append({pool.name, pool.country, strategyText(strategyOf(pool)), sharingText(pool.sharing),
            pool.allProcesses ? QStringLiteral("all") : served.join(QStringLiteral(", ")),
            minutesText(pool.expiryMinutes), minutesText(pool.idleMinutes),
            QString::number(leftIn(pool, line.counts, line.use)), QString::number(line.use.bound),
            QString::number(line.use.cooling), QString::number(line.counts.value(DidState::Draining)),
            QString::number(line.counts.value(DidState::Suspended)),
            QString::number(line.counts.value(DidState::Retired)), utilisationOf(line)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("pools"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Pool"), QStringLiteral("Country"), QStringLiteral("Strategy"), QStringLiteral("Sharing"),
                QStringLiteral("Processes"), QStringLiteral("Expiry"), QStringLiteral("Idle end"),
                QStringLiteral("Free"), QStringLiteral("Bound"), QStringLiteral("Cooling"), QStringLiteral("Draining"),
                QStringLiteral("Suspended"), QStringLiteral("Retired"), QStringLiteral("Utilisation")},
            rows);
    return Done;
}

/// Whether no opt-outs are left behind, or knowingly so; says what would happen when not.
Result<bool> mayLeaveOptOuts(
    Command &command, QFuture<Result<LeftOptOuts>> asked, QString (*text)(const LeftOptOuts &left))
{
    const auto left = asked.result();
    if (!left)
        return failed(left);
    if (left->count == 0 || command.isSet("leave-opt-outs"))
        return true;
    command.err() << harmless(text(*left)) << "\nnothing was changed; with --leave-opt-outs it is done all the same\n"
                  << Qt::flush;
    return false;
}

int savePool(Command &command, Workspace &workspace, PoolService &service, const PoolOverview &overview, bool adds)
{
    const QString name = command.arguments().at(1);
    Pool pool;
    pool.name = name;
    if (!adds) {
        const auto known = poolNamed(overview, name);
        if (!known)
            return command.refuse(known.error());
        pool = *known;
    }
    const auto wanted = enteredPool(command, workspace, overview, pool);
    if (!wanted)
        return command.refuse(wanted.error());
    if (!adds && *wanted == pool) {
        command.tell({{QStringLiteral("pool"), pool.name}, {QStringLiteral("id"), pool.id.value}},
            QStringLiteral("Nothing was changed."));
        return Done;
    }
    if (!adds) {
        const auto may = mayLeaveOptOuts(command, OptOutService(workspace).leftBehind(*wanted), leftOptOutsText);
        if (!may)
            return command.refuse(may.error());
        if (!*may)
            return Refused;
    }
    const auto saved = service.save(*wanted, command.value("reason")).result();
    if (!saved)
        return command.refuse(saved.error());
    command.tell({{QStringLiteral("pool"), wanted->name}, {QStringLiteral("id"), saved->value}},
        adds ? QStringLiteral("Made the pool %1.").arg(wanted->name)
             : QStringLiteral("Changed the pool %1.").arg(wanted->name));
    return Done;
}

int removePool(Command &command, Workspace &workspace, PoolService &service, const Pool &pool)
{
    const auto may = mayLeaveOptOuts(command, OptOutService(workspace).leftByRemoval(pool), removedOptOutsText);
    if (!may)
        return command.refuse(may.error());
    if (!*may)
        return Refused;
    if (const auto removed = service.remove(pool).result(); !removed)
        return command.refuse(removed.error());
    command.tell({{QStringLiteral("pool"), pool.name}, {QStringLiteral("id"), pool.id.value}},
        QStringLiteral("Removed the pool %1.").arg(pool.name));
    return Done;
}

int listNumbers(Command &command, PoolService &service, const Pool &pool)
{
    const auto numbers = service.numbers(pool.id).result();
    if (!numbers)
        return command.refuse(numbers.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const PoolNumber &number : numbers->numbers) {
        documents.append(QJsonObject{{QStringLiteral("number"), number.number}, {QStringLiteral("area"), number.area},
            {QStringLiteral("state"), didStateKey(number.state)}, {QStringLiteral("since"), isoTime(number.changedAt)},
            {QStringLiteral("bindings"), number.bindings},
            {QStringLiteral("free_at"),
                number.freeAt > numbers->now && number.bindings == 0 ? QJsonValue(isoTime(number.freeAt))
                                                                     : QJsonValue()}});
        const bool cools = number.bindings == 0 && number.freeAt > numbers->now;
        rows.append({number.number, number.area, didStateText(number.state), isoTime(number.changedAt),
            QString::number(number.bindings), cools ? isoTime(number.freeAt) : QString()});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("pool"), pool.name}, {QStringLiteral("numbers"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Number"), QStringLiteral("Area"), QStringLiteral("State"), QStringLiteral("Since (UTC)"),
                QStringLiteral("Bindings"), QStringLiteral("Cools until (UTC)")},
            rows);
    return Done;
}

/// The list on standard input: one number or range in each line.
QString listGiven()
{
    return QTextStream(stdin).readAll();
}

int addNumbers(Command &command, PoolService &service, const Pool &pool)
{
    const auto outcome = service.addNumbers(pool.id, listGiven(), std::make_shared<std::atomic<bool>>(false)).result();
    if (!outcome)
        return command.refuse(outcome.error());
    QJsonArray rejects;
    for (const DidReject &reject : outcome->rejects) {
        rejects.append(
            QJsonObject{{QStringLiteral("line"), reject.line}, {QStringLiteral("reason"), faultText(reject.error)}});
        command.err() << "line " << reject.line << ": " << faultText(reject.error) << '\n';
    }
    command.err().flush();
    command.tell({{QStringLiteral("pool"), pool.name}, {QStringLiteral("added"), outcome->added},
                     {QStringLiteral("rejects"), rejects}},
        QStringLiteral("Numbers added to %1: %2; refused: %3.")
            .arg(pool.name)
            .arg(outcome->added)
            .arg(outcome->rejects.size()));
    return outcome->added == 0 ? Refused : Done;
}

/// The numbers of the list as they stand in the pool; each must be one of it. Nullopt after saying which is not.
Result<std::optional<QList<SeenDid>>> listedOf(Command &command, PoolService &service, const Pool &pool)
{
    const auto list = readDidList(listGiven(), pool.country);
    if (!list)
        return failed(list);
    const auto numbers = service.numbers(pool.id).result();
    if (!numbers)
        return failed(numbers);
    QHash<QString, SeenDid> known;
    for (const PoolNumber &number : numbers->numbers)
        known.insert(number.number, {number.id, pool.id, number.state});
    QList<SeenDid> seen;
    QStringList faults;
    for (const DidReject &reject : list->rejects)
        faults.append(QStringLiteral("line %1: %2").arg(reject.line).arg(faultText(reject.error)));
    for (const DidEntry &entry : list->entries) {
        if (known.contains(entry.number))
            seen.append(known.value(entry.number));
        else
            faults.append(QStringLiteral("line %1: the pool %2 has no such number").arg(entry.line).arg(pool.name));
    }
    if (faults.isEmpty())
        return std::optional(seen);
    constexpr qsizetype mostNamed = 20;
    command.err() << harmless(faults.mid(0, mostNamed).join(u'\n')) << '\n';
    if (faults.size() > mostNamed)
        command.err() << "and " << faults.size() - mostNamed << " more\n";
    command.err() << "nothing was changed\n";
    command.err().flush();
    return std::optional<QList<SeenDid>>();
}

/// How many numbers have another pool now; nullopt after saying why none has.
Result<std::optional<qsizetype>> moveNumbers(Command &command, Workspace &workspace, const PoolOverview &overview,
    const Pool &pool, const QList<SeenDid> &numbers)
{
    const auto target = poolNamed(overview, command.value("to"));
    if (!target)
        return failed(target);
    const auto may =
        mayLeaveOptOuts(command, OptOutService(workspace).leftBehind(numbers, target->id), movedOptOutsText);
    if (!may)
        return failed(may);
    if (!*may)
        return std::optional<qsizetype>();
    const auto done = PoolService(workspace).move(numbers, target->id).result();
    if (!done)
        return failed(done);
    return std::optional(target->id == pool.id ? 0 : numbers.size());
}

/// How many have another state now.
Result<std::optional<qsizetype>> setStates(PoolService &service, const QList<SeenDid> &numbers, const QString &what)
{
    const QHash<QString, DidState> states{{QStringLiteral("drain"), DidState::Draining},
        {QStringLiteral("suspend"), DidState::Suspended}, {QStringLiteral("return"), DidState::InService},
        {QStringLiteral("retire"), DidState::Retired}};
    const DidState wanted = states.value(what);
    const auto done = service.setState(numbers, wanted).result();
    if (!done)
        return failed(done);
    return std::optional<qsizetype>(
        std::count_if(numbers.begin(), numbers.end(), [&](const SeenDid &number) { return number.state != wanted; }));
}

int changeNumbers(Command &command, Workspace &workspace, PoolService &service, const PoolOverview &overview,
    const Pool &pool, const QString &what)
{
    const auto listed = listedOf(command, service, pool);
    if (!listed)
        return command.refuse(listed.error());
    if (!*listed)
        return Refused;
    const QList<SeenDid> &numbers = **listed;
    if (numbers.isEmpty())
        return command.misuse(QStringLiteral("standard input gives no numbers"));
    const auto done = what == QLatin1String("move") ? moveNumbers(command, workspace, overview, pool, numbers)
                                                    : setStates(service, numbers, what);
    if (!done)
        return command.refuse(done.error());
    if (!*done)
        return Refused;
    const qsizetype changed = **done;
    command.tell({{QStringLiteral("pool"), pool.name}, {QStringLiteral("changed"), changed}},
        changed > 0 ? QStringLiteral("Numbers changed: %1.").arg(changed) : QStringLiteral("Nothing was changed."));
    return Done;
}

} // namespace

int runPool(Command &command)
{
    addPoolOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const QStringList verbs{QStringLiteral("add"), QStringLiteral("change"), QStringLiteral("numbers"),
        QStringLiteral("add-numbers"), QStringLiteral("drain"), QStringLiteral("suspend"), QStringLiteral("return"),
        QStringLiteral("retire"), QStringLiteral("move"), QStringLiteral("history"), QStringLiteral("remove")};
    const bool names = command.arguments().size() == 2;
    if (names ? !verbs.contains(what) : what != QLatin1String("list") && what != QLatin1String("sample"))
        return command.misuse(
            QStringLiteral("expected list or sample, or one of %1 with POOL").arg(verbs.join(QLatin1String(", "))));
    if (const QString misused = misusedPoolOption(command, what); !misused.isEmpty())
        return command.misuse(misused);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    if (what == QLatin1String("sample"))
        return samplePools(command, **workspace);
    PoolService service(**workspace);
    const auto overview = service.overview().result();
    if (!overview)
        return command.refuse(overview.error());
    if (!names)
        return list(command, *overview);
    if (what == QLatin1String("add") || what == QLatin1String("change"))
        return savePool(command, **workspace, service, *overview, what == QLatin1String("add"));
    const auto pool = poolNamed(*overview, command.arguments().at(1));
    if (!pool)
        return command.refuse(pool.error());
    if (what == QLatin1String("remove"))
        return removePool(command, **workspace, service, *pool);
    if (what == QLatin1String("numbers"))
        return listNumbers(command, service, *pool);
    if (what == QLatin1String("history"))
        return printHistory(command, **workspace, *pool);
    if (what == QLatin1String("add-numbers"))
        return addNumbers(command, service, *pool);
    return changeNumbers(command, **workspace, service, *overview, *pool, what);
}

} // namespace callveil

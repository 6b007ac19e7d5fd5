// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/pools/pool_service.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/pool_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

const QString noTime = QStringLiteral("none");

QJsonObject jsonOf(
    const PoolLine &line, const QHash<ProcessId, QString> &processes, const QHash<PoolId, QString> &names)
{
    const Pool &pool = line.pool;
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
        {QStringLiteral("cool_down_minutes"), pool.coolDownMinutes},
        {QStringLiteral("low_water_percent"), pool.lowWaterPercent}, {QStringLiteral("brand"), pool.brand},
        {QStringLiteral("all_processes"), pool.allProcesses}, {QStringLiteral("processes"), served},
        {QStringLiteral("fallbacks"), fallbacks},
        {QStringLiteral("in_service"), line.counts.value(DidState::InService)},
        {QStringLiteral("draining"), line.counts.value(DidState::Draining)},
        {QStringLiteral("suspended"), line.counts.value(DidState::Suspended)},
        {QStringLiteral("retired"), line.counts.value(DidState::Retired)}};
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
        rows.append({pool.name, pool.country, strategyText(strategyOf(pool)), sharingText(pool.sharing),
            minutesText(pool.expiryMinutes), QString::number(line.counts.value(DidState::InService)),
            QString::number(line.counts.value(DidState::Draining)),
            QString::number(line.counts.value(DidState::Suspended))});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("pools"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Pool"), QStringLiteral("Country"), QStringLiteral("Strategy"), QStringLiteral("Sharing"),
                QStringLiteral("Expiry"), QStringLiteral("In service"), QStringLiteral("Draining"),
                QStringLiteral("Suspended")},
            rows);
    return Done;
}

Result<Pool> poolNamed(const PoolOverview &overview, const QString &name)
{
    for (const PoolLine &line : overview.pools)
        if (nameKey(line.pool.name) == nameKey(name))
            return line.pool;
    return fail(ErrorCode::NotFound, Fault::PoolUnknown, {name});
}

tl::unexpected<Error> notAChoice(const char *option, const Command &command, const QString &allowed)
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown, {QLatin1String(option), command.value(option), allowed});
}

Result<void> readNumbers(const Command &command, Pool &pool)
{
    const std::pair<const char *, int *> numbers[] = {
        {"cool-down", &pool.coolDownMinutes}, {"low-water", &pool.lowWaterPercent}};
    for (const auto &[option, value] : numbers) {
        bool fits = true;
        if (command.isSet(option))
            *value = command.value(option).toInt(&fits);
        if (!fits)
            return notAChoice(option, command, QStringLiteral("a whole number"));
    }
    if (!command.isSet("expiry"))
        return {};
    bool fits = false;
    const int minutes = command.value("expiry").toInt(&fits);
    if (!fits && command.value("expiry") != noTime)
        return notAChoice("expiry", command, QStringLiteral("minutes, or none"));
    pool.expiryMinutes = fits ? std::optional(minutes) : std::nullopt;
    return {};
}

Result<void> readKinds(const Command &command, Pool &pool)
{
    if (command.isSet("sharing")) {
        const auto sharing = sharingFromKey(command.value("sharing"));
        if (!sharing)
            return notAChoice("sharing", command, QStringLiteral("exclusive, pair-unique"));
        pool.sharing = *sharing;
    }
    if (command.isSet("area-match")) {
        const auto match = areaMatchFromKey(command.value("area-match"));
        if (!match)
            return notAChoice("area-match", command, QStringLiteral("off, prefer, strict"));
        pool.areaMatch = *match;
    }
    if (command.isSet("number-type")) {
        const auto type = numberTypeFromKey(command.value("number-type"));
        if (!type)
            return notAChoice("number-type", command, QStringLiteral("local, mobile, toll-free"));
        pool.numberType = *type;
    }
    return {};
}

/// What is not given stays as it is.
Result<Pool> entered(Command &command, Workspace &workspace, const PoolOverview &overview, Pool pool)
{
    if (command.isSet("country"))
        pool.country = command.value("country");
    if (command.isSet("area"))
        pool.area = command.value("area");
    if (command.isSet("brand"))
        pool.brand = command.value("brand");
    if (const auto done = readKinds(command, pool); !done)
        return failed(done);
    if (const auto done = readNumbers(command, pool); !done)
        return failed(done);
    const auto processes = chosenProcesses(command, workspace);
    if (!processes)
        return failed(processes);
    if (!processes->isEmpty() || command.isSet("all-processes")) {
        pool.allProcesses = processes->isEmpty();
        pool.processes = *processes;
    }
    if (!command.isSet("fallback"))
        return pool;
    pool.fallbacks.clear();
    for (const QString &name : command.options().values(QStringLiteral("fallback"))) {
        if (name == noTime)
            continue;
        const auto other = poolNamed(overview, name);
        if (!other)
            return failed(other);
        pool.fallbacks.append(other->id);
    }
    return pool;
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
    const auto wanted = entered(command, workspace, overview, pool);
    if (!wanted)
        return command.refuse(wanted.error());
    const auto saved = service.save(*wanted, command.value("reason")).result();
    if (!saved)
        return command.refuse(saved.error());
    command.tell({{QStringLiteral("pool"), wanted->name}, {QStringLiteral("id"), saved->value}},
        adds ? QStringLiteral("Made the pool %1.").arg(wanted->name)
             : QStringLiteral("Changed the pool %1.").arg(wanted->name));
    return Done;
}

int listNumbers(Command &command, PoolService &service, const Pool &pool)
{
    const auto numbers = service.numbers(pool.id).result();
    if (!numbers)
        return command.refuse(numbers.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const PoolNumber &number : *numbers) {
        documents.append(QJsonObject{{QStringLiteral("number"), number.number}, {QStringLiteral("area"), number.area},
            {QStringLiteral("state"), didStateKey(number.state)},
            {QStringLiteral("since"), isoTime(number.changedAt)}});
        rows.append({number.number, number.area, didStateText(number.state), isoTime(number.changedAt)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("pool"), pool.name}, {QStringLiteral("numbers"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Number"), QStringLiteral("Area"), QStringLiteral("State"), QStringLiteral("Since (UTC)")},
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
    for (const PoolNumber &number : *numbers)
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
    command.err() << faults.join(u'\n') << "\nnothing was changed\n";
    command.err().flush();
    return std::optional<QList<SeenDid>>();
}

int changeNumbers(
    Command &command, PoolService &service, const PoolOverview &overview, const Pool &pool, const QString &what)
{
    const auto listed = listedOf(command, service, pool);
    if (!listed)
        return command.refuse(listed.error());
    if (!*listed)
        return Refused;
    const QList<SeenDid> &numbers = **listed;
    if (numbers.isEmpty())
        return command.misuse(QStringLiteral("standard input gives no numbers"));
    Result<void> done;
    if (what == QLatin1String("move")) {
        const auto target = poolNamed(overview, command.value("to"));
        if (!target)
            return command.refuse(target.error());
        done = service.move(numbers, target->id).result();
    } else {
        const QHash<QString, DidState> states{{QStringLiteral("drain"), DidState::Draining},
            {QStringLiteral("suspend"), DidState::Suspended}, {QStringLiteral("return"), DidState::InService},
            {QStringLiteral("retire"), DidState::Retired}};
        done = service.setState(numbers, states.value(what)).result();
    }
    if (!done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("pool"), pool.name}, {QStringLiteral("changed"), numbers.size()}},
        QStringLiteral("Numbers changed: %1.").arg(numbers.size()));
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("country"), QStringLiteral("ISO code of all its numbers"), QStringLiteral("CC")},
        {QStringLiteral("area"), QStringLiteral("their area code, when all have the same"), QStringLiteral("DIGITS")},
        {QStringLiteral("sharing"), QStringLiteral("exclusive: one pair for each number; pair-unique: many pairs"),
            QStringLiteral("KIND")},
        {QStringLiteral("area-match"), QStringLiteral("off, prefer or strict: the customer's area"),
            QStringLiteral("KIND")},
        {QStringLiteral("number-type"), QStringLiteral("local, mobile or toll-free"), QStringLiteral("KIND")},
        {QStringLiteral("expiry"), QStringLiteral("of bindings: minutes, or none, which needs --reason"),
            QStringLiteral("MINUTES")},
        {QStringLiteral("reason"), QStringLiteral("why bindings never expire; it is recorded"), QStringLiteral("TEXT")},
        {QStringLiteral("cool-down"), QStringLiteral("minutes before another pair gets a number"),
            QStringLiteral("MINUTES")},
        {QStringLiteral("low-water"), QStringLiteral("percent of numbers that should be free"),
            QStringLiteral("PERCENT")},
        {QStringLiteral("brand"), QStringLiteral("pools of one brand share opt-outs"), QStringLiteral("NAME")},
        {QStringLiteral("process"), QStringLiteral("serves this process only; may be repeated"),
            QStringLiteral("NAME")},
        {QStringLiteral("all-processes"), QStringLiteral("change: serves all processes from now on")},
        {QStringLiteral("fallback"), QStringLiteral("pool that is tried next; may be repeated; none ends the order"),
            QStringLiteral("POOL")},
        {QStringLiteral("to"), QStringLiteral("move: the pool that gets the numbers"), QStringLiteral("POOL")},
    });
    command.describe(
        QStringLiteral("list | add POOL --country CC [options] | change POOL [options] | numbers POOL |\n"
                       "  add-numbers POOL < LIST | drain | suspend | return | retire POOL < LIST | move POOL --to "
                       "OTHER < LIST"),
        QStringLiteral("Pools of proxy numbers. LIST has one number in each line, or a range as \"first .. last\". Of "
                       "the numbers that are added, those that cannot be taken are named; all other changes are made "
                       "whole or not at all."));
}

} // namespace

int runPool(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const QStringList verbs{QStringLiteral("add"), QStringLiteral("change"), QStringLiteral("numbers"),
        QStringLiteral("add-numbers"), QStringLiteral("drain"), QStringLiteral("suspend"), QStringLiteral("return"),
        QStringLiteral("retire"), QStringLiteral("move")};
    const bool names = command.arguments().size() == 2;
    if (names ? !verbs.contains(what) : what != QLatin1String("list"))
        return command.misuse(
            QStringLiteral("expected list, or one of %1 with POOL").arg(verbs.join(QLatin1String(", "))));
    if (what == QLatin1String("move") && !command.isSet("to"))
        return command.misuse(QStringLiteral("move needs --to POOL"));
    if (what == QLatin1String("add") && !command.isSet("country"))
        return command.misuse(QStringLiteral("add needs --country CC"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
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
    if (what == QLatin1String("numbers"))
        return listNumbers(command, service, *pool);
    if (what == QLatin1String("add-numbers"))
        return addNumbers(command, service, *pool);
    return changeNumbers(command, service, *overview, *pool, what);
}

} // namespace callveil

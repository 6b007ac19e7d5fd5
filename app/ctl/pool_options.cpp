// SPDX-License-Identifier: GPL-3.0-or-later
#include "pool_options.h"

#include "domain/number/free_text.h"

namespace callveil {

namespace {

const QString none = QStringLiteral("none");

tl::unexpected<Error> notAChoice(const char *option, const Command &command, const QString &allowed)
{
    return fail(
        ErrorCode::Invalid, Fault::ChoiceUnknown, {QLatin1String(option), quotable(command.value(option)), allowed});
}

Result<void> readNumbers(const Command &command, Pool &pool)
{
    struct Whole {
        const char *option;
        int *value;
        QString unit;
    };
    const Whole numbers[] = {{"cool-down", &pool.coolDownMinutes, QStringLiteral("whole minutes")},
        {"low-water", &pool.lowWaterPercent, QStringLiteral("percent from 0 to 100")}};
    for (const auto &[option, value, unit] : numbers) {
        bool fits = true;
        if (command.isSet(option))
            *value = command.value(option).toInt(&fits);
        if (!fits)
            return notAChoice(option, command, unit);
    }
    const std::pair<const char *, std::optional<int> *> times[] = {
        {"expiry", &pool.expiryMinutes}, {"idle", &pool.idleMinutes}};
    for (const auto &[option, value] : times) {
        if (!command.isSet(option))
            continue;
        bool fits = false;
        const int minutes = command.value(option).toInt(&fits);
        if (!fits && command.value(option) != none)
            return notAChoice(option, command, QStringLiteral("whole minutes, or none"));
        *value = fits ? std::optional(minutes) : std::nullopt;
    }
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

Result<void> readYesOrNo(const Command &command, const char *option, bool &value)
{
    if (!command.isSet(option))
        return {};
    const QString given = command.value(option);
    if (given != QLatin1String("yes") && given != QLatin1String("no"))
        return notAChoice(option, command, QStringLiteral("yes, no"));
    value = given == QLatin1String("yes");
    return {};
}

Result<void> readCalls(const Command &command, Pool &pool)
{
    if (const auto done = readYesOrNo(command, "recording", pool.records); !done)
        return done;
    if (const auto done = readYesOrNo(command, "consent", pool.asksConsent); !done)
        return done;
    if (command.isSet("late-target")) {
        const QString target = command.value("late-target");
        pool.lateAnswer = target == none ? LateAnswer::NotActive : LateAnswer::Ivr;
        pool.lateTarget = target == none ? QString() : target;
    }
    if (!command.isSet("media"))
        return {};
    const QStringList media = command.value("media").split(u',');
    for (const QString &medium : media)
        if (medium != QLatin1String("voice") && medium != QLatin1String("sms"))
            return notAChoice("media", command, QStringLiteral("voice, sms, or voice,sms"));
    pool.voice = media.contains(QLatin1String("voice"));
    pool.sms = media.contains(QLatin1String("sms"));
    return {};
}

} // namespace

Result<Pool> poolNamed(const PoolOverview &overview, const QString &name)
{
    for (const PoolLine &line : overview.pools)
        if (nameKey(line.pool.name) == nameKey(name))
            return line.pool;
    return fail(ErrorCode::NotFound, Fault::PoolUnknown, {quotable(name)});
}

/// What is not given stays as it is.
Result<Pool> enteredPool(Command &command, Workspace &workspace, const PoolOverview &overview, Pool pool)
{
    for (const auto &[option, text] : {std::pair("name", &pool.name), std::pair("country", &pool.country),
             std::pair("area", &pool.area), std::pair("brand", &pool.brand)})
        if (command.isSet(option))
            *text = command.value(option);
    if (const auto done = readCalls(command, pool); !done)
        return failed(done);
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
    for (const QString &name : command.values("fallback")) {
        if (name == none) // alone, as misusedPoolOption() saw
            continue;
        const auto other = poolNamed(overview, name);
        if (!other)
            return failed(other);
        pool.fallbacks.append(other->id);
    }
    return pool;
}

void addPoolOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("country"), QStringLiteral("ISO code of all its numbers"), QStringLiteral("CC")},
        {QStringLiteral("area"), QStringLiteral("their area code, when all have the same, without a leading zero"),
            QStringLiteral("DIGITS")},
        {QStringLiteral("sharing"), QStringLiteral("exclusive: one pair for each number; pair-unique: many pairs"),
            QStringLiteral("KIND")},
        {QStringLiteral("area-match"), QStringLiteral("off, prefer or strict: the customer's area"),
            QStringLiteral("KIND")},
        {QStringLiteral("number-type"), QStringLiteral("local, mobile or toll-free"), QStringLiteral("KIND")},
        {QStringLiteral("expiry"), QStringLiteral("of bindings: minutes, or none, which needs --reason"),
            QStringLiteral("MINUTES")},
        {QStringLiteral("reason"), QStringLiteral("why bindings never expire; it is recorded"), QStringLiteral("TEXT")},
        {QStringLiteral("idle"),
            QStringLiteral(
                "bindings end so long after their last call: minutes, or none; holds for those that are made or "
                "extended from then on"),
            QStringLiteral("MINUTES")},
        {QStringLiteral("cool-down"), QStringLiteral("minutes before another pair gets a number"),
            QStringLiteral("MINUTES")},
        {QStringLiteral("low-water"), QStringLiteral("a warning when fewer percent of the numbers are free"),
            QStringLiteral("PERCENT")},
        {QStringLiteral("brand"), QStringLiteral("pools of one brand share opt-outs"), QStringLiteral("NAME")},
        {QStringLiteral("leave-opt-outs"),
            QStringLiteral("change, move, remove: although people opted out, and would be called again")},
        {QStringLiteral("process"), QStringLiteral("serves this process only; may be repeated"),
            QStringLiteral("NAME")},
        {QStringLiteral("all-processes"), QStringLiteral("change: serves all processes from now on")},
        {QStringLiteral("fallback"), QStringLiteral("pool that is tried next; may be repeated; none ends the order"),
            QStringLiteral("POOL")},
        {QStringLiteral("name"), QStringLiteral("change: its new name"), QStringLiteral("NAME")},
        {QStringLiteral("media"), QStringLiteral("voice, sms, or voice,sms"), QStringLiteral("KINDS")},
        {QStringLiteral("recording"), QStringLiteral("whether calls are recorded: yes or no"), QStringLiteral("Y/N")},
        {QStringLiteral("consent"), QStringLiteral("whether callers are asked for consent: yes or no"),
            QStringLiteral("Y/N")},
        {QStringLiteral("late-target"),
            QStringLiteral("where callers go whose binding has ended; none: they are refused with 404"),
            QStringLiteral("SIP")},
        {QStringLiteral("to"), QStringLiteral("move: the pool that gets the numbers"), QStringLiteral("POOL")},
        {QStringLiteral("days"), QStringLiteral("history: of so many days; 7 without it"), QStringLiteral("DAYS")},
    });
    command.describe(
        QStringLiteral("list | add POOL --country CC [options] | change POOL [options] | remove POOL |\n"
                       "  numbers POOL | history POOL [--days DAYS] | sample |\n"
                       "  add-numbers POOL < LIST | drain | suspend | return | retire POOL < LIST | move POOL --to "
                       "OTHER < LIST"),
        QStringLiteral(
            "Pools of proxy numbers. LIST has one number in each line, or a range as \"first .. last\". Of "
            "the numbers that are added, those that cannot be taken are named, and the exit code is 1 when "
            "none was added; all other changes are made whole or not at all.\nsharing and area-match amount "
            "to a strategy: exclusive is Dedicated, pair-unique Shared, any area-match Regional. A retired "
            "number can be put back into service with return.\nremove takes a pool out of use when its numbers are "
            "retired or moved, its bindings have ended and cooled, and no pool falls back to it. Its name is free "
            "then, "
            "and its retired numbers can be added to other pools.\nFree are numbers in service: of an exclusive pool "
            "those that are neither bound nor cooling; of a pair-unique pool those that even its busiest party can "
            "still get, for a number that is bound serves others too; in JSON that is left, and free those that are "
            "neither bound nor cooling.\nhistory tells how full a pool was and when it "
            "will "
            "have no number left; sample notes how full all are now, which consoles do every five "
            "minutes."));
}

QString misusedPoolOption(const Command &command, const QString &what)
{
    const bool adds = what == QLatin1String("add"), changes = what == QLatin1String("change"),
               moves = what == QLatin1String("move"), looksBack = what == QLatin1String("history"),
               removes = what == QLatin1String("remove");
    if (adds && !command.isSet("country"))
        return QStringLiteral("add needs --country CC");
    if (moves && !command.isSet("to"))
        return QStringLiteral("move needs --to POOL");
    for (const char *option : {"country", "area", "sharing", "area-match", "number-type", "expiry", "idle", "reason",
             "cool-down", "low-water", "brand", "process", "fallback", "media", "recording", "consent", "late-target"})
        if (command.isSet(option) && !adds && !changes)
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
    for (const auto &[option, fits] :
        {std::pair("to", moves), std::pair("name", changes), std::pair("all-processes", changes),
            std::pair("leave-opt-outs", changes || moves || removes), std::pair("days", looksBack)})
        if (command.isSet(option) && !fits)
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
    if (command.isSet("process") && command.isSet("all-processes"))
        return QStringLiteral("--process and --all-processes exclude each other");
    if (command.isSet("reason") && command.value("expiry") != none)
        return QStringLiteral("--reason belongs to --expiry none");
    return command.values("fallback").size() > 1 && command.values("fallback").contains(none)
        ? QStringLiteral("--fallback none stands alone")
        : QString();
}

} // namespace callveil

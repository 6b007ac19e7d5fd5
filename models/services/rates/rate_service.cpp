// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_service.h"

#include "services/rates/rate_words.h"
#include "storage/processes/process_store.h"

#include <algorithm>

namespace callveil {

namespace {

/// Rates are everybody's: whoever is limited to some processes leaves them alone.
Result<void> requireAll(const Identity &me)
{
    return me.allProcesses ? Result<void>() : fail(ErrorCode::Denied, Fault::NotPermitted);
}

RateState stateOf(const RateLine &line, qint64 now)
{
    if (line.entry.withdrawn)
        return RateState::Withdrawn;
    if (line.entry.rate.validFrom > now)
        return RateState::Coming;
    return line.until && *line.until <= now ? RateState::Over : RateState::Valid;
}

/// They come by list, prefix and beginning: what follows a rate ends it.
std::vector<RateLine> linesOf(std::vector<RateEntry> entries, qint64 now)
{
    std::vector<RateLine> lines;
    for (RateEntry &entry : entries)
        lines.push_back({std::move(entry), {}, {}});
    const Rate *next = nullptr;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const Rate &rate = line->entry.rate;
        line->until = rate.validUntil;
        if (!line->entry.withdrawn) {
            if (next && next->kind == rate.kind && next->prefix == rate.prefix)
                line->until = std::min(line->until.value_or(next->validFrom), next->validFrom);
            next = &rate;
        }
        line->state = stateOf(*line, now);
    }
    return lines;
}

/// The rate as it stands, if it does, and until when another one leaves it valid.
Result<RateLine> standing(Connection &connection, const Identity &me, RateId id)
{
    auto entries = RateStore(connection, me.id).list(false);
    if (!entries)
        return failed(entries);
    std::vector<RateLine> lines = linesOf(std::move(*entries), 0);
    const auto found =
        std::find_if(lines.begin(), lines.end(), [id](const RateLine &line) { return line.entry.rate.id == id; });
    if (found == lines.end())
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    return *found;
}

Result<void> record(Connection &connection, const Identity &me, const char *action, RateId rate, const QString &before,
    const QString &after)
{
    return DeedLog(connection).append(me, {QLatin1String(action), objectOf(rate), before, after, {}});
}

/// Where another one of its prefix begins, the database has no place for it.
Result<RateId> stored(RateStore &store, const Rate &rate)
{
    const auto id = store.add({rate});
    return !id && id.error().fault == Fault::EntryChanged ? tl::unexpected(beginsTwice(rate)) : id;
}

/// As it is to be stored: a rate gets its end by remove().
Result<Rate> openRate(Rate typed)
{
    typed.validUntil.reset();
    return checkedRate(std::move(typed));
}

/// Stores it. What is to end does not go on at another price that begins before: the new rate gets that end, of the one
/// that it follows, or else of the one that it is in place of.
Result<std::pair<RateId, Rate>> storedWithEnd(RateStore &store, Rate rate, const Rate *inPlaceOf)
{
    auto entries = store.list(false);
    if (!entries)
        return failed(entries);
    const std::vector<RateLine> lines = linesOf(std::move(*entries), 0);
    const RateLine *line = rateBefore(lines, rate);
    const Rate *before = line ? &line->entry.rate : inPlaceOf;
    const auto id = stored(store, rate);
    if (!id)
        return failed(id);
    if (before && before->validUntil && *before->validUntil > rate.validFrom) {
        rate.validUntil = before->validUntil;
        if (const auto ended = store.end(*id, *rate.validUntil); !ended)
            return failed(ended);
    }
    return std::pair(*id, rate);
}

Result<RateId> addRate(Connection &connection, const Identity &me, const Rate &rate)
{
    RateStore store(connection, me.id);
    const auto added = storedWithEnd(store, rate, nullptr);
    if (!added)
        return failed(added);
    const auto &[id, now] = *added;
    if (const auto recorded = record(connection, me, "rate.add", id, {}, described(now)); !recorded)
        return failed(recorded);
    return id;
}

Result<RateId> changeRate(Connection &connection, const Identity &me, RateId seen, const Rate &rate)
{
    const auto line = standing(connection, me, seen);
    if (!line)
        return failed(line);
    const Rate *before = &line->entry.rate;
    Rate same = rate;
    same.id = before->id;
    same.validUntil = before->validUntil;
    if (same == *before)
        return seen; // nothing to change, and nothing to record
    RateStore store(connection, me.id);
    const bool follows =
        rate.kind == before->kind && rate.prefix == before->prefix && rate.validFrom > before->validFrom;
    if (!follows) {
        const auto withdrawn = store.withdraw({seen});
        if (!withdrawn)
            return failed(withdrawn);
        if (*withdrawn == 0)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
    }
    const auto changed = storedWithEnd(store, rate, before);
    if (!changed)
        return failed(changed);
    const auto &[id, now] = *changed;
    if (const auto done = record(connection, me, "rate.change", id, described(*before), described(now)); !done)
        return failed(done);
    return id;
}

Result<void> removeRate(Connection &connection, const Identity &me, RateId seen, std::optional<qint64> at)
{
    const auto line = standing(connection, me, seen);
    if (!line)
        return failed(line);
    const Rate *before = &line->entry.rate;
    if (!at) {
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        at = *now;
    }
    RateStore store(connection, me.id);
    if (*at <= before->validFrom) {
        const auto withdrawn = store.withdraw({seen});
        if (!withdrawn)
            return failed(withdrawn);
        if (*withdrawn == 0)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        return record(connection, me, "rate.remove", seen, described(*before), {});
    }
    if (!before->validUntil && line->until && *line->until <= *at)
        return fail(ErrorCode::Conflict, Fault::ChoiceUnknown,
            {QStringLiteral("at"), QStringLiteral("…"), QStringLiteral("< ") + recordedTime(*line->until)});
    const auto ended = store.end(seen, *at);
    if (!ended)
        return failed(ended);
    if (!*ended)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    Rate after = *before;
    after.validUntil = at;
    return record(connection, me, "rate.remove", seen, described(*before), described(after));
}

Result<UnratedList> unratedList(Connection &connection, const Identity &me, const UnratedOrder &order)
{
    if (order.to <= order.from)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("to"), recordedTime(order.to), QStringLiteral("> ") + recordedTime(order.from)});
    const auto processes = ProcessStore(connection).list();
    if (!processes)
        return failed(processes);
    UnratedScope scope{order.kind, order.from, order.to, {}, UnratedList::most + 1};
    QHash<ProcessId, QString> names;
    for (const Process &process : *processes)
        if (me.sees(process.id)) {
            scope.processes.append(process.id);
            names.insert(process.id, process.name);
        }
    const auto legs = ReratingStore(connection).unrated(scope);
    if (!legs)
        return failed(legs);
    UnratedList list;
    list.isCut = legs->size() > size_t(UnratedList::most);
    for (const UnratedLegs &some : *legs)
        if (list.lines.size() < size_t(UnratedList::most))
            list.lines.push_back({some, names.value(some.process)});
    return list;
}

} // namespace

const RateLine *rateBefore(const std::vector<RateLine> &lines, const Rate &rate)
{
    const auto found = std::find_if(lines.begin(), lines.end(), [&rate](const RateLine &line) {
        const Rate &other = line.entry.rate;
        return !line.entry.withdrawn && other.kind == rate.kind && other.prefix == rate.prefix
            && other.validFrom < rate.validFrom && (!line.until || *line.until > rate.validFrom);
    });
    return found == lines.end() ? nullptr : &*found;
}

QFuture<Result<std::vector<RateLine>>> RateService::list(bool withdrawn)
{
    return read(Permission::ViewReports,
        [withdrawn](Connection &connection, const Identity &me) -> Result<std::vector<RateLine>> {
            auto entries = RateStore(connection, me.id).list(withdrawn);
            const auto now = connection.integer("operation.now");
            if (!entries)
                return failed(entries);
            if (!now)
                return failed(now);
            return linesOf(std::move(*entries), *now);
        });
}

QFuture<Result<RateId>> RateService::add(Rate rate)
{
    return Service::change(Permission::ManageProcesses,
        [typed = std::move(rate)](Connection &connection, const Identity &me) -> Result<RateId> {
            if (const auto allowed = requireAll(me); !allowed)
                return failed(allowed);
            const auto rate = openRate(typed);
            return rate ? addRate(connection, me, *rate) : failed(rate);
        });
}

QFuture<Result<RateId>> RateService::change(RateId seen, Rate rate)
{
    return Service::change(Permission::ManageProcesses,
        [seen, typed = std::move(rate)](Connection &connection, const Identity &me) -> Result<RateId> {
            if (const auto allowed = requireAll(me); !allowed)
                return failed(allowed);
            const auto rate = openRate(typed);
            return rate ? changeRate(connection, me, seen, *rate) : failed(rate);
        });
}

QFuture<Result<void>> RateService::remove(RateId seen, std::optional<qint64> at)
{
    return Service::change(
        Permission::ManageProcesses, [seen, at](Connection &connection, const Identity &me) -> Result<void> {
            const auto allowed = requireAll(me);
            return allowed ? removeRate(connection, me, seen, at) : allowed;
        });
}

QFuture<Result<RateImport>> RateService::importFile(RateImportOrder order, std::shared_ptr<RateProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), order = std::move(order), progress = std::move(progress)](
            Connection &connection) -> Result<RateImport> {
            if (const auto allowed = require(*identity, Permission::ManageProcesses); !allowed)
                return failed(allowed);
            if (const auto allowed = requireAll(*identity); !allowed)
                return failed(allowed);
            const auto import = [&] { return importRates(connection, *identity, order, *progress); };
            return order.dryRun ? import() : connection.transact(import);
        });
}

QFuture<Result<ReratingReport>> RateService::rerate(ReratingOrder order, std::shared_ptr<ReratingProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), order = std::move(order), progress = std::move(progress)](
            Connection &connection) -> Result<ReratingReport> {
            if (const auto allowed = require(*identity, Permission::ManageProcesses); !allowed)
                return failed(allowed);
            return Rerating(connection, *identity, order, *progress).run();
        });
}

QFuture<Result<UnratedList>> RateService::unrated(UnratedOrder order)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), order](Connection &connection) -> Result<UnratedList> {
            const auto allowed = require(*identity, Permission::ViewReports);
            return allowed ? unratedList(connection, *identity, order) : failed(allowed);
        });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/pools/pool_numbers.h"

#include "exchange/text/text_decoder.h"
#include "services/pools/pool_rules.h"
#include "storage/audit/deed_log.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <functional>

namespace callveil {

namespace {

constexpr qint64 mostFileBytes = 4 * 1024 * 1024; // far above DidList::most lines

QString listed(const QStringList &numbers)
{
    return QStringLiteral("numbers %1; %2").arg(numbers.size()).arg(rangesOf(numbers));
}

const char *actionOf(DidState state)
{
    switch (state) {
    case DidState::InService:
        return "pool.return";
    case DidState::Draining:
        return "pool.drain";
    case DidState::Suspended:
        return "pool.suspend";
    case DidState::Retired:
        return "pool.retire";
    }
    return "";
}

/// The name of a number's pool; empty when it is one that the person does not see, or another process's own.
Result<QString> poolOf(Connection &connection, const std::vector<Pool> &seen, const QString &number)
{
    const auto known = PoolStore(connection).find(number);
    if (!known)
        return failed(known);
    for (const Pool &pool : seen)
        if (*known && pool.id == (*known)->pool)
            return pool.name;
    return QString();
}

/// The numbers with their texts, each of them in one of the person's own pools.
Result<QHash<DidId, QString>> textsOf(Connection &connection, const Identity &me, const QList<SeenDid> &numbers)
{
    QHash<DidId, QString> texts;
    QSet<PoolId> pools;
    for (const SeenDid &number : numbers)
        pools.insert(number.pool);
    for (const PoolId id : pools) {
        if (const auto pool = requireOwnPool(connection, me, id); !pool)
            return failed(pool);
        const auto all = PoolStore(connection).numbers(id);
        if (!all)
            return failed(all);
        for (const PoolNumber &number : *all)
            texts.insert(number.id, number.number);
    }
    return texts;
}

Result<void> changeNumbers(Connection &connection, const Identity &me, QList<SeenDid> numbers,
    const std::function<std::pair<PoolId, DidState>(const SeenDid &)> &wanted, const QString &action, PoolId object)
{
    // In one order by all, so that no two wait for each other.
    std::sort(
        numbers.begin(), numbers.end(), [](const SeenDid &one, const SeenDid &other) { return one.id < other.id; });
    QSet<QString> before;
    const auto texts = textsOf(connection, me, numbers);
    if (!texts)
        return failed(texts);
    QStringList changed;
    for (const SeenDid &number : numbers) {
        const auto [pool, state] = wanted(number);
        if (pool == number.pool && state == number.state)
            continue;
        const QString text = texts->value(number.id);
        if (!mayBecome(number.state, state))
            return fail(ErrorCode::Conflict, Fault::DidStateRefused, {text, didStateKey(number.state)});
        const auto done = PoolStore(connection, me.id).change(number, pool, state);
        if (!done)
            return failed(done);
        if (!*done)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        changed.append(text);
        before.insert(pool == number.pool ? didStateKey(number.state) : poolObject(number.pool));
    }
    if (changed.isEmpty())
        return {};
    QStringList were(before.begin(), before.end());
    were.sort();
    return DeedLog(connection)
        .append(me, {action, poolObject(object), were.join(QLatin1String(", ")), listed(changed), {}});
}

/// Somebody may have changed the pool's country before the first number was in; from then on it stays.
Result<void> checkPlaceKept(Connection &connection, const Identity &me, const Pool &seen)
{
    const auto now = requireOwnPool(connection, me, seen.id);
    if (!now)
        return failed(now);
    const bool isKept = now->country == seen.country && now->area == seen.area && now->numberType == seen.numberType;
    return isKept ? Result<void>{} : fail(ErrorCode::Conflict, Fault::EntryChanged);
}

} // namespace

Result<DidAddition> addToPool(
    Connection &connection, const Identity &me, PoolId id, const QString &text, const std::atomic<bool> &cancelled)
{
    const auto pool = requireOwnPool(connection, me, id);
    if (!pool)
        return failed(pool);
    auto list = readDidList(text, pool->country, pool->area, pool->numberType);
    if (!list)
        return failed(list);
    PoolStore store(connection, me.id);
    const auto seen = seenPools(connection, me);
    if (!seen)
        return failed(seen);
    // In one order by all, so that no two lists wait for each other.
    std::sort(list->entries.begin(), list->entries.end(),
        [](const DidEntry &one, const DidEntry &other) { return one.number < other.number; });
    DidAddition outcome{0, std::move(list->rejects)};
    QStringList numbers;
    for (const DidEntry &entry : list->entries) {
        if (cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto added = store.add(id, entry);
        if (!added)
            return failed(added);
        if (*added) {
            numbers.append(entry.number);
            continue;
        }
        const auto owner = poolOf(connection, *seen, entry.number);
        if (!owner)
            return failed(owner);
        outcome.rejects.push_back({entry.line, {ErrorCode::Conflict, Fault::DidElsewhere, {entry.number, *owner}, {}}});
    }
    if (const auto kept = checkPlaceKept(connection, me, *pool); !kept)
        return failed(kept);
    std::stable_sort(outcome.rejects.begin(), outcome.rejects.end(),
        [](const DidReject &one, const DidReject &other) { return one.line < other.line; });
    outcome.added = numbers.size();
    if (numbers.isEmpty())
        return outcome;
    const Deed deed{QStringLiteral("pool.add-numbers"), poolObject(id), {}, listed(numbers), {}};
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return outcome;
}

Result<void> setStates(Connection &connection, const Identity &me, const QList<SeenDid> &numbers, DidState state)
{
    if (numbers.isEmpty())
        return {};
    const auto wanted = [state](const SeenDid &number) { return std::pair(number.pool, state); };
    return changeNumbers(connection, me, numbers, wanted, QLatin1String(actionOf(state)), numbers.front().pool);
}

Result<void> moveToPool(Connection &connection, const Identity &me, const QList<SeenDid> &numbers, PoolId to)
{
    const auto target = requireOwnPool(connection, me, to);
    if (!target)
        return failed(target);
    const auto texts = textsOf(connection, me, numbers);
    if (!texts)
        return failed(texts);
    for (const SeenDid &number : numbers) {
        const auto fits = readDidList(texts->value(number.id), target->country, target->area, target->numberType);
        if (!fits)
            return failed(fits);
        if (fits->rejects.empty())
            continue;
        Error error = fits->rejects.front().error; // these numbers are the organisation's: they may be named
        if (error.args.size() > 1)
            error.args[1] = QStringLiteral("%1 (%2)").arg(error.args[1], texts->value(number.id));
        return tl::unexpected(error);
    }
    const auto wanted = [to](const SeenDid &number) { return std::pair(to, number.state); };
    const auto moved = changeNumbers(connection, me, numbers, wanted, QStringLiteral("pool.move-numbers"), to);
    return moved ? checkPlaceKept(connection, me, *target) : moved;
}

Result<QString> readDidFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {name});
    if (file.size() > mostFileBytes)
        return fail(ErrorCode::Invalid, Fault::RangeTooLong, {QString::number(DidList::most)});
    TextDecoder decoder(file, {}, name);
    QByteArray text;
    for (auto more = decoder.read(text); !more || *more; more = decoder.read(text))
        if (!more)
            return failed(more);
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::FileEmpty, {name});
    return QString::fromUtf8(text);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool.h"

#include "domain/base/check_range.h"
#include "domain/base/stable_keys.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr StableKeys<Sharing, 2> s_sharing{{{Sharing::Exclusive, "exclusive"}, {Sharing::PairUnique, "pair-unique"}}};
constexpr StableKeys<AreaMatch, 3> s_areaMatch{
    {{AreaMatch::Off, "off"}, {AreaMatch::Prefer, "prefer"}, {AreaMatch::Strict, "strict"}}};
constexpr StableKeys<NumberType, 3> s_numberType{
    {{NumberType::Local, "local"}, {NumberType::Mobile, "mobile"}, {NumberType::TollFree, "toll-free"}}};
constexpr StableKeys<DidState, 4> s_didState{{{DidState::InService, "in-service"}, {DidState::Draining, "draining"},
    {DidState::Suspended, "suspended"}, {DidState::Retired, "retired"}}};

} // namespace

Strategy strategyOf(const Pool &pool)
{
    if (pool.areaMatch != AreaMatch::Off)
        return Strategy::Regional;
    return pool.sharing == Sharing::Exclusive ? Strategy::Dedicated : Strategy::Shared;
}

void applyStrategy(Pool &pool, Strategy strategy)
{
    pool.areaMatch = strategy == Strategy::Regional ? AreaMatch::Prefer : AreaMatch::Off;
    if (strategy != Strategy::Regional)
        pool.sharing = strategy == Strategy::Dedicated ? Sharing::Exclusive : Sharing::PairUnique;
}

Result<void> checkPool(const Pool &pool)
{
    constexpr const char *minutes = "minutes";
    constexpr qsizetype longestArea = 6;
    const bool digits = std::all_of(pool.area.begin(), pool.area.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || pool.area.size() > longestArea)
        return fail(ErrorCode::Invalid, Fault::NumberCharacters, {QStringLiteral("area")});
    if (!pool.voice && !pool.sms)
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("media")});
    if (pool.expiryMinutes)
        if (const auto fits = checkRange("expiry", *pool.expiryMinutes, Pool::leastMinutes, Pool::mostMinutes, minutes);
            !fits)
            return fits;
    if (pool.idleMinutes)
        if (const auto fits = checkRange("idle", *pool.idleMinutes, Pool::leastIdleMinutes, Pool::mostMinutes, minutes);
            !fits)
            return fits;
    if (const auto fits = checkRange("cool-down", pool.coolDownMinutes, 0, Pool::mostMinutes, minutes); !fits)
        return fits;
    if (const auto fits = checkRange("low-water", pool.lowWaterPercent, 0, 100, "percent"); !fits)
        return fits;
    if (pool.lateAnswer == LateAnswer::Ivr && pool.lateTarget.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("late-target")});
    return {};
}

Result<void> checkFallbacks(const std::vector<Pool> &all, PoolId of)
{
    QList<PoolId> ahead{of};
    QSet<PoolId> seen;
    while (!ahead.isEmpty()) {
        const PoolId next = ahead.takeLast();
        const auto pool = std::find_if(all.begin(), all.end(), [&](const Pool &each) { return each.id == next; });
        if (pool == all.end() || seen.contains(next))
            continue;
        seen.insert(next);
        if (pool->fallbacks.contains(of)) {
            const auto itself = std::find_if(all.begin(), all.end(), [&](const Pool &each) { return each.id == of; });
            return fail(ErrorCode::Invalid, Fault::PoolFallsBackToItself, {itself->name});
        }
        ahead += pool->fallbacks;
    }
    return {};
}

bool serves(const Pool &pool, ProcessId process)
{
    return pool.allProcesses || pool.processes.contains(process);
}

bool mayBecome(DidState from, DidState to)
{
    return from == to || from != DidState::Retired || to == DidState::InService;
}

QString sharingKey(Sharing sharing)
{
    return keyOf(s_sharing, sharing);
}

std::optional<Sharing> sharingFromKey(const QString &key)
{
    return fromKey(s_sharing, key);
}

QString areaMatchKey(AreaMatch match)
{
    return keyOf(s_areaMatch, match);
}

std::optional<AreaMatch> areaMatchFromKey(const QString &key)
{
    return fromKey(s_areaMatch, key);
}

QString numberTypeKey(NumberType type)
{
    return keyOf(s_numberType, type);
}

std::optional<NumberType> numberTypeFromKey(const QString &key)
{
    return fromKey(s_numberType, key);
}

QString didStateKey(DidState state)
{
    return keyOf(s_didState, state);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/binding.h"

#include "domain/base/check_range.h"
#include "domain/base/stable_keys.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr StableKeys<BindingModel, 4> s_model{{{BindingModel::Session, "session"}, {BindingModel::Case, "case"},
    {BindingModel::Agent, "agent"}, {BindingModel::Customer, "customer"}}};
constexpr StableKeys<BindingState, 3> s_state{
    {{BindingState::Active, "active"}, {BindingState::Cooling, "cooling"}, {BindingState::Ended, "ended"}}};
constexpr StableKeys<EndCause, 4> s_cause{{{EndCause::Expired, "expired"}, {EndCause::Released, "released"},
    {EndCause::Idle, "idle"}, {EndCause::CaseClosed, "case-closed"}}};
constexpr StableKeys<RecordingChoice, 3> s_recording{
    {{RecordingChoice::No, "no"}, {RecordingChoice::Yes, "yes"}, {RecordingChoice::AsPool, "as-pool"}}};
constexpr StableKeys<DidMatch, 6> s_match{
    {{DidMatch::ByHand, "by-hand"}, {DidMatch::SameArea, "same-area"}, {DidMatch::SameRegion, "same-region"},
        {DidMatch::SameCountry, "same-country"}, {DidMatch::LeastUsed, "least-used"}, {DidMatch::Own, "own"}}};

} // namespace

BindingState stateOf(const Binding &binding, qint64 now)
{
    if (!endOf(binding, now))
        return BindingState::Active;
    return binding.freeAt > now ? BindingState::Cooling : BindingState::Ended;
}

std::optional<qint64> endOf(const Binding &binding, qint64 now)
{
    if (binding.endedAt)
        return binding.endedAt;
    return binding.expiresAt && *binding.expiresAt <= now ? binding.expiresAt : std::nullopt;
}

bool endsWhenIdle(const Binding &binding)
{
    return binding.idleMs && binding.expiresAt && (!binding.endsBy || *binding.expiresAt < *binding.endsBy);
}

EndCause causeOf(const Binding &binding)
{
    if (binding.endedAt)
        return binding.endCause;
    return endsWhenIdle(binding) ? EndCause::Idle : EndCause::Expired;
}

std::optional<int> minutesOfTemplate(const QString &key)
{
    for (const ExpiryTemplate &each : expiryTemplates)
        if (key == QLatin1String(each.key))
            return each.minutes;
    return std::nullopt;
}

Result<void> checkExpiry(int minutes)
{
    return checkRange("expiry", minutes, Pool::leastMinutes, Pool::mostMinutes, "minutes");
}

std::vector<Pool> askedInOrder(const std::vector<Pool> &all, PoolId first)
{
    std::vector<Pool> order;
    QList<PoolId> ahead{first};
    while (!ahead.isEmpty()) {
        const PoolId next = ahead.takeFirst();
        const auto isIt = [next](const Pool &pool) { return pool.id == next; };
        const auto pool = std::find_if(all.begin(), all.end(), isIt);
        if (pool == all.end() || std::any_of(order.begin(), order.end(), isIt))
            continue;
        order.push_back(*pool);
        ahead = pool->fallbacks + ahead;
    }
    return order;
}

QString bindingModelKey(BindingModel model)
{
    return keyOf(s_model, model);
}

std::optional<BindingModel> bindingModelFromKey(const QString &key)
{
    return fromKey(s_model, key);
}

QString bindingStateKey(BindingState state)
{
    return keyOf(s_state, state);
}

std::optional<BindingState> bindingStateFromKey(const QString &key)
{
    return fromKey(s_state, key);
}

QString endCauseKey(EndCause cause)
{
    return keyOf(s_cause, cause);
}

QString recordingKey(RecordingChoice recording)
{
    return keyOf(s_recording, recording);
}

std::optional<RecordingChoice> recordingFromKey(const QString &key)
{
    return fromKey(s_recording, key);
}

QString didMatchKey(DidMatch match)
{
    return keyOf(s_match, match);
}

} // namespace callveil

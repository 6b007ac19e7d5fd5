// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/leaks/leak.h"

#include "domain/base/stable_keys.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace callveil {

namespace {

constexpr StableKeys<LeakKind, allLeakKinds.size()> kindKeys{{{LeakKind::PresentedOther, "presented-other"},
    {LeakKind::DialledAround, "dialled-around"}, {LeakKind::ClearNumber, "clear-number"},
    {LeakKind::UnboundCallback, "unbound-callback"}, {LeakKind::EndlessBinding, "endless-binding"},
    {LeakKind::IdleBinding, "idle-binding"}, {LeakKind::ClosedCase, "closed-case"},
    {LeakKind::DidInTwoPools, "did-in-two-pools"}, {LeakKind::PoolLow, "pool-low"},
    {LeakKind::MaskingOff, "masking-off"}, {LeakKind::NoConsent, "no-consent"}, {LeakKind::CanarySeen, "canary-seen"}}};

constexpr StableKeys<LeakSeverity, allLeakSeverities.size()> severityKeys{{{LeakSeverity::Low, "low"},
    {LeakSeverity::Medium, "medium"}, {LeakSeverity::High, "high"}, {LeakSeverity::Critical, "critical"}}};

constexpr StableKeys<LeakState, allLeakStates.size()> stateKeys{{{LeakState::Open, "open"},
    {LeakState::Resolved, "resolved"}, {LeakState::Accepted, "accepted"}, {LeakState::Reopened, "reopened"}}};

constexpr qint64 dayMs = 86400000;

auto parts(const LeakKey &key)
{
    return std::tie(key.kind, key.process, key.pool, key.did, key.object, key.place);
}

} // namespace

LeakSeverity severityOf(LeakKind kind)
{
    switch (kind) {
    case LeakKind::ClearNumber:
    case LeakKind::CanarySeen:
        return LeakSeverity::Critical;
    case LeakKind::PresentedOther:
    case LeakKind::DialledAround:
    case LeakKind::MaskingOff:
    case LeakKind::NoConsent:
        return LeakSeverity::High;
    case LeakKind::UnboundCallback:
    case LeakKind::EndlessBinding:
    case LeakKind::ClosedCase:
    case LeakKind::DidInTwoPools:
        return LeakSeverity::Medium;
    case LeakKind::IdleBinding:
    case LeakKind::PoolLow:
        break;
    }
    return LeakSeverity::Low;
}

bool maySettle(LeakState from, LeakState to)
{
    if (isOpen(from))
        return to == LeakState::Resolved || to == LeakState::Accepted;
    return to == LeakState::Reopened;
}

qint64 quietLimitMs(BindingModel model)
{
    switch (model) {
    case BindingModel::Session:
        return dayMs;
    case BindingModel::Case:
        return 7 * dayMs;
    case BindingModel::Agent:
    case BindingModel::Customer:
        break;
    }
    return 30 * dayMs;
}

bool LeakKey::operator<(const LeakKey &other) const
{
    return parts(*this) < parts(other);
}

bool LeakKey::isMoment() const
{
    constexpr std::array withoutNumber{
        "import_profile.body", "import_profile.name", "session_tag.tag", "setting.value"};
    return kind == LeakKind::ClearNumber
        && std::any_of(withoutNumber.begin(), withoutNumber.end(),
            [this](const char *text) { return place == QLatin1String(text); });
}

void LeakSighting::add(const LeakSighting &other)
{
    rows += other.rows;
    oldestAt = std::min(oldestAt, other.oldestAt);
    newestAt = std::max(newestAt, other.newestAt);
    calls += other.calls;
    std::sort(calls.begin(), calls.end(), std::greater<>());
    calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
    if (calls.size() > mostCalls)
        calls.resize(mostCalls);
}

QString leakKindKey(LeakKind kind)
{
    return keyOf(kindKeys, kind);
}

QString leakSeverityKey(LeakSeverity severity)
{
    return keyOf(severityKeys, severity);
}

QString leakStateKey(LeakState state)
{
    return keyOf(stateKeys, state);
}

} // namespace callveil

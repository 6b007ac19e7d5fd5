// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/pools/pool.h"

#include <array>

namespace callveil {

// A proxy number between a customer and an agent for one engagement (domain.md, Pools, bindings). The values of the
// enumerations are stored.

/// What a binding is for. Session and case bind a pair; the others give one party a number of its own, over which any
/// caller reaches it.
enum class BindingModel : qint8 { Session = 0, Case = 1, Agent = 2, Customer = 3 };

/// Whether the number is one party's alone.
[[nodiscard]] constexpr bool isOfOneParty(BindingModel model)
{
    return model == BindingModel::Agent || model == BindingModel::Customer;
}

enum class BindingState : qint8 {
    Active = 1, ///< calls go through
    Cooling = 2, ///< ended; no other pair gets the number yet
    Ended = 3,
};

enum class EndCause : qint8 {
    Expired = 0,
    Released = 1, ///< by hand
    Idle = 2, ///< nobody called for as long as its pool waits
    CaseClosed = 3,
};

enum class RecordingChoice : qint8 { No = 0, Yes = 1, AsPool = 2 };

/// Why a binding got its number.
enum class DidMatch : qint8 {
    ByHand = 0, ///< whoever made it named the number
    SameArea = 1, ///< as the customer's
    SameRegion = 2,
    SameCountry = 3, ///< none of the customer's area or region was free
    LeastUsed = 4, ///< areas are not looked at
    Own = 5, ///< the number that this pair had last, or that is this party's own
};

/// Why a number was given, with how many the pool had to choose from at that moment.
struct DidChoice {
    DidMatch match = DidMatch::LeastUsed;
    int free = 0; ///< without any binding and not cooling
    int inService = 0;
};

/// A binding as it is shown: masked.
struct Binding {
    BindingId id;
    int revision = 0; ///< counts changes: one that somebody else made meanwhile is seen
    QByteArray publicId; ///< of its session
    PoolId pool; ///< that the number was taken from
    QString poolName; ///< empty for whoever does not see it
    PoolId askedPool; ///< another one when a fallback served
    DidId did;
    QString number; ///< the proxy number, E.164
    QString area; ///< its area code; may be empty
    DidState didState = DidState::InService;
    ProcessId process;
    QString processName;
    BindingModel model = BindingModel::Session;
    AgentId agent; ///< unset: a line that is no listed agent's
    QString agentName;
    QString caseRef;
    QString customerText, agentText; ///< masked by the policy in force when it was made
    NumberId customerNumber, agentNumber; ///< unset once the vault holds them no longer
    RecordingChoice recording = RecordingChoice::AsPool;
    DidChoice choice;
    PersonId createdBy;
    qint64 createdAt = 0; ///< ms since 1970, UTC, as all times here
    std::optional<qint64> expiresAt; ///< unless something happens; nullopt: a deliberate, recorded choice
    std::optional<qint64> endsBy; ///< the explicit end; nullopt: none
    std::optional<qint64> idleMs; ///< the idle time-out; nullopt: none
    std::optional<qint64> lastCallAt; ///< its end, as far as the idle time-out looked at calls
    std::optional<qint64> endedAt;
    EndCause endCause = EndCause::Expired; ///< of one with endedAt
    qint64 freeAt = 0; ///< when other pairs may get the number
};

/// Expiry is judged at the moment, whether or not anybody has noted it.
[[nodiscard]] BindingState stateOf(const Binding &binding, qint64 now);
/// When it ended; nullopt while it is active.
[[nodiscard]] std::optional<qint64> endOf(const Binding &binding, qint64 now);
/// Whether the next end is that of its idle time-out: a call puts it off.
[[nodiscard]] bool endsWhenIdle(const Binding &binding);
/// Why one that has ended did, whether or not anybody has noted it.
[[nodiscard]] EndCause causeOf(const Binding &binding);

/// A usual time until a binding expires.
struct ExpiryTemplate {
    const char *key;
    int minutes;
};
inline constexpr std::array expiryTemplates{ExpiryTemplate{"ride", 60}, ExpiryTemplate{"food-delivery", 120},
    ExpiryTemplate{"service-visit", 24 * 60}, ExpiryTemplate{"support", 72 * 60},
    ExpiryTemplate{"property", 7 * 24 * 60}};
[[nodiscard]] std::optional<int> minutesOfTemplate(const QString &key);

/// Pool::leastMinutes to Pool::mostMinutes, or ChoiceUnknown "expiry".
[[nodiscard]] Result<void> checkExpiry(int minutes);

/// The pools in the order in which they are asked: the pool, then its fallbacks, each followed by its own; each once.
[[nodiscard]] std::vector<Pool> askedInOrder(const std::vector<Pool> &all, PoolId first);

// Stable keys, for the command line, files and the record of deeds.
[[nodiscard]] QString bindingModelKey(BindingModel model);
[[nodiscard]] std::optional<BindingModel> bindingModelFromKey(const QString &key);
[[nodiscard]] QString bindingStateKey(BindingState state);
[[nodiscard]] std::optional<BindingState> bindingStateFromKey(const QString &key);
[[nodiscard]] QString endCauseKey(EndCause cause);
[[nodiscard]] QString recordingKey(RecordingChoice recording);
[[nodiscard]] std::optional<RecordingChoice> recordingFromKey(const QString &key);
[[nodiscard]] QString didMatchKey(DidMatch match);

} // namespace callveil

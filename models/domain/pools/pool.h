// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"

#include <QList>

#include <optional>

namespace callveil {

// Numbers managed together (domain.md, Pools). The values of the enumerations are stored.

/// How many pairs one proxy number may serve at once.
enum class Sharing : qint8 {
    Exclusive = 0, ///< one active binding
    PairUnique = 1, ///< many pairs, no party twice
};

/// Whether a number of the customer's own area is looked for.
enum class AreaMatch : qint8 { Off = 0, Prefer = 1, Strict = 2 };

enum class NumberType : qint8 { Local = 0, Mobile = 1, TollFree = 2 };

/// What a caller hears whose binding has ended.
enum class LateAnswer : qint8 {
    NotActive = 0, ///< refused with 404
    Ivr = 1, ///< sent to a target of the voice platform
};

/// The administrative state of a proxy number. Whether one that is in service is bound follows from its bindings.
enum class DidState : qint8 {
    InService = 0,
    Draining = 1, ///< keeps its bindings, gets no new ones
    Suspended = 2, ///< calls are refused; can come back
    Retired = 3, ///< given up: calls are refused
};

/// The classic strategies; each names a sharing and an area matching.
enum class Strategy : qint8 { Dedicated, Shared, Regional };

struct Pool {
    static constexpr int leastMinutes = 5;
    static constexpr int leastIdleMinutes = 30;
    static constexpr int mostMinutes = 366 * 24 * 60;
    static constexpr int usualExpiry = 24 * 60; ///< also of the cool-down
    static constexpr int usualLowWater = 20;

    PoolId id;
    int revision = 0; ///< counts changes: one that somebody else made meanwhile is seen
    QString name;
    QString brand; ///< opt-outs hold for a brand; empty: the pool stands for itself
    QString country; ///< ISO region of all its numbers
    QString area; ///< area code of all its numbers, digits; empty: any
    Sharing sharing = Sharing::PairUnique;
    AreaMatch areaMatch = AreaMatch::Off;
    NumberType numberType = NumberType::Local;
    bool voice = true, sms = false;
    std::optional<int> expiryMinutes = usualExpiry; ///< of a binding; nullopt: none, a deliberate, recorded choice
    std::optional<int> idleMinutes; ///< a binding ends so long after its last call; nullopt: whenever it was
    int coolDownMinutes = usualExpiry; ///< before another pair gets a number
    int lowWaterPercent = usualLowWater; ///< a warning when fewer numbers than this share are free
    bool records = false;
    bool asksConsent = false;
    LateAnswer lateAnswer = LateAnswer::NotActive;
    QString lateTarget; ///< for Ivr
    bool allProcesses = true;
    QList<ProcessId> processes; ///< that it serves, when not all
    QList<PoolId> fallbacks; ///< in the order in which they are tried

    bool operator==(const Pool &) const = default;
};

/// Which strategy the attributes amount to: area matching makes it Regional, else exclusive Dedicated.
[[nodiscard]] Strategy strategyOf(const Pool &pool);
/// Sets the attributes that the strategy names, and leaves the others.
void applyStrategy(Pool &pool, Strategy strategy);

/// Checks what needs no database. Fails with NameEmpty (late-target), NumberCharacters (area), and ChoiceUnknown with
/// the field and its range (expiry, idle, cool-down, low-water, media).
[[nodiscard]] Result<void> checkPool(const Pool &pool);

/// Over its fallback order no pool may come back to itself. `all` holds the pool as it shall be. Fails with
/// PoolFallsBackToItself.
[[nodiscard]] Result<void> checkFallbacks(const std::vector<Pool> &all, PoolId of);

[[nodiscard]] bool serves(const Pool &pool, ProcessId process);

/// Whether a number in the state `from` may be given the state `to`: what is retired only comes back into service.
[[nodiscard]] bool mayBecome(DidState from, DidState to);

// Stable keys, for the command line and the record of deeds.
[[nodiscard]] QString sharingKey(Sharing sharing);
[[nodiscard]] std::optional<Sharing> sharingFromKey(const QString &key);
[[nodiscard]] QString areaMatchKey(AreaMatch match);
[[nodiscard]] std::optional<AreaMatch> areaMatchFromKey(const QString &key);
[[nodiscard]] QString numberTypeKey(NumberType type);
[[nodiscard]] std::optional<NumberType> numberTypeFromKey(const QString &key);
[[nodiscard]] QString didStateKey(DidState state);

} // namespace callveil

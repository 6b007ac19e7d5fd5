// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/pools/binding.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace callveil {

// What the leak audit finds (domain.md, Leak audit): where a number shows, or somebody is reached past the masking. The
// values of the enumerations are stored: never renumber.

enum class LeakKind : qint8 {
    PresentedOther = 0, ///< a call showed another caller id than its proxy number
    DialledAround = 1, ///< a call of a masked process that no binding covers
    ClearNumber = 2, ///< a telephone number stands in a stored text
    UnboundCallback = 3, ///< somebody called a proxy number whose binding was over, or that had none
    EndlessBinding = 4, ///< a binding without expiry
    IdleBinding = 5, ///< a live binding over which nobody called for longer than its model explains
    ClosedCase = 6, ///< the case is closed, and bound still
    DidInTwoPools = 7, ///< a proxy number serves two pools, or a pool and a process that the pool does not serve
    PoolLow = 8, ///< fewer numbers are left than the pool's mark
    MaskingOff = 9, ///< a process stores and shows clear numbers
    NoConsent = 10, ///< a recording that was refused, or of a pool whose callers must be asked and were not
    CanarySeen = 11, ///< a number that was planted turned up
};
inline constexpr std::array allLeakKinds{LeakKind::PresentedOther, LeakKind::DialledAround, LeakKind::ClearNumber,
    LeakKind::UnboundCallback, LeakKind::EndlessBinding, LeakKind::IdleBinding, LeakKind::ClosedCase,
    LeakKind::DidInTwoPools, LeakKind::PoolLow, LeakKind::MaskingOff, LeakKind::NoConsent, LeakKind::CanarySeen};

enum class LeakSeverity : qint8 { Low = 0, Medium = 1, High = 2, Critical = 3 };
inline constexpr std::array allLeakSeverities{
    LeakSeverity::Critical, LeakSeverity::High, LeakSeverity::Medium, LeakSeverity::Low};

enum class LeakState : qint8 {
    Open = 0,
    Resolved = 1, ///< dealt with; seen again, it is reopened
    Accepted = 2, ///< known and meant, with a reason; stays so however often it is seen
    Reopened = 3, ///< seen again after it was resolved, or taken up again by hand
};
inline constexpr std::array allLeakStates{
    LeakState::Open, LeakState::Reopened, LeakState::Resolved, LeakState::Accepted};

[[nodiscard]] LeakSeverity severityOf(LeakKind kind);
/// Whether somebody has to look at it.
[[nodiscard]] constexpr bool isOpen(LeakState state)
{
    return state == LeakState::Open || state == LeakState::Reopened;
}
/// Whether a person may put it from one state into another.
[[nodiscard]] bool maySettle(LeakState from, LeakState to);

/// How long nobody calls over a binding that is in use: a session is over after a day, a case is asked about for a
/// week, and a number that is one party's own is called at least once a month.
[[nodiscard]] qint64 quietLimitMs(BindingModel model);

/// Where a canary turned up, if not in a text.
inline constexpr char placeOfCalls[] = "calls";
inline constexpr char placeOfBindings[] = "bindings";
inline constexpr char placeOfAgents[] = "agents";

/// What a finding is about: all findings of one key are the same one.
struct LeakKey {
    LeakKind kind = LeakKind::PresentedOther;
    ProcessId process; ///< unset: of no single process
    PoolId pool;
    DidId did;
    /// A binding, a canary, the row of a text, or whoever wrote an entry of the record; a moment where isMoment().
    qint64 object = 0;
    QString place; ///< "table.column" of a text; where a canary is, one of the places above or that

    [[nodiscard]] bool operator==(const LeakKey &) const = default;
    [[nodiscard]] bool operator<(const LeakKey &other) const;
    /// Rows of this text have no number: they are told by when they were written, ms since 1970. Nobody's id.
    [[nodiscard]] bool isMoment() const;
};

/// What one scan saw of a finding.
struct LeakSighting {
    static constexpr int mostCalls = 100;

    LeakKey key;
    /// It counts rows that stay as they are, such as calls; otherwise it is a state of things that can be mended.
    bool counted = false;
    qint64 rows = 1;
    qint64 oldestAt = 0, newestAt = 0; ///< of the rows, or since when it is so; ms since 1970; 0: since it was seen
    QList<CallId> calls; ///< the newest ones, the newest first

    /// Adds what another page of the same scan saw.
    void add(const LeakSighting &other);
};

/// A finding as it is kept and listed. It holds ids and counts, never a number.
struct Leak : LeakSighting {
    LeakId id;
    LeakSeverity severity = LeakSeverity::Low;
    LeakState state = LeakState::Open;
    qint64 firstSeen = 0, lastSeen = 0; ///< by a scan
    PersonId settledBy; ///< unset: a scan did not find it any more
    QString settledByName;
    std::optional<qint64> settledAt;
    QString reason; ///< why it was accepted
    // Names, as far as the reader may see them.
    QString processName, poolName, canaryName;
    QString number; ///< the proxy number, E.164
    QByteArray session; ///< public id of the binding
};

// Stable keys, for the command line, files and the record of deeds.
[[nodiscard]] QString leakKindKey(LeakKind kind);
[[nodiscard]] QString leakSeverityKey(LeakSeverity severity);
[[nodiscard]] QString leakStateKey(LeakState state);

} // namespace callveil

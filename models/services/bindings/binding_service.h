// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/bindings/binding_order.h"
#include "services/bindings/binding_query.h"

#include <atomic>

namespace callveil {

/// Which bindings look forgotten (domain.md, Leak audit: idle, without expiry).
struct StaleRule {
    int hours = 24; ///< made at least so long ago
    bool endlessOnly = false; ///< without expiry
    PoolId pool; ///< unset: any
    ProcessId process;
    int most = BindingFilter::mostRows;
};

/// How far a release of many, or the closing of a case, has come.
struct ReleaseProgress {
    std::atomic<qint64> done = 0;
    std::atomic<bool> cancelled = false;
};

/// Bindings: a proxy number between a customer and an agent. Whoever manages pools does all of this in his processes;
/// every change is recorded.
class BindingService final : public Service {
public:
    using Service::Service;

    /// Newest first, `query.filter.most` at most.
    [[nodiscard]] QFuture<Result<BindingPage>> list(BindingQuery query);
    /// Those of the ids that the caller may see, however they fare now, newest first: what a search found, read again
    /// without another search.
    [[nodiscard]] QFuture<Result<BindingPage>> again(std::vector<BindingId> ids);
    /// Bindings that keep this real number on either side; recorded and limited as every search by number. Of a proxy
    /// number with + those that are active, which is no search. Fails with
    /// what RevealService::search() fails with.
    [[nodiscard]] QFuture<Result<BindingPage>> search(QString number);

    /// Gives a number, or finds the binding that the pair has already. Fails with ProcessUnknown, ProcessArchived,
    /// PoolUnknown, PoolServesNot, DidUnknown, DidNotFree, PoolExhausted, PartiesSame, PartyIsProxy,
    /// AgentWithoutNumber, AgentUnknown, NumberNotPossible and NumberCharacters (customer, agent, proxy), NameEmpty
    /// (agent, case, no-expiry-reason), TextHoldsNumber (case, no-expiry-reason), ChoiceUnknown (expiry),
    /// WriterKeyMissing; DatabaseBusy when others took every number before it for seconds.
    [[nodiscard]] QFuture<Result<BoundPair>> make(BindingOrder order);
    /// Another agent on the same number; the one before cools there. Fails with BindingChanged, BindingExists,
    /// BindingOfAgent, DidNotFree, and as make() for the agent.
    [[nodiscard]] QFuture<Result<Binding>> reassign(Binding seen, AgentOrder agent);
    /// Another end, counted from now; ExpiryOrder::Kind::AsPool takes the pool's. Fails with BindingChanged.
    [[nodiscard]] QFuture<Result<Binding>> extend(Binding seen, ExpiryOrder expiry);
    [[nodiscard]] QFuture<Result<Binding>> record(Binding seen, RecordingChoice recording);
    /// Ends it now; a call that is running is not cut. Fails with BindingChanged.
    [[nodiscard]] QFuture<Result<Binding>> release(Binding seen);

    /// Active ones that the rule names, oldest last; `rule.most` at most.
    [[nodiscard]] QFuture<Result<BindingPage>> stale(StaleRule rule);
    /// One after the other, each for itself; those that ended or were changed meanwhile are left alone. How many were
    /// released.
    [[nodiscard]] QFuture<Result<qint64>> releaseAll(
        std::vector<Binding> seen, std::shared_ptr<ReleaseProgress> progress);
    /// Ends all live bindings of a case in a process, one after the other, each with its entry; calls that are running
    /// are not cut. How many: 0 when the case has none. Cancelled over `progress`, it leaves the others alone. Fails
    /// with ProcessUnknown, NameEmpty (case), and BindingChanged when others keep changing them.
    [[nodiscard]] QFuture<Result<qint64>> closeCase(ProcessId process, QString caseRef,
        std::shared_ptr<ReleaseProgress> progress = std::make_shared<ReleaseProgress>());
    /// Records that so many were written to a file, masked; it is asked before the file is there. Needs export too.
    [[nodiscard]] QFuture<Result<void>> noteExport(qint64 rows);
    /// Notes what has expired and takes the numbers of ended bindings out of the vault. How many.
    [[nodiscard]] QFuture<Result<qint64>> tidy();

private:
    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil

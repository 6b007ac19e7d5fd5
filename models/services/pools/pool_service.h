// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/pools/pool_numbers.h"
#include "storage/pools/pool_store.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// A pool with how many numbers it has.
struct PoolLine {
    Pool pool;
    StateCounts counts;
    PoolUse use;
    bool mayChange = false; ///< as far as this person sees whom it serves
};

/// All pools that the person sees, and what they refer to.
struct PoolOverview {
    std::vector<PoolLine> pools; ///< by name
    std::vector<Process> processes; ///< that the person sees, archived ones too
};

[[nodiscard]] Result<PoolOverview> readPoolOverview(Connection &connection, const Identity &me);

/// The numbers of a pool at a moment.
struct PoolNumbers {
    std::vector<PoolNumber> numbers;
    qint64 now = 0; ///< the database's clock, by which what is free is judged
};

/// Pools of proxy numbers, and their numbers. Whoever manages pools changes those whose processes are all his.
class PoolService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<PoolOverview>> overview();
    /// By number. Fails with PoolUnknown.
    [[nodiscard]] QFuture<Result<PoolNumbers>> numbers(PoolId pool);
    /// Adds a pool (without an id) or changes it as it was seen. A pool whose bindings never expire needs a reason,
    /// which is recorded. A country without emergency numbers gets those that are known of it. Fails with what
    /// checkPool() fails with, NameTaken, CountryUnknown, TextHoldsNumber, EntryChanged, PoolFallsBackToItself,
    /// PoolNotEmpty (a country or area that its numbers are not of), NameEmpty (processes, no-expiry-reason).
    [[nodiscard]] QFuture<Result<PoolId>> save(Pool pool, QString noExpiryReason = {});
    /// Takes a pool as it was seen out of use: its name is free, any pool may take its numbers, and history still names
    /// it. Fails with PoolUnknown, NotPermitted, EntryChanged, and PoolNotEmpty (its name, how many, and what keeps it:
    /// numbers that are not retired, bindings that live or cool, or fallbacks of other pools).
    [[nodiscard]] QFuture<Result<void>> remove(Pool pool);
    /// Adds the numbers of a list (readDidList()), all that are right in one transaction. Rejects name numbers of
    /// pools, this one too, with DidElsewhere. Fails with PoolUnknown, RangeTooLong, EntryChanged, and
    /// Cancelled once `cancelled` is set: then nothing was added.
    [[nodiscard]] QFuture<Result<DidAddition>> addNumbers(
        PoolId pool, QString list, std::shared_ptr<std::atomic<bool>> cancelled);
    /// The text of a file with a list of numbers (readDidFile()).
    [[nodiscard]] QFuture<Result<QString>> readList(QString file);
    /// All of them or none. Fails with EntryChanged, DidStateRefused, PoolUnknown.
    [[nodiscard]] QFuture<Result<void>> setState(QList<SeenDid> numbers, DidState state);
    /// To another pool of the same country, and of their area where that pool has one. All of them or none. Fails with
    /// EntryChanged, ChoiceUnknown (country, area), PoolUnknown.
    [[nodiscard]] QFuture<Result<void>> move(QList<SeenDid> numbers, PoolId to);
};

} // namespace callveil

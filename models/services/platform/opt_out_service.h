// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/opt_out.h"
#include "services/base/service.h"
#include "services/bindings/did_book.h"
#include "storage/pools/pool_store.h"

namespace callveil {

/// Who wants no calls over the numbers of a brand. Numbers are typed and become keyed hashes: the list shows none. For
/// whoever manages pools, and for a service, which passes on what programs tell it.
class OptOutService final : public Service {
public:
    using Service::Service;

    static constexpr int mostListed = 10000;

    /// Of the brands of the person's pools, the newest first, at most `mostListed`; whoever belongs to all processes
    /// sees also those of brands that no pool has any more.
    [[nodiscard]] QFuture<Result<std::vector<OptOut>>> list();
    /// Of the same brands, what text messages took back in the last 30 days: no entry in the record tells of it.
    [[nodiscard]] QFuture<Result<std::vector<LiftedOptOuts>>> lifted();
    /// The brands of the person's pools; a pool without one stands with its name.
    [[nodiscard]] QFuture<Result<QStringList>> brands();

    /// What saving the pool so would leave behind; of 0 when its opt-outs stay, or it has none.
    [[nodiscard]] QFuture<Result<LeftOptOuts>> leftBehind(Pool pool);
    /// What moving the numbers to another pool would leave behind: of 0 also when none of them has a live binding.
    [[nodiscard]] QFuture<Result<LeftOptOuts>> leftBehind(QList<SeenDid> numbers, PoolId to);
    /// What holds nowhere any more once the pool is removed: opt-outs of a pool without a brand. A brand's hold again
    /// wherever a pool gets it.
    [[nodiscard]] QFuture<Result<LeftOptOuts>> leftByRemoval(Pool pool);

    // These read the number in the countries of the brand's pools. They fail with NameEmpty (brand, number),
    // BrandUnknown, NumberCharacters, NumberNotPossible, PartyIsProxy (number), WriterKeyMissing.

    /// False: it was on the list already, which is recorded as a check. `source` is Person for people, and Sms or Api
    /// for a service alone.
    [[nodiscard]] QFuture<Result<bool>> add(QString brand, QString number, OptOutSource source = OptOutSource::Person);
    /// It is called again. Fails also with OptOutUnknown, which is recorded as a check.
    [[nodiscard]] QFuture<Result<void>> remove(QString brand, QString number);
    /// Whether it is on the list. Recorded.
    [[nodiscard]] QFuture<Result<bool>> check(QString brand, QString number);

    /// One of the list, of which nobody can tell whose it is. Fails with EntryChanged when it is gone.
    [[nodiscard]] QFuture<Result<void>> remove(OptOut entry);

private:
    template <typename T, typename Body>
    [[nodiscard]] QFuture<Result<T>> withParty(QString brand, QString number, Body body);

    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil

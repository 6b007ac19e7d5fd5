// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_parties.h"

namespace callveil {

/// A row of numbers that are offered together.
struct DidOffer {
    PoolId pool;
    DidChoice choice;
    std::vector<DidId> dids; ///< in the order of preference
};

/// In which order numbers are offered for a customer (domain.md, Choice of DID): first one that this pair or party has
/// had; then, pool after pool, those of the customer's area, of his region, of the country, as far as the pool looks
/// at areas; among equals those first that were used longest ago.
class DidFinder final {
public:
    /// `pools`: in the order in which they are asked.
    DidFinder(
        Connection &connection, std::vector<Pool> pools, BindingModel model, const PhoneNumber &customer, qint64 now);

    /// Before all others, as far as `all` holds their pools.
    void offerFirst(const std::vector<std::pair<DidId, PoolId>> &known, const std::vector<Pool> &all);
    /// A number of the first pool that was named, and no other.
    void offerOnly(DidId named);
    /// Of an offer.
    [[nodiscard]] const Pool &pool(PoolId id) const;
    /// The next row; nullopt after the last.
    [[nodiscard]] Result<std::optional<DidOffer>> next();
    /// Why the first pool has none.
    [[nodiscard]] Result<Error> refusal();

private:
    struct Step {
        DidMatch match;
        QStringList areas; ///< none: any
    };
    [[nodiscard]] Result<std::vector<Step>> stepsOf(const Pool &pool);
    [[nodiscard]] bool isAlone(const Pool &pool) const;

    Connection &m_connection;
    std::vector<Pool> m_pools;
    std::vector<Pool> m_others; ///< of numbers that are offered first
    BindingModel m_model;
    QString m_area, m_country, m_region;
    qint64 m_now;
    std::vector<DidOffer> m_first;
    size_t m_pool = 0, m_step = 0;
    std::optional<std::vector<Step>> m_steps; ///< of the pool that is asked
    std::pair<int, int> m_counts;
    BindingStore::Candidate m_after;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/did_finder.h"

#include "domain/number/number_region.h"

#include <algorithm>
#include <limits>

namespace callveil {

namespace {
constexpr int offeredAtOnce = 64;
constexpr BindingStore::Candidate beforeAll{{}, -1};
} // namespace

DidFinder::DidFinder(
    Connection &connection, std::vector<Pool> pools, BindingModel model, const PhoneNumber &customer, qint64 now)
    : m_connection(connection), m_pools(std::move(pools)), m_model(model), m_area(customer.area),
      m_country(customer.region), m_now(now), m_after(beforeAll)
{
    if (!m_area.isEmpty())
        m_region = regionOf(customer.text);
}

void DidFinder::offerFirst(const std::vector<std::pair<DidId, PoolId>> &known, const std::vector<Pool> &all)
{
    for (const auto &[did, of] : known) {
        const auto isIt = [of = of](const Pool &pool) { return pool.id == of; };
        // A number that was moved meanwhile is in another pool, which is asked for it alone, if it may be.
        if (std::none_of(m_pools.begin(), m_pools.end(), isIt)) {
            const auto other = std::find_if(all.begin(), all.end(), isIt);
            if (other == all.end())
                continue;
            m_others.push_back(*other);
        }
        m_first.push_back({of, {DidMatch::Own, 0, 0}, {did}});
    }
}

void DidFinder::offerOnly(DidId named)
{
    m_first = {{m_pools.front().id, {DidMatch::ByHand, 0, 0}, {named}}};
    m_pool = m_pools.size();
}

const Pool &DidFinder::pool(PoolId id) const
{
    const auto isIt = [id](const Pool &pool) { return pool.id == id; };
    const auto found = std::find_if(m_pools.begin(), m_pools.end(), isIt);
    return found != m_pools.end() ? *found : *std::find_if(m_others.begin(), m_others.end(), isIt);
}

bool DidFinder::isAlone(const Pool &pool) const
{
    return pool.sharing == Sharing::Exclusive || isOfOneParty(m_model);
}

Result<std::vector<DidFinder::Step>> DidFinder::stepsOf(const Pool &pool)
{
    if (pool.areaMatch == AreaMatch::Off)
        return std::vector<Step>{{DidMatch::LeastUsed, {}}};
    std::vector<Step> steps;
    const bool atHome = !m_area.isEmpty() && m_country == pool.country;
    if (atHome)
        steps.push_back({DidMatch::SameArea, {m_area}});
    if (pool.areaMatch == AreaMatch::Strict)
        return steps;
    if (atHome && !m_region.isEmpty()) {
        const auto areas = BindingStore(m_connection).areas(pool.id);
        if (!areas)
            return failed(areas);
        QStringList around;
        for (const auto &[area, number] : *areas)
            if (!area.isEmpty() && area != m_area && regionOf(number) == m_region)
                around.append(area);
        if (!around.isEmpty())
            steps.push_back({DidMatch::SameRegion, around});
    }
    steps.push_back({DidMatch::SameCountry, {}});
    return steps;
}

Result<std::optional<DidOffer>> DidFinder::next()
{
    if (!m_first.empty()) {
        DidOffer offer = m_first.front();
        m_first.erase(m_first.begin());
        return offer;
    }
    BindingStore store(m_connection);
    for (; m_pool < m_pools.size(); ++m_pool, m_steps.reset()) {
        const Pool &pool = m_pools[m_pool];
        if (!m_steps) {
            auto steps = stepsOf(pool);
            const auto counts = store.counts(pool.id, m_now);
            if (!steps)
                return failed(steps);
            if (!counts)
                return failed(counts);
            m_steps = std::move(*steps);
            m_counts = *counts;
            m_step = 0;
            m_after = beforeAll;
        }
        for (; m_step < m_steps->size(); ++m_step, m_after = beforeAll) {
            const Step &step = (*m_steps)[m_step];
            const auto found = store.candidates(pool.id, step.areas, isAlone(pool), m_after, offeredAtOnce, m_now);
            if (!found)
                return failed(found);
            if (found->empty())
                continue;
            m_after = found->back();
            DidOffer offer{pool.id, {step.match, m_counts.first, m_counts.second}, {}};
            for (const BindingStore::Candidate &candidate : *found)
                offer.dids.push_back(candidate.did);
            return offer;
        }
    }
    return std::optional<DidOffer>();
}

Result<Error> DidFinder::refusal()
{
    const Pool &pool = m_pools.front();
    const bool strict = pool.areaMatch == AreaMatch::Strict;
    // An area that no number has stands for a customer without one.
    const QStringList areas = strict ? QStringList(m_area.isEmpty() ? QStringLiteral("-") : m_area) : QStringList();
    BindingStore store(m_connection);
    const auto shortage = store.shortage(pool.id, areas, m_now);
    const auto use = store.didUse(pool.id);
    if (!shortage)
        return failed(shortage);
    if (!use)
        return failed(use);
    QString reason = QStringLiteral("party");
    if (shortage->all == 0)
        reason = strict ? QStringLiteral("area") : QStringLiteral("empty");
    else if (shortage->inService == 0)
        reason = shortage->draining > 0 ? QStringLiteral("draining") : QStringLiteral("empty");
    else if (isAlone(pool) && shortage->taken >= shortage->inService)
        reason = use->isEmpty() ? QStringLiteral("cooling") : QStringLiteral("in-use");
    const bool isKnown = shortage->nextFree && *shortage->nextFree < std::numeric_limits<qint64>::max();
    return Error{ErrorCode::Conflict, Fault::PoolExhausted,
        {pool.name, reason, isKnown ? QString::number(*shortage->nextFree) : QString()}, {}};
}

} // namespace callveil

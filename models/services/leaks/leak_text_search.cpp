// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/leak_text_search.h"

#include "domain/number/number_finder.h"
#include "storage/platform/gateway_store.h"
#include "storage/pools/pool_store.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype mostKnown = 100000;
constexpr qsizetype longestKnown = 64;
// Longer texts are searched in parts: the search for numbers takes no longer ones. No number is cut by that.
constexpr qsizetype partLength = 1500, overlap = 60;

QStringList partsOf(const QString &text)
{
    QStringList parts;
    for (qsizetype from = 0;; from += partLength - overlap) {
        parts.append(text.mid(from, partLength));
        if (from + partLength >= text.size())
            return parts;
    }
}

} // namespace

LeakTextSearch::~LeakTextSearch() = default;
LeakTextSearch::LeakTextSearch(LeakTextSearch &&other) noexcept = default;

Result<LeakTextSearch> LeakTextSearch::make(Connection &connection, const Identity &me, DidShelf &dids)
{
    LeakTextSearch search;
    const auto book = dids.book(connection);
    const auto processes = ProcessStore(connection).list();
    const auto pools = PoolStore(connection).list();
    const auto gateways = GatewayStore(connection).list();
    const auto parties = CanaryStore(connection).parties();
    if (!book)
        return failed(book);
    if (!processes)
        return failed(processes);
    if (!pools)
        return failed(pools);
    if (!gateways)
        return failed(gateways);
    if (!parties)
        return failed(parties);
    search.m_dids = *book;
    for (const Process &process : *processes) {
        search.m_countries.insert(process.id, process.country);
        search.m_allRegions.append(process.country);
        search.addOwn(process.defaultCallerId, process.country);
    }
    search.m_allRegions.removeDuplicates();
    for (const Pool &pool : *pools)
        search.addOwn(pool.lateTarget, pool.country);
    for (const Gateway &gateway : *gateways)
        search.addOwn(gateway.target, {});
    for (const CanaryParty &canary : *parties) {
        search.m_parties.insert(canary.party, canary.canary);
        search.m_canaryRegions.append(canary.country);
        search.m_newestCanary = std::max(search.m_newestCanary, canary.plantedAt);
    }
    search.m_canaryRegions.removeDuplicates();
    if (!me.writerKey.isEmpty() && !parties->empty())
        search.m_keys = std::make_unique<const WriterKeys>(me.writerKey);
    return search;
}

void LeakTextSearch::addOwn(const QString &text, const QString &region)
{
    for (const FoundNumber &found : NumberFinder(region).find(text))
        m_own.insert(found.number);
}

bool LeakTextSearch::isOwn(const QString &number) const
{
    return m_own.contains(number) || m_dids->find(number);
}

/// What is part of a number of the organisation's own is no other one.
void LeakTextSearch::lookInPart(
    const QString &part, const QString &region, bool canariesAlone, TextFinding &finding) const
{
    std::vector<FoundNumber> numbers = NumberFinder(region).find(part);
    std::vector<std::pair<qsizetype, qsizetype>> own;
    for (const FoundNumber &found : numbers)
        if (isOwn(found.number))
            own.emplace_back(found.start, found.end);
    for (FoundNumber &found : numbers) {
        if (m_keys)
            if (const CanaryId canary = m_parties.value(m_keys->agentIndex(found.number)); canary.isSet())
                finding.canaries.insert(canary);
        const bool isOwned = std::any_of(own.begin(), own.end(),
            [&](const auto &span) { return span.first <= found.start && found.end <= span.second; });
        finding.isClear |= !isOwned && !canariesAlone;
        wipe(found.number);
    }
}

TextFinding LeakTextSearch::look(const QString &text, ProcessId process)
{
    const QString country = m_countries.value(process);
    const bool isShort = text.size() <= longestKnown;
    const QString key = isShort ? country + u' ' + text : QString();
    if (isShort && m_known.contains(key))
        return {};
    QStringList regions = country.isEmpty() ? m_allRegions : QStringList(country);
    if (regions.isEmpty())
        regions.append(QString()); // numbers with + alone
    TextFinding finding;
    for (const QString &part : partsOf(text)) {
        for (const QString &region : regions)
            lookInPart(part, region, false, finding);
        for (const QString &region : m_canaryRegions)
            if (m_keys && !regions.contains(region))
                lookInPart(part, region, true, finding);
    }
    if (isShort && !finding.isClear && finding.canaries.isEmpty()) { // a number is not kept here
        if (m_known.size() >= mostKnown)
            m_known.clear();
        m_known.insert(key);
    }
    return finding;
}

} // namespace callveil

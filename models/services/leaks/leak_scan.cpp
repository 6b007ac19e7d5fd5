// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/leak_scan.h"

#include "services/pools/pool_rules.h"
#include "storage/audit/deed_log.h"
#include "storage/bindings/binding_store.h"
#include "storage/leaks/canary_keys.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>
#include <limits>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 5000;
constexpr qint64 lateMs = 3600000; // a case that was typed before the last scan may have been committed after it

/// Whether the rows of a text stay as they are, so that a finding counts them.
bool isOfThePast(const QString &place)
{
    return place.startsWith(QLatin1String("call_")) || place.startsWith(QLatin1String("deed."));
}

bool isOfCalls(const QString &place)
{
    return place.startsWith(QLatin1String("call_"));
}

} // namespace

LeakScan::LeakScan(Connection &connection, const Identity &me, DidShelf &dids, LeakProgress &progress)
    : m_connection(connection), m_me(me), m_dids(dids), m_progress(progress), m_reader(connection),
      m_store(connection, me)
{ }

Result<void> LeakScan::step()
{
    return m_progress.cancelled ? fail(ErrorCode::Cancelled, Fault::Cancelled) : Result<void>{};
}

bool LeakScan::sees(const LeakKey &key) const
{
    if (key.process.isSet())
        return m_me.sees(key.process);
    return m_me.allProcesses || m_pools.contains(key.pool);
}

void LeakScan::take(LeakSighting sighting)
{
    if (!sees(sighting.key))
        return;
    const auto [place, isNew] = m_seen.try_emplace(sighting.key, sighting);
    if (!isNew)
        place->second.add(sighting);
}

void LeakScan::takeText(const LeakText &text)
{
    const TextFinding finding = m_texts->look(text.body, text.process);
    LeakSighting sighting;
    sighting.key = {LeakKind::ClearNumber, text.process, {}, {}, isOfCalls(text.place) ? 0 : text.object, text.place};
    sighting.counted = isOfThePast(text.place);
    sighting.oldestAt = sighting.newestAt = text.at;
    if (isOfCalls(text.place))
        sighting.calls = {CallId{text.object}};
    if (finding.isClear)
        take(sighting);
    sighting.key.kind = LeakKind::CanarySeen;
    for (const CanaryId canary : finding.canaries) {
        sighting.key.object = canary.value;
        take(sighting);
    }
}

/// Under revisions that came after a number was planted. Without the writer key they wait for whoever has it.
Result<void> LeakScan::placeCanaries()
{
    CanaryStore store(m_connection, m_me.id);
    const auto gaps = m_me.writerKey.isEmpty() ? std::vector<CanaryGap>() : store.gaps();
    if (!gaps)
        return failed(gaps);
    if (gaps->empty())
        return {};
    const CanaryKeys copies(m_me.writerKey);
    const WriterKeys keys(m_me.writerKey);
    return m_connection.transact([&]() -> Result<void> {
        for (const CanaryGap &gap : *gaps) {
            auto number = m_me.sees(gap.process) ? copies.open(gap.sealed) : Result<QString>();
            if (!number || number->isEmpty()) // what is damaged keeps nothing else waiting
                continue;
            const auto put = store.putPlace(gap, keys.blindIndex(gap.process, gap.revision, *number));
            wipe(*number);
            if (!put)
                return put;
        }
        return {};
    });
}

/// Whether what is new can be told from the rest: somebody who could not look for a planted number in texts leaves all
/// of them to the next scan, and one that was planted since may be in older ones.
bool LeakScan::mayAdd(const std::vector<LeakNews> &news) const
{
    return m_texts->knowsCanaries() && std::all_of(news.begin(), news.end(), [this](const LeakNews &each) {
        return each.whole || each.scannedAt >= m_texts->newestCanary();
    });
}

Result<LeakPages> LeakScan::planPages(bool sinceLast)
{
    std::vector<LeakSpan> spans{{{}, 1, m_scope.lastSession}};
    auto news = sinceLast ? m_reader.news(m_scope) : std::vector<LeakNews>();
    if (!news)
        return failed(news);
    std::erase_if(*news, [this](const LeakNews &each) { return !m_me.sees(each.span.process); });
    std::vector<LeakSpan> fresh;
    qint64 since = std::numeric_limits<qint64>::max();
    for (const LeakNews &each : *news) {
        if (!each.whole)
            m_added.insert(each.span.process);
        since = std::min(since, each.scannedAt);
        fresh.push_back(each.span);
    }
    if (!mayAdd(*news))
        m_added.clear();
    m_since = m_added.isEmpty() ? 0 : since;
    if (!m_added.isEmpty()) // otherwise one row of sessions for all of them
        spans = withoutRepeats(std::move(fresh));
    for (const LeakSpan &span : spans)
        m_progress.all += sessionsIn(span);
    return paged(spans);
}

/// The record up to here. What is found there is of no process: others than who belongs to all keep none of it.
Result<void> LeakScan::planChains()
{
    auto chains = m_me.allProcesses ? m_reader.chains() : std::vector<DeedChain>();
    if (!chains)
        return failed(chains);
    m_chains = std::move(*chains);
    return {};
}

Result<void> LeakScan::lookAtConditions()
{
    const auto conditions = m_reader.conditions();
    if (!conditions)
        return failed(conditions);
    for (const LeakSighting &sighting : *conditions)
        take(sighting);
    return lookAtPools();
}

Result<void> LeakScan::lookAtPools()
{
    PoolStore store(m_connection);
    const auto pools = seenPools(m_connection, m_me);
    const auto counts = store.counts();
    const auto use = BindingStore(m_connection).poolUse();
    if (!pools)
        return failed(pools);
    if (!counts)
        return failed(counts);
    if (!use)
        return failed(use);
    for (const Pool &pool : *pools) {
        const StateCounts states = counts->value(pool.id);
        if (numbersIn(states) == 0 || !isLow(pool, states, use->value(pool.id)))
            continue;
        LeakSighting sighting;
        sighting.key = {LeakKind::PoolLow, {}, pool.id, {}, 0, {}};
        take(sighting);
    }
    return {};
}

Result<void> LeakScan::lookAtCalls(const std::vector<LeakSpan> &page)
{
    const auto calls = m_reader.calls(m_scope, page);
    if (!calls)
        return failed(calls);
    for (const LeakSighting &sighting : *calls)
        take(sighting);
    const auto read = m_reader.callTexts(m_scope, page, [this](const LeakText &text) { takeText(text); });
    for (const LeakSpan &span : page)
        m_progress.done += sessionsIn(span);
    return read;
}

Result<void> LeakScan::lookAtTexts()
{
    const auto use = [this](const LeakText &text) { takeText(text); };
    if (const auto read = m_reader.texts(use); !read)
        return read;
    const qint64 since = std::max<qint64>(0, m_since - lateMs);
    for (std::optional<BindingId> last = BindingId{}; last;) {
        const auto read = m_reader.caseRefs(*last, since, rowsAtOnce, use);
        if (const auto going = step(); !going || !read)
            return read ? going : failed(read);
        last = *read;
    }
    return lookAtRecord();
}

Result<void> LeakScan::lookAtRecord()
{
    const auto use = [this](const LeakText &text) { takeText(text); };
    for (const DeedChain &chain : m_chains) {
        const qint64 from = m_since > 0 ? chain.from : 0;
        for (std::optional<qint64> last = from; last && *last < chain.head;) {
            const auto read = m_reader.deeds(chain, *last, rowsAtOnce, use);
            if (const auto going = step(); !going || !read)
                return read ? going : failed(read);
            last = *read;
        }
    }
    return {};
}

Result<void> LeakScan::lookAtCanaries()
{
    const auto canaries = m_reader.canaries();
    if (!canaries)
        return failed(canaries);
    for (const LeakSighting &sighting : *canaries)
        take(sighting);
    return {};
}

Result<qint64> LeakScan::countOpen()
{
    const auto tally = m_store.tally();
    if (!tally)
        return failed(tally);
    qint64 open = 0;
    for (const qint64 count : *tally)
        open += count;
    return open;
}

/// The marks first: of two scans at once only one is kept, whose counts no other one adds to again.
Result<void> LeakScan::mark()
{
    const bool moves = m_texts->knowsCanaries();
    const auto marked = m_store.mark(m_scope, moves);
    if (!marked)
        return failed(marked);
    if (!*marked)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    return moves && m_me.allProcesses ? m_store.markDeeds(m_chains) : Result<void>{};
}

/// What is counted of calls and entries that came since the last scan is added to what is kept of them.
Result<void> LeakScan::note()
{
    std::vector<LeakSighting> all, further;
    for (auto &[key, sighting] : m_seen) {
        const bool isNews = key.process.isSet() ? m_added.contains(key.process) : m_since > 0;
        const bool isLookedUp = key.place == QLatin1String(placeOfCalls); // as a whole, whatever is new
        (sighting.counted && isNews && !isLookedUp ? further : all).push_back(std::move(sighting));
    }
    for (const auto &[seen, adds] : {std::pair(&all, false), std::pair(&further, true)})
        if (const auto noted = m_store.note(*seen, adds); !noted)
            return noted;
    return m_store.settleUnseen(m_scope.at, m_since == 0, m_texts->knowsCanaries());
}

Result<LeakReport> LeakScan::keep()
{
    LeakReport report;
    report.whole = m_added.isEmpty();
    report.canariesInTexts = m_texts->knowsCanaries();
    if (const auto marked = mark(); !marked)
        return failed(marked);
    const auto before = countOpen();
    if (!before)
        return failed(before);
    if (const auto noted = note(); !noted)
        return failed(noted);
    const auto open = countOpen();
    if (!open)
        return failed(open);
    report.before = *before;
    report.open = *open;
    const QString after = QStringLiteral("scope %1; findings %2")
                              .arg(report.whole ? QStringLiteral("whole") : QStringLiteral("since-last"))
                              .arg(report.open);
    const auto recorded =
        DeedLog(m_connection).append(m_me, {QStringLiteral("leak.scan"), QStringLiteral("leaks"), {}, after, {}});
    if (!recorded)
        return failed(recorded);
    return report;
}

Result<LeakReport> LeakScan::run(bool sinceLast)
{
    if (const auto placed = placeCanaries(); !placed)
        return failed(placed);
    const auto scope = m_reader.begin(m_me);
    const auto pools = seenPools(m_connection, m_me);
    auto texts = LeakTextSearch::make(m_connection, m_me, m_dids);
    if (!scope)
        return failed(scope);
    if (!pools)
        return failed(pools);
    if (!texts)
        return failed(texts);
    m_scope = *scope;
    for (const Pool &pool : *pools)
        m_pools.insert(pool.id);
    m_texts.emplace(std::move(*texts));
    const auto pages = planPages(sinceLast);
    if (!pages)
        return failed(pages);
    if (const auto planned = planChains(); !planned)
        return failed(planned);
    if (const auto looked = lookAtConditions(); !looked)
        return failed(looked);
    for (const std::vector<LeakSpan> &page : *pages) {
        if (const auto going = step(); !going)
            return failed(going);
        if (const auto looked = lookAtCalls(page); !looked)
            return failed(looked);
    }
    if (const auto looked = lookAtTexts(); !looked)
        return failed(looked);
    if (const auto looked = lookAtCanaries(); !looked)
        return failed(looked);
    if (const auto going = step(); !going)
        return failed(going);
    return m_connection.transact([this] { return keep(); });
}

} // namespace callveil

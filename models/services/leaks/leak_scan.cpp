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

constexpr qint64 sessionsAtOnce = 20000;
constexpr size_t spansAtOnce = 2000;
constexpr int rowsAtOnce = 5000;

/// Whether the rows of a text stay as they are, so that a finding counts them.
bool isOfThePast(const QString &place)
{
    return place.startsWith(QLatin1String("call_")) || place.startsWith(QLatin1String("deed."));
}

bool isOfCalls(const QString &place)
{
    return place.startsWith(QLatin1String("call_"));
}

qint64 lengthOf(const LeakSpan &span)
{
    return span.last - span.first + 1;
}

/// Long rows of sessions are cut into pages, short ones are put together.
std::vector<std::vector<LeakSpan>> paged(const std::vector<LeakSpan> &spans)
{
    std::vector<std::vector<LeakSpan>> pages;
    qint64 room = 0;
    for (LeakSpan rest : spans) {
        while (rest.first <= rest.last) {
            if (room <= 0 || pages.back().size() >= spansAtOnce) {
                pages.emplace_back();
                room = sessionsAtOnce;
            }
            LeakSpan part = rest;
            part.last = std::min(rest.last, rest.first + room - 1);
            pages.back().push_back(part);
            room -= lengthOf(part);
            rest.first = part.last + 1;
        }
    }
    return pages;
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
    const auto gaps = store.gaps();
    if (!gaps)
        return failed(gaps);
    if (gaps->empty() || m_me.writerKey.isEmpty())
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

Result<LeakScan::Pages> LeakScan::planPages(bool sinceLast)
{
    const LeakSpan everything{{}, 1, m_scope.lastSession};
    std::vector<LeakSpan> spans{everything};
    const auto news = sinceLast ? m_reader.news(m_scope) : std::vector<LeakNews>();
    if (!news)
        return failed(news);
    m_since = std::numeric_limits<qint64>::max();
    std::vector<LeakSpan> fresh;
    for (const LeakNews &each : *news) {
        if (!m_me.sees(each.span.process))
            continue;
        if (!each.whole)
            m_added.insert(each.span.process);
        m_since = std::min(m_since, each.scannedAt);
        fresh.push_back(each.span);
    }
    if (m_added.isEmpty()) // one row of sessions for all of them
        m_since = 0;
    else
        spans = std::move(fresh);
    for (const LeakSpan &span : spans)
        m_progress.all += std::max<qint64>(0, lengthOf(span));
    return paged(spans);
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
    const auto calls = m_reader.calls(page);
    if (!calls)
        return failed(calls);
    for (const LeakSighting &sighting : *calls)
        take(sighting);
    const auto read = m_reader.callTexts(page, [this](const LeakText &text) { takeText(text); });
    for (const LeakSpan &span : page)
        m_progress.done += lengthOf(span);
    return read;
}

Result<void> LeakScan::lookAtTexts()
{
    const auto use = [this](const LeakText &text) { takeText(text); };
    if (const auto read = m_reader.texts(use); !read)
        return read;
    for (std::optional<BindingId> last = BindingId{}; last;) {
        const auto read = m_reader.caseRefs(*last, m_since, rowsAtOnce, use);
        if (const auto going = step(); !going || !read)
            return read ? going : failed(read);
        last = *read;
    }
    for (std::optional<DeedMark> last = DeedMark{}; last;) {
        const auto read = m_reader.deeds(*last, m_since, rowsAtOnce, use);
        if (const auto going = step(); !going || !read)
            return read ? going : failed(read);
        last = *read;
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

/// What is counted of calls that came since the last scan is added to what is kept of them.
Result<LeakReport> LeakScan::keep()
{
    std::vector<LeakSighting> all, further;
    for (auto &[key, sighting] : m_seen) {
        const bool isNews = key.process.isSet() ? m_added.contains(key.process) : m_since > 0;
        const bool isLookedUp = key.place == QLatin1String(placeOfCalls); // as a whole, whatever is new
        (sighting.counted && isNews && !isLookedUp ? further : all).push_back(std::move(sighting));
    }
    LeakReport report;
    report.whole = m_added.isEmpty();
    report.canariesInTexts = m_texts->knowsCanaries();
    const auto before = countOpen();
    if (!before)
        return failed(before);
    for (const auto &[seen, adds] : {std::pair(&all, false), std::pair(&further, true)})
        if (const auto noted = m_store.note(*seen, adds); !noted)
            return failed(noted);
    if (const auto settled = m_store.settleUnseen(m_scope.at, m_since == 0, report.canariesInTexts); !settled)
        return failed(settled);
    if (const auto marked = m_store.mark(m_scope); !marked)
        return failed(marked);
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
    const auto scope = m_reader.begin();
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pools/sample_store.h"

#include "storage/bindings/binding_store.h"
#include "storage/pools/pool_store.h"

namespace callveil {

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 wholeDays = 35, thinnedDays = 36, keptDays = 730; // as the server's own function has them

} // namespace

Result<qint64> SampleStore::take()
{
    return m_connection.engine() == Engine::PostgreSql ? m_connection.integer("sample.take") : takeEmbedded();
}

Result<qint64> SampleStore::takeEmbedded()
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return now;
    const qint64 moment = *now / PoolSample::pause * PoolSample::pause;
    const auto newest = m_connection.integer("sample.newest");
    if (!newest || *newest == moment)
        return newest ? Result<qint64>(0) : newest;
    if (*newest < moment / dayMs * dayMs) // the first of a day
        if (const auto thinned = thin(moment, *newest); !thinned)
            return failed(thinned);
    const auto use = BindingStore(m_connection).poolUse();
    if (!use)
        return failed(use);
    const auto counts = PoolStore(m_connection).counts();
    if (!counts)
        return failed(counts);
    for (auto pool = use->begin(); pool != use->end(); ++pool) {
        const PoolSample sample{moment, numbersIn(counts->value(pool.key())), pool.value()};
        if (const auto noted = note(pool.key(), sample); !noted)
            return failed(noted);
    }
    return use->size();
}

/// What lies before was thinned when the newest one was noted, or earlier.
Result<void> SampleStore::thin(qint64 now, qint64 newest)
{
    const auto thinned = m_connection.write(
        "sample.thin", {{":before", now - wholeDays * dayMs}, {":since", newest - thinnedDays * dayMs}});
    if (!thinned)
        return failed(thinned);
    const auto dropped = m_connection.write("sample.drop_old", {{":before", now - keptDays * dayMs}});
    return dropped ? Result<void>() : failed(dropped);
}

Result<void> SampleStore::note(PoolId pool, const PoolSample &sample)
{
    const auto noted = m_connection.write("sample.note",
        {{":pool", pool.value}, {":at", sample.at}, {":numbers", sample.numbers}, {":bound", sample.use.bound},
            {":cooling", sample.use.cooling}, {":free", sample.use.free}, {":busiest", sample.use.busiest}});
    return noted ? Result<void>() : failed(noted);
}

Result<std::vector<PoolSample>> SampleStore::between(PoolId pool, qint64 from, qint64 to)
{
    return m_connection.all(
        "sample.between", {{":pool", pool.value}, {":from_at", from}, {":to_at", to}}, [](const Row &row) {
            return PoolSample{
                row.integer(0), row.integer(1), {row.integer(2), row.integer(3), row.integer(4), row.integer(5)}};
        });
}

Result<std::vector<DayPeak>> SampleStore::dayPeaks(PoolId pool, Sharing sharing, qint64 from, qint64 to)
{
    return m_connection.all(
        "sample.day_peaks", {{":pool", pool.value}, {":from_at", from}, {":to_at", to}}, [sharing](const Row &row) {
            return sharing == Sharing::Exclusive ? DayPeak{row.integer(0), row.integer(1), row.integer(3) == 0}
                                                 : DayPeak{row.integer(0), row.integer(2), row.integer(4) >= 0};
        });
}

Result<std::vector<AgeCount>> SampleStore::ages(PoolId pool)
{
    return m_connection.all("sample.ages", {{":pool", pool.value}}, [](const Row &row) {
        return AgeCount{row.integer(0), row.integer(1)};
    });
}

} // namespace callveil

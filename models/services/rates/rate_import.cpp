// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_import.h"

#include "storage/audit/deed_log.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace callveil {

namespace {

bool costsTheSame(const Rate &left, const Rate &right)
{
    return left.price == right.price && left.currency == right.currency && left.increment == right.increment
        && left.minimum == right.minimum;
}

/// The rates that hold, by list, prefix and beginning.
class KnownRates final {
public:
    explicit KnownRates(const std::vector<RateEntry> &entries)
    {
        for (const RateEntry &entry : entries)
            put(entry.rate);
    }

    /// In the place of another that begins at the same moment.
    void put(const Rate &rate) { m_rates[{rate.kind, rate.prefix}].insert_or_assign(rate.validFrom, rate); }

    /// The one that is valid when `rate` begins, or would be; nullptr without one.
    [[nodiscard]] const Rate *before(const Rate &rate) const
    {
        const auto series = m_rates.find({rate.kind, rate.prefix});
        if (series == m_rates.end())
            return nullptr;
        const auto later = series->second.upper_bound(rate.validFrom);
        return later == series->second.begin() ? nullptr : &std::prev(later)->second;
    }

private:
    std::map<std::pair<RateKind, QString>, std::map<qint64, Rate>> m_rates;
};

/// What the rows of a file do to the rates, whatever their order in it.
class Sorting final {
public:
    explicit Sorting(RateProgress &progress) : m_progress(progress) { }

    /// False when it is to end.
    bool take(const RateRow &row)
    {
        ++m_progress.rows;
        if (m_outcome.first.size() < RateImportOrder::mostShown)
            m_outcome.first.push_back(row);
        m_rows.push_back(row.rate);
        return !m_progress.cancelled;
    }

    [[nodiscard]] std::vector<RateReject> &rejects() { return m_outcome.rejects; }

    /// In one order by all, so that no two imports wait for each other.
    [[nodiscard]] const RateImport &decide(KnownRates known)
    {
        std::sort(m_rows.begin(), m_rows.end(), [](const Rate &left, const Rate &right) {
            return std::tie(left.kind, left.prefix, left.validFrom)
                < std::tie(right.kind, right.prefix, right.validFrom);
        });
        for (Rate &rate : m_rows)
            decide(known, rate);
        return m_outcome;
    }

    [[nodiscard]] Result<void> store(RateStore &store) const
    {
        if (!m_withdrawn.isEmpty()) {
            const auto withdrawn = store.withdraw(m_withdrawn);
            if (!withdrawn)
                return failed(withdrawn);
            if (*withdrawn != m_withdrawn.size())
                return fail(ErrorCode::Conflict, Fault::EntryChanged);
        }
        if (!m_added.empty())
            if (const auto added = store.add(m_added); !added)
                return failed(added);
        for (const Rate &rate : m_ended) {
            const auto added = store.add({rate});
            if (!added)
                return failed(added);
            if (const auto ended = store.end(*added, *rate.validUntil); !ended)
                return failed(ended);
        }
        return {};
    }

private:
    void decide(KnownRates &known, Rate &rate)
    {
        const Rate *before = known.before(rate);
        const bool isSame = before && before->validFrom == rate.validFrom;
        // An end that was set since holds against a list that knows nothing of it.
        const bool holds = before && (isSame || before->validUntil.value_or(rate.validFrom + 1) > rate.validFrom);
        if (holds && costsTheSame(*before, rate)) {
            ++m_outcome.unchanged;
            return;
        }
        ++(isSame ? m_outcome.replaced : m_outcome.added);
        if (isSame)
            m_withdrawn.append(before->id);
        if (before && before->validUntil.value_or(rate.validFrom) > rate.validFrom)
            rate.validUntil = before->validUntil; // what ends then does not go on at another price
        (rate.validUntil ? m_ended : m_added).push_back(rate);
        known.put(rate);
    }

    RateProgress &m_progress;
    RateImport m_outcome;
    std::vector<Rate> m_rows;
    QList<RateId> m_withdrawn;
    std::vector<Rate> m_added, m_ended; ///< those with an end have that of what they replace or follow
};

Result<void> record(Connection &connection, const Identity &me, const RateImport &outcome)
{
    const QString what = QStringLiteral("added %1; replaced %2; unchanged %3; rejected %4")
                             .arg(outcome.added)
                             .arg(outcome.replaced)
                             .arg(outcome.unchanged)
                             .arg(outcome.rejects.size());
    return DeedLog(connection).append(me, {QStringLiteral("rate.import"), QStringLiteral("rates"), {}, what, {}});
}

} // namespace

Result<RateImport> importRates(
    Connection &connection, const Identity &me, const RateImportOrder &order, RateProgress &progress)
{
    RateStore store(connection, me.id);
    RateDefaults defaults = order.defaults;
    if (defaults.validFrom == 0) {
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        defaults.validFrom = *now;
    }
    const auto entries = store.list(false);
    if (!entries)
        return failed(entries);
    Sorting rows(progress);
    const auto read = readRateFile(
        order.file, defaults, [&rows](const RateRow &row) { return rows.take(row); }, rows.rejects());
    if (!read)
        return failed(read);
    if (progress.cancelled)
        return fail(ErrorCode::Cancelled, Fault::Cancelled);
    const RateImport &outcome = rows.decide(KnownRates(*entries));
    if (order.dryRun || outcome.added + outcome.replaced == 0)
        return outcome;
    if (const auto stored = rows.store(store); !stored)
        return failed(stored);
    if (const auto recorded = record(connection, me, outcome); !recorded)
        return failed(recorded);
    return outcome;
}

} // namespace callveil

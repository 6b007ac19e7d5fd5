// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rerating.h"

#include "services/rates/rate_words.h"
#include "storage/audit/deed_log.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {

constexpr int callsAtOnce = 500;
constexpr int mostAttempts = 3;
constexpr qint64 partsOfProcess = 1000; // of the way
const QString object = QStringLiteral("rates");

void count(const std::optional<Money> &charge, ChargeSums &sums)
{
    if (charge)
        sums.micros[charge->currency] += charge->micros;
    else
        ++sums.unrated;
}

/// "12.30 EUR, 0.50 USD".
QString sumsText(const ChargeSums &sums)
{
    QStringList texts;
    for (const auto &[currency, micros] : sums.micros)
        texts.append(QStringLiteral("%1 %2").arg(decimalText(micros), currency));
    return texts.isEmpty() ? QStringLiteral("none") : texts.join(QStringLiteral(", "));
}

QString sumsText(const ChargeSums &cost, const ChargeSums &recharge)
{
    return QStringLiteral("cost %1; recharge %2; unrated %3")
        .arg(sumsText(cost), sumsText(recharge), QString::number(cost.unrated));
}

} // namespace

Rerating::Rerating(Connection &connection, const Identity &me, const ReratingOrder &order, ReratingProgress &progress)
    : m_connection(connection), m_me(me), m_order(order), m_progress(progress), m_store(connection)
{ }

Result<ReratingReport> Rerating::run()
{
    if (m_order.to <= m_order.from)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("to"), recordedTime(m_order.to), QStringLiteral("> ") + recordedTime(m_order.from)});
    const auto some = processes();
    if (!some)
        return failed(some);
    m_progress.all = some->size() * partsOfProcess;
    if (!m_order.dryRun)
        if (const auto begun = begin(*some); !begun)
            return failed(begun);
    const auto done = rateAll(*some);
    const auto ended = m_order.dryRun ? Result<void>() : end(); // whatever stopped it: what was done has its entry
    if (!done)
        return failed(done);
    if (!ended)
        return failed(ended);
    return m_report;
}

/// Ascending: in the order in which all hold processes.
Result<QList<ProcessId>> Rerating::processes()
{
    const auto all = ProcessStore(m_connection).list();
    if (!all)
        return failed(all);
    QList<ProcessId> chosen;
    for (const Process &process : *all)
        if (m_me.sees(process.id) && (!m_order.process.isSet() || process.id == m_order.process))
            chosen.append(process.id);
    if (chosen.isEmpty() && m_order.process.isSet())
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(m_order.process.value)});
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

Result<void> Rerating::begin(const QList<ProcessId> &processes)
{
    QStringList names;
    for (const ProcessId process : processes)
        names.append(QString::number(process.value));
    const QString what = QStringLiteral("processes %1; calls from %2; calls until %3")
                             .arg(names.join(u' '), recordedTime(m_order.from), recordedTime(m_order.to));
    return m_connection.transact([&]() -> Result<void> {
        const auto run = m_store.begin(processes, m_order.from, m_order.to);
        if (!run)
            return failed(run);
        m_run = *run;
        return DeedLog(m_connection).append(m_me, {QStringLiteral("rate.rerate"), object, {}, what, {}});
    });
}

Result<void> Rerating::end()
{
    const QString before = sumsText(m_report.costBefore, m_report.rechargeBefore);
    const QString after = QStringLiteral("%1; legs %2; changed %3")
                              .arg(sumsText(m_report.costAfter, m_report.rechargeAfter))
                              .arg(m_report.legs)
                              .arg(m_report.changed);
    return m_connection.transact([&]() -> Result<void> {
        if (const auto ended = m_store.end(m_run); !ended)
            return ended;
        return DeedLog(m_connection).append(m_me, {QStringLiteral("rate.rerated"), object, before, after, {}});
    });
}

Result<void> Rerating::rateAll(const QList<ProcessId> &processes)
{
    auto rates = RateBook().current(m_connection, m_me.id); // of after the beginning, which waited for imports
    if (!rates)
        return failed(rates);
    m_rates = std::move(*rates);
    for (qsizetype place = 0; place < processes.size(); ++place)
        if (const auto done = rateOne({processes[place], m_order.from, m_order.to}, place); !done)
            return done;
    m_progress.done = m_progress.all.load();
    // Legs that cost the same by the rates of before were passed by.
    return m_order.dryRun ? Result<void>() : checkUnchanged(m_rates, m_connection, m_me.id);
}

Result<void> Rerating::rateOne(const RatingPeriod &period, qint64 place)
{
    CallKey key{period.from, 0};
    while (true) {
        if (m_progress.cancelled)
            return m_order.dryRun ? fail(ErrorCode::Cancelled, Fault::Cancelled)
                                  : fail(ErrorCode::Cancelled, Fault::CancelledHalfway);
        // What rates a leg never changes once it is written: reading needs no transaction.
        const auto legs = m_store.page(period, key, callsAtOnce);
        if (!legs)
            return failed(legs);
        if (legs->empty())
            return {};
        ReratingReport report = m_report;
        const std::vector<ChargedLeg> changed = rated(*legs, report);
        if (!m_order.dryRun && !changed.empty())
            if (const auto stored = store(period, changed); !stored)
                return stored; // the report is of what was done
        m_report = std::move(report);
        key = legs->back().call;
        m_progress.legs += qint64(legs->size());
        const double part = double(key.startedAt - period.from) / double(period.to - period.from);
        m_progress.done = place * partsOfProcess + qint64(part * partsOfProcess);
    }
}

std::vector<ChargedLeg> Rerating::rated(const std::vector<ChargedLeg> &legs, ReratingReport &report)
{
    std::vector<ChargedLeg> changed;
    CallKey last;
    for (const ChargedLeg &leg : legs) {
        report.calls += leg.call == last ? 0 : 1;
        last = leg.call;
        ChargedLeg now = leg;
        now.charges = m_rates.table->charges(leg.rated);
        ++report.legs;
        count(leg.charges.cost, report.costBefore);
        count(now.charges.cost, report.costAfter);
        count(leg.charges.recharge, report.rechargeBefore);
        count(now.charges.recharge, report.rechargeAfter);
        if (now.charges == leg.charges)
            continue;
        ++report.changed;
        changed.push_back(std::move(now));
    }
    return changed;
}

Result<void> Rerating::store(const RatingPeriod &period, const std::vector<ChargedLeg> &legs)
{
    Result<void> stored;
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        stored = m_connection.transact([&]() -> Result<void> {
            const auto put = m_store.put(m_run, period, legs);
            // Then, because now the process is held: whoever begins to rate it again by other rates finds these
            // amounts.
            return put ? checkUnchanged(m_rates, m_connection, m_me.id) : put;
        });
        if (stored || stored.error().code != ErrorCode::Busy) // somebody else writes calls
            break;
    }
    return stored;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rates/rerating_store.h"

#include "storage/database/list_text.h"
#include "storage/reports/roll_ups.h"

namespace callveil {

namespace {

std::optional<Money> moneyAt(const Row &row, int column)
{
    const auto micros = row.maybe(column);
    return micros ? std::optional(Money{*micros, row.text(column + 1)}) : std::nullopt;
}

std::optional<qint64> microsOf(const std::optional<Money> &money)
{
    return money ? std::optional(money->micros) : std::nullopt;
}

std::optional<QString> currencyOf(const std::optional<Money> &money)
{
    return money ? std::optional(money->currency) : std::nullopt;
}

template <typename Value>
QVariant orNull(const std::optional<Value> &value)
{
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<Value>());
}

QString sessionsOf(const std::vector<ChargedLeg> &legs, Engine engine)
{
    QList<qint64> sessions;
    for (const ChargedLeg &leg : legs)
        if (sessions.isEmpty() || sessions.back() != leg.call.id) // those of a call stand together
            sessions.append(leg.call.id);
    return listText(sessions, engine);
}

} // namespace

Result<qint64> ReratingStore::begin(const QList<ProcessId> &processes, qint64 from, qint64 to)
{
    if (m_connection.engine() == Engine::Sqlite)
        return 0; // whoever owns the file changes its legs as he likes: his deed is all that can be asked for
    return m_connection.integer("rate.begin_again",
        {{":processes", listText(processes, Engine::PostgreSql)}, {":from_at", from}, {":to_at", to}});
}

Result<void> ReratingStore::end(qint64 run)
{
    if (m_connection.engine() == Engine::Sqlite)
        return {};
    const auto ended = m_connection.write("rate.end_again", {{":run", run}});
    return ended ? Result<void>() : failed(ended);
}

Result<std::vector<ChargedLeg>> ReratingStore::page(const RatingPeriod &period, const CallKey &key, int most)
{
    return m_connection.all("rate.page",
        {{":process", period.process.value}, {":from_at", period.from}, {":to_at", period.to},
            {":key_at", key.startedAt}, {":key_id", key.id}, {":most", most}},
        [](const Row &row) {
            return ChargedLeg{{row.integer(0), row.integer(1)}, row.number(2),
                {Medium(row.number(3)), row.text(6), row.integer(4), row.integer(5)},
                {moneyAt(row, 7), moneyAt(row, 9)}};
        });
}

Result<void> ReratingStore::putOnServer(qint64 run, const RatingPeriod &period, const std::vector<ChargedLeg> &legs)
{
    const auto put = m_connection.integer("rate.put_all",
        {{":run", run}, {":process", period.process.value},
            {":sessions", arrayText(legs, [](const ChargedLeg &leg) { return leg.call.id; })},
            {":legs", arrayText(legs, [](const ChargedLeg &leg) { return qint64(leg.leg); })},
            {":costs", arrayText(legs, [](const ChargedLeg &leg) { return microsOf(leg.charges.cost); })},
            {":currencies", arrayText(legs, [](const ChargedLeg &leg) { return currencyOf(leg.charges.cost); })},
            {":recharges", arrayText(legs, [](const ChargedLeg &leg) { return microsOf(leg.charges.recharge); })},
            {":recharge_currencies",
                arrayText(legs, [](const ChargedLeg &leg) { return currencyOf(leg.charges.recharge); })}});
    return put ? Result<void>() : failed(put);
}

Result<void> ReratingStore::put(qint64 run, const RatingPeriod &period, const std::vector<ChargedLeg> &legs)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return putOnServer(run, period, legs);
    const QString sessions = sessionsOf(legs, Engine::Sqlite);
    RollUps days(m_connection);
    if (const auto out = days.rollListed(sessions, RollUps::Way::Out); !out)
        return out;
    for (const ChargedLeg &leg : legs) {
        const auto written = m_connection.write("rate.put",
            {{":session", leg.call.id}, {":leg", leg.leg}, {":cost", orNull(microsOf(leg.charges.cost))},
                {":currency", orNull(currencyOf(leg.charges.cost))},
                {":recharge", orNull(microsOf(leg.charges.recharge))},
                {":recharge_currency", orNull(currencyOf(leg.charges.recharge))}});
        if (!written)
            return failed(written);
    }
    if (const auto summed = m_connection.write("rate.sum", {{":sessions", sessions}}); !summed)
        return failed(summed);
    return days.rollListed(sessions, RollUps::Way::In);
}

Result<std::vector<UnratedLegs>> ReratingStore::unrated(const UnratedScope &scope)
{
    return m_connection.all("rate.unrated",
        {{":list", int(scope.kind)}, {":from_at", scope.from}, {":to_at", scope.to},
            {":processes", listText(scope.processes, m_connection.engine())}, {":most", scope.most}},
        [](const Row &row) {
            return UnratedLegs{{row.integer(0)}, row.text(1), Medium(row.number(2)), row.integer(3), row.integer(4),
                row.integer(5), row.integer(6)};
        });
}

} // namespace callveil

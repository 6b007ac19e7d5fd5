// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rates/rate_store.h"

#include "storage/database/list_text.h"

namespace callveil {

namespace {

constexpr size_t mostAtOnce = 2000; // rows that one statement takes

Rate readRate(const Row &row)
{
    Rate rate;
    rate.id = {row.integer(0)};
    rate.kind = RateKind(row.number(1));
    rate.prefix = row.text(2);
    rate.price = row.integer(3);
    rate.currency = row.text(4);
    rate.increment = row.number(5);
    rate.minimum = std::max(row.number(6), rate.increment); // some were stored as 0 before that said the same
    rate.validFrom = row.integer(7);
    rate.validUntil = row.maybe(8);
    return rate;
}

/// Somebody was faster: what was asked for was free when it was looked at.
Error changed(const Error &error)
{
    return error.code == ErrorCode::Conflict ? Error{error.code, Fault::EntryChanged, {}, error.detail} : error;
}

} // namespace

Result<std::vector<RateEntry>> RateStore::list(bool withWithdrawn)
{
    return m_connection.all("rate.list", {{":with_withdrawn", withWithdrawn ? 1 : 0}}, [](const Row &row) {
        return RateEntry{readRate(row), row.flag(9), row.integer(10), row.text(11), row.maybe(12), row.text(13)};
    });
}

Result<RateTable> RateStore::table()
{
    auto rates = m_connection.all("rate.list", {{":with_withdrawn", 0}}, [](const Row &row) { return readRate(row); });
    if (!rates)
        return failed(rates);
    return RateTable(std::move(*rates));
}

Result<qint64> RateStore::stamp()
{
    return m_connection.integer("rate.stamp");
}

Result<RateId> RateStore::addOnServer(const std::vector<Rate> &rates)
{
    RateId last;
    for (size_t first = 0; first < rates.size(); first += mostAtOnce) {
        const auto begin = rates.begin() + qint64(first);
        const std::vector<Rate> some(begin, begin + qint64(std::min(mostAtOnce, rates.size() - first)));
        const auto added = m_connection.integer("rate.add_all",
            {{":kinds", arrayText(some, [](const Rate &rate) { return qint64(rate.kind); })},
                {":prefixes", arrayText(some, [](const Rate &rate) { return rate.prefix; })},
                {":prices", arrayText(some, [](const Rate &rate) { return rate.price; })},
                {":currencies", arrayText(some, [](const Rate &rate) { return rate.currency; })},
                {":increments", arrayText(some, [](const Rate &rate) { return qint64(rate.increment); })},
                {":minimums", arrayText(some, [](const Rate &rate) { return qint64(rate.minimum); })},
                {":begins", arrayText(some, [](const Rate &rate) { return rate.validFrom; })}});
        if (!added)
            return tl::unexpected(changed(added.error()));
        last = {*added};
    }
    return last;
}

Result<RateId> RateStore::add(const std::vector<Rate> &rates)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return addOnServer(rates);
    RateId last;
    for (const Rate &rate : rates) {
        const auto added = m_connection.integer("rate.add",
            {{":kind", int(rate.kind)}, {":prefix", rate.prefix}, {":price", rate.price}, {":currency", rate.currency},
                {":increment", rate.increment}, {":minimum", rate.minimum}, {":begins", rate.validFrom},
                {":person", m_me.value}});
        if (!added)
            return tl::unexpected(changed(added.error()));
        last = {*added};
    }
    return last;
}

Result<qint64> RateStore::withdraw(const QList<RateId> &rates)
{
    const QString list = listText(rates, m_connection.engine());
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.integer("rate.withdraw_all", {{":rates", list}});
    return m_connection.write("rate.withdraw", {{":rates", list}, {":person", m_me.value}});
}

Result<bool> RateStore::end(RateId rate, qint64 until)
{
    const auto ended = m_connection.engine() == Engine::PostgreSql
        ? m_connection.integer("rate.end_one", {{":rate", rate.value}, {":until", until}})
        : m_connection.write("rate.end", {{":rate", rate.value}, {":until", until}, {":person", m_me.value}});
    if (!ended)
        return failed(ended);
    return *ended > 0;
}

} // namespace callveil

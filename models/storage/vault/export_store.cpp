// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/export_store.h"

#include "storage/database/list_text.h"

#include <QCryptographicHash>

#include <functional>

namespace callveil {

namespace {

FetchedNumber readNumber(const Row &row)
{
    return {{{row.integer(0)}, row.integer(2), row.bytes(1)}, row.bytes(3), {row.integer(4)}, row.number(5)};
}

} // namespace

/// The hash is of the array's text, as the database makes it.
void ExportOrder::add(const QList<NumberId> &ids)
{
    parts.append(QCryptographicHash::hash(listText(ids, Engine::PostgreSql).toLatin1(), QCryptographicHash::Sha256));
    sizes.append(int(ids.size()));
    numbers += ids.size();
}

Result<std::vector<SessionNumbers>> ExportStore::numbersOf(const std::vector<CallId> &sessions)
{
    return m_connection.all(
        "export.numbers", {{":sessions", listText(sessions, m_connection.engine())}}, [](const Row &row) {
            return SessionNumbers{{row.integer(0)}, {row.integer(1)}, {row.integer(2)}};
        });
}

Result<RequestAnswer> ExportStore::request(const ExportOrder &order, const QString &reason, bool permitted)
{
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto answer = m_connection.one("export.request",
            {{":processes", listText(order.processes, Engine::PostgreSql)},
                {":parts", arrayText(order.parts, std::identity())},
                {":sizes", listText(order.sizes, Engine::PostgreSql)}, {":reason", reason}},
            [](const Row &row) {
                return RequestAnswer{RequestOutcome(row.number(0)), row.bytes(1), 0, 0};
            });
        if (!answer)
            return failed(answer);
        return answer->value_or(RequestAnswer{});
    }
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const RequestAnswer answer{permitted ? RequestOutcome::Granted : RequestOutcome::NotPermitted, {}, 0, 0};
    const auto added = m_connection.write("reveal.add_request",
        {{":person", m_me.value}, {":kind", int(RequestKind::Export)}, {":number", 0},
            {":outcome", int(answer.outcome)}, {":now", *now}});
    if (!added)
        return failed(added);
    return answer;
}

Result<std::vector<FetchedNumber>> ExportStore::fetch(const RequestAnswer &granted, const QList<NumberId> &ids)
{
    const QString list = listText(ids, m_connection.engine());
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.all("export.fetch", {{":token", granted.token}, {":ids", list}}, readNumber);
    return m_connection.all("export.fetch_numbers", {{":ids", list}, {":person", m_me.value}}, readNumber);
}

} // namespace callveil

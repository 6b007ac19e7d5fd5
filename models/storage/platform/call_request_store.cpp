// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/call_request_store.h"

namespace callveil {

namespace {

CallRequest readRequest(const Row &row)
{
    CallRequest request;
    request.publicId = row.bytes(0);
    request.binding = {row.integer(1)};
    request.session = row.bytes(2);
    request.first = PartySide(row.number(3));
    request.state = CallRequestState(row.number(4));
    request.cause = CallRequestCause(row.number(5));
    request.switchName = row.text(6);
    request.madeAt = row.integer(7);
    request.stateAt = row.integer(8);
    return request;
}

CallRequestAnswer readAnswer(const Row &row)
{
    return {CallRequestOutcome(row.number(0)), row.bytes(1), row.text(2)};
}

} // namespace

Result<CallRequestStore> CallRequestStore::open(Connection &connection)
{
    if (connection.engine() != Engine::PostgreSql)
        return fail(ErrorCode::Invalid, Fault::NeedsServer);
    return CallRequestStore(connection);
}

Result<CallRequestAnswer> CallRequestStore::make(const CallRequestDraft &draft)
{
    const auto answer = m_connection->one("call_request.make",
        {{":op", draft.token}, {":id", draft.publicId}, {":binding", draft.binding.value},
            {":first", int(draft.first)}},
        readAnswer);
    if (!answer)
        return failed(answer);
    if (!*answer)
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("call_request.make: no row"));
    return **answer;
}

Result<std::optional<CallRequest>> CallRequestStore::find(const QByteArray &publicId)
{
    return m_connection->one("call_request.find", {{":id", publicId}}, readRequest);
}

Result<bool> CallRequestStore::cancel(const QByteArray &publicId)
{
    const auto done = m_connection->integer("call_request.cancel", {{":id", publicId}});
    if (!done)
        return failed(done);
    return *done != 0;
}

Result<qint64> CallRequestStore::thin(int most)
{
    return m_connection->integer("call_request.thin", {{":most", most}});
}

} // namespace callveil

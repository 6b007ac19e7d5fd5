// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/call_test_store.h"

#include "storage/database/list_text.h"

namespace callveil {

namespace {

CallFound readFound(const Row &row)
{
    CallFound found;
    found.way.kind = CallWay::Kind(row.number(0));
    found.way.elsewhere = row.flag(1);
    found.binding = {row.maybe(2).value_or(0)};
    found.way.side = PartySide(row.number(3));
    found.way.stands = row.flag(4);
    found.way.hasCopies = row.flag(5);
    found.routesAreMade = row.flag(6);
    found.way.optedOut = row.flag(7);
    if (const auto recording = row.maybe(8))
        found.way.recording = RecordingChoice(*recording);
    found.way.expiresAt = row.maybe(9);
    found.gateway = GatewayId{row.maybe(10).value_or(0)};
    found.prefix = row.text(11);
    found.past = {row.maybe(12).value_or(0)};
    found.pastFreeAt = row.maybe(13).value_or(0);
    return found;
}

CallTestStore::Found readBinding(const Row &row)
{
    return {
        {row.integer(0)}, {row.integer(1)}, BindingModel(row.number(2)), RecordingChoice(row.number(3)), row.maybe(4)};
}

} // namespace

Result<RequestAnswer> CallTestStore::request(const CallQuestion &question, const QString &reason)
{
    Q_ASSERT(m_connection.engine() == Engine::PostgreSql);
    const PlaceArrays arrays(question.places);
    const auto answer = m_connection.one("call_test.request",
        {{":did", question.did.value}, {":party", question.party}, {":processes", arrays.processes},
            {":blinds", arrays.blinds}, {":reason", reason}},
        [](const Row &row) {
            return RequestAnswer{RequestOutcome(row.number(0)), row.bytes(1), row.integer(2), row.number(3)};
        });
    if (!answer)
        return failed(answer);
    return answer->value_or(RequestAnswer{});
}

Result<CallFound> CallTestStore::fetch(const RequestAnswer &granted, const CallQuestion &question)
{
    const PlaceArrays arrays(question.places);
    const auto found = m_connection.one("call_test.fetch",
        {{":token", granted.token}, {":did", question.did.value}, {":party", question.party},
            {":processes", arrays.processes}, {":blinds", arrays.blinds}},
        readFound);
    if (!found)
        return failed(found);
    return found->value_or(CallFound{});
}

Result<std::optional<CallTestStore::Place>> CallTestStore::place(const CallQuestion &question)
{
    Q_ASSERT(m_connection.engine() == Engine::Sqlite);
    return m_connection.one(
        "call_test.place", {{":did", question.did.value}, {":party", question.party}}, [](const Row &row) {
            return Place{{row.integer(0)}, PartySide(row.number(1)), row.flag(2), row.integer(3)};
        });
}

Result<QString> CallTestStore::idsOf(const std::vector<BlindIndex> &places)
{
    QList<qint64> ids;
    for (const BlindIndex &place : places) {
        const auto read = m_connection.forEach("held.ids", {{":process", place.process.value}, {":blind", place.blind}},
            [&](const Row &row) { ids.append(row.integer(0)); });
        if (!read)
            return failed(read);
    }
    return listText(ids, Engine::Sqlite);
}

Result<std::optional<CallTestStore::Found>> CallTestStore::partner(
    DidId did, const std::optional<Place> &place, const QString &ids)
{
    return m_connection.one("call_test.partner",
        {{":did", did.value}, {":binding", place ? place->binding.value : 0}, {":owner", int(place && place->isOwner)},
            {":ids", ids}},
        readBinding);
}

Result<std::optional<CallTestStore::Found>> CallTestStore::owned(DidId did)
{
    return m_connection.one("call_test.owned", {{":did", did.value}}, readBinding);
}

Result<std::optional<std::pair<CallTestStore::Found, qint64>>> CallTestStore::past(
    DidId did, BindingId of, const QString &ids)
{
    return m_connection.one(
        "call_test.past", {{":did", did.value}, {":binding", of.value}, {":ids", ids}}, [](const Row &row) {
            Found found;
            found.id = {row.integer(0)};
            found.process = {row.integer(1)};
            return std::pair(found, row.integer(2));
        });
}

Result<bool> CallTestStore::hasCopies(BindingId binding)
{
    const auto has = m_connection.integer("call_test.has_copies", {{":binding", binding.value}});
    if (!has)
        return failed(has);
    return *has != 0;
}

Result<std::optional<CallTestStore::Line>> CallTestStore::line(BindingId binding)
{
    return m_connection.one("call_test.line", {{":binding", binding.value}}, [](const Row &row) {
        return Line{row.bytes(0), row.bytes(2), BindingModel(row.number(1))};
    });
}

Result<qint64> CallTestStore::optOuts()
{
    return m_connection.integer("call_test.opt_outs");
}

Result<void> CallTestStore::countLate(DidId did, const QString &callingCode)
{
    const auto counted = m_connection.integer("call_test.count_late", {{":did", did.value}, {":code", callingCode}});
    if (!counted)
        return failed(counted);
    return {};
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/records/record_store.h"

#include "storage/database/bound_value.h"
#include "storage/database/list_text.h"
#include "storage/database/written.h"

#include <QCryptographicHash>

namespace callveil {

namespace {

SpooledRecord readRecord(const Row &row)
{
    SpooledRecord record;
    record.seq = row.integer(0);
    record.callKey = row.bytes(1);
    record.leg = RecordLeg(row.number(2));
    record.did = {row.integer(3)};
    record.binding = {row.integer(4)};
    record.process = {row.integer(5)};
    if (!row.isNull(6))
        record.caller = PartySide(row.number(6));
    record.callingCode = row.text(7);
    record.startedAt = row.integer(8);
    record.answeredAt = row.maybe(9);
    record.endedAt = row.maybe(10);
    record.billableSeconds = row.integer(11);
    record.disposition = Disposition(row.number(12));
    record.agentNumber = row.integer(13);
    return record;
}

} // namespace

Result<void> RecordStore::forgetOld()
{
    if (m_connection.engine() == Engine::PostgreSql)
        return {}; // the server's function does it
    if (const auto dropped = m_connection.write("record.drop_refused"); !dropped)
        return failed(dropped);
    return written(m_connection.write("record.drop_known"));
}

Result<bool> RecordStore::waits()
{
    const auto waits = m_connection.integer("record.waits");
    if (!waits)
        return failed(waits);
    return *waits != 0;
}

Result<std::vector<SpooledRecord>> RecordStore::take(int most, qint64 after)
{
    if (const auto forgotten = forgetOld(); !forgotten)
        return failed(forgotten);
    return m_connection.all("record.take", {{":most", most}, {":after", after}}, readRecord);
}

Result<void> RecordStore::done(const std::vector<qint64> &seqs)
{
    return written(m_connection.write("record.done", {{":seqs", listText(seqs, m_connection.engine())}}));
}

Result<void> RecordStore::refuse(const std::vector<qint64> &seqs, RecordFault fault)
{
    return written(m_connection.write(
        "record.refuse", {{":seqs", listText(seqs, m_connection.engine())}, {":fault", int(fault)}}));
}

/// Does what cv_api.cdr_put does on a server.
Result<QByteArray> RecordStore::newKey(const QByteArray &callKey, const NewCallRecord &record)
{
    const bool isAnswered = record.answeredAt.has_value();
    const Binds call{{":key", callKey}, {":leg", int(record.leg)}};
    const auto noted = m_connection.write(
        "record.know", {{":key", callKey}, {":leg", int(record.leg)}, {":answered", int(isAnswered)}});
    if (!noted)
        return failed(noted);
    if (*noted > 0)
        return callKey;
    const auto renewed = isAnswered ? m_connection.write("record.know_answered", call) : noted;
    if (!renewed)
        return failed(renewed);
    if (*renewed == 0)
        return QByteArray();
    const auto dropped = m_connection.write("record.drop_unanswered", call);
    if (!dropped)
        return failed(dropped);
    const QByteArray other = callKey + QByteArrayLiteral("answered");
    return *dropped > 0 ? callKey : QCryptographicHash::hash(other, QCryptographicHash::Sha256).first(16);
}

Result<bool> RecordStore::put(const RecordDraft &draft, const NewCallRecord &record)
{
    const auto key = m_connection.engine() == Engine::Sqlite ? newKey(draft.callKey, record) : draft.callKey;
    if (!key || key->isEmpty())
        return key ? Result<bool>(false) : failed(key);
    const auto kept = m_connection.one("record.put",
        {{":key", *key}, {":leg", int(record.leg)}, {":did", draft.did.value}, {":session", orEmpty(record.session)},
            {":caller", orEmpty(draft.caller)}, {":code", draft.callingCode}, {":started", record.startedAt},
            {":answered", orNull(record.answeredAt)}, {":ended", orNull(record.endedAt)},
            {":billable", record.billableSeconds}, {":disposition", int(record.disposition)}},
        [](const Row &row) { return row.flag(0); });
    if (!kept)
        return failed(kept);
    return kept->value_or(false);
}

Result<SpoolState> RecordStore::state()
{
    const auto state = m_connection.one("record.state", {}, [](const Row &row) {
        return SpoolState{row.integer(0), row.integer(1), row.maybe(2)};
    });
    if (!state)
        return failed(state);
    return state->value_or(SpoolState{});
}

} // namespace callveil

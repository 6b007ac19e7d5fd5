// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/record_service.h"

#include "domain/number/number_reader.h"
#include "services/records/written_number.h"
#include "storage/records/record_store.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 oldest = 946684800000; // the year 2000
constexpr qint64 aDay = 86400000; // clocks of others may run ahead
constexpr qint64 mostSeconds = 99999999;

/// What contradicts itself in a small way is put right, as for records of switches.
Result<void> tidy(NewCallRecord &record, qint64 now)
{
    if (record.callRef.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("call")});
    if (record.startedAt < oldest || record.startedAt > now + aDay)
        return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QStringLiteral("start")});
    for (auto *moment : {&record.answeredAt, &record.endedAt})
        if (*moment && **moment > now + aDay)
            moment->reset();
    if (record.answeredAt)
        record.answeredAt = std::max(*record.answeredAt, record.startedAt);
    if (record.endedAt)
        record.endedAt = std::max(*record.endedAt, record.answeredAt.value_or(record.startedAt));
    const qint64 most = !record.answeredAt ? 0
        : record.endedAt                   ? std::min((*record.endedAt - *record.answeredAt + 999) / 1000, mostSeconds)
                                           : mostSeconds;
    record.billableSeconds = std::clamp<qint64>(record.billableSeconds, 0, most);
    return {};
}

RecordDraft draftOf(const NewCallRecord &record, const QString &source, DidId did, const SecretBytes &writerKey)
{
    const RouteKeys keys(writerKey);
    RecordDraft draft{keys.call(source, record.callRef), did, {}, {}};
    QString caller = e164(record.caller);
    const PhoneNumber read = NumberReader(QStringLiteral("GB")).read(caller); // with + the country does not matter
    if (read.kind == NumberKind::E164) {
        draft.caller = keys.party(did, WriterKeys(writerKey).agentIndex(read.text));
        draft.callingCode = QString::number(read.countryCode);
    }
    wipe(caller);
    return draft;
}

} // namespace

QFuture<Result<bool>> RecordService::add(NewCallRecord record, QString source)
{
    return m_workspace.interactive().run(
        [identity = m_workspace.identity(), dids = m_dids, record = std::move(record), source = std::move(source)](
            Connection &connection) mutable -> Result<bool> {
            if (const auto usable = requireUsable(*identity); !usable)
                return failed(usable);
            if (identity->role != Role::Service)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (identity->writerKey.isEmpty())
                return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
            const auto now = connection.integer("operation.now");
            if (!now)
                return failed(now);
            if (const auto fits = tidy(record, *now); !fits)
                return failed(fits);
            const auto book = dids->book(connection);
            if (!book)
                return failed(book);
            const BookedDid *did = (*book)->find(e164(record.did));
            if (!did)
                return fail(ErrorCode::NotFound, Fault::DidUnknown);
            const RecordDraft draft = draftOf(record, source, did->id, identity->writerKey);
            wipe(record.caller);
            return connection.transact([&] { return RecordStore(connection).put(draft, record); });
        });
}

QFuture<Result<SpoolState>> RecordService::state()
{
    return read([](Connection &connection, const Identity &me) -> Result<SpoolState> {
        if (!me.may(Permission::ManagePools) && !me.may(Permission::ManageSecurity))
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        return RecordStore(connection).state();
    });
}

} // namespace callveil

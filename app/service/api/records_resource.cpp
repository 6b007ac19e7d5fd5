// SPDX-License-Identifier: GPL-3.0-or-later
#include "records_resource.h"

#include "domain/base/when_answered.h"
#include "domain/calls/call_keys.h"
#include "problem.h"
#include "services/calls/call_log_service.h"
#include "storage/crypto/secret_bytes.h"

#include <array>

namespace callveil {

struct RecordsResource::Batch {
    ~Batch()
    {
        for (NewCallRecord &record : records)
            wipe(record.caller);
    }

    ApiCall call;
    std::vector<NewCallRecord> records;
    bool isList = false;
    size_t next = 0;
    qint64 added = 0;
};

namespace {

constexpr qint64 mostSeconds = 7 * 24 * 3600;

std::optional<Disposition> dispositionFrom(const QString &key)
{
    constexpr std::array all{Disposition::Unknown, Disposition::Answered, Disposition::NoAnswer, Disposition::Busy,
        Disposition::Failed, Disposition::Cancelled, Disposition::Voicemail};
    for (const Disposition disposition : all)
        if (dispositionKey(disposition) == key)
            return disposition;
    return std::nullopt;
}

RecordLeg readLeg(JsonFields &fields)
{
    const QString leg = fields.neededText("leg");
    if (leg != QLatin1String("customer") && leg != QLatin1String("agent"))
        fields.refuse("leg", QStringLiteral("must be customer or agent"));
    return leg == QLatin1String("agent") ? RecordLeg::Agent : RecordLeg::Customer;
}

NewCallRecord readRecord(JsonFields &fields)
{
    NewCallRecord record;
    record.callRef = fields.neededText("call_ref");
    record.leg = readLeg(fields);
    record.did = fields.neededText("did");
    const QString session = fields.text("session");
    record.session = CallLogService::sessionId(session);
    if (!session.isEmpty() && record.session.isEmpty())
        fields.refuse("session", QStringLiteral("must be the session of a binding: sess_…"));
    record.caller = fields.text("caller");
    const auto started = fields.time("started_at");
    if (!started)
        fields.refuse("started_at", QStringLiteral("is needed"));
    record.startedAt = started.value_or(0);
    record.answeredAt = fields.time("answered_at");
    record.endedAt = fields.time("ended_at");
    record.billableSeconds = fields.whole("billable_seconds").value_or(0);
    if (record.billableSeconds < 0 || record.billableSeconds > mostSeconds)
        fields.refuse("billable_seconds", QStringLiteral("must be 0 to %1 seconds").arg(mostSeconds));
    const QString key = fields.text("disposition");
    const auto disposition = key.isEmpty() ? std::optional(Disposition::Unknown) : dispositionFrom(key);
    if (!disposition)
        fields.refuse("disposition",
            QStringLiteral("must be unknown, answered, no-answer, busy, failed, cancelled or voicemail"));
    record.disposition = disposition.value_or(Disposition::Unknown);
    return record;
}

/// Where in a list of several it was.
HttpAnswer at(HttpAnswer answer, size_t place)
{
    QJsonObject members = QJsonDocument::fromJson(answer.body).object();
    members.insert(QStringLiteral("index"), qint64(place));
    answer.body = QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n';
    return answer;
}

} // namespace

RecordsResource::RecordsResource(Workspace &workspace, QObject *parent) : QObject(parent), m_records(workspace) { }

std::vector<ApiRoute> RecordsResource::routes()
{
    return {{"POST", "/v1/cdr", ApiScope::Records, [this](const ApiCall &call) { take(call); }}};
}

/// All are read before the first is kept.
void RecordsResource::take(const ApiCall &call)
{
    QJsonDocument document;
    if (const auto fault = readJson(*call.request, document))
        return call.reply(*fault);
    const auto batch = std::make_shared<Batch>();
    batch->call = call;
    batch->isList = document.isArray();
    const QJsonArray list = batch->isList ? document.array() : QJsonArray{document.object()};
    if (list.isEmpty() || list.size() > mostAtOnce)
        return call.reply(problem(422, QStringLiteral("count"), QStringLiteral("Too many or none"),
            QStringLiteral("Send one record, or a list of 1 to %1.").arg(mostAtOnce)));
    for (const QJsonValue &value : list) {
        const size_t place = batch->records.size();
        if (!value.isObject())
            return call.reply(
                at(fieldProblem(QStringLiteral("[%1]").arg(place), QStringLiteral("is no object")), place));
        JsonFields fields(value.toObject(), batch->isList ? QStringLiteral("[%1].").arg(place) : QString());
        batch->records.push_back(readRecord(fields));
        if (const auto fault = fields.fault())
            return call.reply(batch->isList ? at(*fault, place) : *fault);
    }
    addNext(batch);
}

/// One after the other. What was kept before one that fails stays: a second try finds it known.
void RecordsResource::addNext(const std::shared_ptr<Batch> &batch)
{
    if (batch->next == batch->records.size()) {
        const qint64 all = qint64(batch->records.size());
        return batch->call.reply(
            json(200, {{QStringLiteral("accepted"), batch->added}, {QStringLiteral("known"), all - batch->added}}));
    }
    whenAnswered(m_records.add(std::move(batch->records[batch->next]), batch->call.client.name), this,
        [this, batch](const Result<bool> &added) {
            if (!added) {
                const HttpAnswer answer = problemOf(added.error());
                return batch->call.reply(batch->isList ? at(answer, batch->next) : answer);
            }
            batch->added += *added ? 1 : 0;
            ++batch->next;
            addNext(batch);
        });
}

} // namespace callveil

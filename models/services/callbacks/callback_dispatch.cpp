// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/callbacks/callback_dispatch.h"

#include "domain/callbacks/callback_retry.h"
#include "services/callbacks/callback_payload.h"
#include "services/callbacks/callback_signing.h"
#include "storage/callbacks/callback_outbox.h"
#include "storage/callbacks/callback_store.h"
#include "storage/people/person_store.h"

#include <QHash>

#include <algorithm>

namespace callveil {

namespace {

constexpr int thinnedAtOnce = 10000, mostBatches = 20; // of one run: the next one goes on
constexpr int gone = 410;

using Bodies = QHash<qint64, QByteArray>; // by the number of the event

Result<void> requireService(const Identity &me)
{
    if (me.role != Role::Service)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    return {};
}

std::vector<qint64> refsOf(const std::vector<DueCallback> &due)
{
    std::vector<qint64> refs;
    for (const DueCallback &each : due)
        refs.push_back(each.ref);
    std::sort(refs.begin(), refs.end());
    refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
    return refs;
}

QByteArray bodyOf(const DueCallback &due, const CallbackCall &call)
{
    if (due.type == CallbackType::Cdr)
        return callPayload(call, due.createdAt);
    const auto leg =
        std::find_if(call.legs.begin(), call.legs.end(), [&](const CallbackLeg &each) { return each.leg == due.leg; });
    return leg == call.legs.end() ? QByteArray() : recordingPayload(call, *leg, due.createdAt);
}

/// `key` is what an event refers to by its ref.
template <typename Found, typename Key, typename Body>
Result<Bodies> bodies(const std::vector<DueCallback> &due, const Result<std::vector<Found>> &found, Key key, Body body)
{
    if (!found)
        return failed(found);
    QHash<qint64, const Found *> byKey;
    for (const Found &each : *found)
        byKey.insert(each.*key, &each);
    Bodies all;
    for (const DueCallback &each : due)
        if (const Found *told = byKey.value(each.ref))
            all.insert(each.seq, body(each, *told));
    return all;
}

Result<Bodies> bodiesOf(Connection &connection, CallbackKind kind, const std::vector<DueCallback> &due)
{
    CallbackOutbox outbox(connection);
    switch (kind) {
    case CallbackKind::Cdr:
        return bodies(due, outbox.calls(refsOf(due)), &CallbackCall::id, &bodyOf);
    case CallbackKind::CallStatus:
        return bodies(due, outbox.statuses(refsOf(due)), &CallbackStatus::seq,
            [](const DueCallback &each, const CallbackStatus &told) { return statusPayload(told, each.createdAt); });
    case CallbackKind::TaskStatus:
        return bodies(due, outbox.tasks(refsOf(due)), &CallbackTask::seq,
            [](const DueCallback &each, const CallbackTask &told) { return taskPayload(told, each.createdAt); });
    }
    return Bodies();
}

Result<CallbackBatch> batchOf(
    Connection &connection, const Identity &me, CallbackKind kind, int most, const QSet<qint64> &underWay)
{
    CallbackBatch batch;
    const auto target = CallbackStore(connection).target(kind);
    if (!target)
        return failed(target);
    const auto url = readCallbackUrl(target->url);
    if (!target->isActive || !url)
        return batch;
    auto due = CallbackOutbox(connection).due(kind, most + int(underWay.size()));
    if (!due)
        return failed(due);
    std::erase_if(*due, [&](const DueCallback &each) { return underWay.contains(each.seq); });
    if (due->size() > size_t(most))
        due->resize(size_t(most));
    if (due->empty())
        return batch;
    const auto now = connection.integer("operation.now");
    const auto targets = PersonStore(connection).setting(QStringLiteral("callback_targets"));
    if (!now)
        return failed(now);
    if (!targets)
        return failed(targets);
    batch.targets = CallbackTargets::listed(targets->value_or(QString()));
    const auto told = bodiesOf(connection, kind, *due);
    if (!told)
        return failed(told);
    const auto secrets = validSecrets(me, *target, *now);
    if (!secrets)
        return failed(secrets);
    for (const DueCallback &each : *due) {
        const QByteArray body = told->value(each.seq);
        if (body.isEmpty())
            batch.lost.push_back({each.seq, CallbackState::Failed, 0, CallbackFailure::Gone, 0, *now});
        else
            batch.ready.push_back(
                {each.seq, each.attempts, callbackRequest(*url, each.publicId, body, *secrets, *now / 1000)});
    }
    return batch;
}

} // namespace

QFuture<Result<CallbackBatch>> CallbackDispatch::take(CallbackKind kind, int most, QSet<qint64> underWay)
{
    return read([kind, most, underWay = std::move(underWay)](
                    Connection &connection, const Identity &me) -> Result<CallbackBatch> {
        if (const auto allowed = requireService(me); !allowed)
            return failed(allowed);
        return batchOf(connection, me, kind, most, underWay);
    });
}

QFuture<Result<void>> CallbackDispatch::settle(CallbackKind kind, std::vector<SettledCallback> settled, bool isGone)
{
    return read(
        [kind, isGone, settled = std::move(settled)](Connection &connection, const Identity &me) -> Result<void> {
            if (const auto allowed = requireService(me); !allowed)
                return allowed;
            return connection.transact([&]() -> Result<void> {
                CallbackOutbox outbox(connection);
                if (const auto stored = outbox.settle(kind, settled); !stored)
                    return stored;
                return isGone ? outbox.disable(kind) : Result<void>();
            });
        });
}

QFuture<Result<qint64>> CallbackDispatch::thin()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = requireUsable(*identity); !allowed)
            return failed(allowed);
        if (identity->role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        qint64 all = 0;
        for (int i = 0; i < mostBatches; ++i) {
            const auto thinned = connection.transact([&] { return CallbackOutbox(connection).thin(thinnedAtOnce); });
            if (!thinned)
                return thinned;
            all += *thinned;
            if (*thinned < thinnedAtOnce)
                break;
        }
        return all;
    });
}

SettledCallback CallbackDispatch::settled(
    const ReadyCallback &sent, const CallbackAnswer &answer, qint64 now, double chance)
{
    SettledCallback settled{
        sent.seq, CallbackState::Delivered, answer.status, answer.failure, int(answer.took.count()), now};
    if (answer.isTaken())
        return settled;
    if (answer.status == gone) { // the endpoint is disabled; it waits until somebody lets it go on
        settled.state = CallbackState::Waiting;
        return settled;
    }
    const auto wait = callbackWait(sent.attempts + 1, chance);
    settled.state = wait ? CallbackState::Waiting : CallbackState::Failed;
    if (wait) {
        const auto asked = std::chrono::milliseconds(answer.retryAfter.value_or(std::chrono::seconds(0)));
        settled.nextAt = now + std::max(*wait, asked).count();
    }
    return settled;
}

} // namespace callveil

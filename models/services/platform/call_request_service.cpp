// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/call_request_service.h"

#include "domain/platform/route_answer.h"
#include "services/bindings/binding_maker.h"
#include "services/calls/call_log_service.h"
#include "storage/crypto/secret_bytes.h"
#include "storage/platform/call_request_store.h"

namespace callveil {

namespace {

constexpr qsizetype idSize = 16;
constexpr int thinnedAtOnce = 1000;

Result<CallRequest> found(CallRequestStore &store, const QByteArray &publicId)
{
    const auto request = store.find(publicId);
    if (!request)
        return failed(request);
    if (!*request)
        return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("call"), callRequestName(publicId)});
    return **request;
}

QString described(const CallRequest &request)
{
    return QStringLiteral("request %1; session %2; first %3")
        .arg(callRequestName(request.publicId), CallLogService::sessionName(request.session), sideKey(request.first));
}

/// Why nobody is called; nothing when somebody is.
std::optional<Error> refusal(const Binding &binding, const CallRequestAnswer &answer)
{
    switch (answer.outcome) {
    case CallRequestOutcome::Made:
    case CallRequestOutcome::ThereIs:
        break;
    case CallRequestOutcome::BindingEnded:
        return Error{ErrorCode::Conflict, Fault::BindingChanged, {}, {}};
    case CallRequestOutcome::OptedOut:
        return Error{ErrorCode::Conflict, Fault::PartyOptedOut, {answer.brand}, {}};
    case CallRequestOutcome::OutOfService:
        return Error{ErrorCode::Conflict, Fault::DidStateRefused, {binding.number, didStateKey(binding.didState)}, {}};
    case CallRequestOutcome::OfNewerBinding:
        return Error{ErrorCode::Conflict, Fault::ChoiceUnknown,
            {QStringLiteral("binding"), CallLogService::sessionName(binding.publicId),
                QStringLiteral("the newest binding of its number")},
            {}};
    case CallRequestOutcome::LeadsNowhere:
        return Error{ErrorCode::Conflict, Fault::ChoiceUnknown,
            {QStringLiteral("number"), binding.number, QStringLiteral("a number whose pool is for voice calls")}, {}};
    }
    return std::nullopt;
}

/// A listed agent who has no line any more has no copy for the switches either.
Result<void> checkLine(Connection &connection, const Identity &me, const Binding &binding)
{
    if (!binding.agent.isSet())
        return {};
    const auto line = BindingStore(connection, me.id).agentLine(binding.agent, binding.process);
    if (!line)
        return failed(line);
    if (!*line)
        return fail(ErrorCode::Invalid, Fault::AgentWithoutNumber, {binding.agentName});
    return {};
}

Result<AskedCall> ask(Connection &connection, CallRequestStore &store, const Identity &me, const CallOrder &order)
{
    const auto binding = requireBinding(connection, me, order.binding);
    if (!binding)
        return failed(binding);
    const QByteArray token = order.token.isEmpty() ? randomBytes(idSize) : order.token;
    const auto answer = store.make({token, randomBytes(idSize), order.binding, order.first});
    if (!answer)
        return failed(answer);
    if (const auto error = refusal(*binding, *answer))
        return tl::unexpected(*error);
    const auto request = found(store, answer->publicId);
    if (!request)
        return failed(request);
    if (answer->outcome == CallRequestOutcome::ThereIs)
        return AskedCall{*request, false};
    if (const auto reached = checkLine(connection, me, *binding); !reached)
        return failed(reached); // which takes the request back
    const auto recorded =
        DeedLog(connection)
            .append(me,
                {QStringLiteral("binding.call-request"), bindingObject(order.binding), {}, described(*request), {}});
    if (!recorded)
        return failed(recorded);
    return AskedCall{*request, true};
}

Result<CallRequest> takeBack(
    Connection &connection, CallRequestStore &store, const Identity &me, const QByteArray &publicId)
{
    const auto request = found(store, publicId);
    if (!request || isOver(request->state))
        return request;
    const auto done = store.cancel(publicId);
    if (!done)
        return failed(done);
    if (!*done)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    const auto recorded =
        DeedLog(connection)
            .append(me,
                {QStringLiteral("binding.call-cancel"), bindingObject(request->binding), described(*request), {}, {}});
    if (!recorded)
        return failed(recorded);
    return found(store, publicId);
}

} // namespace

QFuture<Result<AskedCall>> CallRequestService::request(CallOrder order)
{
    return change(Permission::ManagePools,
        [order = std::move(order)](Connection &connection, const Identity &me) -> Result<AskedCall> {
            auto store = CallRequestStore::open(connection);
            if (!store)
                return failed(store);
            return ask(connection, *store, me, order);
        });
}

QFuture<Result<CallRequest>> CallRequestService::state(QByteArray publicId)
{
    return read(Permission::ManagePools,
        [id = std::move(publicId)](Connection &connection, const Identity &) -> Result<CallRequest> {
            auto store = CallRequestStore::open(connection);
            if (!store)
                return failed(store);
            return found(*store, id);
        });
}

QFuture<Result<CallRequest>> CallRequestService::cancel(QByteArray publicId)
{
    return change(Permission::ManagePools,
        [id = std::move(publicId)](Connection &connection, const Identity &me) -> Result<CallRequest> {
            auto store = CallRequestStore::open(connection);
            if (!store)
                return failed(store);
            return takeBack(connection, *store, me, id);
        });
}

QFuture<Result<qint64>> CallRequestService::thin()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        if (identity->role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        auto store = CallRequestStore::open(connection);
        if (!store) // a file has none
            return 0;
        qint64 all = 0;
        while (true) {
            const auto some = connection.transact([&] { return store->thin(thinnedAtOnce); });
            if (!some)
                return some;
            all += *some;
            if (*some < thinnedAtOnce)
                return all;
        }
    });
}

} // namespace callveil

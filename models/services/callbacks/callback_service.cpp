// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/callbacks/callback_service.h"

#include "domain/audit/deed_reference.h"
#include "domain/base/check_range.h"
#include "domain/callbacks/callback_url.h"
#include "services/base/text_check.h"
#include "services/callbacks/callback_payload.h"
#include "services/callbacks/callback_signing.h"
#include "storage/callbacks/callback_keys.h"
#include "storage/callbacks/callback_store.h"
#include "storage/crypto/sodium.h"
#include "storage/people/person_store.h"

#include <algorithm>

namespace callveil {

namespace {

const QString urlField = QStringLiteral("url");
constexpr qint64 anHour = 3600000;

QString objectOf(CallbackKind kind)
{
    return QStringLiteral("callback ") + callbackKindKey(kind);
}

Result<void> mayManage(const Identity &me)
{
    if (!me.may(Permission::ManageCallbacks) || !me.allProcesses)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    return {};
}

Result<CallbackEndpoint> endpointOf(Connection &connection, CallbackKind kind)
{
    const auto all = CallbackStore(connection).endpoints();
    if (!all)
        return failed(all);
    const auto found = std::find_if(
        all->begin(), all->end(), [kind](const CallbackEndpoint &endpoint) { return endpoint.kind == kind; });
    if (found == all->end())
        return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("kind"), callbackKindKey(kind)});
    return *found;
}

tl::unexpected<Error> notUnderstood()
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {urlField, QStringLiteral("…"), QStringLiteral("https://crm.example.org/calls")});
}

/// The URL as it is kept.
Result<QString> checkedUrl(Connection &connection, const QString &typed)
{
    if (typed.trimmed().isEmpty())
        return QString();
    const auto url = readCallbackUrl(typed);
    if (!url)
        return notUnderstood();
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    const QString text = url->url.toString(QUrl::FullyEncoded);
    if (const auto fits = checkFreeText(text, urlField, *countries); !fits)
        return failed(fits);
    return text;
}

QString described(const QString &url, bool withImports)
{
    if (url.isEmpty())
        return {};
    return QStringLiteral("url %1; with imports %2")
        .arg(typedInDeed(url), withImports ? QStringLiteral("yes") : QStringLiteral("no"));
}

Result<QByteArray> newSecret(const Identity &me)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    return CallbackKeys(me.writerKey).seal(WebhookSecret::generate());
}

Result<void> put(Connection &connection, const Identity &me, const CallbackWish &wish)
{
    const auto before = endpointOf(connection, wish.kind);
    const auto url = checkedUrl(connection, wish.url);
    if (!before)
        return failed(before);
    if (!url)
        return failed(url);
    CallbackStore store(connection, me.id);
    const auto secrets = store.target(wish.kind);
    if (!secrets)
        return failed(secrets);
    const bool needsSecret = secrets->now.isEmpty() && !url->isEmpty();
    const auto secret = needsSecret ? newSecret(me) : QByteArray();
    if (!secret)
        return failed(secret);
    const bool withImports = wish.withImports && wish.kind == CallbackKind::Cdr && !url->isEmpty();
    if (const auto done = store.set(wish.kind, *url, withImports, *secret); !done)
        return done;
    return DeedLog(connection)
        .append(me,
            {QStringLiteral("callback.change"), objectOf(wish.kind), described(before->url, before->withImports),
                described(*url, withImports), {}});
}

Result<QString> secretOf(Connection &connection, const Identity &me, CallbackKind kind)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto sealed = CallbackStore(connection, me.id).target(kind);
    if (!sealed)
        return failed(sealed);
    if (sealed->now.isEmpty())
        return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("secret"), callbackKindKey(kind)});
    const auto secret = CallbackKeys(me.writerKey).open(sealed->now);
    if (!secret)
        return failed(secret);
    const Deed deed{QStringLiteral("callback.show"), objectOf(kind), {}, {}, {}};
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return secret->text();
}

Result<CallbackTrial> trialOf(Connection &connection, const Identity &me, CallbackKind kind, const QString &typed)
{
    const auto target = CallbackStore(connection, me.id).target(kind);
    if (!target)
        return failed(target);
    const auto text = checkedUrl(connection, typed.trimmed().isEmpty() ? target->url : typed);
    if (!text)
        return failed(text);
    const auto url = readCallbackUrl(*text);
    if (!url)
        return notUnderstood();
    if (!target->now.isEmpty() && me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto now = connection.integer("operation.now");
    const auto targets = PersonStore(connection).setting(QStringLiteral("callback_targets"));
    if (!now)
        return failed(now);
    if (!targets)
        return failed(targets);
    const auto secrets = validSecrets(me, *target, *now);
    if (!secrets)
        return failed(secrets);
    const Deed deed{
        QStringLiteral("callback.test"), objectOf(kind), {}, QStringLiteral("url %1").arg(typedInDeed(*text)), {}};
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return CallbackTrial{callbackRequest(*url, randomBytes(16), testPayload(kind, *now), *secrets, *now / 1000),
        CallbackTargets::listed(targets->value_or(QString())), !secrets->empty()};
}

} // namespace

template <typename Body>
auto CallbackService::changeCallbacks(Body body)
{
    using Answer = std::invoke_result_t<Body, Connection &, const Identity &>;
    return change(
        Permission::ManageCallbacks, [body = std::move(body)](Connection &connection, const Identity &me) -> Answer {
            if (const auto allowed = mayManage(me); !allowed)
                return failed(allowed);
            return body(connection, me);
        });
}

QFuture<Result<std::vector<CallbackEndpoint>>> CallbackService::endpoints()
{
    using Endpoints = Result<std::vector<CallbackEndpoint>>;
    return read(Permission::ManageCallbacks, [](Connection &connection, const Identity &me) -> Endpoints {
        if (const auto allowed = mayManage(me); !allowed)
            return failed(allowed);
        return CallbackStore(connection).endpoints();
    });
}

QFuture<Result<void>> CallbackService::set(CallbackWish wish)
{
    return changeCallbacks(
        [wish = std::move(wish)](Connection &connection, const Identity &me) { return put(connection, me, wish); });
}

QFuture<Result<QString>> CallbackService::showSecret(CallbackKind kind)
{
    return changeCallbacks(
        [kind](Connection &connection, const Identity &me) { return secretOf(connection, me, kind); });
}

QFuture<Result<void>> CallbackService::rotate(CallbackKind kind, int overlapHours)
{
    return changeCallbacks([kind, overlapHours](Connection &connection, const Identity &me) -> Result<void> {
        if (const auto fits = checkRange("overlap", overlapHours, 0, mostOverlap, "hours"); !fits)
            return fits;
        const auto secret = newSecret(me);
        const auto now = connection.integer("operation.now");
        if (!secret)
            return failed(secret);
        if (!now)
            return failed(now);
        const auto rotated = CallbackStore(connection, me.id).rotate(kind, *secret, *now + overlapHours * anHour);
        if (!rotated)
            return failed(rotated);
        if (!*rotated)
            return fail(ErrorCode::NotFound, Fault::EntryUnknown, {urlField, callbackKindKey(kind)});
        const Deed deed{
            QStringLiteral("callback.rotate"), objectOf(kind), {}, QStringLiteral("overlap %1").arg(overlapHours), {}};
        return DeedLog(connection).append(me, deed);
    });
}

QFuture<Result<void>> CallbackService::pause(CallbackKind kind, bool pauses)
{
    return changeCallbacks([kind, pauses](Connection &connection, const Identity &me) -> Result<void> {
        const auto done = CallbackStore(connection, me.id).pause(kind, pauses);
        if (!done)
            return failed(done);
        if (!*done)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        const QString action = pauses ? QStringLiteral("callback.pause") : QStringLiteral("callback.resume");
        return DeedLog(connection).append(me, {action, objectOf(kind), {}, {}, {}});
    });
}

QFuture<Result<CallbackTrial>> CallbackService::trial(CallbackKind kind, QString url)
{
    return changeCallbacks([kind, url = std::move(url)](Connection &connection, const Identity &me) {
        return trialOf(connection, me, kind, url);
    });
}

QFuture<Result<std::vector<CallbackDelivery>>> CallbackService::deliveries(CallbackFilter filter)
{
    using Deliveries = Result<std::vector<CallbackDelivery>>;
    return read(Permission::ManageCallbacks, [filter](Connection &connection, const Identity &me) -> Deliveries {
        if (const auto allowed = mayManage(me); !allowed)
            return failed(allowed);
        return CallbackStore(connection).deliveries(filter);
    });
}

QFuture<Result<qint64>> CallbackService::replay(CallbackReplay wanted)
{
    return changeCallbacks([wanted](Connection &connection, const Identity &me) -> Result<qint64> {
        const auto again = CallbackStore(connection, me.id).replay(wanted);
        if (!again || *again == 0)
            return again;
        const Deed deed{
            QStringLiteral("callback.replay"), objectOf(wanted.kind), {}, QStringLiteral("events %1").arg(*again), {}};
        if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
            return failed(recorded);
        return again;
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/recovery/recovery_service.h"

#include "domain/people/password_rules.h"
#include "services/people/fresh_keys.h"
#include "services/recovery/opened_kit.h"
#include "services/setup/server_database.h"
#include "storage/audit/deed_log.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/person_store.h"

#include <QtConcurrentRun>

namespace callveil {

namespace {

Result<UsedKit> useKit(Connection &connection, const Identity &me, const QString &words)
{
    return connection.transact([&]() -> Result<UsedKit> {
        if (const auto held = PersonStore(connection).holdKit(KitHold::Replace); !held)
            return failed(held);
        auto kit = OpenedKit::open(connection, words, me.rootKey);
        if (!kit)
            return failed(kit);
        // First, so that a person who got in by the kit alone records the rest with it.
        const auto recorded =
            DeedLog(connection)
                .append(me, {QStringLiteral("recovery.use"), QStringLiteral("person %1").arg(me.id.value), {}, {}, {}});
        if (!recorded)
            return failed(recorded);
        auto outcome = kit->serve(me);
        if (!outcome)
            return failed(outcome);
        const auto newWords = kit->replace();
        if (!newWords)
            return failed(newWords);
        return UsedKit{*newWords, int(outcome->served.size()), std::move(outcome->refusals)};
    });
}

Result<std::unique_ptr<Connection>> openToRecover(const RecoverOrder &order)
{
    if (order.address.engine == Engine::PostgreSql)
        return openServer(order.address, order.superuserPassword);
    return Connection::open(order.address, std::make_shared<Credentials>(QString(), SecretBytes()));
}

/// New keys for the administrator, certified by the root that the kit opens.
Result<void> replaceKeys(Connection &connection, const RecoverOrder &order, const QByteArray &pinned)
{
    PersonStore store(connection);
    const auto organisation = store.organisation();
    if (!organisation)
        return failed(organisation);
    const QByteArray fingerprint = fingerprintOf(organisation->rootKey);
    if (!pinned.isEmpty() && pinned != fingerprint)
        return fail(ErrorCode::Denied, Fault::FingerprintDiffers);
    return connection.transact([&]() -> Result<void> {
        const auto kit = OpenedKit::open(connection, order.words, organisation->rootKey);
        if (!kit)
            return failed(kit);
        const auto person = store.find(order.userName);
        if (!person)
            return failed(person);
        if (!*person || (*person)->role != Role::Administrator || !(*person)->allProcesses)
            return fail(ErrorCode::NotFound, Fault::PersonUnknown, {order.userName});
        const auto fresh = FreshKeys::make(kit->root(), fingerprint, order.userName, order.newPassword,
            ageOf(**person, organisation->rootKey).value_or(0));
        if (!fresh)
            return failed(fresh);
        if (const auto done =
                store.replaceKeys((*person)->id, fresh->boxKey, fresh->signKey, fresh->certificate, fresh->blob);
            !done)
            return done;
        // The password is his own: there is no one-time password to change.
        if (const auto done = store.setState((*person)->id, PersonState::Active); !done)
            return done;
        const auto verifier = connection.write(
            "person.set_verifier", {{":login", (*person)->login}, {":verifier", QString::fromLatin1(fresh->verifier)}});
        if (!verifier)
            return failed(verifier);
        const auto enabled = connection.write("person.enable_login", {{":login", (*person)->login}, {":enabled", 1}});
        if (!enabled)
            return failed(enabled);
        return {};
    });
}

} // namespace

QFuture<Result<UsedKit>> RecoveryService::use(Workspace &workspace, QString words)
{
    return workspace.interactive().run(
        [identity = workspace.identity(), words = std::move(words)](Connection &connection) -> Result<UsedKit> {
            if (identity->isLocked())
                return fail(ErrorCode::Denied, Fault::SessionLocked);
            if (!identity->may(Permission::ManageUsers) || !identity->allProcesses)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            return useKit(connection, *identity, words);
        });
}

QFuture<Result<std::shared_ptr<RecoveryService::Recovered>>> RecoveryService::recover(RecoverOrder order)
{
    return QtConcurrent::run([this, order = std::move(order)]() -> Result<std::shared_ptr<Recovered>> {
        if (const auto fits = checkPassword(order.newPassword, order.userName); !fits)
            return failed(fits);
        {
            const auto connection = openToRecover(order);
            if (!connection)
                return failed(connection);
            if (const auto fits = Migrator(**connection).check(); !fits)
                return failed(fits);
            if (const auto done = replaceKeys(**connection, order, m_local.pinned(order.address.place())); !done)
                return failed(done);
        }
        DatabaseAddress address = order.address;
        address.user = order.userName;
        m_local.clearFailures(address.place(), order.userName);
        const auto workspace = m_signIn.signIn(address, order.userName, order.newPassword).result();
        if (!workspace)
            return failed(workspace);
        const auto kit = use(**workspace, order.words).result();
        if (!kit)
            return failed(kit);
        return std::make_shared<Recovered>(Recovered{*workspace, *kit});
    });
}

} // namespace callveil

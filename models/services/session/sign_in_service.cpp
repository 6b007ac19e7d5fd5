// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/sign_in_service.h"

#include "domain/people/password_rules.h"
#include "services/base/service.h"
#include "services/people/login_name.h"
#include "services/session/back_off.h"
#include "services/session/key_memory.h"
#include "services/session/person_opening.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"

#include <QtConcurrentRun>

namespace callveil {

namespace {

/// The schema must be ours; an older embedded file is upgraded here, a server only by its superuser.
Result<void> matchSchema(Connection &connection)
{
    Migrator migrator(connection);
    const Result<void> fits = migrator.check();
    if (fits || fits.error().fault != Fault::DatabaseOlder || connection.engine() == Engine::PostgreSql)
        return fits;
    return migrator.upgrade();
}

} // namespace

QFuture<SignInService::Answer> SignInService::signIn(DatabaseAddress address, QString userName, QString password)
{
    return QtConcurrent::run([this, address = std::move(address), userName = std::move(userName),
                                 password = std::move(password)]() mutable -> Answer {
        const Answer answer =
            withBackOff(m_local, address.place(), userName, [&] { return attempt(address, userName, password); });
        wipe(password);
        return answer;
    });
}

SignInService::Answer SignInService::attempt(
    const DatabaseAddress &address, const QString &userName, const QString &password)
{
    const bool embedded = address.engine == Engine::Sqlite;
    QByteArray fingerprint = m_local.pinned(address.place());
    std::optional<PasswordKeys> keys;
    SecretBytes databasePassword;
    if (!embedded) {
        // The server is told nothing before the password is derived, and that needs to know whose server it is.
        if (fingerprint.isEmpty())
            return fail(ErrorCode::Denied, Fault::FingerprintUnknown);
        auto derived = passwordKeys(password, fingerprint, userName);
        if (!derived)
            return failed(derived);
        databasePassword = derived->databasePassword.clone();
        keys.emplace(std::move(*derived));
    }
    const auto credentials = std::make_shared<Credentials>(loginName(address, userName), std::move(databasePassword));
    auto connection = Connection::open(address, credentials);
    if (!connection)
        return failed(connection);
    if (const auto fits = matchSchema(**connection); !fits)
        return failed(fits);
    PersonStore store(**connection);
    const auto organisation = store.organisation();
    if (!organisation)
        return failed(organisation);
    const QByteArray found = fingerprintOf(organisation->rootKey);
    if (!fingerprint.isEmpty() && fingerprint != found)
        return fail(ErrorCode::Denied, Fault::FingerprintDiffers);
    if (!keys) {
        auto derived = passwordKeys(password, found, userName);
        if (!derived)
            return failed(derived);
        keys.emplace(std::move(*derived));
    }
    const auto opened = openPerson(store, *organisation, userName, password, *keys);
    if (!opened)
        return failed(opened);
    const std::shared_ptr<Identity> &identity = *opened;
    identity->known = std::make_shared<KnownKeys>(m_local.knownKeys({SeenDatabase::markOf(address.place()), found}));
    if (const auto remembered = rememberKeys(**connection, *identity, m_local); !remembered)
        return failed(remembered);
    if (fingerprint.isEmpty())
        m_local.pin(address.place(), found); // an embedded file is trusted at its first use
    const int failures = m_local.failures(address.place(), userName);
    const auto signedIn = (*connection)->transact([&]() -> Result<qint64> {
        if (!embedded)
            if (const auto forgotten = (*connection)->write("operation.forget_old"); !forgotten)
                return failed(forgotten);
        const auto id = store.signIn(identity->id, identity->console, identity->hidesClear);
        if (!id)
            return id;
        Deed deed{QStringLiteral("person.sign-in"), QStringLiteral("person %1").arg(identity->id.value), {}, {}, {}};
        deed.after = failuresText(failures);
        if (const auto recorded = DeedLog(**connection).append(*identity, deed); !recorded)
            return failed(recorded);
        return id;
    });
    if (!signedIn)
        return failed(signedIn);
    identity->signInId = *signedIn;
    return std::make_shared<Workspace>(address, credentials, identity, organisation->name, organisation->demo);
}

QFuture<Result<void>> SignInService::changePassword(Workspace &workspace, QString oldPassword, QString newPassword)
{
    return workspace.interactive().run([identity = workspace.identity(), credentials = workspace.credentials(),
                                           oldPassword = std::move(oldPassword), newPassword = std::move(newPassword)](
                                           Connection &connection) -> Result<void> {
        if (identity->isLocked())
            return fail(ErrorCode::Denied, Fault::SessionLocked);
        const bool isSame = newPassword == oldPassword;
        if (const auto fits = checkPassword(newPassword, identity->name); !fits)
            return fits;
        const auto oldKeys = passwordKeys(oldPassword, identity->fingerprint, identity->name);
        if (!oldKeys)
            return failed(oldKeys);
        auto newKeys = passwordKeys(newPassword, identity->fingerprint, identity->name);
        if (!newKeys)
            return failed(newKeys);
        PersonStore store(connection);
        credentials->setOther(newKeys->databasePassword.clone()); // until it is known which one the server has
        const Result<void> done = connection.transact([&]() -> Result<void> {
            const auto blob = store.keyOf(identity->id);
            if (!blob)
                return failed(blob);
            if (!*blob)
                return fail(ErrorCode::NotFound, Fault::PersonUnknown, {identity->name});
            if (!(*blob)->cost.isWithinBounds())
                return fail(ErrorCode::Internal, Fault::CostLowered);
            const auto opened = (*blob)->open(secretOf(oldPassword), *oldKeys, identity->fingerprint, identity->name);
            if (!opened)
                return fail(ErrorCode::Denied, Fault::PasswordWrong);
            if (opened->box.publicKey != identity->keys.box.publicKey) // an older blob of the same password
                return fail(ErrorCode::Denied, Fault::KeysReplaced);
            if (isSame)
                return fail(ErrorCode::Invalid, Fault::PasswordSame);
            if (const auto stored = store.storeKey(
                    identity->id, KeyBlob::close(*opened, *newKeys, identity->fingerprint, identity->name));
                !stored)
                return stored;
            const QByteArray password(
                reinterpret_cast<const char *>(newKeys->databasePassword.data()), newKeys->databasePassword.size());
            if (const auto changed = store.passwordChanged(identity->id, identity->login, scramVerifier(password));
                !changed)
                return changed;
            return DeedLog(connection)
                .append(*identity,
                    {QStringLiteral("person.change-password"), QStringLiteral("person %1").arg(identity->id.value), {},
                        {}, {}});
        });
        if (done)
            credentials->setPassword(std::move(newKeys->databasePassword));
        else if (done.error().fault != Fault::CommitUnknown)
            credentials->setOther({});
        return done;
    });
}

QFuture<Result<void>> SignInService::signOut(Workspace &workspace)
{
    return workspace.interactive().run([identity = workspace.identity()](Connection &connection) -> Result<void> {
        return connection.transact([&]() -> Result<void> {
            const auto now = connection.integer("operation.now");
            if (!now)
                return failed(now);
            const auto ended =
                connection.write("person.end_sign_in", {{":now", *now}, {":sign_in", identity->signInId}});
            if (!ended)
                return failed(ended);
            if (identity->isLocked()) // nobody can sign the entry: that of the lock is his last, and the sign-in has
                                      // its end
                return {};
            return DeedLog(connection)
                .append(*identity,
                    {QStringLiteral("person.sign-out"), QStringLiteral("person %1").arg(identity->id.value), {}, {},
                        {}});
        });
    });
}

QFuture<Result<qint64>> SignInService::touch(Workspace &workspace)
{
    // No token: a touch that is lost is made up for by the next one.
    return workspace.interactive().run([identity = workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto begun = connection.begin(); !begun)
            return failed(begun);
        const auto now = connection.integer("operation.now");
        const auto touched =
            now ? connection.write("person.touch_sign_in", {{":now", *now}, {":sign_in", identity->signInId}}) : now;
        if (!touched) {
            connection.rollback();
            return failed(touched);
        }
        if (const auto kept = connection.commit(); !kept)
            return failed(kept);
        return *touched;
    });
}

} // namespace callveil

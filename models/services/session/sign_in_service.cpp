// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/sign_in_service.h"

#include "domain/people/password_rules.h"
#include "services/base/service.h"
#include "services/people/login_name.h"
#include "storage/database/migrator.h"
#include "storage/people/certificates.h"
#include "storage/people/person_store.h"

#include <QSysInfo>
#include <QtConcurrentRun>

namespace callveil {

namespace {

tl::unexpected<Error> refused()
{
    return fail(ErrorCode::Denied, Fault::SignInRefused);
}

SecretBytes secretOf(const QString &password)
{
    QByteArray bytes = password.toUtf8();
    return SecretBytes::takeFrom(bytes);
}

/// At the usual cost: the database password is derived before a server can be asked at which cost its blob was closed.
Result<PasswordKeys> passwordKeys(const QString &password, const QByteArray &fingerprint, const QString &userName)
{
    return PasswordKeys::derive(secretOf(password), fingerprint, userName);
}

/// The schema must be ours; an older embedded file is upgraded here, a server only by its superuser.
Result<void> matchSchema(Connection &connection)
{
    Migrator migrator(connection);
    const Result<void> fits = migrator.check();
    if (fits || fits.error().fault != Fault::DatabaseOlder || connection.engine() == Engine::PostgreSql)
        return fits;
    return migrator.upgrade();
}

Result<PersonKeys> openKeys(PersonStore &store, const Person &person, const QString &typed, const PasswordKeys &usual,
    const QByteArray &fingerprint)
{
    const auto blob = store.keyOf(person.id);
    if (!blob)
        return failed(blob);
    if (!*blob)
        return refused();
    if ((*blob)->cost.isBelowFloor())
        return fail(ErrorCode::Internal, Fault::CostLowered);
    auto keys = (*blob)->open(secretOf(typed), usual, fingerprint, person.name);
    if (!keys)
        return refused(); // a wrong password and a changed blob look the same, and must
    if (keys->box.publicKey != person.boxKey || keys->sign.publicKey != person.signKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {person.name});
    return keys;
}

Result<void> addRights(PersonStore &store, Identity &identity)
{
    const auto permissions = store.permissionsOf(identity.role);
    const auto grants = store.actualGrantsOf(identity.role);
    const auto processes = store.processesOf(identity.id);
    const auto hides = store.setting(QStringLiteral("hide_clear_numbers"));
    const auto writerSeal = store.writerSeal(identity.id);
    if (!permissions)
        return failed(permissions);
    if (!grants)
        return failed(grants);
    if (!processes)
        return failed(processes);
    if (!hides)
        return failed(hides);
    if (!writerSeal)
        return failed(writerSeal);
    identity.permissions = *permissions;
    identity.actual = *grants;
    identity.processes = *processes;
    identity.hidesClear = hides->value_or(QString()) == QLatin1String("1");
    if (writerSeal->isEmpty())
        return {};
    auto writerKey = openSeal(*writerSeal, identity.keys.box);
    if (!writerKey)
        return failed(writerKey);
    identity.writerKey = std::move(*writerKey);
    return {};
}

} // namespace

QFuture<SignInService::Answer> SignInService::signIn(DatabaseAddress address, QString userName, QString password)
{
    return QtConcurrent::run([this, address = std::move(address), userName = std::move(userName),
                                 password = std::move(password)]() mutable -> Answer {
        const QString place = address.place();
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const qint64 blocked = m_local.blockedUntil(place, userName);
        if (blocked > now)
            return fail(ErrorCode::Denied, Fault::SignInBackOff, {QString::number((blocked - now) / 1000 + 1)});
        const Answer answer = attempt(address, userName, password);
        wipe(password);
        if (answer)
            m_local.clearFailures(place, userName);
        else if (answer.error().fault == Fault::SignInRefused)
            m_local.noteFailure(place, userName, now);
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
    const auto person = store.find(userName);
    if (!person)
        return failed(person);
    if (!*person)
        return refused();
    const Person &p = **person;
    auto personKeys = openKeys(store, p, password, *keys, found);
    if (!personKeys)
        return failed(personKeys);
    if (isDisabled(p.state))
        return fail(ErrorCode::Denied, Fault::PersonDisabled);
    if (!verifySignature(personClaim(p.name, p.boxKey, p.signKey), p.certificate, organisation->rootKey))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {p.name});
    if (fingerprint.isEmpty())
        m_local.pin(address.place(), found); // an embedded file is trusted at its first use

    auto identity = std::make_shared<Identity>();
    identity->id = p.id;
    identity->name = p.name;
    identity->displayName = p.displayName;
    identity->login = p.login;
    identity->role = p.role;
    identity->allProcesses = p.allProcesses;
    identity->mustChangePassword = p.state == PersonState::MustChangePassword;
    identity->console = QSysInfo::machineHostName();
    identity->keys = std::move(*personKeys);
    identity->fingerprint = found;
    identity->rootKey = organisation->rootKey;
    if (const auto done = addRights(store, *identity); !done)
        return failed(done);
    const int failures = m_local.failures(address.place(), userName);
    const auto signedIn = (*connection)->transact([&]() -> Result<qint64> {
        if (!embedded)
            if (const auto forgotten = (*connection)->write("operation.forget_old"); !forgotten)
                return failed(forgotten);
        const auto id = store.signIn(p.id, identity->console, identity->hidesClear);
        if (!id)
            return id;
        Deed deed{QStringLiteral("person.sign-in"), QStringLiteral("person %1").arg(p.id.value), {}, {}, {}};
        if (failures > 0)
            deed.after = QStringLiteral("failed attempts before on this console: %1").arg(failures);
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
            const auto opened = (*blob)->open(secretOf(oldPassword), *oldKeys, identity->fingerprint, identity->name);
            if (!opened)
                return fail(ErrorCode::Denied, Fault::PasswordWrong);
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
            return DeedLog(connection)
                .append(*identity,
                    {QStringLiteral("person.sign-out"), QStringLiteral("person %1").arg(identity->id.value), {}, {},
                        {}});
        });
    });
}

QFuture<Result<void>> SignInService::touch(Workspace &workspace)
{
    // No token: a touch that is lost is made up for by the next one.
    return workspace.interactive().run([identity = workspace.identity()](Connection &connection) -> Result<void> {
        if (const auto begun = connection.begin(); !begun)
            return begun;
        const auto now = connection.integer("operation.now");
        const auto touched =
            now ? connection.write("person.touch_sign_in", {{":now", *now}, {":sign_in", identity->signInId}}) : now;
        if (!touched) {
            connection.rollback();
            return failed(touched);
        }
        return connection.commit();
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/lock_service.h"

#include "services/people/login_name.h"
#include "services/session/back_off.h"
#include "services/session/person_opening.h"
#include "services/session/snapshot.h"
#include "storage/audit/deed_log.h"
#include "storage/people/certificates.h"

#include <QtConcurrentRun>

namespace callveil {

namespace {

QString causeText(LockCause cause)
{
    switch (cause) {
    case LockCause::Asked:
        return QStringLiteral("cause asked");
    case LockCause::Idle:
        return QStringLiteral("cause idle");
    case LockCause::Screen:
        return QStringLiteral("cause screen");
    }
    return {};
}

Deed sessionDeed(const QString &action, const SignedInPerson &person, const QString &after)
{
    return {action, QStringLiteral("sign-in %1").arg(person.signInId), {}, after, {}};
}

Result<void> record(Connection &connection, const Identity &person, const Deed &deed)
{
    return connection.transact([&]() { return DeedLog(connection).append(person, deed); });
}

} // namespace

QFuture<Result<void>> LockService::lock(Workspace &workspace, LockCause cause)
{
    const std::shared_ptr<const Identity> person = workspace.identity();
    workspace.lock();
    const Deed deed = sessionDeed(QStringLiteral("session.lock"), *person, causeText(cause));
    // It may come late or not at all when the database is not there; the entry of the unlocking tells of it then.
    return workspace.interactive().run(
        [person, deed](Connection &connection) -> Result<void> { return record(connection, *person, deed); });
}

QFuture<Result<void>> LockService::unlock(Workspace &workspace, QString password)
{
    return QtConcurrent::run([this, &workspace, password = std::move(password)]() mutable -> Result<void> {
        const auto answer = withBackOff(m_local, workspace.address().place(), workspace.identity()->name,
            [&] { return attempt(workspace, password); });
        wipe(password);
        return answer;
    });
}

/// Over a connection of its own, so that a server judges the password too, and nothing that waits holds it up.
Result<void> LockService::attempt(Workspace &workspace, const QString &password)
{
    const std::shared_ptr<const Identity> before = workspace.identity();
    auto keys = passwordKeys(password, before->fingerprint, before->name);
    if (!keys)
        return failed(keys);
    const DatabaseAddress &address = workspace.address();
    const auto connection =
        Connection::open(address, std::make_shared<Credentials>(before->login, keys->databasePassword.clone()));
    if (!connection)
        return connection.error().fault == Fault::SignInRefused ? fail(ErrorCode::Denied, Fault::UnlockRefused)
                                                                : failed(connection);
    PersonStore store(**connection);
    const auto organisation = store.organisation();
    if (!organisation)
        return failed(organisation);
    if (fingerprintOf(organisation->rootKey) != before->fingerprint)
        return fail(ErrorCode::Denied, Fault::FingerprintDiffers);
    const auto opened = openPerson(store, *organisation, before->name, password, *keys);
    if (!opened)
        return opened.error().fault == Fault::SignInRefused ? fail(ErrorCode::Denied, Fault::UnlockRefused)
                                                            : failed(opened);
    const std::shared_ptr<Identity> &now = *opened;
    if (now->id != before->id || now->keys.sign.publicKey != before->keys.sign.publicKey
        || now->keys.box.publicKey != before->keys.box.publicKey)
        return fail(ErrorCode::Denied, Fault::KeysReplaced);
    keepSnapshot(*now, *before);
    const qint64 seconds = (QDateTime::currentMSecsSinceEpoch() - before->lockedAt) / 1000;
    QStringList facts{QStringLiteral("seconds %1").arg(seconds)};
    if (const int failures = m_local.failures(address.place(), before->name))
        facts.append(failuresText(failures));
    if (const auto recorded = record(
            **connection, *now, sessionDeed(QStringLiteral("session.unlock"), *now, facts.join(QLatin1String("; "))));
        !recorded)
        return recorded;
    if (address.engine == Engine::PostgreSql)
        workspace.credentials()->setPassword(std::move(keys->databasePassword)); // it may have been changed meanwhile
    workspace.unlock(now);
    return {};
}

} // namespace callveil

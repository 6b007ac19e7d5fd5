// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/audit/audit_service.h"
#include "services/masking/masking_service.h"
#include "services/security/security_service.h"
#include "services/session/lock_service.h"
#include "storage/people/certificates.h"

#include <QSemaphore>

namespace callveil {

namespace {

const QString admin = QStringLiteral("admin");
const QString another = QStringLiteral("a different long secret");

/// Actions, objects and outcomes of what the session's own entries say, oldest first.
QList<QVariantList> sessionDeeds(const DatabaseLook &look)
{
    return look.run(
        QStringLiteral("SELECT action, object, after FROM deed WHERE action LIKE 'session.%' ORDER BY seq"));
}

/// Holds a database thread up until it is released; the answer comes then.
QFuture<Result<void>> hold(DatabaseThread &thread, QSemaphore &gate)
{
    return thread.run([&gate](Connection &) -> Result<void> {
        gate.acquire();
        return {};
    });
}

} // namespace

/// What a locked session may do, who opens it again, and what both leave in the record.
class LockServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void wipesTheKeys();
    void refusesWorkWhileLocked();
    void answersTheWatchWhileLocked();
    void unlocksTheSameSignIn();
    void recordsLockAndUnlock();
    void waitsForNoDatabase();
    void refusesAWrongPasswordAndMakesPeopleWait();
    void refusesADisabledPerson();
    void refusesOtherKeys();
    void losesRightsButWinsNone();
    void takesAPasswordThatWasChangedMeanwhile();
    void letsARunningImportEnd();
    void signsOutWhileLocked();

private:
    static Result<void> locked(Desk &desk, Workspace &workspace)
    {
        return LockService(desk.organisation.local()).lock(workspace, LockCause::Asked).result();
    }
    static QFuture<Result<void>> unlock(
        Desk &desk, Workspace &workspace, const QString &password = TestOrganisation::password())
    {
        m_service = std::make_unique<LockService>(desk.organisation.local());
        return m_service->unlock(workspace, password);
    }

    inline static std::unique_ptr<LockService> m_service;
};

void LockServiceTest::wipesTheKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const std::weak_ptr<const Identity> before = desk.admin->identity();
    QVERIFY(locked(desk, *desk.admin));
    QVERIFY(desk.admin->isLocked());
    QTRY_VERIFY(before.expired()); // the last who worked with it was the entry of the lock
    const auto after = desk.admin->identity();
    QCOMPARE(after->keys.box.privateKey.size(), 0);
    QCOMPARE(after->keys.sign.privateKey.size(), 0);
    QCOMPARE(after->writerKey.size(), 0);
    QCOMPARE(after->name, admin);
}

void LockServiceTest::refusesWorkWhileLocked()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId support =
        desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("IN"));
    const QString file = desk.organisation.writeFile(QStringLiteral("calls.csv"), genericHeader);
    QVERIFY(locked(desk, *desk.admin));
    QCOMPARE(faultOf(ProcessService(*desk.admin).list()), Fault::SessionLocked);
    QCOMPARE(faultOf(CallLogService(*desk.admin).extent({})), Fault::SessionLocked);
    QCOMPARE(faultOf(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true})), Fault::SessionLocked);
    QCOMPARE(faultOf(AuditService(*desk.admin, desk.organisation.local()).verify(std::make_shared<DeedProgress>())),
        Fault::SessionLocked);
    QCOMPARE(tryImport(*desk.admin, file, support).error().fault, Fault::SessionLocked);
    QCOMPARE(faultOf(SignInService::changePassword(*desk.admin, TestOrganisation::password(), another)),
        Fault::SessionLocked);
}

void LockServiceTest::answersTheWatchWhileLocked()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(locked(desk, *desk.admin));
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("UPDATE sign_in SET last_seen_at = 5"));
    taken(SignInService::touch(*desk.admin));
    QVERIFY(look.number(QStringLiteral("SELECT last_seen_at FROM sign_in")) > 5);
    taken(MaskingService(*desk.admin).newest());
}

void LockServiceTest::unlocksTheSameSignIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto before = desk.admin->identity();
    QVERIFY(locked(desk, *desk.admin));
    taken(unlock(desk, *desk.admin));
    const auto after = desk.admin->identity();
    QVERIFY(!after->isLocked());
    QCOMPARE(after->signInId, before->signInId);
    QCOMPARE(after->permissions, before->permissions);
    QCOMPARE(after->actual, before->actual);
    QCOMPARE(after->writerKey.size(), before->writerKey.size());
    // Each of the keys works: one signs the entry, one opens the organisation's root, one finds numbers.
    taken(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true}));
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    QCOMPARE(asha->identity()->name, QStringLiteral("asha"));
}

void LockServiceTest::recordsLockAndUnlock()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(locked(desk, *desk.admin));
    QCOMPARE(faultOf(unlock(desk, *desk.admin, another)), Fault::UnlockRefused);
    taken(unlock(desk, *desk.admin));
    const QString signIn = QStringLiteral("sign-in %1").arg(desk.admin->identity()->signInId);
    const auto deeds = sessionDeeds(DatabaseLook(desk.organisation));
    QCOMPARE(deeds.size(), 2);
    QCOMPARE(deeds[0], QVariantList({QStringLiteral("session.lock"), signIn, QStringLiteral("cause asked")}));
    QCOMPARE(deeds[1][0].toString(), QStringLiteral("session.unlock"));
    QCOMPARE(deeds[1][1].toString(), signIn);
    QVERIFY(deeds[1][2].toString().startsWith(QLatin1String("seconds ")));
    QVERIFY(deeds[1][2].toString().endsWith(QLatin1String("; failed attempts before on this console: 1")));
    AuditService audit(*desk.admin, desk.organisation.local());
    QVERIFY(taken(audit.verify(std::make_shared<DeedProgress>())).breaks.empty());
}

void LockServiceTest::waitsForNoDatabase()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QSemaphore gate;
    const auto held = hold(desk.admin->interactive(), gate);
    const auto recorded = LockService(desk.organisation.local()).lock(*desk.admin, LockCause::Idle);
    QVERIFY(desk.admin->isLocked());
    QVERIFY(!recorded.isFinished());
    taken(unlock(desk, *desk.admin)); // nor does whoever comes back
    QVERIFY(!desk.admin->isLocked());
    gate.release();
    taken(recorded);
    QCOMPARE(sessionDeeds(DatabaseLook(desk.organisation)).size(), 2);
}

void LockServiceTest::refusesAWrongPasswordAndMakesPeopleWait()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(locked(desk, *desk.admin));
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(faultOf(unlock(desk, *desk.admin, another)), Fault::UnlockRefused);
    QVERIFY(desk.admin->isLocked());
    // Three make him wait for two seconds, which a slow computer may need for the next attempt: more, for longer.
    LocalState &local = desk.organisation.local();
    const QString place = desk.organisation.address().place();
    QCOMPARE(local.failures(place, admin), 3);
    QVERIFY(local.blockedUntil(place, admin) >= before + 2000);
    for (int i = 0; i < 5; ++i)
        local.noteFailure(place, admin, QDateTime::currentMSecsSinceEpoch());
    const Error early = errorOf(unlock(desk, *desk.admin));
    QCOMPARE(early.fault, Fault::SignInBackOff);
    QVERIFY(early.args.value(0).toInt() >= 1);
    QVERIFY(desk.admin->isLocked());
    // A sign-in waits as well: both are doors to the same person.
    const auto signIn = desk.organisation.trySignIn(admin, TestOrganisation::password());
    QVERIFY(!signIn && signIn.error().fault == Fault::SignInBackOff);
    local.clearFailures(place, admin);
    taken(unlock(desk, *desk.admin));
}

void LockServiceTest::refusesADisabledPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QString name = QStringLiteral("asha");
    const auto asha = desk.hire(name, Role::Analyst);
    QVERIFY(locked(desk, *asha));
    taken(PeopleService(*desk.admin).setDisabled(name, true));
    // A server's login is closed, so that nothing is told of why.
    const Fault told = engine == Engine::Sqlite ? Fault::PersonDisabled : Fault::UnlockRefused;
    QCOMPARE(faultOf(unlock(desk, *asha)), told);
    QVERIFY(asha->isLocked());
    taken(PeopleService(*desk.admin).setDisabled(name, false));
    taken(unlock(desk, *asha));
}

/// Keys that the organisation gave to the person while the session was locked: certified, but not those of the sign-in.
void LockServiceTest::refusesOtherKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QString name = QStringLiteral("asha");
    const auto asha = desk.hire(name, Role::Analyst);
    const auto me = desk.admin->identity();
    const auto sealedRoot = desk.admin->interactive().run(
        [me](Connection &connection) -> Result<QByteArray> { return PersonStore(connection).rootSeal(me->id); });
    auto rootKey = openSeal(taken(sealedRoot), me->keys.box, SignKeys::privateSize);
    QVERIFY(rootKey);
    const SignKeys root = SignKeys::fromPrivate(std::move(*rootKey));
    const PersonKeys keys = PersonKeys::generate();
    QByteArray typed = TestOrganisation::password().toUtf8();
    const auto password = PasswordKeys::derive(SecretBytes::takeFrom(typed), me->fingerprint, name);
    QVERIFY(password);
    QVERIFY(locked(desk, *asha));
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("UPDATE person SET box_key = %1, sign_key = %2, certificate = %3 WHERE name = 'asha'")
                 .arg(look.literal(keys.box.publicKey), look.literal(keys.sign.publicKey),
                     look.literal(issue(root, personClaim(name, keys.box.publicKey, keys.sign.publicKey)))));
    look.run(QStringLiteral("UPDATE person_key SET blob = %1 WHERE person_id = %2")
                 .arg(look.literal(KeyBlob::close(keys, *password, me->fingerprint, name).blob))
                 .arg(asha->identity()->id.value));
    look.run(QStringLiteral("DELETE FROM writer_seal WHERE holder = %1").arg(asha->identity()->id.value));
    QCOMPARE(faultOf(unlock(desk, *asha)), Fault::KeysReplaced);
    QVERIFY(asha->isLocked());
}

void LockServiceTest::losesRightsButWinsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId support =
        desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("IN"));
    const ProcessId sales = desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("IN"));
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Supervisor, {support});
    const auto before = asha->identity();
    QVERIFY(before->may(Permission::ViewCallLog));
    QVERIFY(!before->may(Permission::ManageUsers));
    QVERIFY(locked(desk, *asha));
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("DELETE FROM role_permission WHERE role = %1 AND permission = %2")
                 .arg(int(Role::Supervisor))
                 .arg(int(Permission::ViewCallLog)));
    look.run(QStringLiteral("INSERT INTO role_permission (role, permission) VALUES (%1, %2)")
                 .arg(int(Role::Supervisor))
                 .arg(int(Permission::ManageUsers)));
    look.run(QStringLiteral("INSERT INTO person_process (person_id, process_id) VALUES (%1, %2)")
                 .arg(before->id.value)
                 .arg(sales.value));
    look.run(QStringLiteral("INSERT INTO actual_grant (role, process_id, granted_by, granted_at) VALUES (%1, 0, 1, 1)")
                 .arg(int(Role::Supervisor)));
    taken(unlock(desk, *asha));
    const auto after = asha->identity();
    QVERIFY(!after->may(Permission::ViewCallLog));
    QVERIFY(!after->may(Permission::ManageUsers));
    QVERIFY(after->sees(support));
    QVERIFY(!after->sees(sales));
    QVERIFY(after->actual.isEmpty());
}

void LockServiceTest::takesAPasswordThatWasChangedMeanwhile()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(locked(desk, *desk.admin));
    const auto elsewhere = desk.organisation.signIn();
    taken(SignInService::changePassword(*elsewhere, TestOrganisation::password(), another));
    QCOMPARE(faultOf(unlock(desk, *desk.admin)), Fault::UnlockRefused);
    taken(unlock(desk, *desk.admin, another));
    // A connection that opens only now takes the new password.
    taken(desk.admin->background().run(
        [](Connection &connection) -> Result<qint64> { return connection.integer("operation.now"); }));
}

void LockServiceTest::letsARunningImportEnd()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ImportOrder order;
    order.process = desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("IN"));
    order.file = desk.organisation.writeFile(QStringLiteral("calls.csv"),
        genericHeader
            + "1,+919876543210,+911140000001,2026-03-01 10:00:00,30,Completed,,,,\n"
              "2,+919876543211,+911140000001,2026-03-01 10:01:00,30,Completed,,,,\n");
    const std::weak_ptr<const Identity> before = desk.admin->identity();
    QSemaphore gate;
    const auto held = hold(desk.admin->background(), gate);
    const auto import = ImportService(*desk.admin).run(order, std::make_shared<ImportProgress>());
    QVERIFY(locked(desk, *desk.admin));
    QVERIFY(!before.expired());
    gate.release();
    QCOMPARE(taken(import).legs, 2);
    QVERIFY(desk.admin->isLocked());
    QTRY_VERIFY(before.expired());
}

void LockServiceTest::signsOutWhileLocked()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(locked(desk, *desk.admin));
    taken(SignInService::signOut(*desk.admin));
    const DatabaseLook look(desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM sign_in WHERE ended_at IS NULL")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.sign-out'")), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LockServiceTest)
#include "tst_lock_service.moc"

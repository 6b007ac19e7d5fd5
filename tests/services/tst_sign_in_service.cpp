// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/security/security_service.h"

namespace callveil {

namespace {

const QString admin = QStringLiteral("admin");
const QString another = QStringLiteral("a different long secret");

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool isRefused(const SignInService::Answer &answer, Fault fault)
{
    return !answer && answer.error().fault == fault;
}

} // namespace

/// Who may sign in, what is checked before he is believed, and what is recorded.
class SignInServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void signsInAndRecordsIt();
    void refusesWrongPasswordAndUnknownUserAlike();
    void makesPeopleWaitAfterTheThirdFailure();
    void clearsFailuresBySuccessAndRecordsThem();
    void refusesADisabledPerson();
    void wantsAOneTimePasswordChangedFirst();
    void changesAPassword();
    void refusesAWrongOrWeakPasswordChange();
    void refusesTheSamePasswordAsANewOne();
    void refusesAnotherOrganisationUnderAPinnedPlace();
    void asksAServerNothingBeforeItsFingerprintIsKnown();
    void refusesSwappedKeys();
    void refusesAKeyThatNobodyCertified();
    void refusesALoweredCost();
    void refusesAnEmptyOrForeignDatabase();
    void recordsTheEndOfASignIn();
    void chainsAndSignsWhatIsRecorded();
};

void SignInServiceTest::signsInAndRecordsIt()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const Identity &me = *desk.admin->identity();
    QCOMPARE(me.name, admin);
    QVERIFY(me.signInId > 0);
    QVERIFY(me.allProcesses);
    const DatabaseLook look(desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM sign_in WHERE person_id = 1 AND ended_at IS NULL")), 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE actor_id = 1 AND action = 'person.sign-in' "
                                        "AND object = 'person 1'")),
        1);
}

void SignInServiceTest::refusesWrongPasswordAndUnknownUserAlike()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const auto wrong = organisation.trySignIn(admin, another);
    const auto unknown = organisation.trySignIn(QStringLiteral("nobody"), TestOrganisation::password());
    const auto empty = organisation.trySignIn(admin, QString());
    for (const auto &answer : {wrong, unknown, empty}) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Denied);
        QCOMPARE(answer.error().fault, Fault::SignInRefused);
        QVERIFY(answer.error().args.isEmpty());
        QCOMPARE(answer.error().detail, wrong.error().detail);
    }
}

void SignInServiceTest::makesPeopleWaitAfterTheThirdFailure()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const QString place = organisation.address().place();
    const qint64 began = now();
    for (int i = 0; i < 3; ++i)
        QVERIFY(isRefused(organisation.trySignIn(admin, another), Fault::SignInRefused));
    QCOMPARE(organisation.local().failures(place, admin), 3);
    QVERIFY(organisation.local().blockedUntil(place, admin) >= began + 2000);
    // As if the third had failed just now: on a busy computer its two seconds may be over.
    organisation.local().clearFailures(place, admin);
    for (int i = 0; i < 3; ++i)
        organisation.local().noteFailure(place, admin, now());
    const auto early = organisation.trySignIn(admin, TestOrganisation::password());
    QVERIFY(isRefused(early, Fault::SignInBackOff));
    const int seconds = early.error().args.value(0).toInt();
    QVERIFY(seconds >= 1 && seconds <= 3);

    // The longer wait of more failures is told as well, and an attempt during it does not make it longer.
    for (int i = 0; i < 4; ++i)
        organisation.local().noteFailure(place, admin, now());
    const qint64 until = organisation.local().blockedUntil(place, admin);
    const auto later = organisation.trySignIn(admin, TestOrganisation::password());
    QVERIFY(isRefused(later, Fault::SignInBackOff));
    QVERIFY(later.error().args.value(0).toInt() > 25);
    QCOMPARE(organisation.local().blockedUntil(place, admin), until);
}

void SignInServiceTest::clearsFailuresBySuccessAndRecordsThem()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const QString place = organisation.address().place();
    for (int i = 0; i < 4; ++i)
        organisation.local().noteFailure(place, admin, now() - 60000);
    QVERIFY(organisation.trySignIn(admin, TestOrganisation::password()));
    QCOMPARE(organisation.local().failures(place, admin), 0);
    const DatabaseLook look(organisation);
    const QString newest = QStringLiteral("SELECT after FROM deed WHERE action = 'person.sign-in' ORDER BY seq DESC");
    QVERIFY(look.one(newest).toString().endsWith(QLatin1String(": 4")));
    QVERIFY(organisation.trySignIn(admin, TestOrganisation::password()));
    QCOMPARE(look.one(newest).toString(), QString());
}

void SignInServiceTest::refusesADisabledPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QString name = QStringLiteral("asha");
    const auto asha = desk.hire(name, Role::Analyst);
    taken(PeopleService(*desk.admin).setDisabled(name, true));
    // A server's login is closed, so that nothing is told of why.
    const Fault told = engine == Engine::Sqlite ? Fault::PersonDisabled : Fault::SignInRefused;
    QVERIFY(isRefused(desk.organisation.trySignIn(name, TestOrganisation::password()), told));
    QVERIFY(isRefused(desk.organisation.trySignIn(name, another), Fault::SignInRefused));
    taken(PeopleService(*desk.admin).setDisabled(name, false));
    QVERIFY(desk.organisation.trySignIn(name, TestOrganisation::password()));
}

void SignInServiceTest::wantsAOneTimePasswordChangedFirst()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    NewPerson person;
    person.name = QStringLiteral("asha");
    person.role = Role::Administrator;
    const QString oneTime = taken(PeopleService(*desk.admin).create(person)).oneTimePassword;
    const auto first = desk.organisation.signIn(person.name, oneTime);
    QVERIFY(first->identity()->mustChangePassword);
    QCOMPARE(faultOf(ProcessService(*first).list()), Fault::PasswordMustChange);
    QCOMPARE(faultOf(SecurityService(*first).save({}, {.hidesClearNumbers = true})), Fault::PasswordMustChange);
    taken(SignInService::changePassword(*first, oneTime, another));
    QVERIFY(isRefused(desk.organisation.trySignIn(person.name, oneTime), Fault::SignInRefused));
    const auto second = desk.organisation.signIn(person.name, another);
    QVERIFY(!second->identity()->mustChangePassword);
    QVERIFY(taken(ProcessService(*second).list()).empty());
}

void SignInServiceTest::changesAPassword()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const DatabaseLook look(desk.organisation);
    const QString login = desk.admin->identity()->login;
    const auto verifier = [&] {
        return engine == Engine::Sqlite
            ? QString()
            : look.one(QStringLiteral("SELECT rolpassword FROM pg_authid WHERE rolname = '%1'").arg(login)).toString();
    };
    const QString before = verifier();
    taken(SignInService::changePassword(*desk.admin, TestOrganisation::password(), another));
    if (engine == Engine::PostgreSql)
        QVERIFY(verifier().startsWith(QLatin1String("SCRAM-SHA-256$")) && verifier() != before);
    QVERIFY(isRefused(desk.organisation.trySignIn(admin, TestOrganisation::password()), Fault::SignInRefused));
    QVERIFY(desk.organisation.trySignIn(admin, another));
    // Whoever changed it works on: a connection that opens only now takes the new password.
    taken(desk.admin->background().run(
        [](Connection &connection) -> Result<qint64> { return connection.integer("operation.now"); }));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.change-password'")), 1);
}

void SignInServiceTest::refusesAWrongOrWeakPasswordChange()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QString old = TestOrganisation::password();
    QCOMPARE(faultOf(SignInService::changePassword(*desk.admin, another, another)), Fault::PasswordWrong);
    QCOMPARE(faultOf(SignInService::changePassword(*desk.admin, old, QStringLiteral("tiny"))), Fault::PasswordTooShort);
    QCOMPARE(faultOf(SignInService::changePassword(*desk.admin, old, QStringLiteral("aaaaaaaaaaaaaaaa"))),
        Fault::PasswordTooCommon);
    QVERIFY(desk.organisation.trySignIn(admin, old));
    QVERIFY(isRefused(desk.organisation.trySignIn(admin, another), Fault::SignInRefused));
}

void SignInServiceTest::refusesTheSamePasswordAsANewOne()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    NewPerson person;
    person.name = QStringLiteral("asha");
    const QString oneTime = taken(PeopleService(*desk.admin).create(person)).oneTimePassword;
    const auto first = desk.organisation.signIn(person.name, oneTime);
    QCOMPARE(faultOf(SignInService::changePassword(*first, oneTime, oneTime)), Fault::PasswordSame);
    QVERIFY(desk.organisation.signIn(person.name, oneTime)->identity()->mustChangePassword);
}

void SignInServiceTest::refusesAnotherOrganisationUnderAPinnedPlace()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const DatabaseLook look(organisation);
    look.run(QStringLiteral("UPDATE organisation SET root_key = %1").arg(look.literal(SignKeys::generate().publicKey)));
    QVERIFY(isRefused(organisation.trySignIn(admin, TestOrganisation::password()), Fault::FingerprintDiffers));
    QVERIFY(isRefused(organisation.trySignIn(admin, another),
        engine == Engine::Sqlite ? Fault::FingerprintDiffers : Fault::SignInRefused));
}

void SignInServiceTest::asksAServerNothingBeforeItsFingerprintIsKnown()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    LocalState fresh(organisation.folder() + QStringLiteral("/fresh.ini"));
    const DatabaseAddress place = organisation.address();
    const auto answer = SignInService(fresh).signIn(place, admin, TestOrganisation::password()).result();
    if (engine == Engine::PostgreSql) {
        QVERIFY(isRefused(answer, Fault::FingerprintUnknown));
        return;
    }
    QVERIFY(answer); // an embedded file is trusted at its first use, and held to it from then on
    QCOMPARE(fresh.pinned(place.place()), (*answer)->identity()->fingerprint);
}

void SignInServiceTest::refusesSwappedKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    for (const char *column : {"box_key", "sign_key"}) {
        TestOrganisation organisation(engine);
        const DatabaseLook look(organisation);
        look.run(QStringLiteral("UPDATE person SET %1 = %2")
                     .arg(QLatin1String(column), look.literal(BoxKeys::generate().publicKey)));
        QVERIFY(isRefused(organisation.trySignIn(admin, TestOrganisation::password()), Fault::CertificateInvalid));
    }
}

void SignInServiceTest::refusesAKeyThatNobodyCertified()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const DatabaseLook look(organisation);
    look.run(QStringLiteral("UPDATE person SET certificate = %1").arg(look.literal(randomBytes(64))));
    QVERIFY(isRefused(organisation.trySignIn(admin, TestOrganisation::password()), Fault::CertificateInvalid));
}

void SignInServiceTest::refusesALoweredCost()
{
    QFETCH_GLOBAL(Engine, engine);
    for (const char *change : {"kdf_operations = 2", "kdf_memory = 1048576"}) {
        TestOrganisation organisation(engine);
        DatabaseLook(organisation).run(QStringLiteral("UPDATE person_key SET %1").arg(QLatin1String(change)));
        QVERIFY(isRefused(organisation.trySignIn(admin, TestOrganisation::password()), Fault::CostLowered));
    }
}

void SignInServiceTest::refusesAnEmptyOrForeignDatabase()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    if (engine == Engine::PostgreSql) {
        DatabaseLook(organisation).run(QStringLiteral("UPDATE schema_version SET version = version + 100"));
        QVERIFY(isRefused(organisation.trySignIn(admin, TestOrganisation::password()), Fault::DatabaseNewer));
        return;
    }
    DatabaseAddress place = organisation.address();
    place.file = organisation.folder() + QStringLiteral("/missing.db");
    QVERIFY(isRefused(organisation.trySignIn(place, TestOrganisation::password()), Fault::DatabaseMissing));
    QVERIFY(!QFile::exists(place.file));
    place.file = organisation.writeFile(QStringLiteral("letters.db"), QByteArray(8192, 'a'));
    QVERIFY(isRefused(organisation.trySignIn(place, TestOrganisation::password()), Fault::DatabaseNotCallveil));
}

void SignInServiceTest::recordsTheEndOfASignIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("UPDATE sign_in SET last_seen_at = 5"));
    taken(SignInService::touch(*desk.admin));
    QVERIFY(look.number(QStringLiteral("SELECT last_seen_at FROM sign_in")) > now() - 60000);
    taken(SignInService::signOut(*desk.admin));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM sign_in WHERE ended_at IS NULL")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.sign-out'")), 1);
}

void SignInServiceTest::chainsAndSignsWhatIsRecorded()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    taken(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true}));
    taken(SignInService::signOut(*desk.admin));
    const QByteArray key =
        DatabaseLook(desk.organisation).one(QStringLiteral("SELECT sign_key FROM person")).toByteArray();
    QByteArray previous(32, '\0');
    qint64 seq = 0;
    for (const QVariantList &row :
        DatabaseLook(desk.organisation)
            .run(QStringLiteral("SELECT seq, action, object, before, after, reason, at, console, previous, hash, "
                                "signature FROM deed WHERE actor_id = 1 ORDER BY seq"))) {
        DeedEntry entry{PersonId{1}, row[0].toLongLong(),
            {row[1].toString(), row[2].toString(), row[3].toString(), row[4].toString(), row[5].toString()},
            row[6].toLongLong(), row[7].toString(), row[8].toByteArray(), row[9].toByteArray(), row[10].toByteArray()};
        QCOMPARE(entry.seq, ++seq);
        QCOMPARE(entry.previous, previous);
        QCOMPARE(entry.hash, DeedLog::hashOf(entry));
        QVERIFY(verifySignature(entry.hash, entry.signature, key));
        previous = entry.hash;
    }
    QCOMPARE(seq, 3);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SignInServiceTest)
#include "tst_sign_in_service.moc"

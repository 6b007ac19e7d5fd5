// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/setup/recovery_kit.h"
#include "services/setup/server_database.h"
#include "storage/crypto/proquint.h"
#include "storage/people/certificates.h"
#include "storage/people/certified_writer.h"

#include <QFile>

#include <optional>

namespace callveil {

namespace {

/// An order for a place where there is no database yet.
SetupOrder newOrder(Engine engine, const QString &folder)
{
    SetupOrder order;
    order.organisation = QStringLiteral("New organisation");
    order.adminName = QStringLiteral("grace");
    order.adminDisplayName = QStringLiteral("Grace");
    order.adminPassword = TestOrganisation::password();
    order.address.engine = engine;
    order.address.file = folder + QStringLiteral("/new.db");
    if (engine == Engine::Sqlite)
        return order;
    static int counter = 0;
    PostgresCluster &cluster = PostgresCluster::shared();
    order.address.host = QStringLiteral("127.0.0.1");
    order.address.port = cluster.port();
    order.address.user = QStringLiteral("postgres");
    order.address.tls = TlsMode::Disable;
    order.address.database = QStringLiteral("new%1").arg(++counter);
    order.superuserPassword = cluster.superuserPassword();
    if (!cluster.createDatabase(order.address.database))
        qFatal("no database: %s", qPrintable(cluster.error()));
    return order;
}

SecretBytes recoveryKey(const TestOrganisation &organisation)
{
    auto key = RecoveryKit::privateKey(organisation.outcome().recoveryWords.join(u' '));
    if (!key)
        qFatal("the recovery kit's words do not open");
    return std::move(*key);
}

QByteArray bytes(const SecretBytes &secret)
{
    return QByteArray(reinterpret_cast<const char *>(secret.data()), secret.size());
}

} // namespace

/// Making a database: schema, organisation root, first administrator, recovery key.
class SetupServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void createsAnOrganisationWithItsAdministrator();
    void refusesAnExistingDatabaseUntouched();
    void refusesAFileThatIsNotOurs();
    void takesUpASetUpThatWasCutShort();
    void makesOneDatabaseOfTwoSetUpsAtOnce();
    void leavesAServersOtherDatabasesAlone();
    void letsNoLoginOfADroppedDatabaseIn();
    void refusesTheOldNameOfARenamedDatabase();
    void recoveryWordsOpenEverySeal();
    void refusesWrongRecoveryWords();
    void refusesAWeakPasswordAndLeavesNothing();
    void refusesNamesThatBreakARule();
    void keepsTheFileToItsOwner();
    void pinsTheFingerprint();
    void needsASuperuserOnAServer();
    void upgradingAnUpToDateServerChangesNothing();
};

void SetupServiceTest::createsAnOrganisationWithItsAdministrator()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QCOMPARE(desk.admin->organisation(), QStringLiteral("Test organisation"));
    QVERIFY(!desk.admin->isDemo());
    const Identity &me = *desk.admin->identity();
    QCOMPARE(me.displayName, QStringLiteral("Ada Administrator"));
    QCOMPARE(me.role, Role::Administrator);
    QVERIFY(me.actual.contains(ProcessId{}));
    QVERIFY(!me.mustChangePassword);
    QCOMPARE(me.permissions.size(), qsizetype(allPermissions.size()));
    QCOMPARE(me.writerKey.size(), 32);
    QCOMPARE(desk.organisation.outcome().recoveryWords.size(), 17);
    QCOMPARE(desk.organisation.outcome().fingerprintWords.size(), 6);
}

void SetupServiceTest::refusesAnExistingDatabaseUntouched()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const QByteArray before = DatabaseLook(organisation).dump();
    SetupOrder order = newOrder(engine, organisation.folder());
    order.address = organisation.address(QStringLiteral("postgres"));
    LocalState local(organisation.folder() + QStringLiteral("/other.ini"));
    const Error error = errorOf(SetupService(local).create(order));
    QCOMPARE(error.code, ErrorCode::Conflict);
    QCOMPARE(error.fault, Fault::DatabaseExists);
    QCOMPARE(DatabaseLook(organisation).dump(), before);
    QVERIFY(local.pinned(order.address.place()).isEmpty());
    QVERIFY(organisation.trySignIn(QStringLiteral("admin"), TestOrganisation::password()));
}

void SetupServiceTest::refusesAFileThatIsNotOurs()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::PostgreSql)
        return; // a server's database is there before
    QTemporaryDir folder;
    const SetupOrder order = newOrder(engine, folder.path());
    QFile file(order.address.file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(file.write("my letters"), 10);
    QVERIFY(file.flush());
    LocalState local(folder.filePath(QStringLiteral("local.ini")));
    SetupOrder careless = order; // what else is wrong with the order must not cost the file
    careless.adminPassword = QStringLiteral("short");
    SetupOrder nameless = order;
    nameless.organisation.clear();
    for (const SetupOrder &wrong : {order, careless, nameless}) {
        QCOMPARE(faultOf(SetupService(local).create(wrong)), Fault::DatabaseExists);
        file.seek(0);
        QCOMPARE(file.readAll(), QByteArray("my letters"));
        QVERIFY(QFile::exists(order.address.file));
    }
}

void SetupServiceTest::takesUpASetUpThatWasCutShort()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine, QStringLiteral("cutshort"));
    SetupOrder order = newOrder(engine, organisation.folder());
    if (engine == Engine::PostgreSql) { // as a crash leaves it that comes after the migrations
        DatabaseLook(organisation)
            .run(QStringLiteral("TRUNCATE organisation, person, role_permission, actual_grant, sign_in, person_key, "
                                "root_seal, writer_seal, login_change CASCADE"));
        order.address = organisation.address(QStringLiteral("postgres"));
    } else { // or one that comes before the file is moved to its place
        QVERIFY(QFile::copy(organisation.address().file, order.address.file + QStringLiteral(".part")));
    }
    SetupOrder weak = order;
    weak.adminPassword = QStringLiteral("short");
    QCOMPARE(faultOf(SetupService(organisation.local()).create(weak)), Fault::PasswordTooShort);
    order.adminName = QStringLiteral("admin");
    order.adminPassword = QStringLiteral("another horse battery");
    taken(SetupService(organisation.local()).create(order));
    DatabaseAddress place = order.address;
    place.user = QStringLiteral("admin");
    QVERIFY(organisation.trySignIn(place, order.adminPassword));
    QCOMPARE(faultOf(SetupService(organisation.local()).create(order)), Fault::DatabaseExists);
    QVERIFY(organisation.trySignIn(place, order.adminPassword));
}

void SetupServiceTest::makesOneDatabaseOfTwoSetUpsAtOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    for (int round = 0; round < 5; ++round) {
        SetupOrder order = newOrder(engine, organisation.folder() + QStringLiteral("/%1").arg(round));
        LocalState locals[] = {LocalState(organisation.folder() + QStringLiteral("/a.ini")),
            LocalState(organisation.folder() + QStringLiteral("/b.ini"))};
        SetupService services[] = {SetupService(locals[0]), SetupService(locals[1])};
        const auto one = services[0].create(order);
        const auto two = services[1].create(order);
        const bool first = one.result().has_value();
        QVERIFY(first != two.result().has_value());
        order.address.user = order.adminName;
        QVERIFY(SignInService(locals[first ? 0 : 1])
                    .signIn(order.address, order.adminName, order.adminPassword)
                    .result()
                    .has_value());
    }
}

void SetupServiceTest::leavesAServersOtherDatabasesAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation organisation(engine);
    const SetupOrder order = newOrder(engine, organisation.folder());
    if (engine == Engine::Sqlite)
        return; // refusesAFileThatHoldsSomethingElse
    SetupService service(organisation.local());
    const auto connection = openServer(order.address, order.superuserPassword);
    QVERIFY((*connection)->runScript(QStringLiteral("CREATE TABLE public.letters (body text)")));
    QCOMPARE(faultOf(service.lookAtServer(order.address, order.superuserPassword)), Fault::DatabaseNotCallveil);
    QCOMPARE(faultOf(service.create(order)), Fault::DatabaseNotCallveil);
    QVERIFY((*connection)->runScript(QStringLiteral("DROP TABLE public.letters")));
    taken(service.create(order));
}

void SetupServiceTest::letsNoLoginOfADroppedDatabaseIn()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // there are no logins
    std::optional<TestOrganisation> first(std::in_place, engine, QStringLiteral("twice"));
    taken(PeopleService(*first->signIn())
              .create({QStringLiteral("asha"), {}, Role::Administrator, true, {}, TestOrganisation::password()}));
    const DatabaseAddress place = first->address();
    first.reset();
    const TestOrganisation elsewhere(engine);
    const DatabaseLook look(elsewhere);
    look.run(QStringLiteral("DROP DATABASE twice"));
    look.run(QStringLiteral("CREATE ROLE friend LOGIN; GRANT cv_twice_users TO friend"));
    const TestOrganisation second(engine, place.database);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM pg_roles WHERE rolname LIKE 'cvu_twice.%'")), 1);
    QCOMPARE(
        look.number(QStringLiteral("SELECT CAST(pg_has_role('friend', 'cv_twice_users', 'member') AS integer)")), 0);
}

void SetupServiceTest::refusesTheOldNameOfARenamedDatabase()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // a file brings its name along
    std::optional<TestOrganisation> old(std::in_place, engine, QStringLiteral("oldname"));
    const TestOrganisation elsewhere(engine);
    const DatabaseLook look(elsewhere);
    SetupOrder order = newOrder(engine, elsewhere.folder());
    order.address = old->address(QStringLiteral("postgres"));
    LocalState local(elsewhere.folder() + QStringLiteral("/other.ini"));
    old.reset();
    look.run(QStringLiteral("ALTER DATABASE oldname RENAME TO newname"));
    look.run(QStringLiteral("CREATE DATABASE oldname"));
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::NameTaken);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM pg_roles WHERE rolname = 'cvu_oldname.admin'")), 1);
}

void SetupServiceTest::recoveryWordsOpenEverySeal()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process =
        desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB"));
    const BoxKeys kit = BoxKeys::fromPrivate(recoveryKey(desk.organisation));
    const DatabaseLook look(desk.organisation);
    QCOMPARE(look.one(QStringLiteral("SELECT recovery_key FROM organisation")).toByteArray(), kit.publicKey);

    auto root = openSeal(look.one(QStringLiteral("SELECT sealed FROM root_seal WHERE holder = 0")).toByteArray(), kit,
        SignKeys::privateSize);
    QVERIFY(root);
    QCOMPARE(SignKeys::fromPrivate(std::move(*root)).publicKey, desk.admin->identity()->rootKey);

    const auto writer =
        CertifiedWriter::open(look.one(QStringLiteral("SELECT sealed FROM writer_seal WHERE holder = 0")).toByteArray(),
            kit, desk.admin->identity()->rootKey);
    QVERIFY(writer);
    QCOMPARE(bytes(writer->key()), bytes(desk.admin->identity()->writerKey));

    auto vault = openSeal(
        look.one(
                QStringLiteral("SELECT sealed FROM vault_seal WHERE holder = 0 AND process_id = %1").arg(process.value))
            .toByteArray(),
        kit);
    QVERIFY(vault);
    QCOMPARE(BoxKeys::fromPrivate(std::move(*vault)).publicKey,
        look.one(QStringLiteral("SELECT box_key FROM vault WHERE process_id = %1").arg(process.value)).toByteArray());
}

void SetupServiceTest::refusesWrongRecoveryWords()
{
    QByteArray key(32, '\x5a');
    const QStringList words = RecoveryKit(SecretBytes::takeFrom(key)).words();
    QVERIFY(RecoveryKit::privateKey(words.join(u' ').toUpper()));
    for (const int place : RecoveryKit::checkPlaces())
        QVERIFY(place >= 0 && place < words.size());

    QStringList changed = words;
    changed[3] = toWords(QByteArray("\x12\x34", 2)).front();
    QStringList swapped = words;
    swapped[16] = toWords(QByteArray("\x01\x02", 2)).front();
    for (const QString &typed : {changed.join(u' '), swapped.join(u' '), QStringList(words.mid(1)).join(u' '),
             QString(), QStringLiteral("these are no words at all")}) {
        const auto answer = RecoveryKit::privateKey(typed);
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::KitWrong);
    }
}

void SetupServiceTest::refusesAWeakPasswordAndLeavesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    QTemporaryDir folder;
    LocalState local(folder.filePath(QStringLiteral("local.ini")));
    SetupOrder order = newOrder(engine, folder.path());
    order.adminPassword = QStringLiteral("short");
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::PasswordTooShort);
    order.adminPassword = QStringLiteral("graceGRACEgrace");
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::PasswordTooCommon);
    if (engine == Engine::Sqlite)
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).filter(QStringLiteral("new.db")).isEmpty());
    QVERIFY(local.pinned(order.address.place()).isEmpty());
    order.adminPassword = TestOrganisation::password();
    taken(SetupService(local).create(order)); // nothing of the refused attempts is in the way
}

void SetupServiceTest::refusesNamesThatBreakARule()
{
    QFETCH_GLOBAL(Engine, engine);
    QTemporaryDir folder;
    LocalState local(folder.filePath(QStringLiteral("local.ini")));
    const SetupOrder good = newOrder(engine, folder.path());
    SetupOrder order = good;
    order.organisation = QStringLiteral("  ");
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::NameEmpty);
    order.organisation = QStringLiteral("Call us: +44 7700 900123");
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::TextHoldsNumber);
    order = good;
    order.adminName = QStringLiteral("Grace Hopper");
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::UserNameInvalid);
}

void SetupServiceTest::keepsTheFileToItsOwner()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::PostgreSql)
        return; // no file of ours
    Desk desk(engine);
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QStringList files = QDir(desk.organisation.folder()).entryList({QStringLiteral("callveil.db*")});
    QVERIFY(files.size() > 1); // the write-ahead log lies beside the file while it is open
    for (const QString &name : files)
        QVERIFY2(!(QFile::permissions(desk.organisation.folder() + u'/' + name) & others), qPrintable(name));
}

void SetupServiceTest::pinsTheFingerprint()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QByteArray pinned = desk.organisation.local().pinned(desk.organisation.address().place());
    QCOMPARE(toWords(pinned), desk.organisation.outcome().fingerprintWords);
    QCOMPARE(pinned, fingerprintOf(desk.admin->identity()->rootKey));
}

void SetupServiceTest::needsASuperuserOnAServer()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // a file has no superuser
    TestOrganisation organisation(engine);
    DatabaseLook(organisation)
        .run(QStringLiteral("CREATE ROLE plain LOGIN PASSWORD 'plain'; GRANT CONNECT ON DATABASE \"%1\" TO plain")
                 .arg(organisation.address().database));
    SetupOrder order = newOrder(engine, organisation.folder());
    order.address.user = QStringLiteral("plain");
    order.superuserPassword = QStringLiteral("plain");
    LocalState local(organisation.folder() + QStringLiteral("/other.ini"));
    QCOMPARE(faultOf(SetupService(local).create(order)), Fault::NeedsSuperuser);
}

void SetupServiceTest::upgradingAnUpToDateServerChangesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // upgraded at sign-in
    TestOrganisation organisation(engine);
    const QByteArray before = DatabaseLook(organisation).dump();
    taken(SetupService(organisation.local())
              .upgradeServer(
                  organisation.address(QStringLiteral("postgres")), PostgresCluster::shared().superuserPassword()));
    QCOMPARE(DatabaseLook(organisation).dump(), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SetupServiceTest)
#include "tst_setup_service.moc"

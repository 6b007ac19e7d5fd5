// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_scene.h"

#include "services/audit/audit_service.h"

#include <atomic>
#include <csignal>
#include <future>
#include <sys/resource.h>

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

/// What files of this program may grow to; a full disk looks the same to whoever writes.
class FullDisk final {
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit less{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &less);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_before{};
    void (*m_signal)(int);
};

qint64 rowsOf(const std::vector<RowCount> &rows, BackupTable table)
{
    for (const RowCount &count : rows)
        if (count.table == table)
            return count.rows;
    return -1;
}

} // namespace

/// Backups: consistent while the database is in use, verified, and nothing when they fail.
class BackupServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase();
    void saysWhatIsInIt();
    void isForItsOwnerAndWithoutNumbers();
    void isConsistentBesideImports();
    void replacesOnlyWhatItIsToldTo();
    void neverReplacesTheDatabaseItself();
    void refusesADamagedDatabase();
    void leavesNothingWhereItCannotWrite();
    void leavesNothingOnAFullDisk();
    void cancelledLeavesNothing();
    void leavesOutAFileNameThatIsANumber();
    void refusesWhoeverMayNot();
    void tellsWhichNumbersItCouldNotTry();
    void tellsOfNumbersThatDoNotOpen();
    void tellsOfABrokenRecord();
    void whatIsNotSoundReplacesNothing();
    void refusesLoginsThatCouldNotComeBack();
    void wantsASuperuser();

private:
    [[nodiscard]] BackupScene &scene() const { return *m_scene; }

    std::unique_ptr<BackupScene> m_scenes[2]; ///< one for an engine
    BackupScene *m_scene = nullptr;
};

void BackupServiceTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &scene = m_scenes[int(engine)];
    if (!scene)
        scene = std::make_unique<BackupScene>(engine);
    m_scene = scene.get();
}

void BackupServiceTest::cleanupTestCase()
{
    for (auto &scene : m_scenes)
        scene.reset();
}

void BackupServiceTest::saysWhatIsInIt()
{
    BackupService service(*scene().desk.admin);
    QVERIFY(!taken(service.last()));
    const QString file = scene().newFile();
    const BackupReport report = taken(scene().backUp(scene().order(file)));
    QCOMPARE(report.file, file);
    QCOMPARE(report.facts.organisation, QStringLiteral("Test organisation"));
    QCOMPARE(report.facts.fingerprintWords, scene().desk.organisation.outcome().fingerprintWords);
    QCOMPARE(report.facts.bytes, QFileInfo(file).size());
    QCOMPARE(rowsOf(report.rows, BackupTable::Legs), BackupScene::rows);
    QCOMPARE(rowsOf(report.rows, BackupTable::Numbers), BackupScene::rows);
    QCOMPARE(rowsOf(report.rows, BackupTable::People), 3);
    QCOMPARE(rowsOf(report.rows, BackupTable::Entries), report.record.entries);
    QCOMPARE(report.record.actors, 3);
    QVERIFY(report.isSound());
    QCOMPARE(report.samples.size(), 1U);
    QVERIFY(report.samples[0].held);
    QCOMPARE(report.samples[0].tried, 20);
    QCOMPARE(report.samples[0].opened, 20);
    QCOMPARE(scalar(scene().desk.organisation, QStringLiteral("SELECT COUNT(*) FROM request")), 0); // none revealed
    QCOMPARE(taken(service.last()), std::optional(report.facts.madeAt));
    const QString recorded = DatabaseLook(scene().desk.organisation)
                                 .one(QStringLiteral("SELECT after FROM deed WHERE action = 'backup.create'"))
                                 .toString();
    QVERIFY2(
        recorded.startsWith(QStringLiteral("file %1; bytes ").arg(QFileInfo(file).fileName())), qPrintable(recorded));
    QVERIFY(recorded.contains(QStringLiteral("legs 30; rows ")));
}

void BackupServiceTest::isForItsOwnerAndWithoutNumbers()
{
    const QString path = scene().backedUp();
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    QCOMPARE(scene().filesOf(path).size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(!content.contains("77009000"));
    QVERIFY(!content.contains(PostgresCluster::shared().superuserPassword().toUtf8()));
    QVERIFY(!content.contains(TestOrganisation::password().toUtf8()));
}

void BackupServiceTest::isConsistentBesideImports()
{
    constexpr int files = 8;
    constexpr int each = 200;
    BackupScene busy(scene().engine());
    const auto importer = busy.desk.organisation.signIn();
    QStringList paths;
    for (int file = 0; file < files; ++file)
        paths.append(busy.desk.organisation.writeFile(
            QStringLiteral("f%1.csv").arg(file), customerCalls(1000 + file * each, each)));
    std::atomic<int> imported{0};
    auto imports = std::async(std::launch::async, [&] {
        for (const QString &path : std::as_const(paths))
            imported += tryImport(*importer, path, busy.process).has_value();
    });
    std::vector<BackupReport> reports;
    QStringList backups;
    do {
        backups.append(busy.newFile());
        reports.push_back(taken(busy.backUp(busy.order(backups.back()))));
    } while (imports.wait_for(std::chrono::seconds(0)) != std::future_status::ready);
    QCOMPARE(imported, files); // nobody waited for a backup
    for (const BackupReport &report : reports) {
        QVERIFY(report.isSound());
        QCOMPARE((rowsOf(report.rows, BackupTable::Legs) - BackupScene::rows) % each, 0);
    }
    const auto restored = taken(busy.restore(busy.restoreOrder(backups.front())));
    QVERIFY(restored.isSound());
    QCOMPARE(rowsOf(restored.rows, BackupTable::Legs), rowsOf(reports.front().rows, BackupTable::Legs));
}

void BackupServiceTest::replacesOnlyWhatItIsToldTo()
{
    const QString file = scene().backedUp();
    const qint64 recorded = scene().backupsRecorded();
    BackupOrder order = scene().order(file);
    QCOMPARE(faultOf(scene().backUp(order)), Fault::FileExists);
    QCOMPARE(scene().backupsRecorded(), recorded);
    order.replaces = true;
    static_cast<void>(taken(scene().backUp(order)));
    QCOMPARE(scene().backupsRecorded(), recorded + 1);
    QCOMPARE(scene().filesOf(file).size(), 1);
    order.file = scene().desk.organisation.folder();
    QCOMPARE(faultOf(scene().backUp(order)), Fault::FileExists);
    order.replaces = false;
    order.file = scene().newFile();
    QVERIFY(QFile::link(QStringLiteral("nowhere"), order.file)); // a link that leads nowhere is something too
    QCOMPARE(faultOf(scene().backUp(order)), Fault::FileExists);
}

void BackupServiceTest::neverReplacesTheDatabaseItself()
{
    if (scene().engine() == Engine::PostgreSql)
        QSKIP("a server's database is no file");
    const QString database = scene().desk.organisation.address().file;
    const QString link = scene().newFile();
    QVERIFY(QFile::link(database, link));
    for (const QString &file : {database, link, QString(database + QStringLiteral("-wal")),
             QString(database + QStringLiteral("-lock")), QString(database + QStringLiteral(".part"))}) {
        BackupOrder order = scene().order(file);
        order.replaces = true;
        QCOMPARE(faultOf(scene().backUp(order)), Fault::FileExists);
    }
    QCOMPARE(int(logOf(*scene().desk.admin).size()), BackupScene::rows);
}

void BackupServiceTest::refusesADamagedDatabase()
{
    if (scene().engine() == Engine::PostgreSql)
        QSKIP("a server looks after its pages itself");
    BackupScene other(Engine::Sqlite);
    {
        const DatabaseLook look(other.desk.organisation);
        look.run(QStringLiteral("PRAGMA foreign_keys = OFF"));
        look.run(QStringLiteral("INSERT INTO person_process (person_id, process_id) VALUES (99, 99)"));
    }
    const QString file = other.newFile();
    const Error error = errorOf(other.backUp(other.order(file)));
    QCOMPARE(error.fault, Fault::DatabaseDamaged);
    QCOMPARE(error.args, QStringList(QStringLiteral("callveil.db")));
    QVERIFY(other.filesOf(file).isEmpty());
}

void BackupServiceTest::leavesNothingWhereItCannotWrite()
{
    const qint64 recorded = scene().backupsRecorded();
    const QString folder = scene().desk.organisation.folder();
    QCOMPARE(faultOf(scene().backUp(scene().order(folder + QStringLiteral("/none/b")))), Fault::FileUnwritable);
    QCOMPARE(faultOf(scene().backUp(scene().order(QStringLiteral("/proc/b")))), Fault::FileUnwritable);
    QCOMPARE(scene().backupsRecorded(), recorded);
}

void BackupServiceTest::leavesNothingOnAFullDisk()
{
    const qint64 recorded = scene().backupsRecorded();
    const QString file = scene().newFile();
    Fault fault = Fault::Unexpected;
    {
        const FullDisk disk(16384);
        fault = faultOf(scene().backUp(scene().order(file)));
    }
    QCOMPARE(fault, scene().engine() == Engine::Sqlite ? Fault::FileUnwritable : Fault::ProgramFailed);
    QVERIFY(scene().filesOf(file).isEmpty());
    QCOMPARE(scene().backupsRecorded(), recorded);
    static_cast<void>(taken(scene().backUp(scene().order(file))));
}

void BackupServiceTest::cancelledLeavesNothing()
{
    const qint64 recorded = scene().backupsRecorded();
    const QString file = scene().newFile();
    const auto progress = std::make_shared<BackupProgress>();
    progress->cancelled = true;
    QCOMPARE(faultOf(BackupService(*scene().desk.admin).create(scene().order(file), progress)), Fault::Cancelled);
    QVERIFY(scene().filesOf(file).isEmpty());
    QCOMPARE(scene().backupsRecorded(), recorded);
}

void BackupServiceTest::leavesOutAFileNameThatIsANumber()
{
    static_cast<void>(
        taken(scene().backUp(scene().order(scene().desk.organisation.folder() + QStringLiteral("/+447700900123")))));
    const DatabaseLook look(scene().desk.organisation);
    const QString recorded =
        look.one(QStringLiteral("SELECT after FROM deed WHERE action = 'backup.create' ORDER BY seq DESC LIMIT 1"))
            .toString();
    QVERIFY2(recorded.startsWith(QStringLiteral("bytes ")), qPrintable(recorded));
}

void BackupServiceTest::refusesWhoeverMayNot()
{
    const auto workspace = scene().desk.organisation.signIn(asha);
    BackupService service(*workspace);
    const QString file = scene().newFile();
    QCOMPARE(faultOf(service.create(scene().order(file), std::make_shared<BackupProgress>())), Fault::NotPermitted);
    QCOMPARE(faultOf(service.last()), Fault::NotPermitted);
    QVERIFY(scene().filesOf(file).isEmpty());
    const auto admin = scene().desk.organisation.signIn();
    admin->lock();
    QCOMPARE(faultOf(BackupService(*admin).create(scene().order(file), std::make_shared<BackupProgress>())),
        Fault::SessionLocked);
}

void BackupServiceTest::tellsWhichNumbersItCouldNotTry()
{
    BackupScene other(scene().engine());
    taken(AccessService(*other.desk.admin).setPermissions({{Role::Analyst, Permission::ManageSecurity, true}}));
    const auto guard = other.desk.hire(QStringLiteral("gus"), Role::Analyst);
    const auto report =
        taken(BackupService(*guard).create(other.order(other.newFile()), std::make_shared<BackupProgress>()));
    QCOMPARE(report.samples.size(), 1U);
    QCOMPARE(report.samples[0].process, QStringLiteral("One"));
    QVERIFY(!report.samples[0].held);
    QCOMPARE(report.samples[0].tried, 0);
    QVERIFY(report.isSound());
}

void BackupServiceTest::tellsOfNumbersThatDoNotOpen()
{
    BackupScene other(scene().engine());
    const DatabaseLook look(other.desk.organisation);
    look.run(QStringLiteral("UPDATE number SET cipher = (SELECT n.cipher FROM number n ORDER BY n.id LIMIT 1)"));
    const auto report = taken(other.backUp(other.order(other.newFile())));
    QCOMPARE(report.samples[0].tried, 20);
    QVERIFY(report.samples[0].opened <= 1);
    QVERIFY(!report.isSound());
}

void BackupServiceTest::tellsOfABrokenRecord()
{
    BackupScene other(scene().engine());
    const DatabaseLook look(other.desk.organisation);
    look.run(QStringLiteral("UPDATE deed SET reason = 'as I say' WHERE actor_id = 1 AND seq = 3"));
    const auto report = taken(other.backUp(other.order(other.newFile())));
    QCOMPARE(report.record.breaks.size(), 1U);
    QCOMPARE(report.record.breaks[0].kind, DeedBreak::Kind::Changed);
    QCOMPARE(report.record.breaks[0].seq, 3);
    QVERIFY(!report.isSound());
}

void BackupServiceTest::whatIsNotSoundReplacesNothing()
{
    BackupScene other(scene().engine());
    BackupService service(*other.desk.admin);
    const QString good = other.backedUp();
    const auto last = taken(service.last());
    const QByteArray before = contentOf(good);
    DatabaseLook(other.desk.organisation)
        .run(QStringLiteral("UPDATE deed SET reason = 'as I say' WHERE actor_id = 1 AND seq = 3"));
    BackupOrder order = other.order(good);
    order.replaces = true;
    const auto report = taken(other.backUp(order));
    QVERIFY(!report.isSound());
    QCOMPARE(report.kept, good);
    QCOMPARE(report.file, QString(good + QStringLiteral(".unsound")));
    QCOMPARE(QFileInfo(report.file).size(), report.facts.bytes);
    QVERIFY(contentOf(good) == before);
    QCOMPARE(taken(service.last()), last);
    QCOMPARE(other.filesOf(good).size(), 2);
    // What fails at the last step leaves no entry.
    const qint64 recorded = other.backupsRecorded();
    QVERIFY(QFile::remove(report.file) && QDir().mkpath(report.file));
    QCOMPARE(faultOf(other.backUp(order)), Fault::FileExists);
    QCOMPARE(other.backupsRecorded(), recorded);
}

void BackupServiceTest::refusesLoginsThatCouldNotComeBack()
{
    if (scene().engine() == Engine::Sqlite)
        QSKIP("a file has no logins");
    BackupScene other(Engine::PostgreSql);
    const DatabaseLook look(other.desk.organisation);
    const QString database = other.desk.organisation.address().database;
    look.run(QStringLiteral("GRANT \"cv_%1_owner\" TO \"cvu_%1.asha\"").arg(database));
    const QString file = other.newFile();
    const Error error = errorOf(other.backUp(other.order(file)));
    QCOMPARE(error.fault, Fault::ChoiceUnknown);
    QCOMPARE(error.args.value(1), QStringLiteral("owner"));
    QVERIFY(other.filesOf(file).isEmpty());
    look.run(QStringLiteral("REVOKE \"cv_%1_owner\" FROM \"cvu_%1.asha\"").arg(database));
    QVERIFY(taken(other.backUp(other.order(file))).isSound());
}

void BackupServiceTest::wantsASuperuser()
{
    if (scene().engine() == Engine::Sqlite)
        QSKIP("a file has no logins");
    const qint64 recorded = scene().backupsRecorded();
    BackupOrder order = scene().order(scene().newFile());
    order.maintenancePassword = QStringLiteral("not the one");
    QCOMPARE(faultOf(scene().backUp(order)), Fault::SuperuserRefused);
    DatabaseLook(scene().desk.organisation)
        .run(QStringLiteral("DO $$ BEGIN CREATE ROLE half LOGIN PASSWORD 'half'; EXECUTE format('GRANT CONNECT ON "
                            "DATABASE %I TO half', current_database()); END $$"));
    order.maintenanceUser = QStringLiteral("half");
    order.maintenancePassword = QStringLiteral("half");
    QCOMPARE(faultOf(scene().backUp(order)), Fault::NeedsSuperuser);
    QVERIFY(scene().filesOf(order.file).isEmpty());
    QCOMPARE(scene().backupsRecorded(), recorded);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BackupServiceTest)
#include "tst_backup_service.moc"

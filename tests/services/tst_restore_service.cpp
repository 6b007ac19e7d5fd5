// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_scene.h"

#include "services/audit/audit_service.h"
#include "services/backup/server_restore.h"
#include "storage/backup/backup_archive.h"
#include "storage/crypto/proquint.h"
#include "workspace/deeds.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString why = QStringLiteral("the customer asked to be called back");

} // namespace

/// What a backup becomes: everything, in a new place, with a report; and nothing of a backup that is not whole.
class RestoreServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase();
    void bringsEverythingBack();
    void refusesADamagedBackup_data();
    void refusesADamagedBackup();
    void refusesWhatAStrangerSigned();
    void wantsTheWordsOfAnUnknownOrganisation();
    void refusesAPlaceThatIsTaken();
    void refusesAPlaceWithALeftLog();
    void refusesAPlaceOfTheOtherKind();
    void refusesABackupOfANewerProgram();
    void refusesLoginsThatAreNotOfPeople();
    void looksAtNoDatabaseThatIsOpen();
    void cancelledLeavesNothing();
    void saysWhichEntriesAreNewer();
    void tellsTamperingFromAnOldBackup();
    void saysWhosePasswordDoesNotFit();
    void comesBackUnderItsOwnName();
    void namesAreReplacedInTheSchemaOnly();

private:
    [[nodiscard]] static SeenDatabase seen(const Workspace &workspace);
    [[nodiscard]] BackupScene &scene() const { return *m_scene; }
    /// The backup with another manifest, signed by the administrator.
    [[nodiscard]] QString resealed(BackupManifest manifest) const
    {
        const QString path = scene().desk.organisation.writeFile(
            QStringLiteral("resealed"), contentOf(backup()).first(manifest.payloadBytes));
        BackupProgress progress;
        if (!backup_archive::seal(path, manifest, scene().desk.admin->identity()->keys.sign, progress))
            qFatal("cannot be sealed");
        return path;
    }
    /// A backup of the scene that nothing changes.
    [[nodiscard]] const QString &backup() const { return m_backups[int(scene().engine())]; }

    std::unique_ptr<BackupScene> m_scenes[2]; ///< one for an engine
    QString m_backups[2];
    BackupScene *m_scene = nullptr;
};

void RestoreServiceTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &scene = m_scenes[int(engine)];
    if (!scene) {
        scene = std::make_unique<BackupScene>(engine);
        m_backups[int(engine)] = scene->backedUp();
    }
    m_scene = scene.get();
}

void RestoreServiceTest::cleanupTestCase()
{
    for (auto &scene : m_scenes)
        scene.reset();
}

void RestoreServiceTest::bringsEverythingBack()
{
    const auto before = logOf(*scene().desk.admin);
    RestoreOrder order = scene().restoreOrder(backup());
    order.userName = asha;
    order.password = TestOrganisation::password();
    const RestoreReport report = taken(scene().restore(order));
    QVERIFY(report.isSound());
    QCOMPARE(report.facts.organisation, QStringLiteral("Test organisation"));
    QCOMPARE(report.people, (QStringList{QStringLiteral("Ada Administrator"), asha}));
    QCOMPARE(report.disabled, 1);
    QCOMPARE(report.asked, RestoreReport::Operator::SignedIn);
    QCOMPARE(report.samples[0].opened, 20);

    // People keep their passwords, and what they may do.
    const auto admin = scene().enter(order.place, QStringLiteral("admin"));
    const auto viewer = scene().enter(order.place, asha);
    QVERIFY(admin && viewer);
    const auto ben = scene().enter(order.place, QStringLiteral("ben"));
    QVERIFY(!ben);
    const auto after = logOf(**viewer);
    QCOMPARE(after.size(), before.size());
    RevealService reveal(**viewer);
    CallLogService calls(**viewer);
    for (size_t i = 0; i < after.size(); ++i) {
        QCOMPARE(after[i].publicId, before[i].publicId);
        QCOMPARE(after[i].customer.text, before[i].customer.text);
        if (i % 10 == 0) {
            const NumberId number = taken(calls.legs(after[i].id)).front().customer.number;
            QVERIFY(taken(reveal.reveal({number, why, {}}))->text().startsWith(QLatin1String("+4477009")));
        }
    }
    // It is in use as any other: the administrator changes things, imports, and the record goes on.
    const QString file = scene().desk.organisation.writeFile(QStringLiteral("more.csv"), customerCalls(500, 5));
    QVERIFY(tryImport(**admin, file, scene().process));
    const NewPerson carl{QStringLiteral("carl"), {}, Role::Analyst, true, {}, TestOrganisation::password()};
    QVERIFY(PeopleService(**admin).create(carl).result());
    QVERIFY(scene().enter(order.place, carl.name));
    LocalState fresh(scene().desk.organisation.folder() + QStringLiteral("/fresh.ini"));
    const auto whole = taken(AuditService(**admin, fresh).verify(std::make_shared<DeedProgress>()));
    QVERIFY(whole.breaks.empty());
    QVERIFY(whole.entries > report.record.entries);
    QCOMPARE(logOf(*scene().desk.admin).size(), before.size()); // the original is as it was
}

void RestoreServiceTest::refusesADamagedBackup_data()
{
    QTest::addColumn<double>("place"); // of the file, from its beginning; beyond it counts from the end
    QTest::addColumn<bool>("cut");
    QTest::newRow("a bit at the beginning") << 0.0 << false;
    QTest::newRow("a bit in the data") << 0.4 << false;
    QTest::newRow("a bit at the end of the data") << 0.8 << false;
    QTest::newRow("a bit in the manifest") << 0.999 << false;
    QTest::newRow("a bit in the signature") << 2.0 << false;
    QTest::newRow("cut off in the middle") << 0.5 << true;
    QTest::newRow("cut off by a byte") << 1.0 << true;
    QTest::newRow("nothing") << 0.0 << true;
}

void RestoreServiceTest::refusesADamagedBackup()
{
    QFETCH(double, place);
    QFETCH(bool, cut);
    QByteArray content = contentOf(backup());
    const auto size = content.size();
    if (cut)
        content.truncate(place == 1.0 ? size - 1 : qsizetype(place * double(size)));
    else if (place > 1)
        content[size - 60] = char(content[size - 60] ^ 4); // 24 bytes follow the signature
    else
        content[qsizetype(place * double(size))] = char(content[qsizetype(place * double(size))] ^ 4);
    const RestoreOrder order =
        scene().restoreOrder(scene().desk.organisation.writeFile(QStringLiteral("damaged"), content));
    const Error error = errorOf(scene().restore(order));
    QCOMPARE(error.fault, Fault::BackupDamaged);
    QCOMPARE(error.args, QStringList(QStringLiteral("damaged")));
    QVERIFY(scene().isFree(order.place));
}

void RestoreServiceTest::refusesWhatAStrangerSigned()
{
    auto manifest = backup_archive::manifestOf(backup());
    QVERIFY(manifest);
    const SignKeys stranger = SignKeys::generate();
    BackupProgress progress;
    for (const bool saysSo : {false, true}) {
        const QString forged = scene().desk.organisation.writeFile(
            QStringLiteral("forged"), contentOf(backup()).first(manifest->payloadBytes) + "more");
        if (saysSo)
            manifest->makerSign = stranger.publicKey;
        BackupManifest inside = *manifest;
        QVERIFY(backup_archive::seal(forged, inside, stranger, progress));
        const RestoreOrder order = scene().restoreOrder(forged);
        QCOMPARE(faultOf(scene().restore(order)), Fault::BackupDamaged);
        QVERIFY(scene().isFree(order.place));
    }
}

void RestoreServiceTest::wantsTheWordsOfAnUnknownOrganisation()
{
    LocalState elsewhere(
        scene().desk.organisation.folder() + QStringLiteral("/elsewhere%1.ini").arg(int(scene().engine())));
    RestoreService service(elsewhere);
    RestoreOrder order = scene().restoreOrder(backup());
    const auto restore = [&] { return service.restore(order, std::make_shared<BackupProgress>()); };
    const QString words = scene().desk.organisation.outcome().fingerprintWords.join(u' ');
    const Error error = errorOf(restore());
    QCOMPARE(error.fault, Fault::BackupStranger);
    QCOMPARE(error.args, (QStringList{QStringLiteral("Test organisation"), words}));
    order.fingerprintWords = QStringLiteral("lusab babad gutih tugad bavuk dovaj");
    QCOMPARE(faultOf(restore()), Fault::BackupOtherWords);
    QVERIFY(scene().isFree(order.place));
    order.fingerprintWords = words;
    QVERIFY(taken(restore()).isSound());
    QCOMPARE(elsewhere.pinned(order.place.place()), *fromWords(words));
}

void RestoreServiceTest::refusesAPlaceThatIsTaken()
{
    RestoreOrder order = scene().restoreOrder(backup());
    order.place = scene().desk.organisation.address(QStringLiteral("postgres"));
    QCOMPARE(faultOf(scene().restore(order)), Fault::DatabaseExists);
    QCOMPARE(int(logOf(*scene().desk.admin).size()), BackupScene::rows);
}

void RestoreServiceTest::refusesAPlaceWithALeftLog()
{
    if (scene().engine() == Engine::PostgreSql)
        QSKIP("a server's database is no file");
    for (const char *suffix : {"-wal", "-shm", "-journal"}) {
        const RestoreOrder order = scene().restoreOrder(backup());
        const QString left = QFileInfo(order.place.file).fileName() + QLatin1String(suffix);
        static_cast<void>(scene().desk.organisation.writeFile(left, "of another database"));
        const Error error = errorOf(scene().restore(order));
        QCOMPARE(error.fault, Fault::DatabaseExists);
        QCOMPARE(error.args, QStringList(left));
        QVERIFY(!QFile::exists(order.place.file));
    }
    const RestoreOrder order = scene().restoreOrder(backup());
    QVERIFY(QFile::link(QStringLiteral("nowhere"), order.place.file)); // a link that leads nowhere is something too
    QCOMPARE(faultOf(scene().restore(order)), Fault::DatabaseExists);
}

void RestoreServiceTest::refusesABackupOfANewerProgram()
{
    auto manifest = backup_archive::manifestOf(backup());
    QVERIFY(manifest);
    manifest->schema = 9999;
    const RestoreOrder order = scene().restoreOrder(resealed(*manifest));
    const Error error = errorOf(scene().restore(order));
    QCOMPARE(error.fault, Fault::DatabaseNewer);
    QCOMPARE(error.args.value(0), QStringLiteral("9999"));
    QVERIFY(scene().isFree(order.place));
}

void RestoreServiceTest::refusesLoginsThatAreNotOfPeople()
{
    if (scene().engine() == Engine::Sqlite)
        QSKIP("a file has no logins");
    const auto manifest = backup_archive::manifestOf(backup());
    QVERIFY(manifest && !manifest->logins.empty());
    for (const char *group : {"owner", "definer", "people", "reader"}) {
        BackupManifest other = *manifest;
        other.logins.front().groups.append(QLatin1String(group));
        const RestoreOrder order = scene().restoreOrder(resealed(other));
        QCOMPARE(faultOf(scene().restore(order)), Fault::BackupDamaged);
        QVERIFY(scene().isFree(order.place));
    }
    BackupManifest stranger = *manifest;
    stranger.logins.push_back({QStringLiteral("mallory"), {}, true, {QStringLiteral("person")}});
    const RestoreOrder order = scene().restoreOrder(resealed(stranger));
    QCOMPARE(faultOf(scene().restore(order)), Fault::BackupDamaged);
    QVERIFY(scene().isFree(order.place)); // also of the roles that were made
}

void RestoreServiceTest::looksAtNoDatabaseThatIsOpen()
{
    if (scene().engine() == Engine::PostgreSql)
        QSKIP("a server's database is no file");
    const QString database = scene().desk.organisation.address().file;
    const QString link = scene().desk.organisation.folder() + QStringLiteral("/linked");
    QVERIFY(QFile::link(database, link));
    for (const QString &file : {database, link, QString(database + QStringLiteral("-shm"))})
        QCOMPARE(faultOf(RestoreService::look(file)), Fault::BackupDamaged);
    // One that is read by somebody else meanwhile is a backup all the same.
    QFile reader(backup());
    QVERIFY(reader.open(QIODevice::ReadOnly));
    QVERIFY(RestoreService::look(backup()).result().has_value());
}

void RestoreServiceTest::refusesAPlaceOfTheOtherKind()
{
    RestoreOrder order = scene().restoreOrder(backup());
    order.place.engine = scene().engine() == Engine::Sqlite ? Engine::PostgreSql : Engine::Sqlite;
    QCOMPARE(faultOf(scene().restore(order)),
        scene().engine() == Engine::Sqlite ? Fault::BackupOfFile : Fault::BackupOfServer);
}

void RestoreServiceTest::cancelledLeavesNothing()
{
    // At every place where it can be noticed: the longer it goes on, the more has to be taken back. On a busy machine,
    // where it goes on for long, the places lie farther apart.
    for (int after = 0, ended = 0; ended == 0; after += std::max(40, after / 20)) {
        const RestoreOrder order = scene().restoreOrder(backup());
        const auto progress = std::make_shared<BackupProgress>();
        const auto future = RestoreService(scene().desk.organisation.local()).restore(order, progress);
        const QDeadlineTimer deadline(after);
        while (!deadline.hasExpired() && !future.isFinished())
            QThread::yieldCurrentThread();
        progress->cancelled = true;
        const auto report = future.result();
        if (report) {
            ended = after;
            continue;
        }
        QCOMPARE(report.error().fault, Fault::Cancelled);
        QVERIFY(scene().isFree(order.place));
    }
}

/// What this computer remembers of the database that somebody is signed in to.
SeenDatabase RestoreServiceTest::seen(const Workspace &workspace)
{
    return {SeenDatabase::markOf(workspace.address().place()), workspace.identity()->fingerprint};
}

void RestoreServiceTest::saysWhichEntriesAreNewer()
{
    TestOrganisation &organisation = scene().desk.organisation;
    AuditService audit(*scene().desk.admin, organisation.local());
    const SeenDatabase original = seen(*scene().desk.admin);
    organisation.local().replaceHeads(original, {});
    QVERIFY(taken(audit.watch()).empty()); // this computer sees the entry of the backup, which is not in it
    const RestoreOrder order = scene().restoreOrder(backup());
    const auto report = taken(scene().restore(order));
    QVERIFY(report.record.breaks.empty());
    QCOMPARE(report.later.size(), 1U);
    QCOMPARE(report.later[0].actor, QStringLiteral("admin"));
    QVERIFY(report.later[0].entries >= 1);
    // A copy beside the original is no alarm, in either of them.
    const auto admin = scene().enter(order.place, QStringLiteral("admin"));
    QVERIFY(admin);
    recordDeeds(*scene().desk.admin, {QStringLiteral("setting.change"), QStringLiteral("x"), {}, {}, {}}, 5);
    QVERIFY(taken(audit.watch()).empty());
    AuditService there(**admin, organisation.local());
    QVERIFY(taken(there.watch()).empty());
    QVERIFY(taken(audit.watch()).empty());
    // In the place of the original it is one, until somebody accepts it with a reason.
    organisation.local().replaceHeads(seen(**admin), organisation.local().seenHeads(original));
    QVERIFY(!taken(there.watch()).empty());
    taken(there.accept(QStringLiteral("a backup was brought back")));
    QVERIFY(taken(there.watch()).empty());
    organisation.local().replaceHeads(original, {});
}

void RestoreServiceTest::tellsTamperingFromAnOldBackup()
{
    TestOrganisation &organisation = scene().desk.organisation;
    const SeenDatabase original = seen(*scene().desk.admin);
    organisation.local().replaceHeads(original, {{PersonId{1}, 2, QByteArray(32, 'x')}});
    const auto report = taken(scene().restore(scene().restoreOrder(backup())));
    organisation.local().replaceHeads(original, {});
    QCOMPARE(report.record.breaks.size(), 1U);
    QCOMPARE(report.record.breaks[0].kind, DeedBreak::Kind::Forgotten);
    QCOMPARE(report.record.breaks[0].seq, 2);
    QVERIFY(!report.isSound());
}

void RestoreServiceTest::saysWhosePasswordDoesNotFit()
{
    RestoreOrder order = scene().restoreOrder(backup());
    order.userName = asha;
    order.password = QStringLiteral("something else");
    const auto report = taken(scene().restore(order));
    QCOMPARE(report.asked, RestoreReport::Operator::Refused);
    QVERIFY(!report.isSound());
    QVERIFY(report.samples.empty());
}

void RestoreServiceTest::comesBackUnderItsOwnName()
{
    if (scene().engine() == Engine::Sqlite)
        QSKIP("a file may be called anything");
    BackupScene lost(Engine::PostgreSql, QStringLiteral("lost"));
    const QString file = lost.backedUp();
    RestoreOrder order = lost.restoreOrder(file);
    order.place = lost.desk.organisation.address(QStringLiteral("postgres"));
    lost.desk.admin.reset();
    // Somebody dropped the database: its roles and logins are still on the server.
    DatabaseLook(scene().desk.organisation)
        .run(QStringLiteral("DROP DATABASE \"%1\" WITH (FORCE)").arg(order.place.database));
    QVERIFY(taken(lost.restore(order)).isSound());
    QVERIFY(lost.enter(order.place, asha));
}

void RestoreServiceTest::namesAreReplacedInTheSchemaOnly()
{
    const auto renamed = [](const char *text) {
        return ServerRestore::renamed(QLatin1String(text), QStringLiteral("api"), QStringLiteral("new"));
    };
    QCOMPARE(renamed("OWNER TO cv_api_owner; cv_api.me() TO \"cv_api_users\""),
        QStringLiteral("OWNER TO cv_new_owner; cv_api.me() TO \"cv_new_users\""));
    QCOMPARE(renamed("pg_has_role(session_user, 'cv_api_' || entry, 'member')"),
        QStringLiteral("pg_has_role(session_user, 'cv_new_' || entry, 'member')"));
    QCOMPARE(renamed("login !~ '^cvu_api\\.[a-z]' OR login <> 'cvu_api.' || name"),
        QStringLiteral("login !~ '^cvu_new\\.[a-z]' OR login <> 'cvu_new.' || name"));
    QCOMPARE(renamed("'cvs_api.' || switch"), QStringLiteral("'cvs_new.' || switch"));
    QCOMPARE(renamed("cv_apis_owner cvu_apis.x cvt_api.x xcv_api_owner"),
        QStringLiteral("cv_apis_owner cvu_apis.x cvt_api.x xcv_api_owner"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RestoreServiceTest)
#include "tst_restore_service.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/migrator.h"

#include "fresh_database.h"

#include <QDir>

#include <optional>

using namespace callveil;

/// Migrations on both engines: those of the program, and a folder of our own where something must fail.
class TestMigrator final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void migratesAnEmptyDatabase_data() { FreshDatabase::addEngines(); }
    void migratesAnEmptyDatabase();
    void changesNothingWhenRunAgain_data() { FreshDatabase::addEngines(); }
    void changesNothingWhenRunAgain();
    void numbersMigrationsWithoutAGap_data() { FreshDatabase::addEngines(); }
    void numbersMigrationsWithoutAGap();
    void refusesANewerDatabase_data() { FreshDatabase::addEngines(); }
    void refusesANewerDatabase();
    void refusesAnEmptyDatabaseWhenOnlyChecking_data() { FreshDatabase::addEngines(); }
    void refusesAnEmptyDatabaseWhenOnlyChecking();
    void refusesWhatAnotherProgramMade_data() { FreshDatabase::addEngines(); }
    void refusesWhatAnotherProgramMade();
    void runsOnlyWhatIsMissing_data() { FreshDatabase::addEngines(); }
    void runsOnlyWhatIsMissing();
    void leavesTheOldVersionWhenAMigrationFails_data() { FreshDatabase::addEngines(); }
    void leavesTheOldVersionWhenAMigrationFails();
    void leavesAnEmptyDatabaseWhenTheFirstFails_data() { FreshDatabase::addEngines(); }
    void leavesAnEmptyDatabaseWhenTheFirstFails();
    void leavesTheOldVersionWhenTheSessionEnds();
    void putsTheDatabasesNameIn();

private:
    void writeMigration(const QString &name, const QByteArray &script) const;
    void writeFirst(Engine engine) const;
    [[nodiscard]] static qint64 tables(const FreshDatabase &database, Engine engine);
    [[nodiscard]] static QString shape(const FreshDatabase &database, Engine engine);

    std::optional<QTemporaryDir> m_folder;
};

void TestMigrator::init()
{
    m_folder.emplace();
}

void TestMigrator::writeMigration(const QString &name, const QByteArray &script) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(script) == script.size());
}

void TestMigrator::writeFirst(Engine engine) const
{
    const QByteArray schema = engine == Engine::PostgreSql ? "CREATE SCHEMA cv;\n" : "";
    writeMigration(QStringLiteral("0001_first.sql"),
        schema
            + "CREATE TABLE schema_version (version integer PRIMARY KEY, title text, applied_at bigint);\n"
              "CREATE TABLE kept (x integer);\nINSERT INTO kept VALUES (1);\n");
}

qint64 TestMigrator::tables(const FreshDatabase &database, Engine engine)
{
    return database.number(engine == Engine::Sqlite
            ? QStringLiteral("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'")
            : QStringLiteral("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'cv'"));
}

/// All that a migration makes, as one text.
QString TestMigrator::shape(const FreshDatabase &database, Engine engine)
{
    const QVariantList lines = database.column(engine == Engine::Sqlite
            ? QStringLiteral("SELECT name || coalesce(sql, '') FROM sqlite_master "
                             "UNION ALL SELECT title || version || applied_at FROM schema_version")
            : QStringLiteral("SELECT concat(c.oid, ' ', c.relname, ' ', c.relkind) FROM pg_class c "
                             "WHERE c.relnamespace::regnamespace::text LIKE 'cv%' "
                             "UNION ALL SELECT concat(p.oid, ' ', p.proname) FROM pg_proc p "
                             "WHERE p.pronamespace::regnamespace::text LIKE 'cv%' "
                             "UNION ALL SELECT concat(title, version, applied_at) FROM cv.schema_version ORDER BY 1"));
    return QVariant(lines).toStringList().join(u'\n');
}

void TestMigrator::migratesAnEmptyDatabase()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    FreshDatabase::makeRoles(*connection);
    Migrator migrator(*connection);
    QCOMPARE(migrator.version().value_or(-1), 0);
    QVERIFY(migrator.newest() > 0);
    const auto done = migrator.upgrade();
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    QCOMPARE(migrator.version().value_or(-1), migrator.newest());
    QVERIFY(migrator.check());
    QCOMPARE(
        database.number(QStringLiteral("SELECT COUNT(*) FROM schema_version WHERE applied_at > 0 AND title <> ''")),
        migrator.newest());
}

void TestMigrator::changesNothingWhenRunAgain()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const QString before = shape(database, engine);
    QVERIFY(before.count(u'\n') > 20);
    for (int i = 0; i < 2; ++i)
        QVERIFY(Migrator(*database.open()).upgrade());
    QCOMPARE(shape(database, engine), before);
}

void TestMigrator::numbersMigrationsWithoutAGap()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    QCOMPARE(database.number(QStringLiteral("SELECT MAX(version) - COUNT(*) FROM schema_version")), 0);
    QCOMPARE(database.number(QStringLiteral("SELECT MIN(version) FROM schema_version")), 1);
}

void TestMigrator::refusesANewerDatabase()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    database.run(QStringLiteral("INSERT INTO schema_version (version, title, applied_at) VALUES (9999, 'later', 1)"));
    const QString before = shape(database, engine);
    const auto connection = database.open();
    Migrator migrator(*connection);
    for (const Result<void> &refused : {migrator.upgrade(), migrator.check()}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(refused.error().fault, Fault::DatabaseNewer);
        QCOMPARE(refused.error().args, QStringList({QStringLiteral("9999"), QString::number(migrator.newest())}));
    }
    QCOMPARE(shape(database, engine), before);
}

void TestMigrator::refusesAnEmptyDatabaseWhenOnlyChecking()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    const auto refused = Migrator(*connection).check();
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::DatabaseNotCallveil);
    QCOMPARE(tables(database, engine), 0);
}

void TestMigrator::refusesWhatAnotherProgramMade()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    if (engine == Engine::PostgreSql)
        database.run(QStringLiteral("CREATE SCHEMA cv"));
    database.run(QStringLiteral("CREATE TABLE notes (line text)"));
    const auto refused = Migrator(*connection).upgrade();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Invalid);
    QCOMPARE(refused.error().fault, Fault::DatabaseNotCallveil);
    QCOMPARE(tables(database, engine), 1);
}

void TestMigrator::runsOnlyWhatIsMissing()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    writeFirst(engine);
    QVERIFY(Migrator(*connection, m_folder->path()).upgrade());
    writeMigration(QStringLiteral("0002_second_step.sql"), "CREATE TABLE second (x integer);\n");

    Migrator migrator(*connection, m_folder->path());
    const auto older = migrator.check();
    QVERIFY(!older);
    QCOMPARE(older.error().fault, Fault::DatabaseOlder);
    QCOMPARE(older.error().args, QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    QVERIFY(migrator.upgrade());
    QVERIFY(migrator.check());
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM kept")), 1);
    QCOMPARE(database.value(QStringLiteral("SELECT title FROM schema_version WHERE version = 2")).toString(),
        QStringLiteral("second_step"));
}

void TestMigrator::leavesTheOldVersionWhenAMigrationFails()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    writeFirst(engine);
    QVERIFY(Migrator(*connection, m_folder->path()).upgrade());
    writeMigration(QStringLiteral("0002_fails.sql"),
        "CREATE TABLE half (x integer);\nALTER TABLE kept ADD COLUMN y integer;\nUPDATE kept SET x = 2;\n"
        "INSERT INTO missing VALUES (1);\nCREATE TABLE never (x integer);\n");
    const QString before = shape(database, engine);
    const auto failing = Migrator(*connection, m_folder->path()).upgrade();
    QVERIFY(!failing);
    QCOMPARE(failing.error().code, ErrorCode::Internal);
    QCOMPARE(shape(database, engine), before);
    QCOMPARE(database.number(QStringLiteral("SELECT x FROM kept")), 1);
    QCOMPARE(Migrator(*connection).version().value_or(-1), 1);

    writeMigration(QStringLiteral("0002_fails.sql"), "CREATE TABLE half (x integer);\n");
    QVERIFY(Migrator(*connection, m_folder->path()).upgrade()); // nothing of the first try is in the way
}

void TestMigrator::leavesAnEmptyDatabaseWhenTheFirstFails()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine, FreshDatabase::Schema::None);
    const auto connection = database.open();
    writeMigration(
        QStringLiteral("0001_first.sql"), "CREATE TABLE half (x integer);\nINSERT INTO missing VALUES (1);\n");
    QVERIFY(!Migrator(*connection, m_folder->path()).upgrade());
    QCOMPARE(tables(database, engine), 0);
    QCOMPARE(Migrator(*connection).version().value_or(-1), 0);
}

void TestMigrator::leavesTheOldVersionWhenTheSessionEnds()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    const auto connection = database.open();
    writeFirst(Engine::PostgreSql);
    QVERIFY(Migrator(*connection, m_folder->path()).upgrade());
    writeMigration(QStringLiteral("0002_ends.sql"),
        "CREATE TABLE half (x integer);\nSELECT pg_terminate_backend(pg_backend_pid());\nCREATE TABLE never (x "
        "integer);\n");
    const QString before = shape(database, Engine::PostgreSql);
    const auto lost = Migrator(*connection, m_folder->path()).upgrade();
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::Offline);
    QCOMPARE(shape(database, Engine::PostgreSql), before);
}

void TestMigrator::putsTheDatabasesNameIn()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    const auto connection = database.open();
    const QString name = database.address().database;
    QCOMPARE(withDatabaseName(QStringLiteral("\"cv_{db}_x\" {db}"), *connection),
        QStringLiteral("\"cv_%1_x\" %1").arg(name));
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/connection.h"

#include "fresh_database.h"

#include <QFileInfo>
#include <QTcpSocket>

#include <atomic>
#include <thread>

using namespace callveil;

namespace {

/// Sets a setting; any table that holds a text would do.
Result<qint64> set(Connection &connection, const QString &name, const QVariant &value)
{
    return connection.write("organisation.set", {{":name", name}, {":value", value}, {":person", 1}, {":now", 1}});
}

/// The setting as the connection sees it; empty when there is none.
QString seen(Connection &connection, const QString &name)
{
    const auto value =
        connection.one("organisation.setting", {{":name", name}}, [](const Row &row) { return row.text(0); });
    return value && *value ? **value : QString();
}

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");

} // namespace

/// One connection: statements, transactions and what is refused.
class TestConnection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commitsWhatABodyDid_data() { FreshDatabase::addEngines(); }
    void commitsWhatABodyDid();
    void rollsBackWhenABodyFails_data() { FreshDatabase::addEngines(); }
    void rollsBackWhenABodyFails();
    void undoesOnlyAFailedPart_data() { FreshDatabase::addEngines(); }
    void undoesOnlyAFailedPart();
    void keepsAPartThatSucceeded_data() { FreshDatabase::addEngines(); }
    void keepsAPartThatSucceeded();
    void answersTheErrorOfAFailedStatement_data() { FreshDatabase::addEngines(); }
    void answersTheErrorOfAFailedStatement();
    void doesNotCallAPoisonedTransactionASuccess();
    void storesANullTextAsAnEmptyOne_data() { FreshDatabase::addEngines(); }
    void storesANullTextAsAnEmptyOne();
    void readsGoOnDuringAWrite_data() { FreshDatabase::addEngines(); }
    void readsGoOnDuringAWrite();
    void countsChangedRows_data() { FreshDatabase::addEngines(); }
    void countsChangedRows();
    void aSecondWriterWaitsForTheFirst();
    void keepsItsFilesToTheirOwner();
    void refusesAMissingFile();
    void leavesWhatIsNoDatabaseUntouched();
    void leavesAnotherProgramsDatabaseUntouched();
    void refusesAWrongPasswordAndAnUnknownDatabase();
    void saysThatAServerCannotBeReached();
    void saysThatTheTlsModeDoesNotFit();
    void takesEitherPasswordWhileAChangeIsInDoubt();
};

void TestConnection::commitsWhatABodyDid()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const auto done = connection->transact([&] { return set(*connection, a, b); });
    QVERIFY(done);
    QCOMPARE(*done, 1);
    QCOMPARE(database.value(QStringLiteral("SELECT value FROM setting WHERE name = 'a'")).toString(), b);
    if (engine == Engine::PostgreSql)
        QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM operation")), 1); // the token of the COMMIT
}

void TestConnection::rollsBackWhenABodyFails()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const auto done = connection->transact([&]() -> Result<qint64> {
        FreshDatabase::require(set(*connection, a, b));
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Denied);
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM setting WHERE name = 'a'")), 0);
    const auto other = database.open(); // and nothing is held
    QVERIFY(other->transact([&] { return set(*other, a, c); }));
}

void TestConnection::undoesOnlyAFailedPart()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const auto done = connection->transact([&]() -> Result<qint64> {
        FreshDatabase::require(set(*connection, a, a));
        const auto part = connection->attempt([&]() -> Result<qint64> {
            FreshDatabase::require(set(*connection, b, b));
            return set(*connection, b, QVariant()); // breaks NOT NULL
        });
        if (part)
            return fail(ErrorCode::Internal, Fault::Unexpected);
        return set(*connection, c, c);
    });
    QVERIFY(done);
    QCOMPARE(seen(*connection, a), a);
    QCOMPARE(seen(*connection, b), QString());
    QCOMPARE(seen(*connection, c), c);
}

void TestConnection::keepsAPartThatSucceeded()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const auto done = connection->transact([&] {
        return connection->attempt([&]() -> Result<qint64> {
            const auto inner = connection->attempt([&] { return set(*connection, b, QVariant()); });
            return inner ? inner : set(*connection, a, a);
        });
    });
    QVERIFY(done);
    QCOMPARE(seen(*connection, a), a);
}

void TestConnection::answersTheErrorOfAFailedStatement()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    const auto isNull = set(*connection, a, QVariant());
    QVERIFY(!isNull);
    QCOMPARE(isNull.error().code, ErrorCode::Conflict);
    const auto orphan = connection->write("person.add_process", {{":person", 4711}, {":process", 4712}});
    QVERIFY(!orphan); // foreign keys are on
    QCOMPARE(orphan.error().code, ErrorCode::Conflict);
    QVERIFY(!orphan.error().detail.contains(QLatin1String("4712"))); // values stay out of errors
    QVERIFY(connection->isOnline());
    QVERIFY(set(*connection, a, b));
}

void TestConnection::doesNotCallAPoisonedTransactionASuccess()
{
    // A body that overlooks an error: PostgreSQL answers COMMIT with ROLLBACK and no error.
    const FreshDatabase database(Engine::PostgreSql);
    const auto connection = database.open();
    const auto done = connection->transact([&]() -> Result<qint64> {
        FreshDatabase::require(set(*connection, a, b));
        static_cast<void>(set(*connection, b, QVariant()));
        return 1;
    });
    QVERIFY(!done);
    QVERIFY(connection->begin());
    QVERIFY(!set(*connection, b, QVariant()));
    QVERIFY(!connection->commit());
    QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM setting WHERE name = 'a'")), 0);
    QVERIFY(connection->transact([&] { return set(*connection, a, b); }));
}

void TestConnection::storesANullTextAsAnEmptyOne()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    for (const QString &text : {QString(), QStringLiteral("")}) {
        const auto done = set(*connection, a, text);
        QVERIFY(done);
        QCOMPARE(database.number(QStringLiteral("SELECT COUNT(*) FROM setting WHERE name = 'a' AND value = ''")), 1);
        QVERIFY(set(*connection, a, b));
    }
}

void TestConnection::readsGoOnDuringAWrite()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto writer = database.open();
    const auto reader = database.open();
    QVERIFY(set(*writer, a, a));
    QString during;
    const auto done = writer->transact([&] {
        const auto changed = set(*writer, a, b);
        during = seen(*reader, a);
        return changed;
    });
    QVERIFY(done);
    QCOMPARE(during, a);
    QCOMPARE(seen(*reader, a), b);
}

void TestConnection::countsChangedRows()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const auto connection = database.open();
    QCOMPARE(set(*connection, a, b).value_or(-1), 1);
    const auto none = connection->write("person.set_state", {{":state", 0}, {":person", 77}});
    QCOMPARE(none.value_or(-1), 0);
    const auto missing =
        connection->one("organisation.setting", {{":name", c}}, [](const Row &row) { return row.text(0); });
    QVERIFY(missing && !*missing);
}

void TestConnection::aSecondWriterWaitsForTheFirst()
{
    const FreshDatabase database(Engine::Sqlite);
    const auto first = database.open();
    std::atomic<bool> written = false;
    bool early = true;
    std::thread other;
    const auto done = first->transact([&] {
        other = std::thread([&] {
            const auto second = database.open();
            written = second->transact([&] { return set(*second, b, b); }).has_value();
        });
        QTest::qSleep(200);
        early = written;
        return set(*first, a, a);
    });
    other.join();
    QVERIFY(done);
    QVERIFY(!early);
    QVERIFY(written);
    QCOMPARE(seen(*first, b), b);
}

void TestConnection::keepsItsFilesToTheirOwner()
{
    const FreshDatabase database(Engine::Sqlite);
    const auto connection = database.open();
    QVERIFY(connection->transact([&] { return set(*connection, a, b); }));
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const char *suffix : {"", "-wal", "-shm", "-lock"}) {
        const QFileInfo file(database.address().file + QLatin1String(suffix));
        QVERIFY2(file.exists(), suffix);
        QVERIFY2(!(file.permissions() & others), suffix);
    }
    QCOMPARE(database.value(QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
}

void TestConnection::refusesAMissingFile()
{
    const FreshDatabase database(Engine::Sqlite, FreshDatabase::Schema::None);
    const auto opened = Connection::open(database.address(), nullptr);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::NotFound);
    QCOMPARE(opened.error().fault, Fault::DatabaseMissing);
    QVERIFY(!QFile::exists(database.address().file));
}

void TestConnection::leavesWhatIsNoDatabaseUntouched()
{
    const FreshDatabase database(Engine::Sqlite, FreshDatabase::Schema::None);
    const QByteArray content = QByteArray("this is a letter, not a database\n").repeated(100);
    QFile file(database.address().file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const QFile::Permissions permissions = file.permissions();
    const auto opened = database.tryOpen();
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::DatabaseNotCallveil);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(file.permissions(), permissions);
}

void TestConnection::leavesAnotherProgramsDatabaseUntouched()
{
    const FreshDatabase database(Engine::Sqlite, FreshDatabase::Schema::None);
    database.run(QStringLiteral("CREATE TABLE notes (text)"));
    QFile file(database.address().file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    file.close();
    const QFile::Permissions permissions = file.permissions();
    const auto opened = database.tryOpen();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Invalid);
    QCOMPARE(opened.error().fault, Fault::DatabaseNotCallveil);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == content);
    QCOMPARE(file.permissions(), permissions);
    QCOMPARE(QDir(database.folder()).entryList(QDir::Files), {QStringLiteral("callveil.db")});
}

void TestConnection::refusesAWrongPasswordAndAnUnknownDatabase()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    QByteArray wrong("wrong");
    const auto stranger = std::make_shared<Credentials>(QStringLiteral("postgres"), SecretBytes::takeFrom(wrong));
    const auto refused = Connection::open(database.address(), stranger);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::SignInRefused);
    DatabaseAddress nowhere = database.address();
    nowhere.database = QStringLiteral("nowhere");
    const auto unknown = Connection::open(nowhere, FreshDatabase::superuser());
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::Denied);
}

void TestConnection::saysThatAServerCannotBeReached()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    QTcpSocket closed; // holds a port at which nobody listens
    QVERIFY(closed.bind(QHostAddress(QHostAddress::LocalHost)));
    const auto opened = database.tryOpen(closed.localPort());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Offline);
    QCOMPARE(opened.error().fault, Fault::DatabaseUnreachable);
}

void TestConnection::saysThatTheTlsModeDoesNotFit()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    DatabaseAddress protectedOnly = database.address(); // the cluster of the tests speaks no TLS
    protectedOnly.tls = TlsMode::Require;
    const auto opened = Connection::open(protectedOnly, FreshDatabase::superuser());
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::DatabaseTls);
}

void TestConnection::takesEitherPasswordWhileAChangeIsInDoubt()
{
    const FreshDatabase database(Engine::PostgreSql, FreshDatabase::Schema::None);
    const QString login = QStringLiteral("doubt%1").arg(QRandomGenerator::global()->generate());
    database.run(QStringLiteral("CREATE ROLE %1 LOGIN PASSWORD 'first'").arg(login));
    const auto secret = [](const char *text) {
        QByteArray bytes(text);
        return SecretBytes::takeFrom(bytes);
    };
    const auto credentials = std::make_shared<Credentials>(login, secret("first"));
    auto connection = Connection::open(database.address(), credentials);
    QVERIFY(connection);
    credentials->setOther(secret("second"));
    QVERIFY((*connection)->reopen());
    QCOMPARE(credentials->password(), QStringLiteral("first"));
    database.run(QStringLiteral("ALTER ROLE %1 PASSWORD 'second'").arg(login));
    QVERIFY((*connection)->reopen());
    QCOMPARE(credentials->password(), QStringLiteral("second"));
    credentials->setPassword(secret("third"));
    QCOMPARE((*connection)->reopen().error().fault, Fault::SignInRefused);
    connection->reset();
    database.run(QStringLiteral("DROP ROLE %1").arg(login));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"

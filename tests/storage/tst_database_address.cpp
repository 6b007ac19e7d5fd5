// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_address.h"

#include <QDir>
#include <QTest>

using namespace callveil;

/// Where a database is, as people type it.
class TestDatabaseAddress final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesAPathForASqliteFile();
    void takesAUrlForAServer();
    void choosesTlsByTheHost_data();
    void choosesTlsByTheHost();
    void takesTheTlsModeThatIsAskedFor();
    void takesTheFolderOfAUnixSocket();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void refusesAPasswordWithoutRepeatingIt();
    void tellsPlaceAndTitle();
    void parsesItsOwnPlace();
};

void TestDatabaseAddress::takesAPathForASqliteFile()
{
    const auto address = DatabaseAddress::parse(QStringLiteral("calls/callveil.db"));
    QVERIFY(address);
    QCOMPARE(address->engine, Engine::Sqlite);
    QCOMPARE(address->file, QDir::current().absoluteFilePath(QStringLiteral("calls/callveil.db")));
    QVERIFY(address->isLoopback());
}

void TestDatabaseAddress::takesAUrlForAServer()
{
    for (const char *scheme : {"postgresql", "postgres"}) {
        const QString text = QLatin1String(scheme) + QStringLiteral("://ada@db.example.org:5433/callveil");
        const auto address = DatabaseAddress::parse(text);
        QVERIFY(address);
        QCOMPARE(address->engine, Engine::PostgreSql);
        QCOMPARE(address->host, QStringLiteral("db.example.org"));
        QCOMPARE(address->port, 5433);
        QCOMPARE(address->database, QStringLiteral("callveil"));
        QCOMPARE(address->user, QStringLiteral("ada"));
    }
    const auto usual = DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org/callveil"));
    QVERIFY(usual);
    QCOMPARE(usual->port, 5432);
    QVERIFY(usual->user.isEmpty());
}

void TestDatabaseAddress::choosesTlsByTheHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("mode");
    QTest::newRow("name") << QStringLiteral("db.example.org") << QStringLiteral("verify-full");
    QTest::newRow("private address") << QStringLiteral("10.0.0.7") << QStringLiteral("verify-full");
    QTest::newRow("name that begins like loopback")
        << QStringLiteral("localhost.example.org") << QStringLiteral("verify-full");
    QTest::newRow("localhost") << QStringLiteral("localhost") << QStringLiteral("disable");
    QTest::newRow("loopback address") << QStringLiteral("127.0.0.1") << QStringLiteral("disable");
    QTest::newRow("loopback address of version 6") << QStringLiteral("[::1]") << QStringLiteral("disable");
    QTest::newRow("name that begins with the digits of loopback")
        << QStringLiteral("127.example.org") << QStringLiteral("verify-full");
}

void TestDatabaseAddress::choosesTlsByTheHost()
{
    QFETCH(QString, host);
    const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://%1/callveil").arg(host));
    QVERIFY(address);
    QTEST(tlsModeName(address->tls), "mode");
}

void TestDatabaseAddress::takesTheTlsModeThatIsAskedFor()
{
    for (const char *mode : {"disable", "require", "verify-ca", "verify-full"}) {
        const QString name = QLatin1String(mode);
        const auto address =
            DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org/callveil?sslmode=%1").arg(name));
        QVERIFY(address);
        QCOMPARE(tlsModeName(address->tls), name);
    }
}

void TestDatabaseAddress::takesTheFolderOfAUnixSocket()
{
    const auto address =
        DatabaseAddress::parse(QStringLiteral("postgresql:///callveil?host=%2Fvar%2Frun%2Fpostgresql"));
    QVERIFY(address);
    QCOMPARE(address->host, QStringLiteral("/var/run/postgresql"));
    QVERIFY(address->isLoopback());
    QCOMPARE(address->tls, TlsMode::Disable);
}

void TestDatabaseAddress::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "   ", "mysql://db.example.org/callveil", "postgresql://",
             "postgresql://db.example.org", "postgresql://db.example.org/", "postgresql:///callveil",
             "postgresql://db.example.org/one/two", "postgresql://db.example.org:port/callveil",
             "postgresql://db.example.org/callveil?sslmode=prefer", "postgresql://db.example.org/callveil?sslmode="})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestDatabaseAddress::refusesWhatIsNoAddress()
{
    QFETCH(QString, text);
    const auto address = DatabaseAddress::parse(text);
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::Invalid);
    QCOMPARE(address.error().fault, Fault::DatabaseAddress);
}

void TestDatabaseAddress::refusesAPasswordWithoutRepeatingIt()
{
    for (const char *text : {"postgresql://ada:geheim@db.example.org/callveil", "mysql://ada:geheim@db.example.org/x",
             "postgresql://ada:geheim@db.example.org:port/callveil"}) {
        const auto address = DatabaseAddress::parse(QString::fromLatin1(text));
        QVERIFY(!address);
        QVERIFY(!address.error().args.join(u' ').contains(QLatin1String("geheim")));
        QVERIFY(!address.error().detail.contains(QLatin1String("geheim")));
    }
}

void TestDatabaseAddress::tellsPlaceAndTitle()
{
    const auto server = DatabaseAddress::parse(QStringLiteral("postgresql://ada@db.example.org/callveil"));
    QVERIFY(server);
    QCOMPARE(server->place(), QStringLiteral("postgresql://db.example.org:5432/callveil"));
    QCOMPARE(server->title(), QStringLiteral("callveil @ db.example.org"));
    const auto file = DatabaseAddress::parse(QStringLiteral("/data/callveil.db"));
    QVERIFY(file);
    QCOMPARE(file->place(), QStringLiteral("/data/callveil.db"));
    QCOMPARE(file->title(), QStringLiteral("callveil.db"));
}

void TestDatabaseAddress::parsesItsOwnPlace()
{
    for (const char *text : {"postgresql://ada@db.example.org:5433/callveil", "/data/callveil.db"}) {
        const auto address = DatabaseAddress::parse(QString::fromLatin1(text));
        QVERIFY(address);
        const auto again = DatabaseAddress::parse(address->place());
        QVERIFY2(again, qPrintable(address->place()));
        QCOMPARE(again->place(), address->place());
    }
}

QTEST_APPLESS_MAIN(TestDatabaseAddress)
#include "tst_database_address.moc"

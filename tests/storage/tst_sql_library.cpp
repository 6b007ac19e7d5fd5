// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/sql_library.h"

#include <QTest>

using namespace callveil;

/// The reader of the SQL files.
class TestSqlLibrary final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsStatementsOfEachEngine();
    void keepsNoCommentsAndNoMarks();
    void listsNamesInOrder();
    void findsNamedParameters();
    void doesNotTakeCastsForParameters();
    void splitsAtASemicolonThatEndsALine();
    void keepsSemicolonsInsideALine();
    void leavesCommentsOutOfScripts();
};

void TestSqlLibrary::readsStatementsOfEachEngine()
{
    const SqlLibrary &library = SqlLibrary::instance();
    const QString embedded = library.text(Engine::Sqlite, QLatin1String("schema.exists"));
    const QString server = library.text(Engine::PostgreSql, QLatin1String("schema.exists"));
    QVERIFY(embedded.contains(QLatin1String("sqlite_master")));
    QVERIFY(server.contains(QLatin1String("pg_tables")));
    QCOMPARE(library.text(Engine::Sqlite, QLatin1String("schema.version")),
        library.text(Engine::PostgreSql, QLatin1String("schema.version")));
    QVERIFY(!library.names(Engine::Sqlite).contains(QStringLiteral("schema.server")));
    QVERIFY(library.names(Engine::PostgreSql).contains(QStringLiteral("schema.server")));
}

void TestSqlLibrary::keepsNoCommentsAndNoMarks()
{
    for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql}) {
        for (const QString &name : SqlLibrary::instance().names(engine)) {
            const QString text = SqlLibrary::instance().text(engine, QLatin1String(name.toLatin1()));
            QVERIFY2(!text.isEmpty(), qPrintable(name));
            QVERIFY2(!text.contains(QLatin1String("--")), qPrintable(name));
        }
    }
}

void TestSqlLibrary::listsNamesInOrder()
{
    const QStringList names = SqlLibrary::instance().names(Engine::Sqlite);
    QVERIFY(names.size() > 50);
    QVERIFY(std::is_sorted(names.begin(), names.end()));
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
}

void TestSqlLibrary::findsNamedParameters()
{
    const QSet<QString> expected{QStringLiteral(":name"), QStringLiteral(":box_key")};
    QCOMPARE(SqlLibrary::parameters(QStringLiteral("UPDATE t SET a=:name, b = :box_key WHERE c > :name")), expected);
    QVERIFY(SqlLibrary::parameters(QStringLiteral("SELECT 1")).isEmpty());
}

void TestSqlLibrary::doesNotTakeCastsForParameters()
{
    QVERIFY(SqlLibrary::parameters(QStringLiteral("SELECT a::text, x:y, array_part[1:2] FROM t")).isEmpty());
}

void TestSqlLibrary::splitsAtASemicolonThatEndsALine()
{
    const QStringList expected{QStringLiteral("CREATE TABLE a (x)"), QStringLiteral("INSERT INTO a\nVALUES (1)")};
    QCOMPARE(
        SqlLibrary::split(QStringLiteral("CREATE TABLE a (x);\n\n-- why;\nINSERT INTO a\nVALUES (1);\n\n")), expected);
    const QString trigger =
        QStringLiteral("CREATE TRIGGER t AFTER DELETE ON a BEGIN\nDELETE FROM b;\nDELETE FROM c;\nEND");
    QCOMPARE(SqlLibrary::split(trigger + QStringLiteral(";\nCREATE TABLE d (x);\n")),
        (QStringList{trigger, QStringLiteral("CREATE TABLE d (x)")}));
    QVERIFY(SqlLibrary::split(QStringLiteral("\n-- nothing;\n")).isEmpty());
}

void TestSqlLibrary::keepsSemicolonsInsideALine()
{
    QCOMPARE(SqlLibrary::split(QStringLiteral("INSERT INTO a VALUES (';', 2);\n")).size(), 1);
}

void TestSqlLibrary::leavesCommentsOutOfScripts()
{
    QCOMPARE(SqlLibrary::withoutComments(QStringLiteral("-- one\nSELECT 1\n   -- two\n")).trimmed(),
        QStringLiteral("SELECT 1"));
}

QTEST_APPLESS_MAIN(TestSqlLibrary)
#include "tst_sql_library.moc"

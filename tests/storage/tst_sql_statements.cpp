// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/sql_library.h"

#include "fresh_database.h"

#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>

#include <optional>

using namespace callveil;

/// Every statement that the programs send: it fits the schema of its engine, it is used, and what is used exists.
class TestSqlStatements final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fitsTheSchema_data();
    void fitsTheSchema();
    void isUsedSomewhere();
    void existsWhenItIsUsed();
    void hasAnEngineWhereTheOtherLacksIt();
    void hasTheSameParametersOnBothEngines();

private:
    [[nodiscard]] static Result<void> tryOut(Connection &connection, const QString &name, const QString &text);
    void readUses(const QString &path);

    [[nodiscard]] static bool makeStaging(Connection &connection);

    std::optional<FreshDatabase> m_databases[2];
    std::unique_ptr<Connection> m_connections[2];
    QMap<QString, QStringList> m_uses; ///< by statement: the files that name it
    QMap<QString, QString> m_files; ///< file and its text
};

void TestSqlStatements::initTestCase()
{
    for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql}) {
        m_databases[int(engine)].emplace(engine);
        m_connections[int(engine)] = m_databases[int(engine)]->open();
    }
    QVERIFY(makeStaging(*m_connections[int(Engine::Sqlite)]));
    for (const char *folder : {"models", "app"}) {
        QDirIterator files(QStringLiteral(SOURCE_FOLDER "/") + QLatin1String(folder), {QStringLiteral("*.cpp")},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            readUses(files.next());
    }
}

/// Notes the names in the calls of one file. Deeds are named alike, but are not the first argument of such a call.
void TestSqlStatements::readUses(const QString &path)
{
    static const QRegularExpression call(QStringLiteral(
        "(?:\\b(?:one|all|integer|write|forEach|run|ask|QLatin1String)\\(\\s*(?:[^\"();]*\\?\\s*)?|\\(connection, )"
        "\"([a-z_]+\\.[a-z_]+)\"(?:\\s*:\\s*\"([a-z_]+\\.[a-z_]+)\")?"));
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const QString text = QString::fromUtf8(file.readAll());
    const QString shown = path.mid(int(qstrlen(SOURCE_FOLDER)) + 1);
    m_files[shown] = text;
    for (auto it = call.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        for (int group = 1; group <= match.lastCapturedIndex(); ++group)
            m_uses[match.captured(group)].append(shown);
    }
}

bool TestSqlStatements::makeStaging(Connection &connection)
{
    for (const char *name : {"script.create_staging", "script.create_rolling"}) {
        const QString script = SqlLibrary::instance().text(Engine::Sqlite, QLatin1String(name));
        if (!connection.runScript(script + u'\n'))
            return false;
    }
    return true;
}

Result<void> TestSqlStatements::tryOut(Connection &connection, const QString &name, const QString &text)
{
    const QString noun = name.section(u'.', 0, 0);
    if (noun == QLatin1String("script")) {
        const Result<void> ran = connection.runScript(text + u'\n');
        return makeStaging(connection) ? ran : Result<void>(fail(ErrorCode::Internal, Fault::Unexpected));
    }
    if (noun != QLatin1String("bulk"))
        return connection.checkStatement(text);
    if (connection.engine() == Engine::PostgreSql)
        return connection.copyText(text, {});
    const QStringList marks(text.section(u'(', 1).count(u',') + 1, QStringLiteral("?"));
    return connection.checkStatement(text + QStringLiteral(" (") + marks.join(u',') + u')');
}

void TestSqlStatements::fitsTheSchema_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("name");
    for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql})
        for (const QString &name : SqlLibrary::instance().names(engine))
            QTest::addRow("%s %s", engine == Engine::Sqlite ? "sqlite" : "postgresql", qPrintable(name))
                << engine << name;
}

void TestSqlStatements::fitsTheSchema()
{
    QFETCH(Engine, engine);
    QFETCH(QString, name);
    const QByteArray latin = name.toLatin1();
    const QString text = SqlLibrary::instance().text(engine, QLatin1String(latin));
    const Result<void> fits = tryOut(*m_connections[int(engine)], name, text);
    QVERIFY2(fits, fits ? "" : qPrintable(fits.error().detail));
}

void TestSqlStatements::isUsedSomewhere()
{
    QStringList unused;
    for (const Engine engine : {Engine::Sqlite, Engine::PostgreSql})
        for (const QString &name : SqlLibrary::instance().names(engine))
            if (!m_uses.contains(name) && !unused.contains(name))
                unused.append(name);
    QVERIFY2(unused.isEmpty(), qPrintable(unused.join(u'\n')));
}

void TestSqlStatements::existsWhenItIsUsed()
{
    const QStringList embedded = SqlLibrary::instance().names(Engine::Sqlite);
    const QStringList server = SqlLibrary::instance().names(Engine::PostgreSql);
    QStringList missing;
    for (auto use = m_uses.cbegin(); use != m_uses.cend(); ++use)
        if (!embedded.contains(use.key()) && !server.contains(use.key()))
            missing.append(use.key() + QStringLiteral(" in ") + use->join(u' '));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    QVERIFY(m_uses.size() > 50);
}

/// A statement of one engine only is a choice: the file that uses it asks for the engine.
void TestSqlStatements::hasAnEngineWhereTheOtherLacksIt()
{
    const QStringList embedded = SqlLibrary::instance().names(Engine::Sqlite);
    const QStringList server = SqlLibrary::instance().names(Engine::PostgreSql);
    QStringList careless;
    for (auto use = m_uses.cbegin(); use != m_uses.cend(); ++use) {
        if (embedded.contains(use.key()) && server.contains(use.key()))
            continue;
        for (const QString &file : *use)
            if (!m_files[file].contains(QLatin1String("Engine::")))
                careless.append(use.key() + QStringLiteral(" in ") + file);
    }
    QVERIFY2(careless.isEmpty(), qPrintable(careless.join(u'\n')));
}

void TestSqlStatements::hasTheSameParametersOnBothEngines()
{
    const SqlLibrary &library = SqlLibrary::instance();
    const QStringList server = library.names(Engine::PostgreSql);
    for (const QString &name : library.names(Engine::Sqlite)) {
        if (!server.contains(name))
            continue;
        const QByteArray latin = name.toLatin1();
        QVERIFY2(SqlLibrary::parameters(library.text(Engine::Sqlite, QLatin1String(latin)))
                == SqlLibrary::parameters(library.text(Engine::PostgreSql, QLatin1String(latin))),
            qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestSqlStatements)
#include "tst_sql_statements.moc"

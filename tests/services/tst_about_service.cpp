// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "services/about/about_service.h"
#include "storage/database/migrator.h"

namespace callveil {

/// What the program says of the database that it works with.
class AboutServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void tellsEngineVersionAndSchema();
    void answersWhoeverAsksAlsoWhileLocked();
};

void AboutServiceTest::tellsEngineVersionAndSchema()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const DatabaseFacts facts = taken(AboutService(*desk.admin).facts());
    const bool isFile = engine == Engine::Sqlite;
    QCOMPARE(facts.engine, isFile ? QStringLiteral("SQLite") : QStringLiteral("PostgreSQL"));
    QVERIFY(!facts.version.isEmpty() && facts.version.front().isDigit());
    QCOMPARE(facts.schema, Migrator::newest(engine));
    QVERIFY(!facts.isElsewhere); // the test's server is on this computer
    QCOMPARE(facts.protection.isEmpty(), isFile);
}

void AboutServiceTest::answersWhoeverAsksAlsoWhileLocked()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto agent = desk.hire(QStringLiteral("asha"), Role::ProfessionalAgent);
    QCOMPARE(taken(AboutService(*agent).facts()).schema, Migrator::newest(engine));
    agent->lock();
    QCOMPARE(taken(AboutService(*agent).facts()).schema, Migrator::newest(engine));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AboutServiceTest)
#include "tst_about_service.moc"

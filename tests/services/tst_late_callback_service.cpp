// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/access/access_service.h"
#include "services/platform/late_callback_service.h"

namespace callveil {

/// How late callbacks are counted for their pools, and who sees it.
class LateCallbackServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void tellsThePoolsAnswer();
    void countsByAge();
    void namesTheMostFrequentCountries();
    void countsForThePoolThatHasTheNumber();
    void isForWhoeverManagesPoolsOrSecurity();
    void showsThePoolsThatThePersonSees();
    void aServerShowsNoMore();
    void aFileForgetsWhatIsOld();
};

namespace {

qint64 hourNow()
{
    return QDateTime::currentMSecsSinceEpoch() / 3600000;
}

struct LateScene : BindingScene {
    using BindingScene::BindingScene;

    /// Calls to a number of the pool, so many hours ago.
    void call(const Pool &pool, qint64 hoursAgo, const QString &code, int calls)
    {
        const DatabaseLook look(desk.organisation);
        look.run(QStringLiteral("INSERT INTO late_call SELECT min(id), %1, '%2', %3 FROM did WHERE pool_id = %4")
                     .arg(hourNow() - hoursAgo)
                     .arg(code)
                     .arg(calls)
                     .arg(pool.id.value));
    }
    [[nodiscard]] LateCallbacks of(const Pool &pool)
    {
        for (const LateCallbacks &line : taken(LateCallbackService(*desk.admin).list()))
            if (line.pool.id == pool.id)
                return line;
        qFatal("the pool is not listed");
    }
};

} // namespace

void LateCallbackServiceTest::tellsThePoolsAnswer()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    QVERIFY(taken(LateCallbackService(*scene.desk.admin).list()).empty());
    const Pool ivr = scene.pool(Sharing::PairUnique, 1, [](Pool &pool) {
        pool.lateAnswer = LateAnswer::Ivr;
        pool.lateTarget = QStringLiteral("sip:late@ivr.example.com");
    });
    const Pool plain = scene.pool(Sharing::PairUnique, 1);
    QCOMPARE(scene.of(ivr).pool.lateTarget, QStringLiteral("sip:late@ivr.example.com"));
    QVERIFY(scene.of(ivr).mayChange);
    QCOMPARE(scene.of(plain).pool.lateAnswer, LateAnswer::NotActive);
    QCOMPARE(scene.of(plain).month, 0);
    QVERIFY(scene.of(plain).countries.empty());
}

void LateCallbackServiceTest::countsByAge()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1), other = scene.pool(Sharing::PairUnique, 1);
    // Not at the very edges: the hour may turn while this runs.
    scene.call(pool, 1, QStringLiteral("44"), 1);
    scene.call(pool, 22, QStringLiteral("44"), 2);
    scene.call(pool, 26, QStringLiteral("44"), 4);
    scene.call(pool, 166, QStringLiteral("44"), 8);
    scene.call(pool, 170, QStringLiteral("44"), 16);
    scene.call(pool, 718, QStringLiteral("44"), 32);
    scene.call(pool, 722, QStringLiteral("44"), 64);
    const LateCallbacks line = scene.of(pool);
    QCOMPARE(line.day, 3);
    QCOMPARE(line.week, 15);
    QCOMPARE(line.month, 63);
    QCOMPARE(scene.of(other).month, 0);
}

void LateCallbackServiceTest::namesTheMostFrequentCountries()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    for (const auto &[code, calls] : {std::pair("44", 5), std::pair("1", 2), std::pair("", 9), std::pair("353", 1)})
        scene.call(pool, 2, QLatin1String(code), calls);
    scene.call(pool, 3, QStringLiteral("1"), 4);
    const LateCallbacks line = scene.of(pool);
    QCOMPARE(line.month, 21);
    QCOMPARE(line.countries.size(), LateCallbacks::mostCountries);
    QStringList told;
    for (const CountryCalls &each : line.countries)
        told.append(each.callingCode + u' ' + QString::number(each.calls));
    QCOMPARE(told, QStringList({QStringLiteral(" 9"), QStringLiteral("1 6"), QStringLiteral("44 5")}));
}

void LateCallbackServiceTest::countsForThePoolThatHasTheNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    const Pool from = scene.pool(Sharing::PairUnique, 1), to = scene.pool(Sharing::PairUnique, 1);
    scene.call(from, 2, QStringLiteral("44"), 3);
    taken(scene.pools.move(scene.seen(from.id), to.id));
    QCOMPARE(scene.of(from).month, 0);
    QCOMPARE(scene.of(to).month, 3);
}

void LateCallbackServiceTest::isForWhoeverManagesPoolsOrSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    scene.call(pool, 2, QStringLiteral("44"), 3);
    for (const Role role : {Role::Analyst, Role::ProfessionalAgent}) {
        const auto person = scene.desk.hire(roleKey(role), role);
        QCOMPARE(faultOf(LateCallbackService(*person).list()), Fault::NotPermitted);
    }
    taken(AccessService(*scene.desk.admin).setPermissions({{Role::Executive, Permission::ManageSecurity, true}}));
    const auto ed = scene.desk.hire(QStringLiteral("ed"), Role::Executive);
    const auto lines = taken(LateCallbackService(*ed).list());
    QCOMPARE(lines.size(), 1U);
    QCOMPARE(lines.front().month, 3);
    QVERIFY(!lines.front().mayChange); // he does not manage pools
}

void LateCallbackServiceTest::showsThePoolsThatThePersonSees()
{
    QFETCH_GLOBAL(Engine, engine);
    LateScene scene(engine);
    const auto served = [](QList<ProcessId> processes) {
        return [processes](Pool &pool) {
            pool.allProcesses = false;
            pool.processes = processes;
        };
    };
    const Pool theirs = scene.pool(Sharing::PairUnique, 1, served({scene.sales}));
    const Pool shared = scene.pool(Sharing::PairUnique, 1, served({scene.support}));
    const Pool everybodys = scene.pool(Sharing::PairUnique, 1);
    for (const Pool &pool : {theirs, shared, everybodys})
        scene.call(pool, 2, QStringLiteral("44"), 3);
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor, {scene.support});
    QStringList seen;
    for (const LateCallbacks &line : taken(LateCallbackService(*sue).list())) {
        seen.append(line.pool.name);
        QCOMPARE(line.month, 3);
        QCOMPARE(line.mayChange, line.pool.id == shared.id);
    }
    QCOMPARE(seen, QStringList({shared.name, everybodys.name}));
}

void LateCallbackServiceTest::aServerShowsNoMore()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    LateScene scene(engine);
    const Pool theirs = scene.pool(Sharing::PairUnique, 1, [&](Pool &pool) {
        pool.allProcesses = false;
        pool.processes = {scene.sales};
    });
    scene.call(theirs, 2, QStringLiteral("44"), 3);
    const QString nothing = QStringLiteral("(SELECT count(*) = 0 FROM cv_api.late_calls())::int");
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor, {scene.support});
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QVERIFY(holdsFor(*sue, nothing));
    QVERIFY(holdsFor(*ana, nothing));
    QVERIFY(!holdsFor(*scene.desk.admin, nothing));
    for (Workspace *person : {sue.get(), ana.get(), scene.desk.admin.get()})
        for (const char *sql : {"SELECT * FROM cv.late_call", "SELECT * FROM cv.late_tally"})
            QVERIFY(!runAs(*person, QLatin1String(sql)));
}

void LateCallbackServiceTest::aFileForgetsWhatIsOld()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::PostgreSql)
        return; // the service does it there
    LateScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    scene.call(pool, 91 * 24, QStringLiteral("44"), 1);
    scene.call(pool, 89 * 24, QStringLiteral("44"), 1);
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM late_call")), 2);
    scene.call(pool, 0, QStringLiteral("44"), 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM late_call")), 2);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LateCallbackServiceTest)
#include "tst_late_callback_service.moc"

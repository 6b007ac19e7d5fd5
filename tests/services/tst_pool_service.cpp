// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"
#include "pool_scene.h"

#include "services/imports/context_loader.h"

#include <QTemporaryFile>

namespace callveil {

/// Pools: who may make and change them, and what becomes of their numbers.
class PoolServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void keepsEveryAttribute();
    void refusesWhatBreaksARule();
    void noExpiryNeedsAReason();
    void seesWhatSomebodyElseChanged();
    void fallsBackInOrderAndNeverToItself();
    void addsNumbersAndNamesThoseOfOtherPools();
    void takesAProcesssOwnNumberIn();
    void leavesOwnNumbersOfOtherProcessesAlone();
    void cancelledItAddsNothing();
    void changesStatesOfAllOrNone();
    void movesNumbersWithinTheirCountry();
    void aPoolWithNumbersStaysInItsCountry();
    void itsNumbersAreKnownToImports();
    void importsCallsOverItsNumbers();
    void anOwnNumberStillTellsItsProcess();
    void readsListsFromFiles();
};

void PoolServiceTest::keepsEveryAttribute()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId other = scene.add(QStringLiteral("Other"));
    Pool pool = london();
    pool.brand = QStringLiteral("Acme");
    pool.area = QStringLiteral("20");
    pool.sharing = Sharing::Exclusive;
    pool.areaMatch = AreaMatch::Strict;
    pool.numberType = NumberType::TollFree;
    pool.sms = true;
    pool.voice = false;
    pool.expiryMinutes = 90;
    pool.idleMinutes = 45;
    pool.coolDownMinutes = 30;
    pool.lowWaterPercent = 15;
    pool.records = pool.asksConsent = true;
    pool.lateAnswer = LateAnswer::Ivr;
    pool.lateTarget = QStringLiteral("sip:late@ivr");
    pool.allProcesses = false;
    pool.processes = {scene.sales, scene.support};
    pool.fallbacks = {other};
    pool.id = taken(scene.pools.save(pool));
    Pool expected = pool;
    expected.revision = 1;
    expected.name = QStringLiteral("London lines");
    expected.country = QStringLiteral("GB");
    QVERIFY(scene.get(pool.id) == expected);
    Pool changed = scene.get(pool.id);
    changed.name = QStringLiteral("Thames");
    changed.processes = {scene.support};
    changed.fallbacks.clear();
    changed.voice = true;
    changed.idleMinutes.reset();
    taken(scene.pools.save(changed));
    changed.revision = 2;
    QVERIFY(scene.get(pool.id) == changed);
    const auto deed = DatabaseLook(scene.desk.organisation)
                          .run(QStringLiteral(
                              "SELECT before, after FROM deed WHERE action = 'pool.change' ORDER BY seq DESC LIMIT 1"))
                          .front();
    QVERIFY(deed[0].toString().contains(QLatin1String("; idle 45; ")));
    QVERIFY(deed[1].toString().contains(QLatin1String("; idle none; ")));
}

void PoolServiceTest::refusesWhatBreaksARule()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    Pool pool = london();
    taken(scene.pools.save(pool));
    pool.name = QStringLiteral("LONDON LINES");
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::NameTaken);
    pool.name = QStringLiteral("ring +447700900123");
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::TextHoldsNumber);
    pool.name = QStringLiteral("Second");
    pool.country = QStringLiteral("UK");
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::CountryUnknown);
    pool.country = QStringLiteral("GB");
    pool.lowWaterPercent = 200;
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::ChoiceUnknown);
    pool.lowWaterPercent = 20;
    pool.allProcesses = false;
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::NameEmpty);
    QCOMPARE(taken(scene.pools.overview()).pools.size(), size_t(1));
}

void PoolServiceTest::noExpiryNeedsAReason()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    Pool pool = london();
    pool.expiryMinutes.reset();
    const Error error = errorOf(scene.pools.save(pool));
    QCOMPARE(error.fault, Fault::NameEmpty);
    QCOMPARE(error.args, QStringList(QStringLiteral("no-expiry-reason")));
    QCOMPARE(faultOf(scene.pools.save(pool, QStringLiteral("ask 07700 900123"))), Fault::TextHoldsNumber);
    const QString reason = QStringLiteral("printed on packages");
    const PoolId id = taken(scene.pools.save(pool, reason));
    const QString stored =
        DatabaseLook(scene.desk.organisation)
            .one(QStringLiteral("SELECT reason FROM deed WHERE action = 'pool.create' ORDER BY seq DESC LIMIT 1"))
            .toString();
    QCOMPARE(stored, reason);
    Pool again = scene.get(id);
    again.brand = QStringLiteral("Acme");
    taken(scene.pools.save(again)); // it had none before
}

void PoolServiceTest::seesWhatSomebodyElseChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("Lines"));
    Pool mine = scene.get(id), theirs = mine;
    theirs.coolDownMinutes = 5;
    taken(scene.pools.save(theirs));
    mine.brand = QStringLiteral("Acme");
    QCOMPARE(faultOf(scene.pools.save(mine)), Fault::EntryChanged);
    QCOMPARE(scene.get(id).coolDownMinutes, 5);
    QVERIFY(scene.get(id).brand.isEmpty());
    QList<SeenDid> numbers = (static_cast<void>(scene.fill(id)), scene.seen(id));
    taken(scene.pools.setState({numbers[0]}, DidState::Draining));
    QCOMPARE(faultOf(scene.pools.setState({numbers[1], numbers[0]}, DidState::Suspended)), Fault::EntryChanged);
    QCOMPARE(scene.seen(id)[1].state, DidState::InService);
}

void PoolServiceTest::fallsBackInOrderAndNeverToItself()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId a = scene.add(QStringLiteral("A")), b = scene.add(QStringLiteral("B")),
                 c = scene.add(QStringLiteral("C"));
    Pool first = scene.get(a);
    first.fallbacks = {c, b};
    taken(scene.pools.save(first));
    QCOMPARE(scene.get(a).fallbacks, (QList<PoolId>{c, b}));
    Pool last = scene.get(b);
    last.fallbacks = {a};
    QCOMPARE(faultOf(scene.pools.save(last)), Fault::PoolFallsBackToItself);
    QVERIFY(scene.get(b).fallbacks.isEmpty());
    last.fallbacks = {PoolId{4711}};
    QVERIFY(!scene.pools.save(last).result());
}

void PoolServiceTest::addsNumbersAndNamesThoseOfOtherPools()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId a = scene.add(QStringLiteral("A")), b = scene.add(QStringLiteral("B"));
    QCOMPARE(scene.fill(a).added, 10);
    const DidAddition outcome =
        scene.fill(b, QStringLiteral("+442079460200\nnothing\n+442079460105 .. +442079460106\n+1 212 555 0123"));
    QCOMPARE(outcome.added, 1);
    QCOMPARE(outcome.rejects.size(), size_t(4));
    QCOMPARE(outcome.rejects[0].line, 2);
    QCOMPARE(outcome.rejects[1].error.fault, Fault::DidElsewhere);
    QCOMPARE(outcome.rejects[1].error.args, QStringList({QStringLiteral("+442079460105"), QStringLiteral("A")}));
    QCOMPARE(outcome.rejects[3].error.fault, Fault::ChoiceUnknown);
    QCOMPARE(scene.seen(a).size(), 10);
    QCOMPARE(scene.seen(b).size(), 1);
    QCOMPARE(scene.fill(a).added, 0);
    const auto lines = taken(scene.pools.overview()).pools;
    QCOMPARE(lines[0].counts.value(DidState::InService), 10);
    QCOMPARE(lines[1].counts.value(DidState::InService), 1);
}

void PoolServiceTest::takesAProcesssOwnNumberIn()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    ProcessDetails details;
    details.process.name = QStringLiteral("Own");
    details.process.country = QStringLiteral("GB");
    details.dids = QStringList(QStringLiteral("+442079460100"));
    taken(ProcessService(*scene.desk.admin).create(details));
    QCOMPARE(scene.fill(scene.add(QStringLiteral("A"))).added, 10);
}

void PoolServiceTest::leavesOwnNumbersOfOtherProcessesAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    static_cast<void>(scene.desk.organisation.addProcess(
        *scene.desk.admin, QStringLiteral("Own"), QStringLiteral("GB"), {QStringLiteral("+442079460100")}));
    const PoolId id = scene.add(QStringLiteral("S"), {scene.sales});
    const auto manager = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    const auto outcome = taken(PoolService(*manager).addNumbers(id, range, std::make_shared<std::atomic<bool>>(false)));
    QCOMPARE(outcome.added, 9);
    QCOMPARE(outcome.rejects.size(), size_t(1));
    QCOMPARE(outcome.rejects[0].error.args, QStringList({QStringLiteral("+442079460100"), QString()}));
}

void PoolServiceTest::cancelledItAddsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A"));
    const auto progress = std::make_shared<std::atomic<bool>>(false);
    *progress = true;
    QCOMPARE(errorOf(scene.pools.addNumbers(id, range, progress)).code, ErrorCode::Cancelled);
    QVERIFY(scene.seen(id).isEmpty());
}

void PoolServiceTest::changesStatesOfAllOrNone()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A"));
    static_cast<void>(scene.fill(id));
    QList<SeenDid> numbers = scene.seen(id);
    taken(scene.pools.setState(numbers.mid(0, 2), DidState::Retired));
    numbers = scene.seen(id);
    const Error refused = errorOf(scene.pools.setState(numbers, DidState::Draining));
    QCOMPARE(refused.fault, Fault::DidStateRefused);
    QCOMPARE(refused.args.value(1), QStringLiteral("retired"));
    for (const SeenDid &number : scene.seen(id))
        QVERIFY(number.state != DidState::Draining);
    taken(scene.pools.setState(numbers, DidState::InService));
    const auto counts = taken(scene.pools.overview()).pools[0].counts;
    QCOMPARE(counts.value(DidState::InService), 10);
    QCOMPARE(counts.value(DidState::Retired), 0);
}

void PoolServiceTest::movesNumbersWithinTheirCountry()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId a = scene.add(QStringLiteral("A")), b = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(a));
    Pool manchester = london();
    manchester.name = QStringLiteral("M");
    manchester.area = QStringLiteral("161");
    const PoolId m = taken(scene.pools.save(manchester));
    QCOMPARE(faultOf(scene.pools.move(scene.seen(a), m)), Fault::ChoiceUnknown);
    taken(scene.pools.setState({scene.seen(a)[3]}, DidState::Draining));
    taken(scene.pools.move(scene.seen(a).mid(0, 4), b));
    QCOMPARE(scene.seen(a).size(), 6);
    QCOMPARE(scene.seen(b).size(), 4);
    QCOMPARE(scene.seen(b)[3].state, DidState::Draining);
}

void PoolServiceTest::aPoolWithNumbersStaysInItsCountry()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A"));
    static_cast<void>(scene.fill(id));
    taken(scene.pools.setState(scene.seen(id).mid(0, 4), DidState::Retired)); // they may come back
    Pool pool = scene.get(id);
    pool.country = QStringLiteral("US");
    QCOMPARE(errorOf(scene.pools.save(pool)).args, QStringList({QStringLiteral("A"), QStringLiteral("10")}));
    pool.country = QStringLiteral("GB");
    pool.area = QStringLiteral("161");
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::PoolNotEmpty);
    pool.area = QStringLiteral("20"); // which all of them have
    taken(scene.pools.save(pool));
}

void PoolServiceTest::itsNumbersAreKnownToImports()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    static_cast<void>(scene.fill(scene.add(QStringLiteral("S"), {scene.sales}), QStringLiteral("+442079460100")));
    static_cast<void>(scene.fill(scene.add(QStringLiteral("All")), QStringLiteral("+442079460200")));
    const auto known = [&](ProcessId process) {
        const auto context = scene.desk.admin->interactive()
                                 .run([process, me = scene.desk.admin->identity()](Connection &connection) {
                                     return loadContext(connection, *me, process, {}, true);
                                 })
                                 .result();
        return context ? context->dids.keys() : QStringList();
    };
    QCOMPARE(known(scene.support), QStringList(QStringLiteral("+442079460200")));
    QCOMPARE(known(scene.sales).size(), 2);
}

void PoolServiceTest::importsCallsOverItsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("S"), {scene.sales});
    static_cast<void>(scene.fill(id));
    const auto row = [](const char *key, const char *callee) {
        return GenericRow{key, "+447700900101", callee, 50400, 30, "Completed", "", "", "", ""};
    };
    const auto proxies = [&](ProcessId process) {
        QStringList numbers;
        for (const CallLine &line : logOf(*scene.desk.admin, {{}, {}, process, {}, {}, {}, {}}))
            numbers.append(line.proxy);
        return numbers;
    };
    QCOMPARE(import(scene.desk, genericFile({row("a", "+442079460101")}), scene.sales).legs, 1);
    QCOMPARE(proxies(scene.sales), QStringList(QStringLiteral("+442079460101")));
    // What is retired may be somebody's line by now: it is a party like any other.
    taken(scene.pools.setState({scene.seen(id)[2]}, DidState::Retired));
    QCOMPARE(import(scene.desk, genericFile({row("b", "+442079460102")}), scene.sales).legs, 1);
    QCOMPARE(proxies(scene.sales).count(QString()), 1);
    QCOMPARE(import(scene.desk, genericFile({row("c", "+442079460101")}), scene.support).legs, 1);
    QCOMPARE(proxies(scene.support), QStringList(QString())); // it serves Sales
}

void PoolServiceTest::anOwnNumberStillTellsItsProcess()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const ProcessId own = scene.desk.organisation.addProcess(
        *scene.desk.admin, QStringLiteral("Own"), QStringLiteral("GB"), {QStringLiteral("+442079460100")});
    static_cast<void>(scene.fill(scene.add(QStringLiteral("All"))));
    static_cast<void>(scene.fill(scene.add(QStringLiteral("S"), {scene.sales}), QStringLiteral("+442079460200")));
    const auto router = scene.desk.admin->interactive()
                            .run([me = scene.desk.admin->identity()](
                                     Connection &connection) { return ProcessRouter::load(connection, *me); })
                            .result();
    QVERIFY(router);
    const auto routed = [&](const QString &callee) {
        RawCall call;
        call.callee = callee;
        return router->route(call);
    };
    QCOMPARE(routed(QStringLiteral("+442079460100")), own);
    QCOMPARE(routed(QStringLiteral("+442079460200")), scene.sales);
    QVERIFY(!routed(QStringLiteral("+442079460101")).isSet()); // of all
}

void PoolServiceTest::readsListsFromFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QCOMPARE(readDidFile(file.fileName()).error().fault, Fault::FileEmpty);
    file.write("\xff\xfe+\0"
               "4\0"
               "4\0",
        8); // UTF-16
    file.flush();
    QCOMPARE(readDidFile(file.fileName()).value_or(QString()), QStringLiteral("+44"));
    QCOMPARE(readDidFile(QStringLiteral("/no/such/file")).error().fault, Fault::FileUnreadable);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::PoolServiceTest)
#include "tst_pool_service.moc"

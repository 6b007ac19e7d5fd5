// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"
#include "service_scene.h"

#include "services/platform/opt_out_service.h"

namespace callveil {

namespace {

const QString acme = QStringLiteral("Acme");

auto ofBrand(const QString &brand)
{
    return [brand](Pool &pool) { pool.brand = brand; };
}

} // namespace

/// Who wants no calls over a brand: who may say so, for what it holds, and what is kept and recorded of it.
class OptOutServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void comesOnTheListAndOffIt();
    void knowsTheBrandsOfPools();
    void refusesWhatIsNoNumber();
    void readsANumberInTheCountriesOfItsBrand();
    void tellsOfABrandThatIsGone();
    void tellsWhatAnotherBrandLeavesBehind();
    void overlooksNoOldOptOut();
    void tellsWhatMovedNumbersLeaveBehind();
    void sourcesAreWhoseTheyAre();
    void aKeyCountsForItsBrandAlone();
    void foldsTheCaseOfAsciiAlone();
    void keepsAndRecordsNoNumber();
    void isForWhoeverManagesPools();
    void isForThoseWhoSeeThePool();
    void aServerRefusesOthers();
};

void OptOutServiceTest::comesOnTheListAndOffIt()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    OptOutService service(*scene.desk.admin);
    QVERIFY(!taken(service.check(acme, scene.customer(1))));
    QVERIFY(taken(service.add(QStringLiteral(" acme "), QStringLiteral("07700 900001"))));
    QVERIFY(!taken(service.add(acme, scene.customer(1)))); // the same one
    const auto listed = taken(service.list());
    QCOMPARE(listed.size(), 1U);
    QCOMPARE(listed.front().brand, acme);
    QVERIFY(listed.front().holds);
    QCOMPARE(listed.front().source, OptOutSource::Person);
    QCOMPARE(listed.front().addedBy, scene.desk.admin->identity()->id);
    QVERIFY(qAbs(listed.front().createdAt - QDateTime::currentMSecsSinceEpoch()) < 600000);
    QVERIFY(taken(service.check(QStringLiteral("ACME"), scene.customer(1))));
    QVERIFY(!taken(service.check(acme, scene.customer(2))));
    taken(service.remove(acme, scene.customer(1)));
    QVERIFY(!taken(service.check(acme, scene.customer(1))));
    const Error gone = errorOf(service.remove(acme, scene.customer(1)));
    QCOMPARE(gone.fault, Fault::OptOutUnknown);
    QCOMPARE(gone.args, QStringList(acme));
    QVERIFY(taken(service.list()).empty());
}

void OptOutServiceTest::knowsTheBrandsOfPools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.brands()).isEmpty());
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("ACME"))));
    static_cast<void>(scene.pool(Sharing::PairUnique, 1));
    QCOMPARE(taken(service.brands()), QStringList({acme, QStringLiteral("Pool 3")}));
    // A pool without a brand that is called like one is another thing.
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("Pool 3"))));
    QVERIFY(taken(service.brands()).contains(QStringLiteral("pool Pool 3")));
    QVERIFY(taken(service.add(QStringLiteral("pool Pool 3"), scene.customer(1))));
    QVERIFY(!taken(service.check(QStringLiteral("Pool 3"), scene.customer(1))));
}

void OptOutServiceTest::refusesWhatIsNoNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    OptOutService service(*scene.desk.admin);
    const auto refusal = [&](const QString &brand, const QString &number) {
        const Error error = errorOf(service.add(brand, number));
        if (error.args.join(u' ').contains(QLatin1String("7700")) || error.detail.contains(QLatin1String("7700")))
            qFatal("the error repeats the number");
        if (errorOf(service.remove(brand, number)).fault != error.fault
            || errorOf(service.check(brand, number)).fault != error.fault)
            qFatal("removing and checking refuse something else");
        return std::pair(error.fault, error.args.value(0));
    };
    const QString number = QStringLiteral("number");
    QCOMPARE(refusal(acme, {}), std::pair(Fault::NameEmpty, number));
    QCOMPARE(refusal(acme, QStringLiteral("077009")), std::pair(Fault::NumberNotPossible, number));
    QCOMPARE(refusal(acme, QStringLiteral("07700x900123")), std::pair(Fault::NumberCharacters, number));
    QCOMPARE(refusal(acme, QStringLiteral("+442079460000")), std::pair(Fault::PartyIsProxy, number));
    QCOMPARE(refusal(QStringLiteral(" "), scene.customer(1)), std::pair(Fault::NameEmpty, QStringLiteral("brand")));
    QCOMPARE(
        refusal(QStringLiteral("Other"), scene.customer(1)), std::pair(Fault::BrandUnknown, QStringLiteral("Other")));
    QCOMPARE(refusal(QStringLiteral("07700 900123"), scene.customer(1)),
        std::pair(Fault::BrandUnknown, QStringLiteral("…")));
    QVERIFY(taken(service.list()).empty());
}

void OptOutServiceTest::readsANumberInTheCountriesOfItsBrand()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    Pool american = london();
    american.name = QStringLiteral("American");
    american.country = QStringLiteral("US");
    american.brand = acme;
    static_cast<void>(taken(scene.pools.save(american)));
    OptOutService service(*scene.desk.admin);
    // Ten digits could be a number of either country.
    QCOMPARE(faultOf(service.add(acme, QStringLiteral("2025550123"))), Fault::NumberNotPossible);
    QVERIFY(taken(service.add(acme, QStringLiteral("+1 202 555 0123"))));
    QVERIFY(taken(service.check(acme, QStringLiteral("+12025550123"))));
    QVERIFY(!taken(service.check(acme, QStringLiteral("+442025550123"))));
}

void OptOutServiceTest::tellsOfABrandThatIsGone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    Pool branded = scene.pool(Sharing::PairUnique, 1, ofBrand(acme));
    Pool bare = scene.pool(Sharing::PairUnique, 1);
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    QVERIFY(taken(service.add(bare.name, scene.customer(2))));
    branded.brand = bare.brand = QStringLiteral("New");
    taken(scene.pools.save(branded));
    taken(scene.pools.save(bare));
    QStringList former;
    for (const OptOut &entry : taken(service.list())) {
        QVERIFY(!entry.holds);
        former.append(entry.brand);
    }
    QCOMPARE(former.size(), 2);
    QVERIFY(former.contains(acme) && former.contains(bare.name));
    QVERIFY(!taken(service.check(QStringLiteral("New"), scene.customer(1))));
    QCOMPARE(faultOf(service.remove(acme, scene.customer(1))), Fault::BrandUnknown);
    const OptOut entry = taken(service.list()).front();
    taken(service.remove(entry)); // as one of the list
    QCOMPARE(taken(service.list()).size(), 1U);
    QCOMPARE(faultOf(service.remove(entry)), Fault::EntryChanged);
}

void OptOutServiceTest::tellsWhatAnotherBrandLeavesBehind()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool branded = scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), bare = scene.pool(Sharing::PairUnique, 1);
    OptOutService service(*scene.desk.admin);
    for (const int customer : {1, 2})
        QVERIFY(taken(service.add(acme, scene.customer(customer))));
    QVERIFY(taken(service.add(bare.name, scene.customer(3))));
    const auto left = [&](Pool pool, const QString &brand) {
        pool.brand = brand;
        const LeftOptOuts answer = taken(service.leftBehind(pool));
        return QStringLiteral("%1 %2 > %3").arg(QString::number(answer.count), answer.from, answer.to);
    };
    QCOMPARE(left(branded, QStringLiteral(" Lumo ")), QStringLiteral("2 Acme > Lumo"));
    QCOMPARE(left(branded, {}), QStringLiteral("2 Acme > ") + branded.name);
    QCOMPARE(left(bare, acme), QStringLiteral("1 %1 > Acme").arg(bare.name));
    const QString nothing = QStringLiteral("0  > ");
    QCOMPARE(left(branded, QStringLiteral("ACME ")), nothing); // the same brand
    QCOMPARE(left(bare, {}), nothing);
    QCOMPARE(left(Pool(), acme), nothing); // a new pool
    QCOMPARE(taken(service.leftByRemoval(bare)).count, 1);
    QCOMPARE(taken(service.leftByRemoval(branded)).count, 0); // they hold again with the brand
}

void OptOutServiceTest::overlooksNoOldOptOut()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    Pool pool = scene.pool(Sharing::PairUnique, 1, ofBrand(acme));
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    const QString key = engine == Engine::Sqlite ? QStringLiteral("CAST(printf('%016d', i) AS BLOB)")
                                                 : QStringLiteral("int8send(i) || int8send(i)");
    DatabaseLook(scene.desk.organisation)
        .run(QStringLiteral("INSERT INTO opt_out (key, brand, created_at) WITH RECURSIVE n (i) AS (SELECT "
                            "CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i <= %1) "
                            "SELECT %2, 'Other', 9000000000000 FROM n")
                 .arg(OptOutService::mostListed)
                 .arg(key));
    pool.brand = QStringLiteral("Lumo");
    QCOMPARE(taken(service.leftBehind(pool)).count, 1);
}

void OptOutServiceTest::tellsWhatMovedNumbersLeaveBehind()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool branded = scene.pool(Sharing::PairUnique, 2, ofBrand(acme)), bare = scene.pool(Sharing::PairUnique, 1),
               same = scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("ACME")));
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    const Binding binding = scene.bind(branded, 2, 2).binding;
    QList<SeenDid> bound, unbound;
    for (const PoolNumber &number : taken(scene.pools.numbers(branded.id)).numbers)
        (number.id == binding.did ? bound : unbound).append({number.id, branded.id, number.state});
    const LeftOptOuts left = taken(service.leftBehind(unbound + bound, bare.id));
    QCOMPARE(left.count, 1);
    QCOMPARE(left.from, acme);
    QCOMPARE(left.to, bare.name);
    QCOMPARE(taken(service.leftBehind(unbound, bare.id)).count, 0);
    QCOMPARE(taken(service.leftBehind(bound, same.id)).count, 0);
    QCOMPARE(taken(service.leftBehind(bound, branded.id)).count, 0);
    taken(scene.bindings.release(binding));
    QCOMPARE(taken(service.leftBehind(bound, bare.id)).count, 0);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QCOMPARE(faultOf(OptOutService(*ana).leftBehind(bound, bare.id)), Fault::NotPermitted);
}

void OptOutServiceTest::sourcesAreWhoseTheyAre()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    OptOutService people(*scene.desk.admin);
    for (const OptOutSource source : {OptOutSource::Sms, OptOutSource::Api})
        QCOMPARE(faultOf(people.add(acme, scene.customer(1), source)), Fault::NotPermitted);
    const auto enrolled = enrolService(scene.desk);
    OptOutService programs(*enrolled);
    QCOMPARE(faultOf(programs.add(acme, scene.customer(1))), Fault::NotPermitted);
    QVERIFY(taken(programs.add(acme, scene.customer(1), OptOutSource::Api)));
    QVERIFY(taken(programs.add(acme, scene.customer(2), OptOutSource::Sms)));
    const auto listed = taken(people.list());
    QCOMPARE(listed.size(), 2U);
    QCOMPARE(listed[1].source, OptOutSource::Api);
    QCOMPARE(listed[0].source, OptOutSource::Sms);
    QCOMPARE(listed[0].addedBy, enrolled->identity()->id);
    taken(programs.remove(acme, scene.customer(1)));
    QCOMPARE(taken(people.list()).size(), 1U);
}

void OptOutServiceTest::aKeyCountsForItsBrandAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const QString other = QStringLiteral("Other");
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(other)));
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    // Acme's key under another brand, as whoever manages that one alone could put it there with a changed client.
    const DatabaseLook look(scene.desk.organisation);
    if (engine == Engine::PostgreSql)
        look.run(QStringLiteral("SET session_replication_role = replica"));
    look.run(QStringLiteral("UPDATE opt_out SET brand = 'Other'"));
    QVERIFY(!taken(service.check(acme, scene.customer(1))));
    QVERIFY(!taken(service.check(other, scene.customer(1))));
    QVERIFY(taken(service.add(acme, scene.customer(1)))); // it stands in nobody's way
    QCOMPARE(taken(service.list()).size(), 2U);
    taken(service.remove(acme, scene.customer(1)));
    QCOMPARE(taken(service.list()).size(), 1U);
}

void OptOutServiceTest::foldsTheCaseOfAsciiAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const QString small = QStringLiteral("école"), large = QStringLiteral("École");
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(small)));
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(large)));
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("éCOLE"))));
    OptOutService service(*scene.desk.admin);
    QCOMPARE(taken(service.brands()).size(), 2);
    QVERIFY(taken(service.add(small, scene.customer(1))));
    QVERIFY(taken(service.check(QStringLiteral("éCole"), scene.customer(1))));
    QVERIFY(!taken(service.check(large, scene.customer(1))));
}

void OptOutServiceTest::keepsAndRecordsNoNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    OptOutService service(*scene.desk.admin);
    const QString number = QStringLiteral("+447700900123");
    QVERIFY(taken(service.add(acme, number)));
    const OptOutId id = taken(service.list()).front().id;
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.one(QStringLiteral("SELECT key FROM opt_out")).toByteArray().size(), 16);
    QVERIFY(!taken(service.add(acme, number))); // which tells as much as a check
    QVERIFY(taken(service.check(acme, number)));
    QVERIFY(!taken(service.check(acme, scene.customer(2))));
    QCOMPARE(faultOf(service.remove(acme, scene.customer(2))), Fault::OptOutUnknown); // so does this
    taken(service.remove(acme, number));
    QVERIFY(!look.dump().contains("7700900123"));
    const QString object = QStringLiteral("opt-out %1").arg(id.value);
    const QString none = QLatin1String("");
    const auto deeds = look.run(
        QStringLiteral("SELECT action, object, before, after FROM deed WHERE action LIKE 'opt-out.%' ORDER BY seq"));
    QCOMPARE(deeds.size(), 6);
    QCOMPARE(deeds[0],
        QVariantList({QStringLiteral("opt-out.add"), object, none, QStringLiteral("brand Acme; source person")}));
    for (const int checked : {1, 2})
        QCOMPARE(deeds[checked],
            QVariantList({QStringLiteral("opt-out.check"), object, none, QStringLiteral("brand Acme; listed yes")}));
    for (const int checked : {3, 4})
        QCOMPARE(deeds[checked],
            QVariantList({QStringLiteral("opt-out.check"), QStringLiteral("opt-outs"), none,
                QStringLiteral("brand Acme; listed no")}));
    QCOMPARE(deeds[5], QVariantList({QStringLiteral("opt-out.remove"), object, QStringLiteral("brand Acme"), none}));
}

void OptOutServiceTest::isForWhoeverManagesPools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(acme, scene.customer(1))));
    const OptOut entry = taken(OptOutService(*scene.desk.admin).list()).front();
    for (const Role role : {Role::Analyst, Role::Executive, Role::ProfessionalAgent}) {
        const auto person = scene.desk.hire(roleKey(role), role);
        OptOutService service(*person);
        QCOMPARE(faultOf(service.list()), Fault::NotPermitted);
        QCOMPARE(faultOf(service.brands()), Fault::NotPermitted);
        QCOMPARE(faultOf(service.add(acme, scene.customer(2))), Fault::NotPermitted);
        QCOMPARE(faultOf(service.check(acme, scene.customer(1))), Fault::NotPermitted);
        QCOMPARE(faultOf(service.remove(acme, scene.customer(1))), Fault::NotPermitted);
        QCOMPARE(faultOf(service.remove(entry)), Fault::NotPermitted);
    }
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager);
    QVERIFY(taken(OptOutService(*gus).add(acme, scene.customer(2))));
    QCOMPARE(taken(OptOutService(*gus).list()).size(), 2U);
}

void OptOutServiceTest::isForThoseWhoSeeThePool()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, [&](Pool &pool) {
        pool.brand = acme;
        pool.allProcesses = false;
        pool.processes = {scene.sales};
    }));
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(acme, scene.customer(1))));
    const OptOut entry = taken(OptOutService(*scene.desk.admin).list()).front();
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor, {scene.support});
    OptOutService service(*sue);
    QVERIFY(taken(service.brands()).isEmpty());
    QVERIFY(taken(service.list()).empty());
    QCOMPARE(faultOf(service.check(acme, scene.customer(1))), Fault::BrandUnknown);
    QCOMPARE(faultOf(service.remove(entry)), Fault::EntryChanged);
    const auto sam = scene.desk.hire(QStringLiteral("sam"), Role::Supervisor, {scene.sales});
    QCOMPARE(taken(OptOutService(*sam).list()).size(), 1U);
    taken(OptOutService(*sam).remove(entry));
}

void OptOutServiceTest::aServerRefusesOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    BindingScene scene(engine);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)));
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(acme, scene.customer(1))));
    const OptOutId id = taken(OptOutService(*scene.desk.admin).list()).front().id;
    const QString put = QStringLiteral("SELECT cv_api.opt_out_put('%1', int8send(7) || int8send(7), %2)");
    const QString remove = QStringLiteral("SELECT cv_api.opt_out_remove(%1)").arg(id.value);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QVERIFY(!runWithDeed(*ana, put.arg(acme).arg(0)));
    QVERIFY(runWithDeed(*ana, remove)); // which removes nothing
    QVERIFY(holdsFor(*ana, QStringLiteral("(SELECT count(*) = 0 FROM cv_api.opt_out_list(9))::int")));
    QVERIFY(!runWithDeed(*scene.desk.admin, put.arg(QStringLiteral("Other")).arg(0))); // no pool has it
    QVERIFY(!runWithDeed(*scene.desk.admin, put.arg(acme).arg(2))); // he is no service
    QVERIFY(!runAs(*scene.desk.admin, put.arg(acme).arg(0))); // without an entry in the record
    QVERIFY(!runAs(*scene.desk.admin, remove));
    QVERIFY(!runAs(*scene.desk.admin, QStringLiteral("SELECT * FROM cv_vault.opt_out")));
    QVERIFY(!runAs(*scene.desk.admin, QStringLiteral("SELECT switch_v1.sms_optout('+442079460000', '+1')")));
    QCOMPARE(taken(OptOutService(*scene.desk.admin).list()).size(), 1U);
    QVERIFY(runWithDeed(*scene.desk.admin, put.arg(acme).arg(0)));
    QVERIFY(runWithDeed(*scene.desk.admin, remove));
    QCOMPARE(taken(OptOutService(*scene.desk.admin).list()).size(), 1U);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::OptOutServiceTest)
#include "tst_opt_out_service.moc"

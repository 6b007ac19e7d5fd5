// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include "services/access/access_service.h"
#include "services/masking/masking_service.h"
#include "services/overview/overview_service.h"
#include "services/platform/opt_out_service.h"

#include <map>

namespace callveil {

/// What the first page tells each person of this moment, and of the time since he was there before.
class OverviewServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void leavesOutWhatAPersonMayNotSee();
    void theFirstSignInHasNoNews();
    void tellsWhatHappenedSinceTheSignInBefore();
    void othersNewsAreTheirs();
    void countsBindingsThatLive();
    void countsWhatIsOpenBySeverity();

private:
    using Counts = std::map<NewsKind, qint64>;

    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    /// Behind the services: nobody's deed.
    static void write(const QString &sql)
    {
        const DatabaseLook look(scene().desk.organisation);
        if (scene().desk.organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica"));
        look.run(sql);
    }
    static void find(ProcessId process, LeakSeverity severity, qint64 firstSeen, int object);
    static void addBatch(ProcessId process, const QString &format, qint64 at);
    static void changePolicy(ProcessId process);
    [[nodiscard]] static Counts news(Workspace &workspace);
    [[nodiscard]] static qint64 bindings(Workspace &workspace)
    {
        return taken(OverviewService(workspace).read()).pools.value().bindings;
    }
    [[nodiscard]] static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
};

void OverviewServiceTest::find(ProcessId process, LeakSeverity severity, qint64 firstSeen, int object)
{
    write(QStringLiteral(
        "INSERT INTO leak_finding (kind, severity, process_id, pool_id, did_id, object_id, place, counted, "
        "row_count, sample, oldest_at, newest_at, first_seen, last_seen) "
        "VALUES (1, %1, %2, 0, 0, %3, '', 0, 1, '', 1, 1, %4, %4)")
              .arg(int(severity))
              .arg(process.value)
              .arg(object)
              .arg(firstSeen));
}

void OverviewServiceTest::addBatch(ProcessId process, const QString &format, qint64 at)
{
    write(QStringLiteral(
        "INSERT INTO import_batch (process_id, revision_id, format, person_id, at, records, sessions, legs, "
        "duplicates, rejected) SELECT process_id, MIN(id), '%1', 1, %2, 1, 1, 1, 0, 0 "
        "FROM policy_revision WHERE process_id = %3 GROUP BY process_id")
              .arg(format)
              .arg(at)
              .arg(process.value));
}

void OverviewServiceTest::changePolicy(ProcessId process)
{
    PolicyOrder order;
    order.policy = MaskingPolicy::random();
    order.targets = {{process, 1}};
    const auto applied = MaskingService(*scene().desk.admin).apply(order).result();
    QVERIFY(applied);
}

OverviewServiceTest::Counts OverviewServiceTest::news(Workspace &workspace)
{
    Counts counts;
    for (const News &each : taken(OverviewService(workspace).sinceLastSignIn()).news)
        counts[each.kind] = each.count;
    return counts;
}

void OverviewServiceTest::leavesOutWhatAPersonMayNotSee()
{
    const auto analyst = scene().desk.hire(QStringLiteral("carla"), Role::Analyst);
    const Overview few = taken(OverviewService(*analyst).read());
    QVERIFY(!few.pools && !few.findings);
    QVERIFY(qAbs(few.at - now()) < 60 * 60 * 1000);
    const auto manager = scene().desk.hire(QStringLiteral("gita"), Role::GroupManager);
    const Overview some = taken(OverviewService(*manager).read());
    QVERIFY(some.pools && !some.findings);
    const Overview all = taken(OverviewService(*scene().desk.admin).read());
    QVERIFY(all.pools && all.findings);
    QCOMPARE(all.pools->pools.processes.size(), taken(scene().pools.overview()).processes.size());
    analyst->lock();
    QCOMPARE(faultOf(OverviewService(*analyst).read()), Fault::SessionLocked);
    QCOMPARE(faultOf(OverviewService(*analyst).sinceLastSignIn()), Fault::SessionLocked);
}

void OverviewServiceTest::theFirstSignInHasNoNews()
{
    const auto first = scene().desk.hire(QStringLiteral("anil"), Role::Analyst);
    const SinceSignIn none = taken(OverviewService(*first).sinceLastSignIn());
    QVERIFY(!none.at);
    QVERIFY(none.news.empty());
    const auto second = scene().desk.organisation.signIn(QStringLiteral("anil"));
    const SinceSignIn since = taken(OverviewService(*second).sinceLastSignIn());
    QCOMPARE(since.at.value_or(0),
        DatabaseLook(scene().desk.organisation)
            .number(QStringLiteral("SELECT signed_in_at FROM sign_in WHERE id = %1").arg(first->identity()->signInId)));
    const std::vector<News> expected{{NewsKind::Calls, 0, false}, {NewsKind::Imports, 0, false}};
    QVERIFY(since.news == expected); // of an analyst's pages alone
    QVERIFY(!taken(OverviewService(*first).sinceLastSignIn()).at); // the later one is not before it
}

void OverviewServiceTest::tellsWhatHappenedSinceTheSignInBefore()
{
    const ProcessId process = scene().process(QStringLiteral("News"));
    const Pool pool = scene().pool(Sharing::Exclusive, 1);
    find(process, LeakSeverity::High, 1, 1);
    const auto before = scene().desk.hire(QStringLiteral("vera"), Role::Administrator);
    scene().call({.process = process});
    scene().call({.process = process});
    find(process, LeakSeverity::High, now() + 1000, 2);
    addBatch(process, QStringLiteral("csv"), now() + 1000);
    addBatch(process, QStringLiteral("switch"), now() + 1000);
    changePolicy(process);
    AccessService access(*scene().desk.admin);
    taken(access.grant(Role::Analyst, {process}));
    taken(access.revoke(Role::Analyst, process));
    write(
        QStringLiteral("INSERT INTO deed (actor_id, seq, action, object, before, after, reason, at, console, previous, "
                       "hash, signature) SELECT actor_id, seq + 1000000, 'number.reveal', 'number 1', '', '', '', at, "
                       "console, previous, hash, signature FROM deed WHERE action = 'access.revoke'"));
    QVERIFY(taken(OptOutService(*scene().desk.admin).add(pool.name, QStringLiteral("+447700900555"))));
    const auto vera = scene().desk.organisation.signIn(QStringLiteral("vera"));
    const Counts expected{{NewsKind::Calls, 2}, {NewsKind::Imports, 1}, {NewsKind::PolicyChanges, 1},
        {NewsKind::GrantChanges, 2}, {NewsKind::Reveals, 1}, {NewsKind::Findings, 1}, {NewsKind::OptOuts, 1}};
    QVERIFY(news(*vera) == expected);
}

void OverviewServiceTest::othersNewsAreTheirs()
{
    const ProcessId own = scene().process(QStringLiteral("Own")), foreign = scene().process(QStringLiteral("Foreign"));
    const auto before = scene().desk.hire(QStringLiteral("otto"), Role::Administrator, {own});
    for (const ProcessId process : {own, foreign, foreign}) {
        scene().call({.process = process});
        addBatch(process, QStringLiteral("csv"), now() + 1000);
    }
    find(own, LeakSeverity::Low, now() + 1000, 1);
    find(foreign, LeakSeverity::Low, now() + 1000, 1);
    changePolicy(foreign);
    const auto otto = scene().desk.organisation.signIn(QStringLiteral("otto"));
    const Counts counts = news(*otto);
    QCOMPARE(counts.at(NewsKind::Calls), 1);
    QCOMPARE(counts.at(NewsKind::Imports), 1);
    QCOMPARE(counts.at(NewsKind::Findings), 1);
    QCOMPARE(counts.at(NewsKind::PolicyChanges), 0);
    QCOMPARE(counts.at(NewsKind::OptOuts), 0); // it was added before
}

void OverviewServiceTest::countsBindingsThatLive()
{
    Workspace &admin = *scene().desk.admin;
    const auto other = scene().desk.hire(QStringLiteral("sita"), Role::GroupManager, {scene().support});
    QCOMPARE(bindings(admin), 0);
    const Pool pool = scene().pool(Sharing::Exclusive, 4);
    static_cast<void>(scene().bind(pool, 1, 1, [](BindingOrder &order) {
        order.expiry = {ExpiryOrder::Kind::Never, 0, QStringLiteral("a line of the house")};
    }));
    static_cast<void>(scene().bind(pool, 2, 2));
    taken(scene().bindings.release(scene().bind(pool, 3, 3).binding));
    QCOMPARE(bindings(admin), 2);
    QCOMPARE(bindings(*other), 0); // they are of Sales
    scene().pass(100 * 24 * 60); // the second is over; nobody has tidied
    QCOMPARE(bindings(admin), 1);
}

void OverviewServiceTest::countsWhatIsOpenBySeverity()
{
    const ProcessId process = scene().process(QStringLiteral("Findings"));
    const auto nina = scene().desk.hire(QStringLiteral("nina"), Role::Administrator, {process});
    const auto findings = [&] { return taken(OverviewService(*nina).read()).findings.value(); };
    QVERIFY(findings().open.isEmpty());
    QVERIFY(!findings().isScanned);
    find(process, LeakSeverity::High, now(), 1);
    find(process, LeakSeverity::High, now(), 2);
    find(process, LeakSeverity::Low, now(), 3);
    write(
        QStringLiteral("UPDATE leak_finding SET state = 2 WHERE process_id = %1 AND object_id = 2").arg(process.value));
    QCOMPARE(findings().open, (QHash<LeakSeverity, qint64>{{LeakSeverity::High, 1}, {LeakSeverity::Low, 1}}));
    scene().scan();
    QVERIFY(findings().isScanned);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::OverviewServiceTest)
#include "tst_overview_service.moc"

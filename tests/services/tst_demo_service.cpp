// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/demo/demo_plan.h"
#include "services/demo/demo_service.h"
#include "services/masking/masking_service.h"
#include "services/pools/capacity_service.h"
#include "services/pools/pool_service.h"
#include "services/security/security_service.h"

#include <QElapsedTimer>

namespace callveil {

namespace {

constexpr qint64 now = 1772373600000; // 2026-03-01 14:00 UTC

/// Makes demo databases beside an organisation that lends its folder, cluster and local state.
class Demo final {
public:
    Demo(TestOrganisation &organisation, const QString &name) : m_organisation(organisation)
    {
        m_order.address = organisation.address(QStringLiteral("postgres"));
        m_order.now = now;
        m_order.legs = 1000;
        if (organisation.engine() == Engine::Sqlite) {
            m_order.address.file = organisation.folder() + u'/' + name + QStringLiteral(".db");
            return;
        }
        PostgresCluster &cluster = PostgresCluster::shared();
        m_order.address.database = organisation.address().database + u'_' + name;
        m_order.superuserPassword = cluster.superuserPassword();
        if (!cluster.createDatabase(m_order.address.database))
            qFatal("no database: %s", qPrintable(cluster.error()));
    }

    [[nodiscard]] DemoOrder &order() { return m_order; }

    void make() { taken(DemoService(m_organisation.local()).create(m_order, std::make_shared<ImportProgress>())); }

    [[nodiscard]] std::shared_ptr<Workspace> signIn(const QString &user)
    {
        DatabaseAddress address = m_order.address;
        address.user = user;
        return taken(SignInService(m_organisation.local()).signIn(address, user, DemoService::password()));
    }

    /// Everything that people see of it, as one text, without the random ids.
    [[nodiscard]] QString text()
    {
        const auto admin = signIn(DemoService::people().front().name);
        QStringList lines;
        for (const ProcessDetails &details : taken(ProcessService(*admin).list())) {
            QStringList campaigns;
            for (const Campaign &campaign : details.campaigns)
                campaigns.append(campaign.name);
            lines.append(details.process.name + u';' + details.process.timeZone + u';' + details.dids.join(u' ') + u';'
                + campaigns.join(u','));
        }
        for (const ProcessPolicy &policy : taken(MaskingService(*admin).overview()))
            lines.append(policyKey(policy.current.policy) + u';' + policy.current.note);
        for (const Agent &agent : taken(AgentService(*admin).list()))
            lines.append(agent.code + u';' + agent.name + u';' + agent.extension + u';'
                + QString::number(agent.processes.size()));
        for (const CallLine &call : logOf(*admin)) {
            const bool token = call.processName == QLatin1String("Customer Support"); // keyed by each database
            lines.append(QStringList{QString::number(call.startedAt), call.processName, call.campaign, call.agentCode,
                call.proxy, call.recordingId, call.caseRef, QString::number(int(call.disposition)),
                QString::number(call.billableSeconds), QString::number(call.legs),
                token && call.customer.kind == NumberKind::E164 ? QString() : call.customer.text}
                             .join(u';'));
        }
        return lines.join(u'\n');
    }

private:
    TestOrganisation &m_organisation;
    DemoOrder m_order;
};

/// What lends demos their place, and the demo as it is usually made.
class Stage final {
public:
    explicit Stage(Engine engine) : organisation(engine) { }

    [[nodiscard]] Demo &usual()
    {
        if (m_usual)
            return *m_usual;
        m_usual = std::make_unique<Demo>(organisation, QStringLiteral("usual"));
        m_usual->order().legs = DemoOrder{}.legs;
        QElapsedTimer timer;
        timer.start();
        m_usual->make();
        lasted = timer.elapsed();
        return *m_usual;
    }

    TestOrganisation organisation;
    qint64 lasted = 0; ///< ms that it took to make the usual demo

private:
    std::unique_ptr<Demo> m_usual;
};

} // namespace

/// The organisation to try things on: believable, the same each time, and made in seconds.
class DemoServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase();
    void isMadeInSeconds();
    void isTheSameForTheSameSeed();
    void letsEverybodySignIn();
    void tellsHowFullItsPoolsWere();
    void liesInTheNinetyDaysBefore();
    void usesNumbersOfFictionOnly();
    void knowsADemoThatWasCutShort();
    void refusesADatabaseThatIsThere();

private:
    /// The usual demo of the engine under test, which nobody changes. Made when it is first asked for.
    [[nodiscard]] Demo &usual() { return m_stage->usual(); }
    [[nodiscard]] TestOrganisation &organisation() { return m_stage->organisation; }

    std::unique_ptr<Stage> m_stages[2]; ///< one for an engine
    Stage *m_stage = nullptr;
};

void DemoServiceTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &stage = m_stages[int(engine)];
    if (!stage)
        stage = std::make_unique<Stage>(engine);
    m_stage = stage.get();
}

void DemoServiceTest::cleanupTestCase()
{
    for (auto &stage : m_stages)
        stage.reset();
}

void DemoServiceTest::isMadeInSeconds()
{
    Demo &demo = usual();
    // It takes about 2 s; sanitized, beside other tests, 20 s, and on a slow computer many times that.
    QVERIFY2(m_stage->lasted < 300000, qPrintable(QString::number(m_stage->lasted)));
    const auto admin = demo.signIn(QStringLiteral("demo.administrator"));
    QVERIFY(admin->isDemo());
    QCOMPARE(taken(ProcessService(*admin).list()).size(), 4U);
    QCOMPARE(taken(AgentService(*admin).list()).size(), 60U);
    QVERIFY(taken(CallLogService(*admin).extent({})).total > 9000);
    QVERIFY(taken(SecurityService(*admin).settings()).hidesClearNumbers);
}

void DemoServiceTest::isTheSameForTheSameSeed()
{
    QFETCH_GLOBAL(Engine, engine);
    Demo first(organisation(), QStringLiteral("a"));
    Demo second(organisation(), QStringLiteral("b"));
    first.make();
    second.make();
    const QString text = first.text();
    QVERIFY(text.count(u'\n') > 500);
    QVERIFY(text == second.text());
    if (engine == Engine::PostgreSql)
        return; // what another seed makes, no engine decides
    Demo other(organisation(), QStringLiteral("c"));
    other.order().seed = 2;
    other.make();
    QVERIFY(text != other.text());
}

void DemoServiceTest::letsEverybodySignIn()
{
    Demo &demo = usual();
    QSet<Role> roles;
    for (const DemoPerson &person : DemoService::people()) {
        const auto workspace = demo.signIn(person.name);
        QCOMPARE(workspace->identity()->role, person.role);
        QCOMPARE(workspace->identity()->displayName, person.displayName);
        QVERIFY(!workspace->identity()->mustChangePassword);
        QVERIFY(workspace->identity()->hidesClear);
        QCOMPARE(workspace->identity()->actual.contains(ProcessId{}), person.role == Role::Administrator);
        roles.insert(person.role);
    }
    QCOMPARE(roles.size(), qsizetype(allRoles.size()));
}

void DemoServiceTest::tellsHowFullItsPoolsWere()
{
    QFETCH_GLOBAL(Engine, engine);
    const bool embedded = engine == Engine::Sqlite;
    std::optional<Demo> recent; // a server notes by its own clock alone: when the demo lies makes no difference there
    if (embedded) {
        recent.emplace(organisation(), QStringLiteral("pools"));
        recent->order().now = QDateTime::currentMSecsSinceEpoch();
        recent->make();
    }
    const auto admin = (embedded ? *recent : usual()).signIn(QStringLiteral("demo.administrator"));
    const auto pools = taken(PoolService(*admin).overview()).pools;
    QCOMPARE(pools.size(), 4U);
    for (const PoolLine &line : pools) {
        const auto history = taken(CapacityService(*admin).history(line.pool.id, 90LL * 24 * 60 * 60 * 1000));
        QCOMPARE(history.samples.size() > 1000, embedded);
        for (const PoolSample &sample : history.samples)
            QVERIFY(sample.use.bound >= 0 && sample.use.cooling >= 0 && sample.use.free >= 0
                && sample.use.bound + sample.use.cooling + sample.use.free <= sample.numbers);
    }
}

void DemoServiceTest::liesInTheNinetyDaysBefore()
{
    const auto log = logOf(*usual().signIn(QStringLiteral("demo.administrator")));
    QVERIFY(log.front().startedAt < now);
    QVERIFY(log.back().startedAt > now - 91 * 86400000LL);
    QSet<qint64> days;
    QSet<Disposition> dispositions;
    QSet<Direction> directions;
    for (const CallLine &call : log) {
        days.insert(call.startedAt / 86400000);
        dispositions.insert(call.disposition);
        directions.insert(call.direction);
    }
    QVERIFY(days.size() > 80);
    QCOMPARE(dispositions.size(), 3);
    QCOMPARE(directions, (QSet<Direction>{Direction::Inbound, Direction::Outbound}));
}

void DemoServiceTest::usesNumbersOfFictionOnly()
{
    for (const DemoProcess &process : demoProcesses())
        for (int i = 0; i < process.customers; ++i) {
            const QString number = demoCustomer(process, i);
            const bool fiction = (number.startsWith(QLatin1String("+1")) && number.mid(5, 5) == QLatin1String("55501"))
                || number.startsWith(QLatin1String("+447700900")) || number.startsWith(QLatin1String("+441614960"))
                || number.startsWith(QLatin1String("+3363998"));
            QVERIFY(fiction && number.size() >= 12 && number.size() <= 13);
        }
}

void DemoServiceTest::knowsADemoThatWasCutShort()
{
    QFETCH_GLOBAL(Engine, engine);
    DemoService service(organisation().local());
    if (engine == Engine::PostgreSql) { // nobody's login may take a setting away; the file shows what is asked
        taken(service.check(usual().order().address));
        return;
    }
    Demo demo(organisation(), QStringLiteral("cut"));
    demo.order().legs = 200;
    demo.make();
    taken(service.check(demo.order().address));
    const auto administrator = demo.signIn(QStringLiteral("demo.administrator"));
    const auto forget = [](Connection &connection) -> Result<void> {
        const auto begun = connection.begin();
        return begun ? connection.runScript(QStringLiteral("DELETE FROM setting")) : begun;
    };
    QVERIFY(administrator->interactive().run(forget).result());
    const auto committed = administrator->interactive().run([](Connection &connection) { return connection.commit(); });
    QVERIFY(committed.result());
    QCOMPARE(faultOf(service.check(demo.order().address)), Fault::DemoUnfinished);
}

void DemoServiceTest::refusesADatabaseThatIsThere()
{
    const QByteArray before = DatabaseLook(organisation()).dump();
    Demo demo(organisation(), QStringLiteral("x"));
    demo.order().address = organisation().address(QStringLiteral("postgres"));
    QCOMPARE(faultOf(DemoService(organisation().local()).create(demo.order(), std::make_shared<ImportProgress>())),
        Fault::DatabaseExists);
    QCOMPARE(DatabaseLook(organisation()).dump(), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::DemoServiceTest)
#include "tst_demo_service.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_scene.h"

#include "services/agents/agent_service.h"
#include "services/reports/report_check.h"

namespace callveil {

/// Reports against sums that were worked out by hand.
class ReportServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase();
    void theSumsAreThoseOfTheCalls();
    void countsMaskedCallsByProcess();
    void aCallOfTwoCountriesCountsOnceInAll();
    void averagesComeFromSums();
    void moneyHasARowForEachCurrency();
    void weeksWithoutACallAreThere();
    void comparesWithThePeriodBefore();
    void agentsHaveTheirNames();
    void isNarrowedToOneProcess();
    void showsNobodyOtherProcesses();
    void asksForPermissions();
    void countsPoolsAndWhatCameTooLate();
    void countsOptOutsAndReveals();
    void stopsWhenItIsToldTo();
    void findsSumsThatAreWrong();

private:
    void fill();
    void fillPools();
    [[nodiscard]] ReportRequest of(
        ReportKind kind, ReportBy by = ReportBy::Nothing, ReportStep step = ReportStep::Whole) const
    {
        return {kind, ReportScene::monday(), ReportScene::monday().addDays(13), step, by, {}, false};
    }

    std::unique_ptr<ReportScene> m_scenes[2];
    ReportScene *m_scene = nullptr;
};

void ReportServiceTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &scene = m_scenes[int(engine)];
    m_scene = scene.get();
    if (m_scene)
        return;
    scene = std::make_unique<ReportScene>(engine);
    m_scene = scene.get();
    fill();
    fillPools();
}

void ReportServiceTest::cleanupTestCase()
{
    for (auto &scene : m_scenes)
        scene.reset();
}

void ReportServiceTest::fill()
{
    AgentForm form;
    form.code = QStringLiteral("a1");
    form.name = QStringLiteral("Ada");
    form.processes = {QStringLiteral("Sales"), QStringLiteral("Support")};
    taken(AgentService(*m_scene->desk.admin).save(form));
    const QDate monday = ReportScene::monday();
    const QString a = QStringLiteral("A"), gb = QStringLiteral("GB"), us = QStringLiteral("US");
    PutLeg one{a, gb, 1, 60};
    one.cost = QStringLiteral("10000, 'EUR'");
    one.recharge = QStringLiteral("20000, 'USD'");
    m_scene->call(m_scene->sales, monday, {one, {a, us, 0, 30}});
    m_scene->call(m_scene->sales, monday, {{QStringLiteral("B"), gb, 0, 0, false, 900}});
    PutLeg three{a, us, 1, 120};
    three.cost = QStringLiteral("5000, 'USD'");
    m_scene->call(m_scene->support, monday.addDays(1), {three});
    PutLeg four{QString(), QStringLiteral("DE"), 0, 10};
    four.cost = QStringLiteral("1000, 'EUR'");
    m_scene->call(m_scene->support, monday.addDays(8), {four});
    PutLeg five{QStringLiteral("C"), QStringLiteral("FR"), 0, 40}; // of the period before
    five.cost = QStringLiteral("7000, 'EUR'");
    m_scene->call(m_scene->sales, monday.addDays(-14), {five});
    m_scene->roll();
}

void ReportServiceTest::fillPools()
{
    const PoolId pool = m_scene->add(QStringLiteral("London"), {m_scene->sales});
    m_scene->asNobody();
    const qint64 at = ReportScene::dayNumber(ReportScene::monday()) * 86400000;
    const auto put = [this](const QString &sql) { m_scene->look.run(sql); };
    put(QStringLiteral("UPDATE pool SET sharing = 0 WHERE id = %1").arg(pool.value));
    put(QStringLiteral("INSERT INTO pool_sample VALUES (%1, %2, 10, 4, 1, 5, 0)").arg(pool.value).arg(at));
    put(QStringLiteral("INSERT INTO pool_sample VALUES (%1, %2, 10, 6, 3, 1, 0)").arg(pool.value).arg(at + 3600000));
    put(QStringLiteral("INSERT INTO did (id, number, created_at, pool_id) VALUES (70, '+442079460150', 0, %1)")
            .arg(pool.value));
    const bool isServer = m_scene->desk.organisation.engine() == Engine::PostgreSql;
    put(QStringLiteral("INSERT INTO %1 (did_id, hour, calling_code, calls) VALUES (70, %2, '44', 3)")
            .arg(isServer ? QStringLiteral("late_tally") : QStringLiteral("late_call"))
            .arg(at / 3600000 + 23));
    for (int day : {0, 9})
        put(QStringLiteral("INSERT INTO opt_out (key, brand, created_at) VALUES (%1, '\n%2', %3)")
                .arg(m_scene->look.literal(QByteArray(16, char('a' + day))))
                .arg(pool.value)
                .arg(at + day * 86400000));
    int seq = 1000;
    for (const auto &[action, after] : {std::pair("number.reveal", "granted"),
             std::pair("number.reveal", "refused: limit"), std::pair("call.export", "granted; rows 9; numbers 12"),
             std::pair("call.export", "masked; rows 5; format csv")})
        put(QStringLiteral("INSERT INTO deed (actor_id, seq, action, object, before, after, reason, at, console, "
                           "previous, hash, signature) VALUES (1, %1, '%2', 'x', '', '%3', 'x', %4, 'x', %5, %5, %5)")
                .arg(++seq)
                .arg(QLatin1String(action), QLatin1String(after))
                .arg(at + 1)
                .arg(m_scene->look.literal("x")));
}

void ReportServiceTest::theSumsAreThoseOfTheCalls()
{
    QCOMPARE(m_scene->sumsFault(), QString());
    const auto checked = taken(ReportCheck(*m_scene->desk.admin).run({}, {}, std::make_shared<ReportCheckProgress>()));
    QVERIFY(checked.odd.empty());
    QCOMPARE(checked.processes, 2);
    QVERIFY(checked.rows > 20);
}

void ReportServiceTest::countsMaskedCallsByProcess()
{
    const Report report = m_scene->report(of(ReportKind::MaskedCalls, ReportBy::Process));
    QCOMPARE(
        linesOf(report.rows), QStringList({QStringLiteral("Sales: 2 1 1 500"), QStringLiteral("Support: 2 2 2 1000")}));
    QCOMPARE(linesOf(report.totals), QStringList(QStringLiteral(": 4 3 3 750")));
    QVERIFY(!report.totals.front().begins.isValid());
}

void ReportServiceTest::aCallOfTwoCountriesCountsOnceInAll()
{
    const Report report = m_scene->report(of(ReportKind::MaskedCalls, ReportBy::Country));
    QCOMPARE(linesOf(report.rows),
        QStringList(
            {QStringLiteral("DE: 1 1 1 1000"), QStringLiteral("GB: 2 1 1 500"), QStringLiteral("US: 2 2 2 1000")}));
    QCOMPARE(linesOf(report.totals), QStringList(QStringLiteral(": 4 3 3 750")));
}

void ReportServiceTest::averagesComeFromSums()
{
    // 60 + 120 + 10 s of three answered calls.
    const Report report = m_scene->report(of(ReportKind::AverageDuration, ReportBy::Account));
    QCOMPARE(linesOf(report.totals), QStringList(QStringLiteral(": 63333 190000 4 3 750")));
    QCOMPARE(linesOf(report.rows),
        QStringList({QStringLiteral(": 10000 10000 1 1 1000"), QStringLiteral("A: 90000 180000 2 2 1000"),
            QStringLiteral("B: - 0 1 0 0")}));
}

void ReportServiceTest::moneyHasARowForEachCurrency()
{
    const Report report = m_scene->report(of(ReportKind::Cost, ReportBy::Process));
    QCOMPARE(linesOf(report.rows),
        QStringList({QStringLiteral("Sales EUR: 10000 - 3 1 2 90000"), QStringLiteral("Sales USD: - 20000 - 0 - -"),
            QStringLiteral("Support EUR: 1000 - 2 1 0 130000"), QStringLiteral("Support USD: 5000 - - 1 - -")}));
    QCOMPARE(linesOf(report.totals),
        QStringList({QStringLiteral(" EUR: 11000 - 5 2 2 220000"), QStringLiteral(" USD: 5000 20000 - 1 - -")}));
    const Report accounts = m_scene->report(of(ReportKind::Cost, ReportBy::Account));
    QCOMPARE(linesOf(accounts.rows).last(), QStringLiteral("B: - - 1 0 1 0"));
}

void ReportServiceTest::weeksWithoutACallAreThere()
{
    ReportRequest request = of(ReportKind::MaskedCalls, ReportBy::Nothing, ReportStep::Week);
    request.to = request.to.addDays(7);
    const Report report = m_scene->report(request);
    QCOMPARE(linesOf(report.rows),
        QStringList({QStringLiteral(": 3 2 2 667"), QStringLiteral(": 1 1 1 1000"), QStringLiteral(": 0 0 0 -")}));
    QCOMPARE(report.rows[1].begins, ReportScene::monday().addDays(7));
    request.by = ReportBy::Process;
    QCOMPARE(m_scene->report(request).rows.size(), 3U); // no rows of nothing
}

void ReportServiceTest::comparesWithThePeriodBefore()
{
    ReportRequest request = of(ReportKind::MaskedCalls, ReportBy::Country);
    request.compares = true;
    const Report report = m_scene->report(request);
    QCOMPARE(report.beforeFrom, ReportScene::monday().addDays(-14));
    QCOMPARE(report.beforeTo, ReportScene::monday().addDays(-1));
    QCOMPARE(linesOf(report.rows),
        QStringList({QStringLiteral("DE: 1 1 1 1000 | 0 0 0 -"), QStringLiteral("FR: 0 0 0 - | 1 1 1 1000"),
            QStringLiteral("GB: 2 1 1 500 | 0 0 0 -"), QStringLiteral("US: 2 2 2 1000 | 0 0 0 -")}));
    QCOMPARE(linesOf(report.totals), QStringList(QStringLiteral(": 4 3 3 750 | 1 1 1 1000")));
}

void ReportServiceTest::agentsHaveTheirNames()
{
    const Report report = m_scene->report(of(ReportKind::AgentActivity, ReportBy::Agent));
    QCOMPARE(linesOf(report.rows),
        QStringList({QStringLiteral(": 3 2 667 40000 20000 3 40000"),
            QStringLiteral("a1 Ada: 2 2 1000 180000 90000 2 180000")}));
}

void ReportServiceTest::isNarrowedToOneProcess()
{
    ReportRequest request = of(ReportKind::MaskedCalls);
    request.process = m_scene->support;
    QCOMPARE(linesOf(m_scene->report(request).rows), QStringList(QStringLiteral(": 2 2 2 1000")));
    request.process = {999};
    QCOMPARE(faultOf(ReportService(*m_scene->desk.admin).run(request)), Fault::ProcessUnknown);
}

void ReportServiceTest::showsNobodyOtherProcesses()
{
    const auto sofia = m_scene->desk.hire(QStringLiteral("sofia"), Role::Supervisor, {m_scene->support});
    const Report report = m_scene->report(of(ReportKind::Cost, ReportBy::Process), sofia.get());
    QCOMPARE(linesOf(report.rows),
        QStringList(
            {QStringLiteral("Support EUR: 1000 - 2 1 0 130000"), QStringLiteral("Support USD: 5000 - - 1 - -")}));
    QCOMPARE(linesOf(report.totals).size(), 2);
    QVERIFY(!m_scene->report(of(ReportKind::PoolUtilisation), sofia.get()).rows.front().figures.front());
    QCOMPARE(m_scene->report(of(ReportKind::LateCallbacks), sofia.get()).rows.front().figures.front(), 0);
    ReportRequest other = of(ReportKind::MaskedCalls);
    other.process = m_scene->sales;
    QCOMPARE(faultOf(ReportService(*sofia).run(other)), Fault::ProcessUnknown);
    const auto checked = taken(ReportCheck(*sofia).run({}, {}, std::make_shared<ReportCheckProgress>()));
    QCOMPARE(checked.processes, 1);
}

void ReportServiceTest::asksForPermissions()
{
    const auto pia = m_scene->desk.hire(QStringLiteral("pia"), Role::ProfessionalAgent);
    QCOMPARE(faultOf(ReportService(*pia).run(of(ReportKind::MaskedCalls))), Fault::NotPermitted);
    QCOMPARE(faultOf(ReportService(*pia).today()), Fault::NotPermitted);
    QCOMPARE(faultOf(ReportCheck(*pia).run({}, {}, std::make_shared<ReportCheckProgress>())), Fault::NotPermitted);
    const auto eve = m_scene->desk.hire(QStringLiteral("eve"), Role::Executive);
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::MaskedCalls), eve.get()).totals).size(), 1);
    QCOMPARE(faultOf(ReportService(*eve).run(of(ReportKind::Reveals))), Fault::NotPermitted);
    QVERIFY(taken(ReportService(*eve).today()) >= ReportScene::monday());
    ReportRequest backwards = of(ReportKind::MaskedCalls);
    std::swap(backwards.from, backwards.to);
    QCOMPARE(faultOf(ReportService(*eve).run(backwards)), Fault::ChoiceUnknown);
}

void ReportServiceTest::countsPoolsAndWhatCameTooLate()
{
    // 4 + 1 and 6 + 3 of 10 numbers.
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::PoolUtilisation, ReportBy::Pool)).rows),
        QStringList(QStringLiteral("London: 10 5 700 900")));
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::PoolUtilisation, ReportBy::Nothing, ReportStep::Week)).rows),
        QStringList({QStringLiteral(": 10 5 700 900"), QStringLiteral(": - - - -")}));
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::LateCallbacks, ReportBy::Pool)).rows),
        QStringList(QStringLiteral("London: 3")));
}

void ReportServiceTest::countsOptOutsAndReveals()
{
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::OptOuts, ReportBy::Nothing, ReportStep::Week)).rows),
        QStringList({QStringLiteral(": 1"), QStringLiteral(": 1")}));
    QCOMPARE(linesOf(m_scene->report(of(ReportKind::OptOuts, ReportBy::Brand)).rows),
        QStringList(QStringLiteral("London: 2")));
    const Report reveals = m_scene->report(of(ReportKind::Reveals, ReportBy::Person));
    QCOMPARE(reveals.rows.size(), 1U);
    QVERIFY(!reveals.rows.front().member.isEmpty());
    QCOMPARE(linesOf(reveals.totals), QStringList(QStringLiteral(": 2 1 13")));
}

void ReportServiceTest::stopsWhenItIsToldTo()
{
    const auto stop = std::make_shared<std::atomic<bool>>(true);
    QCOMPARE(errorOf(ReportService(*m_scene->desk.admin).run(of(ReportKind::Cost), stop)).code, ErrorCode::Cancelled);
    const auto progress = std::make_shared<ReportCheckProgress>();
    progress->cancelled = true;
    QCOMPARE(errorOf(ReportCheck(*m_scene->desk.admin).run({}, {}, progress)).code, ErrorCode::Cancelled);
}

/// The last one: it spoils the sums.
void ReportServiceTest::findsSumsThatAreWrong()
{
    m_scene->asNobody();
    m_scene->look.run(QStringLiteral("UPDATE charge_day SET micros = micros + 1 WHERE sort = 2 AND member = 'DE'"));
    const auto checked = taken(ReportCheck(*m_scene->desk.admin).run({}, {}, std::make_shared<ReportCheckProgress>()));
    QCOMPARE(checked.odd.size(), 1U);
    QCOMPARE(checked.odd.front().process, QStringLiteral("Support"));
    QCOMPARE(checked.odd.front().day, ReportScene::monday().addDays(8));
    QCOMPARE(checked.odd.front().member, QStringLiteral("DE"));
    QVERIFY(m_scene->sumsFault() != QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReportServiceTest)
#include "tst_report_service.moc"

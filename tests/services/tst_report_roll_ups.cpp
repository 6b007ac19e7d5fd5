// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"

#include "services/agents/agent_service.h"
#include "services/reports/report_check.h"

#include <QRandomGenerator>

namespace callveil {

/// The sums by day, after imports of anything in any order: a second file brings earlier legs of calls that are known,
/// which move to another day and campaign, other agents and currencies.
class ReportRollUpsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void areThoseOfTheCallsWhateverComes_data();
    void areThoseOfTheCallsWhateverComes();
    void anEarlierLegMovesItsCall();
    void cleanupTestCase() { m_scenes.drop(); }

private:
    void prepare();
    [[nodiscard]] QByteArray randomFile(QRandomGenerator &random) const;
    void changeSomething(QRandomGenerator &random);
    void importText(const QByteArray &text) { import(*m_scene, text, m_scene->process); }
    [[nodiscard]] qint64 ask(const char *sql) const { return m_scene->look.number(QLatin1String(sql)); }

    RateScenes m_scenes;
    RateScene *m_scene = nullptr;
};

void ReportRollUpsTest::prepare()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = &m_scenes.take(engine);
    if (ask("SELECT COUNT(*) FROM agent") > 0)
        return;
    for (const char *code : {"a1", "a2"}) {
        AgentForm form;
        form.code = QLatin1String(code);
        form.name = form.code;
        form.processes = {QStringLiteral("Support")};
        taken(AgentService(*m_scene->admin).save(form));
    }
    for (const char *name : {"Spring", "Autumn"})
        taken(ProcessService(*m_scene->admin).addCampaign(m_scene->process, QLatin1String(name)));
}

QByteArray ReportRollUpsTest::randomFile(QRandomGenerator &random) const
{
    const auto one = [&random](const QByteArrayList &of) { return of[random.bounded(int(of.size()))]; };
    QByteArray text = genericHeader;
    const int rows = random.bounded(1, 25);
    for (int row = 0; row < rows; ++row)
        text += QByteArrayList{"c" + QByteArray::number(random.bounded(8)),
                    one({"+447700900101", "+447700900102", "+33639980123", "+4930901820"}), "+442079460100",
                    "2026-03-0" + QByteArray::number(random.bounded(1, 5))
                        + " 10:" + QByteArray::number(random.bounded(10, 60)) + ":00",
                    QByteArray::number(random.bounded(0, 300)), one({"Completed", "No answer"}), "",
                    one({"", "a1", "a2"}), one({"", "Spring", "Autumn"}), ""}
                    .join(',')
            + '\n';
    return text;
}

/// Before the next file: another rate, perhaps a period that is rated again.
void ReportRollUpsTest::changeSomething(QRandomGenerator &random)
{
    Rate rate = rateOf(random.bounded(2) ? "+44" : "+33", random.bounded(2) ? "0.01" : "0.3", "60/60",
        random.bounded(2) ? RateKind::Cost : RateKind::Recharge);
    rate.currency = random.bounded(2) ? QStringLiteral("EUR") : QStringLiteral("USD");
    rate.validFrom += random.bounded(1000000);
    static_cast<void>(m_scene->rates.add(rate).result()); // one of the same moment is refused
    if (random.bounded(2))
        m_scene->rerate(false, "2026-03-02", "2026-03-04");
}

void ReportRollUpsTest::areThoseOfTheCallsWhateverComes_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 2U, 3U})
        QTest::addRow("seed %u", seed) << seed;
}

void ReportRollUpsTest::areThoseOfTheCallsWhateverComes()
{
    QFETCH(quint32, seed);
    prepare();
    QRandomGenerator random(seed);
    for (int step = 0; step < 6; ++step) {
        changeSomething(random);
        QCOMPARE(rollUpFault(m_scene->organisation), QString());
        importText(randomFile(random));
        QCOMPARE(rollUpFault(m_scene->organisation), QString());
    }
    const auto checked = taken(ReportCheck(*m_scene->admin).run({}, {}, std::make_shared<ReportCheckProgress>()));
    QVERIFY(checked.odd.empty());
    QVERIFY(checked.rows > 0);
}

void ReportRollUpsTest::anEarlierLegMovesItsCall()
{
    prepare();
    m_scene->add(rateOf("+44", "0.06"));
    const auto leg = [](const char *start, const char *talk, const char *agent, const char *campaign) -> QByteArray {
        return genericHeader + "x,+447700900101,+442079460100,2026-03-" + start + " 10:00:00," + talk + ",Completed,,"
            + agent + ',' + campaign + ",\n";
    };
    importText(leg("05", "60", "a1", "Spring"));
    const qint64 day = m_scene->look.number(QStringLiteral("SELECT local_day FROM call_session"));
    QCOMPARE(ask("SELECT COUNT(*) FROM call_day WHERE sort = 0 AND sessions = 1"), 1);
    QCOMPARE(ask("SELECT micros FROM charge_day WHERE sort = 0 AND list = 0"), 60000);
    importText(leg("03", "30", "a2", "Autumn"));
    QCOMPARE(ask("SELECT local_day FROM call_day WHERE sort = 0 AND sessions = 1"), day - 2);
    QCOMPARE(ask("SELECT legs FROM call_day WHERE sort = 0 AND sessions = 1"), 2);
    QCOMPARE(ask("SELECT talk_seconds FROM call_day WHERE sort = 0 AND sessions = 1"), 60);
    QCOMPARE(ask("SELECT COUNT(*) FROM call_day WHERE sort = 3 AND sessions = 1 AND legs = 1"), 2); // two agents
    QCOMPARE(ask("SELECT micros FROM charge_day WHERE sort = 0 AND list = 0 AND legs <> 0"), 90000);
    QCOMPARE(ask("SELECT COUNT(*) FROM call_day WHERE sessions < 0 OR legs < 0"), 0);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReportRollUpsTest)
#include "tst_report_roll_ups.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"

#include "services/masking/masking_service.h"

namespace callveil {

/// What calls cost when they are written.
class RatingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase() { m_scenes.drop(); }
    void legsCostWhatWasWorkedOutByHand();
    void whatHasNoRateHasNoCost();
    void aCallIsRatedByWhatWasValidWhenItBegan();
    void aSessionIsTheSumOfItsLegs();
    void legsThatComeLaterAreInTheSum();
    void amountsOfSeveralCurrenciesAreNotAddedUp();
    void theZoneKeepsToThePolicy();
    void aRateThatComesLaterChangesNothing();
    void aDryRunStoresNothing();

private:
    RateScenes m_scenes;
    RateScene *m_scene = nullptr;
};

void RatingTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = &m_scenes.take(engine);
}

void RatingTest::legsCostWhatWasWorkedOutByHand()
{
    m_scene->add(rateOf("+44", "0.012"));
    m_scene->add(rateOf("+4477", "0.03", "60/6"));
    m_scene->add(rateOf("+44", "0.05", "60/60", RateKind::Recharge));
    import(*m_scene,
        genericFile({{"a", "+447700900101", "+442079460100", 1, 65}, // 66 s: 0.03 * 1.1; two minutes: 0.05 * 2
            {"b", "+442079460123", "+442079460100", 2, 61}, // 0.012 * 61 / 60
            {"c", "+447700900102", "+442079460100", 3, 7}, // the minimum: 0.03; one minute: 0.05
            { "d",
                "+447700900103",
                "+442079460100",
                4,
                0,
                "No answer" }}),
        m_scene->process);
    QCOMPARE(m_scene->legs(),
        QStringList({QStringLiteral("+4477 0.033EUR 0.10EUR"), QStringLiteral("+44 0.0122EUR 0.10EUR"),
            QStringLiteral("+4477 0.03EUR 0.05EUR"), QStringLiteral("+4477 0.00EUR 0.00EUR")}));
    const std::vector<CallLine> calls = logOf(*m_scene->admin); // newest first
    QCOMPARE(calls[3].costMicros, std::optional<qint64>(33000));
    QCOMPARE(calls[3].currency, QStringLiteral("EUR"));
    QCOMPARE(calls[3].rechargeMicros, std::optional<qint64>(100000));
    QCOMPARE(calls[3].ratedLegs, 1);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void RatingTest::whatHasNoRateHasNoCost()
{
    m_scene->add(rateOf("+44", "0.012"));
    import(*m_scene,
        genericFile({{"a", "+33639980123", "+442079460100", 1, 60}, {"b", "anonymous", "+442079460100", 2, 60},
            {"c", "2001", "+442079460100", 3, 60},
            { "d",
                "+44xxxxxxxx23",
                "+442079460100",
                4,
                60 }}),
        m_scene->process);
    QCOMPARE(m_scene->legs(),
        QStringList(
            {QStringLiteral("+33 - -"), QStringLiteral("- - -"), QStringLiteral("- - -"), QStringLiteral("- - -")}));
    for (const CallLine &call : logOf(*m_scene->admin)) {
        QVERIFY(!call.costMicros && call.currency.isEmpty());
        QCOMPARE(call.ratedLegs, 0);
    }
}

void RatingTest::aCallIsRatedByWhatWasValidWhenItBegan()
{
    const RateId first = m_scene->add(rateOf("+44", "0.01"));
    m_scene->add(rateOf("+44", "0.02", "1/1", RateKind::Cost, "2026-03-01T10:00:00Z"));
    const RateId last = m_scene->add(rateOf("+44", "0.03", "1/1", RateKind::Cost, "2026-03-01T11:00:00Z"));
    taken(m_scene->rates.remove(last, momentOf("2026-03-01T12:00:00Z")));
    Q_UNUSED(first)
    for (const auto &[id, second] : {std::pair("a", 35999), {"b", 36000}, {"c", 39600}, {"d", 43199}, {"e", 43200}})
        m_scene->call(id, "+447700900101", 60, second);
    QCOMPARE(m_scene->legs(),
        QStringList({QStringLiteral("+44 0.01EUR -"), QStringLiteral("+44 0.02EUR -"), QStringLiteral("+44 0.03EUR -"),
            QStringLiteral("+44 0.03EUR -"), QStringLiteral("+44 - -")}));
}

void RatingTest::aSessionIsTheSumOfItsLegs()
{
    m_scene->add(rateOf("+44", "0.012"));
    m_scene->add(rateOf("+33", "0.03", "1/1", RateKind::Recharge));
    import(*m_scene,
        genericFile({{"a", "+447700900101", "+442079460100", 1, 60}, {"a", "+447700900102", "+442079460100", 2, 30},
            { "a",
                "+33639980123",
                "+442079460100",
                3,
                60 }}),
        m_scene->process);
    const std::vector<CallLine> calls = logOf(*m_scene->admin);
    QCOMPARE(calls.size(), size_t(1));
    QCOMPARE(calls[0].costMicros, std::optional<qint64>(18000));
    QCOMPARE(calls[0].legs, 3);
    QCOMPARE(calls[0].ratedLegs, 2); // the third one's cost is not known, and not 0
    QCOMPARE(calls[0].rechargeMicros, std::optional<qint64>(30000));
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void RatingTest::legsThatComeLaterAreInTheSum()
{
    m_scene->add(rateOf("+44", "0.012"));
    m_scene->call("a", "+447700900101", 60, 36000);
    m_scene->call("a", "+447700900102", 120, 36010);
    m_scene->call("a", "+33639980123", 60, 36020);
    const std::vector<CallLine> calls = logOf(*m_scene->admin);
    QCOMPARE(calls.size(), size_t(1));
    QCOMPARE(calls[0].costMicros, std::optional<qint64>(36000));
    QCOMPARE(calls[0].ratedLegs, 2);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void RatingTest::amountsOfSeveralCurrenciesAreNotAddedUp()
{
    Rate other = rateOf("+33", "0.5");
    other.currency = QStringLiteral("USD");
    m_scene->add(other);
    m_scene->add(rateOf("+44", "0.012"));
    import(*m_scene,
        genericFile({{"a", "+447700900101", "+442079460100", 1, 60},
            { "a",
                "+33639980123",
                "+442079460100",
                2,
                60 }}),
        m_scene->process);
    m_scene->call("b", "+33639980123", 60, 10);
    m_scene->call("b", "+447700900101", 60, 20); // comes to one of another currency
    for (const CallLine &call : logOf(*m_scene->admin)) {
        QVERIFY(!call.costMicros);
        QCOMPARE(call.ratedLegs, 2);
    }
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void RatingTest::theZoneKeepsToThePolicy()
{
    m_scene->add(rateOf("+44", "0.01"));
    m_scene->add(rateOf("+447700", "0.02"));
    const ProcessId strict = m_scene->addLine(QStringLiteral("Strict"), QStringLiteral("+442079460200"));
    const MaskingPolicy shown = *MaskingPolicy::replacement(2, 4);
    taken(MaskingService(*m_scene->admin).apply({{{strict, 1}}, shown, QStringLiteral("test"), {}}));
    import(*m_scene, genericFile({{ "a", "+447700900101", "+442079460200", 1, 60 }}), strict);
    m_scene->call("b", "+447700900101", 60);
    // Six digits beside the last four would leave two to guess: the shorter prefix rates the call.
    QCOMPARE(m_scene->legs(), QStringList({QStringLiteral("+44 0.01EUR -"), QStringLiteral("+447700 0.02EUR -")}));
    QVERIFY(!m_scene->look.dump().contains("7700900101"));
}

void RatingTest::aRateThatComesLaterChangesNothing()
{
    m_scene->call("a", "+447700900101", 60, 1);
    m_scene->add(rateOf("+44", "0.012"));
    m_scene->call("b", "+447700900101", 60, 2);
    QCOMPARE(m_scene->legs(), QStringList({QStringLiteral("+44 - -"), QStringLiteral("+44 0.012EUR -")}));
}

void RatingTest::aDryRunStoresNothing()
{
    m_scene->add(rateOf("+44", "0.012"));
    const QString file = m_scene->organisation.writeFile(
        QStringLiteral("dry.csv"), genericFile({{"a", "+447700900101", "+442079460100", 1, 60}}));
    const auto summary = tryImport(*m_scene->admin, file, m_scene->process, true);
    QVERIFY(summary && summary->legs == 1);
    QCOMPARE(m_scene->legs(), QStringList());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RatingTest)
#include "tst_rating.moc"

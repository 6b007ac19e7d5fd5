// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"
#include "rates_change_meanwhile.h"

namespace callveil {

namespace {

qint64 sumOf(const ChargeSums &sums, const char *currency = "EUR")
{
    const auto found = sums.micros.find(QLatin1String(currency));
    return found == sums.micros.end() ? 0 : found->second;
}

} // namespace

/// Rating a period again, and what has no rate.
class ReratingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase() { m_scenes.drop(); }
    void aLookChangesNothing();
    void legsCostWhatTheRatesSayNow();
    void theRecordHasTheSums();
    void onlyThePeriodIsRated();
    void onlyOneProcessIsRated();
    void aSecondTimeChangesNothing();
    void whatLostItsRateCostsNothingKnown();
    void manyCallsTakeSeveralSteps();
    void cancelledItKeepsWhatIsDone();
    void stopsWhenTheRatesChange();
    void waitsForImportsThatAreStoringTheirCalls();
    void amountsAreThoseOfWriting();
    void listsLegsWithoutARate();
    void saysWhenThereAreMoreThanAThousand();
    void refusesAPeriodThatIsNone();

private:
    RateScenes m_scenes;
    RateScene *m_scene = nullptr;
};

void ReratingTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = &m_scenes.take(engine);
}

void ReratingTest::aLookChangesNothing()
{
    m_scene->add(rateOf("+44", "0.01"));
    m_scene->call("a", "+447700900101", 60);
    taken(m_scene->rates.change(taken(m_scene->rates.list()).front().entry.rate.id, rateOf("+44", "0.04")));
    const ReratingReport look = m_scene->rerate(true);
    QCOMPARE(look.calls, 1);
    QCOMPARE(look.legs, 1);
    QCOMPARE(look.changed, 1);
    QCOMPARE(sumOf(look.costBefore), 10000);
    QCOMPARE(sumOf(look.costAfter), 40000);
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+44 0.01EUR -")));
    QCOMPARE(m_scene->deeds(1).front().front(), QStringLiteral("rate.change"));
}

void ReratingTest::legsCostWhatTheRatesSayNow()
{
    m_scene->add(rateOf("+44", "0.01"));
    import(*m_scene,
        genericFile({{"a", "+447700900101", "+442079460100", 1, 60}, {"a", "+33639980123", "+442079460100", 2, 60},
            { "b",
                "+447700900102",
                "+442079460100",
                3,
                90 }}),
        m_scene->process);
    m_scene->add(rateOf("+33", "0.02"));
    m_scene->add(rateOf("+44", "0.1", "60/60", RateKind::Recharge));
    m_scene->add(rateOf("+447700", "9")); // finer than the zones that were written: for new legs alone
    const ReratingReport done = m_scene->rerate(false);
    QCOMPARE(done.calls, 2);
    QCOMPARE(done.legs, 3);
    QCOMPARE(done.changed, 3);
    QCOMPARE(done.costBefore.unrated, 1);
    QCOMPARE(done.costAfter.unrated, 0);
    QCOMPARE(done.rechargeAfter.unrated, 1);
    QCOMPARE(sumOf(done.costAfter), 45000);
    QCOMPARE(sumOf(done.rechargeAfter), 300000);
    QCOMPARE(m_scene->legs(),
        QStringList({QStringLiteral("+44 0.01EUR 0.10EUR"), QStringLiteral("+33 0.02EUR -"),
            QStringLiteral("+44 0.015EUR 0.20EUR")}));
    const std::vector<CallLine> calls = logOf(*m_scene->admin);
    QCOMPARE(calls[1].costMicros, std::optional<qint64>(30000));
    QCOMPARE(calls[1].ratedLegs, 2);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void ReratingTest::theRecordHasTheSums()
{
    m_scene->add(rateOf("+44", "0.01"));
    m_scene->call("a", "+447700900101", 60);
    m_scene->call("b", "+33639980123", 60);
    m_scene->add(rateOf("+33", "0.02"));
    static_cast<void>(m_scene->rerate(false));
    const QList<QStringList> deeds = m_scene->deeds(2);
    QCOMPARE(deeds[0],
        QStringList({QStringLiteral("rate.rerate"), QStringLiteral("rates"), QString(),
            QStringLiteral("processes %1; calls from 2026-03-01T00:00:00Z; calls until 2026-03-02T00:00:00Z")
                .arg(m_scene->process.value)}));
    QCOMPARE(deeds[1],
        QStringList({QStringLiteral("rate.rerated"), QStringLiteral("rates"),
            QStringLiteral("cost 0.01 EUR; recharge none; unrated 1"),
            QStringLiteral("cost 0.03 EUR; recharge none; unrated 0; legs 2; changed 1")}));
}

void ReratingTest::onlyThePeriodIsRated()
{
    m_scene->call("a", "+447700900101", 60, 35999);
    m_scene->call("b", "+447700900101", 60, 36000);
    m_scene->call("c", "+447700900101", 60, 39599);
    m_scene->call("d", "+447700900101", 60, 39600);
    m_scene->add(rateOf("+44", "0.01"));
    QCOMPARE(m_scene->rerate(false, "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z").calls, 2);
    QCOMPARE(m_scene->legs(),
        QStringList({QStringLiteral("+44 - -"), QStringLiteral("+44 0.01EUR -"), QStringLiteral("+44 0.01EUR -"),
            QStringLiteral("+44 - -")}));
}

void ReratingTest::onlyOneProcessIsRated()
{
    const QString name = QStringLiteral("Other %1").arg(int(m_scene->organisation.engine()));
    const ProcessId other = m_scene->addLine(name, QStringLiteral("+442079460300"));
    m_scene->call("a", "+447700900101", 60, 1);
    import(*m_scene, genericFile({{ "b", "+447700900101", "+442079460300", 2, 60 }}), other);
    m_scene->add(rateOf("+44", "0.01"));
    const ReratingOrder order{momentOf("2026-03-01"), momentOf("2026-03-02"), other, false};
    QCOMPARE(taken(m_scene->rates.rerate(order, std::make_shared<ReratingProgress>())).legs, 1);
    QCOMPARE(m_scene->legs(), QStringList({QStringLiteral("+44 - -"), QStringLiteral("+44 0.01EUR -")}));
    // Whoever belongs to one process rates that alone.
    const auto ben = m_scene->hire(QStringLiteral("ben"), Role::Administrator, {m_scene->process});
    RateService rates(*ben);
    ReratingOrder mine = order;
    mine.process = {};
    QCOMPARE(taken(rates.rerate(mine, std::make_shared<ReratingProgress>())).legs, 1);
    QCOMPARE(m_scene->legs(), QStringList({QStringLiteral("+44 0.01EUR -"), QStringLiteral("+44 0.01EUR -")}));
    QCOMPARE(faultOf(rates.rerate(order, std::make_shared<ReratingProgress>())), Fault::ProcessUnknown);
}

void ReratingTest::aSecondTimeChangesNothing()
{
    m_scene->call("a", "+447700900101", 61);
    m_scene->add(rateOf("+44", "0.0123", "6/6"));
    QCOMPARE(m_scene->rerate(false).changed, 1);
    const QStringList legs = m_scene->legs();
    QCOMPARE(m_scene->rerate(false).changed, 0);
    QCOMPARE(m_scene->legs(), legs);
}

void ReratingTest::whatLostItsRateCostsNothingKnown()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    m_scene->call("a", "+447700900101", 60);
    taken(m_scene->rates.remove(id, momentOf("2026-01-01"))); // it never held
    const ReratingReport done = m_scene->rerate(false);
    QCOMPARE(done.costAfter.unrated, 1);
    QVERIFY(done.costAfter.micros.empty());
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+44 - -")));
    QCOMPARE(logOf(*m_scene->admin).front().ratedLegs, 0);
    QVERIFY(!logOf(*m_scene->admin).front().costMicros);
}

void ReratingTest::manyCallsTakeSeveralSteps()
{
    import(*m_scene, customerCalls(0, 1203), m_scene->process);
    m_scene->add(rateOf("+44", "0.02")); // 30 s each
    const auto progress = std::make_shared<ReratingProgress>();
    const ReratingReport done =
        taken(m_scene->rates.rerate({momentOf("2026-03-01"), momentOf("2026-03-02"), {}, false}, progress));
    QCOMPARE(done.legs, 1203);
    QCOMPARE(done.changed, 1203);
    QCOMPARE(sumOf(done.costAfter), 1203 * 10000);
    QCOMPARE(progress->legs.load(), 1203);
    QCOMPARE(progress->done.load(), progress->all.load());
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT SUM(cost_micros) FROM call_session")), 1203 * 10000);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void ReratingTest::cancelledItKeepsWhatIsDone()
{
    m_scene->call("a", "+447700900101", 60);
    m_scene->add(rateOf("+44", "0.02"));
    for (const bool dryRun : {true, false}) {
        const auto progress = std::make_shared<ReratingProgress>();
        progress->cancelled = true;
        const Error error =
            errorOf(m_scene->rates.rerate({momentOf("2026-03-01"), momentOf("2026-03-02"), {}, dryRun}, progress));
        QCOMPARE(error.code, ErrorCode::Cancelled);
        QCOMPARE(error.fault, dryRun ? Fault::Cancelled : Fault::CancelledHalfway);
    }
    const QList<QStringList> deeds = m_scene->deeds(2); // what was begun has its end in the record
    QCOMPARE(deeds[0].front(), QStringLiteral("rate.rerate"));
    QCOMPARE(deeds[1].front(), QStringLiteral("rate.rerated"));
    QVERIFY(deeds[1].back().endsWith(QStringLiteral("legs 0; changed 0")));
    if (m_scene->organisation.engine() == Engine::PostgreSql)
        QCOMPARE(m_scene->look.number(QStringLiteral("SELECT COUNT(*) FROM rerating WHERE ended_at IS NULL")), 0);
    QCOMPARE(m_scene->rerate(false).changed, 1);
}

void ReratingTest::stopsWhenTheRatesChange()
{
    import(*m_scene, customerCalls(0, 1203), m_scene->process);
    m_scene->add(rateOf("+44", "0.02")); // 30 s each
    const ReratingOrder order{momentOf("2026-03-01"), momentOf("2026-03-02"), {}, false};
    const QString paid = QStringLiteral("SELECT COUNT(*) FROM call_leg WHERE cost_micros = 10000");
    {
        const QString isOfTheSecondStep = QStringLiteral("NEW.started_at >= %1").arg(momentOf("2026-03-01T00:10:00Z"));
        const RatesChangeMeanwhile meanwhile(m_scene->organisation, "UPDATE ON call_leg", isOfTheSecondStep);
        const Error error = errorOf(m_scene->rates.rerate(order, std::make_shared<ReratingProgress>()));
        QCOMPARE(error.code, ErrorCode::Conflict);
        QCOMPARE(error.fault, Fault::EntryChanged);
    }
    QCOMPARE(m_scene->look.number(paid), 500); // what was done stays, and stands in the record
    const QList<QStringList> deeds = m_scene->deeds(2);
    QCOMPARE(deeds[1].front(), QStringLiteral("rate.rerated"));
    QVERIFY(deeds[1].back().endsWith(QStringLiteral("legs 500; changed 500")));
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
    QCOMPARE(m_scene->rerate(false).changed, 703);
    QCOMPARE(m_scene->look.number(paid), 1203);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void ReratingTest::waitsForImportsThatAreStoringTheirCalls()
{
    if (m_scene->organisation.engine() == Engine::Sqlite)
        return; // there one writes at a time
    m_scene->call("a", "+447700900101", 60);
    m_scene->add(rateOf("+44", "0.02"));
    const ProcessId later =
        m_scene->organisation.addProcess(*m_scene->admin, QStringLiteral("Later"), QStringLiteral("GB"));
    const DatabaseLook other(m_scene->organisation);
    other.run(QStringLiteral("SET session_replication_role = replica"));
    other.run(QStringLiteral("BEGIN"));
    other.run(QStringLiteral("SELECT id FROM process WHERE id = %1 FOR NO KEY UPDATE").arg(later.value));
    const auto report = m_scene->rates.rerate(
        {momentOf("2026-03-01"), momentOf("2026-03-02"), {}, false}, std::make_shared<ReratingProgress>());
    QTRY_COMPARE(m_scene->look.number(QStringLiteral("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = "
                                                     "current_database() AND wait_event_type = 'Lock'")),
        1);
    // The one before it is not held meanwhile: bindings of it, and its records, go on.
    m_scene->look.run(
        QStringLiteral("SELECT id FROM process WHERE id = %1 FOR UPDATE NOWAIT").arg(m_scene->process.value));
    other.run(QStringLiteral("UPDATE call_leg SET cost_micros = 5, currency = 'EUR'")); // by rates of before
    other.run(QStringLiteral("COMMIT"));
    const ReratingReport done = taken(report);
    QCOMPARE(sumOf(done.costBefore), 5);
    QCOMPARE(sumOf(done.costAfter), 20000);
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+44 0.02EUR -")));
}

/// The same rates give the same amounts, whether they were there first or the calls were.
void ReratingTest::amountsAreThoseOfWriting()
{
    const QList<Rate> rates{rateOf("+44", "0.0123", "7/7"), rateOf("+4477", "0.0499", "60/6"),
        rateOf("+447700", "0.0333", "1/1", RateKind::Cost, "2026-03-01T00:10:00Z"), rateOf("+33", "1.000001"),
        rateOf("+4", "0.5", "60/60", RateKind::Recharge)};
    QList<GenericRow> rows;
    for (int i = 0; i < 60; ++i) {
        GenericRow row;
        row.id = "c" + QByteArray::number(i / 3);
        row.caller = i % 3 == 0 ? "+33639980123" : "+442079460999";
        if (i % 3 == 1)
            row.caller = "+447700900" + QByteArray::number(100 + i);
        row.callee = "+442079460100";
        row.second = i * 30;
        row.talk = 7 * i % 131;
        rows.append(row);
    }
    for (const Rate &rate : rates)
        m_scene->add(rate);
    import(*m_scene, genericFile(rows), m_scene->process);
    const QStringList written = m_scene->legs();
    QVERIFY(written.filter(QStringLiteral("+447700")).size() > 10);
    m_scene->look.run(QStringLiteral("UPDATE call_leg SET cost_micros = NULL, currency = NULL"));
    m_scene->look.run(QStringLiteral("UPDATE call_session SET cost_micros = NULL, currency = NULL, rated_legs = 0"));
    m_scene->look.run(QStringLiteral("DELETE FROM charge_day WHERE list = 0"));
    QCOMPARE(m_scene->rerate(false).legs, 60);
    QCOMPARE(m_scene->legs(), written);
    QCOMPARE(rollUpFault(m_scene->organisation), QString());
}

void ReratingTest::listsLegsWithoutARate()
{
    m_scene->add(rateOf("+44", "0.01"));
    m_scene->add(rateOf("+33", "0.01", "1/1", RateKind::Recharge));
    import(*m_scene,
        genericFile({{"a", "+33639980101", "+442079460100", 1, 60}, {"b", "+33639980102", "+442079460100", 2, 30},
            {"c", "anonymous", "+442079460100", 3, 20},
            { "d",
                "+447700900101",
                "+442079460100",
                4,
                10 }}),
        m_scene->process);
    UnratedOrder order{RateKind::Cost, momentOf("2026-03-01"), momentOf("2026-03-02")};
    std::vector<UnratedLine> lines = taken(m_scene->rates.unrated(order)).lines;
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(lines[0].legs.zone, QStringLiteral("+33"));
    QCOMPARE(lines[0].legs.legs, 2);
    QCOMPARE(lines[0].legs.billableSeconds, 90);
    QCOMPARE(lines[0].legs.firstAt, momentOf("2026-03-01T00:00:01Z"));
    QCOMPARE(lines[0].legs.lastAt, momentOf("2026-03-01T00:00:02Z"));
    QCOMPARE(lines[0].process, QStringLiteral("Support"));
    QCOMPARE(lines[1].legs.zone, QString());
    QCOMPARE(whyUnrated(lines[1].legs.medium, lines[1].legs.zone), WhyUnrated::NoNumber);
    order.kind = RateKind::Recharge;
    lines = taken(m_scene->rates.unrated(order)).lines;
    QCOMPARE(lines.size(), size_t(2)); // +44 and the withheld one
    order.to = momentOf("2026-03-01T00:00:01Z"); // before all of them
    QVERIFY(taken(m_scene->rates.unrated(order)).lines.empty());
    const auto ann = m_scene->hire(QStringLiteral("ann"), Role::Analyst,
        {m_scene->addLine(QStringLiteral("Empty"), QStringLiteral("+442079460400"))});
    order.to = momentOf("2026-03-02");
    QVERIFY(taken(RateService(*ann).unrated(order)).lines.empty()); // calls of others are none of hers
}

void ReratingTest::saysWhenThereAreMoreThanAThousand()
{
    const ProcessId small = m_scene->addLine(QStringLiteral("Small"), QStringLiteral("+442079460500"));
    import(*m_scene, customerCalls(0, UnratedList::most + 2), m_scene->process);
    m_scene->look.run(QStringLiteral("UPDATE call_leg SET rate_zone = '+' || (100000 + session_id)")); // one each
    import(*m_scene, genericFile({{ "last", "+447700900101", "+442079460500", 5000, 60 }}), small);
    const UnratedOrder order{RateKind::Cost, momentOf("2026-03-01"), momentOf("2026-03-02")};
    UnratedList list = taken(m_scene->rates.unrated(order));
    QCOMPARE(list.lines.size(), size_t(UnratedList::most));
    QVERIFY(list.isCut);
    // Who belongs to one process sees all of it, however much there is in others.
    const auto carl = m_scene->hire(QStringLiteral("carl"), Role::Analyst, {small});
    list = taken(RateService(*carl).unrated(order));
    QCOMPARE(list.lines.size(), size_t(1));
    QCOMPARE(list.lines.front().process, QStringLiteral("Small"));
    QVERIFY(!list.isCut);
    m_scene->look.run(QStringLiteral("UPDATE call_leg SET rate_zone = '+44' WHERE session_id IN (SELECT id FROM "
                                     "call_session WHERE process_id = %1 ORDER BY id LIMIT 4)")
                          .arg(m_scene->process.value));
    list = taken(m_scene->rates.unrated(order));
    QCOMPARE(list.lines.size(), size_t(UnratedList::most)); // and not one more
    QVERIFY(!list.isCut);
    QCOMPARE(list.lines.front().legs.legs, 4);
}

void ReratingTest::refusesAPeriodThatIsNone()
{
    const qint64 at = momentOf("2026-03-01");
    QCOMPARE(errorOf(m_scene->rates.rerate({at, at, {}, true}, std::make_shared<ReratingProgress>())).args.front(),
        QStringLiteral("to"));
    QCOMPARE(errorOf(m_scene->rates.unrated({RateKind::Cost, at, at - 1})).args.front(), QStringLiteral("to"));
    const auto ann = m_scene->hire(QStringLiteral("anna"), Role::Supervisor);
    QCOMPARE(faultOf(RateService(*ann).rerate({at, at + 1, {}, true}, std::make_shared<ReratingProgress>())),
        Fault::NotPermitted);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReratingTest)
#include "tst_rerating.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_scene.h"
#include "rates_change_meanwhile.h"

#include "services/rates/rate_service.h"

namespace callveil {

namespace {

/// "kind zone cost" of every leg; "-" for what is not known.
QStringList chargesOf(const IntakeScene &scene)
{
    QStringList lines;
    for (const QVariantList &row : scene.look.run(QStringLiteral(
             "SELECT kind, rate_zone, cost_micros, currency FROM call_leg ORDER BY started_at, session_id, leg")))
        lines.append(
            QStringLiteral("%1 %2 %3")
                .arg(row[0].toString(), row[1].isNull() ? QStringLiteral("-") : row[1].toString(),
                    row[2].isNull() ? QStringLiteral("-") : decimalText(row[2].toLongLong()) + row[3].toString()));
    return lines;
}

void addRate(const IntakeScene &scene, const char *prefix, const char *price)
{
    Rate rate;
    rate.prefix = QLatin1String(prefix);
    rate.price = microsFrom(QLatin1String(price)).value();
    rate.currency = QStringLiteral("EUR");
    rate.validFrom = validityFrom(QStringLiteral("2020-01-01")).value();
    taken(RateService(*scene.desk.admin).add(rate));
}

} // namespace

/// What calls cost that come back from switches: the service has their numbers, and rates them as an import does.
class RecordRatingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void eachLegIsRatedByItsOwnParty();
    void aStrangerIsRatedByHisCountry();
    void newRatesRateTheNextCalls();
    void aRateThatChangesInBetweenUndoesTheBatch();
    void withoutANumberThereIsNoCost();
};

void RecordRatingTest::eachLegIsRatedByItsOwnParty()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    addRate(scene, "+44", "9");
    addRate(scene, "+447700", "0.01"); // customers
    addRate(scene, "+447701", "0.03"); // lines of agents
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1)); // 30 s
    QCOMPARE(scene.run(), 2);
    QCOMPARE(
        chargesOf(scene), QStringList({QStringLiteral("0 +447700 0.005EUR"), QStringLiteral("1 +447701 0.015EUR")}));
    QCOMPARE(scene.calls(binding).front().costMicros, std::optional<qint64>(20000));
    QCOMPARE(scene.calls(binding).front().ratedLegs, 2);
    QVERIFY(scene.isMasked(1, 1));
    QCOMPARE(scene.audited(), QString());
}

void RecordRatingTest::aStrangerIsRatedByHisCountry()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    addRate(scene, "+33", "0.02");
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    QVERIFY(scene.hand(QStringLiteral("one"), RecordLeg::Customer, binding.number, QStringLiteral("+33142685300")));
    QVERIFY(scene.hand(QStringLiteral("two"), RecordLeg::Customer, binding.number, QString(), {}, scene.now + 1000));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(chargesOf(scene), QStringList({QStringLiteral("0 +33 0.01EUR"), QStringLiteral("0 - -")}));
    QCOMPARE(scene.audited(), QString());
}

void RecordRatingTest::newRatesRateTheNextCalls()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    QCOMPARE(scene.run(), 2);
    addRate(scene, "+44", "0.02"); // while the service has writers for its process
    scene.call(binding, QStringLiteral("two"), scene.customer(1), scene.now + 60000);
    QCOMPARE(scene.run(), 2);
    const RateId id = taken(RateService(*scene.desk.admin).list()).front().entry.rate.id;
    taken(RateService(*scene.desk.admin).remove(id, validityFrom(QStringLiteral("2020-01-02"))));
    scene.call(binding, QStringLiteral("three"), scene.customer(1), scene.now + 120000);
    QCOMPARE(scene.run(), 2);
    QCOMPARE(chargesOf(scene),
        QStringList({QStringLiteral("0 +44 -"), QStringLiteral("1 +44 -"), QStringLiteral("0 +44 0.01EUR"),
            QStringLiteral("1 +44 0.01EUR"), QStringLiteral("0 +44 -"), QStringLiteral("1 +44 -")}));
}

void RecordRatingTest::aRateThatChangesInBetweenUndoesTheBatch()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    addRate(scene, "+44", "0.02");
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    {
        const RatesChangeMeanwhile meanwhile(scene.desk.organisation, "INSERT ON import_row", QStringLiteral("true"));
        QCOMPARE(faultOf(scene.intake.run()), Fault::EntryChanged);
    }
    QVERIFY(scene.legs().isEmpty());
    QCOMPARE(taken(scene.records.state()).waiting, 2);
    QCOMPARE(scene.run(), 2);
    QCOMPARE(chargesOf(scene), QStringList({QStringLiteral("0 +44 0.01EUR"), QStringLiteral("1 +44 0.01EUR")}));
    QCOMPARE(scene.audited(), QString());
}

void RecordRatingTest::withoutANumberThereIsNoCost()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    addRate(scene, "+44", "0.02");
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    taken(scene.bindings.release(binding)); // the service's copies go with it
    QCOMPARE(scene.run(), 2);
    QCOMPARE(chargesOf(scene), QStringList({QStringLiteral("0 - -"), QStringLiteral("1 - -")}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordRatingTest)
#include "tst_record_rating.moc"

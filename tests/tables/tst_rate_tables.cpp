// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/rates/rate_reject_table_model.h"
#include "tables/rates/rate_table_model.h"
#include "tables/rates/rerating_table_model.h"
#include "tables/rates/unrated_table_model.h"

#include "table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

RateTexts texts()
{
    return {[](RateKind kind) { return rateKindKey(kind); }, [](RateState state) { return rateStateKey(state); },
        [](WhyUnrated why) { return whyUnratedKey(why); },
        [](WhyUnrated why) { return QStringLiteral("about %1").arg(int(why)); },
        [](const QString &region) { return QString(u"in " + region); },
        [](qint64 seconds) { return QStringLiteral("%1 s").arg(seconds); },
        [](const Error &error) { return QString(u"fault of " + error.args.value(0)); },
        {nullptr, [](const QString &text) { return QString(u'<' + text + u'>'); }, QTimeZone::utc()}};
}

RateLine line(qint64 id, const char *prefix, qint64 price)
{
    RateLine line;
    line.entry.rate.id = {id};
    line.entry.rate.prefix = QLatin1String(prefix);
    line.entry.rate.price = price;
    line.entry.rate.currency = QStringLiteral("EUR");
    line.entry.rate.increment = 6;
    line.entry.rate.minimum = 60;
    line.entry.rate.validFrom = 1767225600000; // 2026-01-01
    return line;
}

} // namespace

/// What the tables of rates show.
class RateTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void ratesAreShownExactly();
    void ratesSortByValue();
    void rowsOfAFileGoByTheirLines();
    void legsWithoutARateSayWhy();
    void sumsStandSideBySide();
    void rejectsTellTheirLines();
};

void RateTablesTest::ratesAreShownExactly()
{
    RateTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RateLine over = line(1, "+4420", 12500);
    over.state = RateState::Over;
    over.until = 1769904000000; // 2026-02-01
    over.entry.addedAt = 1767225600000;
    over.entry.addedBy = QStringLiteral("Asha");
    model.setItems({over, line(2, "+33", 1)});
    QCOMPARE(tableText(model, PlainRole),
        QStringList(
            {QStringLiteral("cost | +4420 | in GB | 0.0125\u00A0EUR | 60/6 | 01/01/2026 00:00 | 01/02/2026 00:00 | "
                            "over | 01/01/2026 00:00, Asha"),
                QStringLiteral("cost | +33 | in FR | 0.000001\u00A0EUR | 60/6 | 01/01/2026 00:00 |  | valid | ")}));
    QCOMPARE(model.index(0, RateTableModel::Prefix).data().toString(), QStringLiteral("<+4420>"));
}

void RateTablesTest::ratesSortByValue()
{
    RateTableModel model(texts());
    model.setItems({line(1, "+1", 900000), line(2, "+2", 10000000), line(3, "+3", 50)});
    model.sort(RateTableModel::Price, Qt::AscendingOrder);
    QCOMPARE(model.item(0).entry.rate.id.value, 3);
    QCOMPARE(model.item(2).entry.rate.id.value, 2);
    RateLine ended = line(4, "+4", 1);
    ended.until = 1769904000000;
    model.setItems({line(1, "+1", 1), ended});
    model.sort(RateTableModel::ValidUntil, Qt::AscendingOrder);
    QCOMPARE(model.item(0).entry.rate.id.value, 4); // without an end comes last
}

void RateTablesTest::rowsOfAFileGoByTheirLines()
{
    RateTableModel model(texts());
    model.setRows({{2, line(0, "+44", 5).entry.rate}, {3, line(0, "+33", 6).entry.rate}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(3), 1);
    model.setRows({{2, line(0, "+1", 7).entry.rate}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, RateTableModel::Prefix).data(PlainRole).toString(), QStringLiteral("+1"));
}

void RateTablesTest::legsWithoutARateSayWhy()
{
    UnratedTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    UnratedLine known{
        {{1}, QStringLiteral("+33"), Medium::Voice, 1200, 90, 1767225600000, 1767229200000}, QStringLiteral("Support")};
    UnratedLine none{{{1}, QString(), Medium::Voice, 3, 0, 1767225600000, 1767225600000}, QStringLiteral("Support")};
    UnratedLine text = known;
    text.legs.medium = Medium::Sms;
    model.setLines({known, none, text});
    QCOMPARE(tableText(model, PlainRole),
        QStringList({QStringLiteral(
                         "Support | +33 | in FR | no-rate | 1,200 | 90 s | 01/01/2026 00:00 | 01/01/2026 01:00"),
            QStringLiteral("Support |  |  | no-number | 3 | 0 s | 01/01/2026 00:00 | 01/01/2026 00:00"),
            QStringLiteral("Support | +33 | in FR | not-voice | 1,200 | 90 s | 01/01/2026 00:00 | 01/01/2026 01:00")}));
    QCOMPARE(model.legs(), 2403);
    QCOMPARE(model.index(1, UnratedTableModel::Why).data(Qt::ToolTipRole).toString(), QStringLiteral("about 1"));
}

void RateTablesTest::sumsStandSideBySide()
{
    ReratingTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ReratingReport report;
    report.costBefore.micros = {{QStringLiteral("EUR"), 1500000}, {QStringLiteral("GBP"), 20000}};
    report.costAfter.micros = {{QStringLiteral("EUR"), 1000000}, {QStringLiteral("USD"), 10000}};
    report.rechargeAfter.micros = {{QStringLiteral("EUR"), 3000000}};
    model.setReport(report);
    QCOMPARE(tableText(model, PlainRole),
        QStringList({QStringLiteral("cost | 1.50\u00A0EUR | 1.00\u00A0EUR | -0.50\u00A0EUR"),
            QStringLiteral("cost | 0.02\u00A0GBP | 0.00\u00A0GBP | -0.02\u00A0GBP"),
            QStringLiteral("cost | 0.00\u00A0USD | 0.01\u00A0USD | 0.01\u00A0USD"),
            QStringLiteral("recharge | 0.00\u00A0EUR | 3.00\u00A0EUR | 3.00\u00A0EUR")}));
    model.setReport({});
    QCOMPARE(model.rowCount(), 0);
}

void RateTablesTest::rejectsTellTheirLines()
{
    RateRejectTableModel model(texts());
    model.setItems({{7, {ErrorCode::Invalid, Fault::ChoiceUnknown, {QStringLiteral("price")}, {}}}});
    QCOMPARE(tableText(model, PlainRole), QStringList(QStringLiteral("7 | fault of price")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RateTablesTest)
#include "tst_rate_tables.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reports/report_rules.h"

#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>

using namespace callveil;

namespace {

QDate day(const char *iso)
{
    return QDate::fromString(QLatin1String(iso), Qt::ISODate);
}

QStringList texts(const std::vector<QDate> &days)
{
    QStringList texts;
    for (const QDate &each : days)
        texts.append(each.toString(Qt::ISODate));
    return texts;
}

ReportRequest month()
{
    ReportRequest request;
    request.from = day("2026-11-01");
    request.to = day("2026-11-30");
    return request;
}

} // namespace

/// What a report may ask for, and how a period is cut into pieces.
class TestReportRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysNameWhatTheyAreOf();
    void weeksGoOnOverTheEndOfAYear();
    void monthsBeginWithThePeriod();
    void comparesAsManyMonths_data();
    void comparesAsManyMonths();
    void everyDayLiesInOnePiece();
    void piecesFollowEachOther();
    void offersLargerSteps();
    void amountsHaveAsManyDecimals();
    void thePeriodBeforeEndsWhereThisBegins();
    void weeksAreComparedWithWeeks();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
};

void TestReportRules::keysNameWhatTheyAreOf()
{
    QStringList keys;
    for (const ReportKind kind : allReportKinds) {
        QCOMPARE(reportKindFromKey(reportKindKey(kind)), kind);
        QVERIFY(!columnsOf(kind).empty());
        QCOMPARE(groupsOf(kind).front(), ReportBy::Nothing);
        for (const ReportColumn column : columnsOf(kind))
            QVERIFY(!reportColumnKey(column).isEmpty());
        keys.append(reportKindKey(kind));
    }
    for (const ReportStep step : allReportSteps)
        QCOMPARE(reportStepFromKey(reportStepKey(step)), step);
    for (const ReportBy by : allReportGroups)
        QCOMPARE(reportByFromKey(reportByKey(by)), by);
    QCOMPARE(keys.removeDuplicates(), 0);
    QVERIFY(isOfLegs(ReportBy::Country) && !isOfLegs(ReportBy::Process)); // a total says which
    QVERIFY(!reportKindFromKey(QStringLiteral("masked_calls")));
}

void TestReportRules::weeksGoOnOverTheEndOfAYear()
{
    // The 28th of December 2026 is a Monday.
    QCOMPARE(texts(piecesOf(day("2026-12-24"), day("2027-01-12"), ReportStep::Week)),
        QStringList({QStringLiteral("2026-12-24"), QStringLiteral("2026-12-28"), QStringLiteral("2027-01-04"),
            QStringLiteral("2027-01-11")}));
    QCOMPARE(pieceOf(day("2027-01-03"), ReportStep::Week, day("2026-12-24")), day("2026-12-28"));
}

void TestReportRules::monthsBeginWithThePeriod()
{
    QCOMPARE(texts(piecesOf(day("2026-01-15"), day("2026-03-01"), ReportStep::Month)),
        QStringList({QStringLiteral("2026-01-15"), QStringLiteral("2026-02-01"), QStringLiteral("2026-03-01")}));
    QCOMPARE(texts(piecesOf(day("2026-01-15"), day("2026-03-01"), ReportStep::Whole)),
        QStringList(QStringLiteral("2026-01-15")));
}

void TestReportRules::comparesAsManyMonths_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::newRow("a month") << day("2026-03-01") << day("2026-03-31") << day("2026-02-01") << day("2026-02-28");
    QTest::newRow("a quarter") << day("2026-01-01") << day("2026-03-31") << day("2025-10-01") << day("2025-12-31");
    QTest::newRow("February") << day("2028-02-01") << day("2028-02-29") << day("2028-01-01") << day("2028-01-31");
    QTest::newRow("a day") << day("2026-03-01") << day("2026-03-01") << day("2026-02-28") << day("2026-02-28");
    QTest::newRow("30 days") << day("2026-03-02") << day("2026-03-31") << day("2026-01-31") << day("2026-03-01");
}

void TestReportRules::comparesAsManyMonths()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    const auto [first, last] = periodBefore(from, to);
    QTEST(first, "first");
    QTEST(last, "last");
}

void TestReportRules::everyDayLiesInOnePiece()
{
    QVERIFY(rc::check("every day of a period lies in the last piece that begins until then", [] {
        const QDate from = day("2024-01-01").addDays(*rc::gen::inRange(0, 1500));
        const QDate to = from.addDays(*rc::gen::inRange(0, 500));
        const ReportStep step = *rc::gen::elementOf(allReportSteps);
        const auto pieces = piecesOf(from, to, step);
        RC_ASSERT(pieces.front() == from);
        RC_ASSERT(std::is_sorted(pieces.begin(), pieces.end()));
        const QDate some = from.addDays(*rc::gen::inRange<qint64>(0, from.daysTo(to) + 1));
        const auto next = std::upper_bound(pieces.begin(), pieces.end(), some);
        RC_ASSERT(*std::prev(next) == pieceOf(some, step, from));
    }));
}

void TestReportRules::piecesFollowEachOther()
{
    QVERIFY(rc::check("each piece ends on the day before the next one, and the last one with the period", [] {
        const QDate from = day("2024-01-01").addDays(*rc::gen::inRange(0, 1500));
        const QDate to = from.addDays(*rc::gen::inRange(0, 500));
        const ReportStep step = *rc::gen::elementOf(allReportSteps);
        const auto pieces = piecesOf(from, to, step);
        for (size_t i = 1; i < pieces.size(); ++i)
            RC_ASSERT(pieceEnd(pieces[i - 1], step, to) == pieces[i].addDays(-1));
        RC_ASSERT(pieceEnd(pieces.back(), step, to) == to);
    }));
}

void TestReportRules::offersLargerSteps()
{
    QCOMPARE(largerSteps(ReportStep::Day), QStringLiteral("week, month, whole"));
    QCOMPARE(largerSteps(ReportStep::Month), QStringLiteral("whole"));
}

void TestReportRules::amountsHaveAsManyDecimals()
{
    Report report;
    report.columns = {ReportColumn::Legs, ReportColumn::Cost};
    QCOMPARE(moneyDecimals(report), 2);
    report.rows = {{day("2026-03-01"), {}, QStringLiteral("EUR"), {1234567, 1500000}, {}}};
    QCOMPARE(moneyDecimals(report), 2); // what is no money does not count
    report.rows[0].before = {1, 1230500};
    QCOMPARE(moneyDecimals(report), 4);
    report.totals = {{{}, {}, QStringLiteral("EUR"), {1, -1}, {}}};
    QCOMPARE(moneyDecimals(report), 6);
}

void TestReportRules::weeksAreComparedWithWeeks()
{
    QVERIFY(rc::check("each week has one of the same days before it", [] {
        const QDate from = day("2024-01-01").addDays(*rc::gen::inRange(0, 1500));
        const QDate to = from.addDays(*rc::gen::inRange(0, 500));
        const auto [first, last] = periodBefore(from, to, ReportStep::Week);
        RC_ASSERT(last < from);
        RC_ASSERT(last.addDays(7) >= from);
        const auto pieces = piecesOf(from, to, ReportStep::Week), before = piecesOf(first, last, ReportStep::Week);
        RC_ASSERT(pieces.size() == before.size());
        for (size_t i = 0; i < pieces.size(); ++i)
            RC_ASSERT(pieces[i].dayOfWeek() == before[i].dayOfWeek());
    }));
}

void TestReportRules::thePeriodBeforeEndsWhereThisBegins()
{
    QVERIFY(rc::check("the period before is as long, unless months are compared", [] {
        const QDate from = day("2024-01-01").addDays(*rc::gen::inRange(0, 1500));
        const QDate to = from.addDays(*rc::gen::inRange(0, 500));
        const auto [first, last] = periodBefore(from, to);
        RC_ASSERT(last.addDays(1) == from);
        RC_ASSERT(first <= last);
        const bool isMonthly = from.day() == 1 && to.day() == to.daysInMonth();
        RC_ASSERT((isMonthly ? first.day() == 1 : first.daysTo(last) == from.daysTo(to)));
    }));
}

void TestReportRules::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<ReportRequest>("request");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("field");
    const auto add = [](const char *name, Fault fault, const char *field, auto change) {
        ReportRequest request = month();
        change(request);
        QTest::newRow(name) << request << fault << QString(QLatin1String(field));
    };
    add("no day", Fault::TimeNotUnderstood, "from", [](ReportRequest &request) { request.from = {}; });
    add("too early", Fault::ChoiceUnknown, "from", [](ReportRequest &request) { request.from = day("1999-12-31"); });
    add("backwards", Fault::ChoiceUnknown, "to", [](ReportRequest &request) { request.to = day("2026-10-31"); });
    add("too long", Fault::ChoiceUnknown, "to",
        [](ReportRequest &request) { request.to = request.from.addDays(ReportRequest::mostDays); });
    add("group of another report", Fault::ChoiceUnknown, "by",
        [](ReportRequest &request) { request.by = ReportBy::Pool; });
    add("process of what has none", Fault::ChoiceUnknown, "process", [](ReportRequest &request) {
        request.kind = ReportKind::OptOuts;
        request.process = {1};
    });
}

void TestReportRules::refusesWhatIsNoRequest()
{
    QFETCH(ReportRequest, request);
    QFETCH(Fault, fault);
    QFETCH(QString, field);
    QVERIFY(checkedRequest(month()));
    const auto checked = checkedRequest(request);
    QVERIFY(!checked);
    QCOMPARE(checked.error().fault, fault);
    QCOMPARE(checked.error().args.value(0), field);
}

QTEST_GUILESS_MAIN(TestReportRules)
#include "tst_report_rules.moc"

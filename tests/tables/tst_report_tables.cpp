// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reports/report_rules.h"
#include "tables/reports/report_points.h"
#include "tables/reports/report_table_model.h"

#include "table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <rapidcheck.h>

#include <numeric>

namespace callveil {

namespace {

ReportCellTexts texts()
{
    const CellTexts cells{nullptr, [](const QString &text) { return QString(u'<' + text + u'>'); }, QTimeZone::utc()};
    return {cells, &reportColumnKey, &reportByKey,
        [](ReportBy, const QString &member) { return member.isEmpty() ? QStringLiteral("none") : member; },
        [](ReportColumn, qint64 value, const QString &currency, int) {
            return QString(QString::number(value) + currency);
        },
        [](QDate begins, QDate, ReportStep) { return begins.toString(Qt::ISODate); }};
}

const QDate first(2026, 3, 1);

Report report(ReportKind kind, ReportStep step, ReportBy by = ReportBy::Nothing, int days = 3, bool compares = false)
{
    Report made;
    made.request = {kind, first, first.addDays(days - 1), step, by, {}, compares};
    made.columns = columnsOf(kind);
    return made;
}

ReportRow row(int day, const ReportFigures &figures, const QString &member = {}, const QString &currency = {})
{
    return {first.addDays(day), member, currency, figures, {}};
}

/// The sum of all bars.
double sumOf(const BarPoints &points)
{
    double sum = 0;
    for (const std::vector<double> &values : points.values)
        sum = std::accumulate(values.begin(), values.end(), sum);
    return sum;
}

} // namespace

/// Reports as tables and as pictures.
class ReportTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void aRowSaysOfWhatItIs();
    void figuresAreComparedWithThoseBefore();
    void sortsByValueAndWhatIsNotKnownComesFirst();
    void anotherReportHasOtherColumns();
    void theSameReportKeepsItsOrder();
    void totalsAreToldForEachCurrency();
    void everyPieceOfThePeriodHasABar();
    void aMeanThatIsNotKnownHasNoBar();
    void theNewestPiecesAreDrawn();
    void membersOverTimeAreTheLargestAndTheOthers();
    void meansOfOtherMembersAreNotAddedUp();
    void membersLieBesideWhatTheyHadBefore();
    void moneyIsOfOneCurrency();
    void noSumIsLost();
};

void ReportTablesTest::aRowSaysOfWhatItIs()
{
    ReportTableModel model(texts());
    Report made = report(ReportKind::LateCallbacks, ReportStep::Day);
    made.rows = {row(0, {7}), row(2, {std::nullopt})};
    model.setReport(made);
    QCOMPARE(rowText(model, -1), QStringLiteral("Period | late_calls"));
    QCOMPARE(
        tableText(model, PlainRole), (QStringList{QStringLiteral("2026-03-01 | 7"), QStringLiteral("2026-03-03 | ")}));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("<7>")); // left to right in every language
    QVERIFY(model.index(0, 1).data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
    made = report(ReportKind::LateCallbacks, ReportStep::Whole, ReportBy::Pool);
    made.rows = {row(0, {7}, QStringLiteral("London")), row(0, {1})};
    model.setReport(made);
    QCOMPARE(rowText(model, -1), QStringLiteral("pool | late_calls"));
    QCOMPARE(tableText(model, PlainRole), (QStringList{QStringLiteral("London | 7"), QStringLiteral("none | 1")}));
}

void ReportTablesTest::figuresAreComparedWithThoseBefore()
{
    ReportTableModel model(texts());
    Report made = report(ReportKind::MaskedCalls, ReportStep::Day, ReportBy::Nothing, 3, true);
    made.columns = {ReportColumn::Calls, ReportColumn::MaskedShare};
    made.rows = {row(0, {150, 500}), row(1, {90, 400}), row(2, {5, 1000})};
    made.rows[0].before = {100, 450};
    made.rows[1].before = {120, 400};
    made.rows[2].before = {0, std::nullopt};
    model.setReport(made);
    QCOMPARE(rowText(model, -1),
        QStringLiteral("Period | calls | calls, before | calls, change | masked_share | masked_share, before | "
                       "masked_share, change"));
    const QString nbsp(QChar::Nbsp);
    QCOMPARE(model.index(0, 3).data(PlainRole).toString(), QString(QStringLiteral("+50.0") + nbsp + u'%'));
    QCOMPARE(model.index(1, 3).data(PlainRole).toString(), QString(QStringLiteral("-25.0") + nbsp + u'%'));
    QCOMPARE(model.index(2, 3).data(PlainRole).toString(), QString()); // nothing to divide by
    QCOMPARE(model.index(0, 6).data(PlainRole).toString(), QStringLiteral("+5.0 points"));
    QCOMPARE(model.index(1, 6).data(PlainRole).toString(), QStringLiteral("0.0 points"));
    QCOMPARE(model.index(2, 6).data(PlainRole).toString(), QString());
}

void ReportTablesTest::sortsByValueAndWhatIsNotKnownComesFirst()
{
    ReportTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Report made = report(ReportKind::LateCallbacks, ReportStep::Day);
    made.rows = {row(0, {9}), row(1, {std::nullopt}), row(2, {10})};
    made.totals = {row(0, {19})};
    model.setReport(made);
    model.sort(1, Qt::AscendingOrder);
    QCOMPARE(tableText(model, PlainRole),
        (QStringList{QStringLiteral("2026-03-02 | "), QStringLiteral("2026-03-01 | 9"),
            QStringLiteral("2026-03-03 | 10")})); // and no total among them
    model.sort(0, Qt::DescendingOrder);
    QCOMPARE(model.index(0, 0).data(PlainRole).toString(), QStringLiteral("2026-03-03"));
}

void ReportTablesTest::anotherReportHasOtherColumns()
{
    ReportTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Report made = report(ReportKind::LateCallbacks, ReportStep::Day);
    made.rows = {row(0, {9})};
    model.setReport(made);
    model.sort(1, Qt::DescendingOrder);
    made = report(ReportKind::Reveals, ReportStep::Day, ReportBy::Person);
    made.rows = {row(0, {1, 2, 3}, QStringLiteral("Ann")), row(0, {4, 5, 6}, QStringLiteral("Bob"))};
    model.setReport(made);
    QCOMPARE(rowText(model, -1), QStringLiteral("Period | person | granted | denied | persons"));
    QCOMPARE(tableText(model, PlainRole),
        (QStringList{QStringLiteral("2026-03-01 | Ann | 1 | 2 | 3"), QStringLiteral("2026-03-01 | Bob | 4 | 5 | 6")}));
}

void ReportTablesTest::theSameReportKeepsItsOrder()
{
    ReportTableModel model(texts());
    Report made = report(ReportKind::LateCallbacks, ReportStep::Day);
    made.rows = {row(0, {1}), row(1, {2})};
    model.setReport(made);
    model.sort(1, Qt::DescendingOrder);
    made.rows = {row(0, {3}), row(1, {4})};
    model.setReport(made);
    QCOMPARE(model.index(0, 1).data(PlainRole).toString(), QStringLiteral("4"));
}

void ReportTablesTest::totalsAreToldForEachCurrency()
{
    Report made = report(ReportKind::Cost, ReportStep::Day, ReportBy::Nothing, 3, true);
    made.columns = {ReportColumn::Legs, ReportColumn::Cost};
    made.totals = {row(0, {30, 600}, {}, QStringLiteral("EUR")), row(0, {3, std::nullopt}, {}, QStringLiteral("USD"))};
    made.totals[0].before = {20, 0};
    QCOMPARE(ReportTableModel(texts()).totals(made),
        (QStringList{QString(QStringLiteral("legs <30EUR> (<20EUR> before, <+50.0") + QChar::Nbsp
                         + QStringLiteral("%>), cost <600EUR> (<0EUR> before)")),
            QStringLiteral("legs <3USD>")}));
}

void ReportTablesTest::everyPieceOfThePeriodHasABar()
{
    Report made = report(ReportKind::MaskedCalls, ReportStep::Day);
    made.columns = {ReportColumn::Calls, ReportColumn::MaskedCalls};
    made.rows = {row(0, {5, 4}), row(2, {7, 7})};
    const ReportPicture picture = reportPicture(made, texts());
    QVERIFY(!picture.lies && !picture.isEmpty);
    QCOMPARE(picture.points.categories,
        (QStringList{QStringLiteral("2026-03-01"), QStringLiteral("2026-03-02"), QStringLiteral("2026-03-03")}));
    QCOMPARE(picture.points.names, (QStringList{QStringLiteral("masked_calls"), QStringLiteral("calls")}));
    QCOMPARE(picture.points.values, (std::vector<std::vector<double>>{{4, 0, 7}, {5, 0, 7}}));
    made.rows.clear();
    QVERIFY(reportPicture(made, texts()).isEmpty);
}

void ReportTablesTest::aMeanThatIsNotKnownHasNoBar()
{
    Report made = report(ReportKind::AverageDuration, ReportStep::Day);
    made.columns = {ReportColumn::AverageTalk};
    made.rows = {row(0, {90500}), row(1, {std::nullopt}), row(2, {0})};
    const BarPoints points = reportPicture(made, texts()).points;
    QCOMPARE(points.categories, (QStringList{QStringLiteral("2026-03-01"), QStringLiteral("2026-03-03")}));
    QCOMPARE(points.values, (std::vector<std::vector<double>>{{90.5, 0}})); // seconds
    QCOMPARE(points.unit, QStringLiteral("s"));
}

void ReportTablesTest::theNewestPiecesAreDrawn()
{
    const int days = ReportPicture::mostPieces + 10;
    Report made = report(ReportKind::OptOuts, ReportStep::Day, ReportBy::Nothing, days);
    for (int day = 0; day < days; ++day)
        made.rows.push_back(row(day, {day}));
    const ReportPicture picture = reportPicture(made, texts());
    QCOMPARE(picture.points.categories.size(), ReportPicture::mostPieces);
    QCOMPARE(picture.piecesLeft, 10);
    QCOMPARE(picture.points.values[0].front(), 10.0);
    QCOMPARE(picture.points.values[0].back(), double(days - 1));
}

void ReportTablesTest::membersOverTimeAreTheLargestAndTheOthers()
{
    Report made = report(ReportKind::LateCallbacks, ReportStep::Day, ReportBy::Pool, 2, true);
    for (int pool = 0; pool < 7; ++pool) {
        made.rows.push_back(row(0, {pool}, QString(QChar('A' + pool))));
        made.rows.push_back(row(1, {pool * 10}, QString(QChar('A' + pool))));
    }
    const ReportPicture picture = reportPicture(made, texts());
    QCOMPARE(picture.points.names,
        (QStringList{QStringLiteral("G"), QStringLiteral("F"), QStringLiteral("E"), QStringLiteral("D"),
            QStringLiteral("Others")}));
    QCOMPARE(picture.points.values[0], (std::vector<double>{6, 60}));
    QCOMPARE(picture.points.values[4], (std::vector<double>{0 + 1 + 2, 30}));
    QCOMPARE(picture.membersLeft, 3);
    QVERIFY(picture.leavesComparison);
}

void ReportTablesTest::meansOfOtherMembersAreNotAddedUp()
{
    Report made = report(ReportKind::PoolUtilisation, ReportStep::Day, ReportBy::Pool, 1);
    made.columns = {ReportColumn::Utilisation};
    for (int pool = 0; pool < 7; ++pool)
        made.rows.push_back(row(0, {pool * 100}, QString(QChar('A' + pool))));
    const ReportPicture picture = reportPicture(made, texts());
    QCOMPARE(picture.points.names.size(), ReportPicture::mostSeries);
    QVERIFY(!picture.points.names.contains(QStringLiteral("Others")));
    QCOMPARE(picture.points.values.front(), (std::vector<double>{60})); // per cent
    QCOMPARE(picture.points.unit, QStringLiteral("%"));
    QCOMPARE(picture.membersLeft, 2);
}

void ReportTablesTest::membersLieBesideWhatTheyHadBefore()
{
    Report made = report(ReportKind::Reveals, ReportStep::Whole, ReportBy::Person, 30, true);
    made.rows = {row(0, {1, 9, 1}, QStringLiteral("Ann")), row(0, {5, 0, 5}, QStringLiteral("Bob"))};
    made.rows[0].before = {3, 0, 3};
    const ReportPicture picture = reportPicture(made, texts());
    QVERIFY(picture.lies && !picture.leavesComparison);
    QCOMPARE(picture.points.categories, (QStringList{QStringLiteral("Bob"), QStringLiteral("Ann")}));
    QCOMPARE(picture.points.names, (QStringList{QStringLiteral("granted"), QStringLiteral("Before")}));
    QCOMPARE(picture.points.values, (std::vector<std::vector<double>>{{5, 1}, {0, 3}}));
}

void ReportTablesTest::moneyIsOfOneCurrency()
{
    Report made = report(ReportKind::Cost, ReportStep::Day, ReportBy::Nothing, 1);
    made.columns = {ReportColumn::Cost};
    const QString euro = QStringLiteral("EUR"), dollar = QStringLiteral("USD");
    made.rows = {row(0, {1500000}, {}, euro), row(0, {9000000}, {}, dollar), row(0, {std::nullopt})};
    made.totals = made.rows;
    const ReportPicture picture = reportPicture(made, texts());
    QCOMPARE(picture.currency, dollar);
    QVERIFY(picture.hasOtherCurrencies);
    QCOMPARE(picture.points.values, (std::vector<std::vector<double>>{{9}}));
    QCOMPARE(picture.points.unit, dollar);
}

/// However many members there are and wherever their rows lie: the bars come to what the rows come to.
void ReportTablesTest::noSumIsLost()
{
    QVERIFY(rc::check([] {
        const auto step = *rc::gen::elementOf(allReportSteps);
        const int days = *rc::gen::inRange(1, 60);
        Report made = report(ReportKind::OptOuts, step, ReportBy::Brand, days);
        double sum = 0;
        const auto pieces = piecesOf(made.request.from, made.request.to, step);
        for (int rows = *rc::gen::inRange(0, 100); rows > 0; --rows) {
            const QDate piece = pieces[*rc::gen::inRange<size_t>(0, pieces.size())];
            const auto value = *rc::gen::inRange<qint64>(0, 1000);
            made.rows.push_back({piece, QString::number(*rc::gen::inRange(0, 50)), {}, {value}, {}});
            sum += double(value);
        }
        const ReportPicture picture = reportPicture(made, texts());
        RC_ASSERT(sumOf(picture.points) == sum);
        RC_ASSERT(picture.lies || picture.points.names.size() <= ReportPicture::mostSeries);
        RC_ASSERT(!picture.lies || picture.points.categories.size() <= ReportPicture::mostMembers);
    }));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReportTablesTest)
#include "tst_report_tables.moc"

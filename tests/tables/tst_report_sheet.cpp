// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_sheet.h"

#include "domain/rating/money.h"
#include "domain/reports/report_rules.h"

#include <QLocale>
#include <QTest>

namespace callveil {

namespace {

/// The words of people, short enough to be read in a test.
ReportWords words()
{
    return {[](ReportKind kind) { return QString(u'*' + reportKindKey(kind)); },
        [](QDate from, QDate to) {
            return QString(from.toString(Qt::ISODate) + QStringLiteral(" to ") + to.toString(Qt::ISODate));
        },
        [](ReportKind) { return QStringLiteral("Days of UTC."); },
        [](ReportColumn column) { return QString(u'*' + reportColumnKey(column)); },
        [](ReportBy by) { return QString(u'*' + reportByKey(by)); },
        [](ReportBy, const QString &member) { return QString(u'*' + member); },
        [](ReportColumn column, qint64 value, const QString &currency, int decimals) {
            return unitOf(column) == ReportUnit::Micros ? QString(decimalText(value, decimals) + currency)
                                                        : QString::number(value);
        },
        [](QDate begins, QDate ends, ReportStep) {
            return QString(begins.toString(QStringLiteral("d.M.")) + u'-' + ends.toString(QStringLiteral("d.M.")));
        },
        QStringLiteral("*period"), QStringLiteral("*currency"), QStringLiteral("%1 before"),
        QStringLiteral("beside %1"), QStringLiteral("*total"), QStringLiteral("*zone"), QStringLiteral("Page %1")};
}

/// Two weeks, of which the period cuts the first, compared with two before.
Report report()
{
    const QString euro = QStringLiteral("EUR");
    Report made;
    made.request = {
        ReportKind::Cost, QDate(2026, 3, 1), QDate(2026, 3, 8), ReportStep::Week, ReportBy::Nothing, {}, true};
    made.columns = {ReportColumn::Cost, ReportColumn::Legs};
    made.rows = {{QDate(2026, 3, 1), {}, euro, {1500000, 3}, {1000000, 4}},
        {QDate(2026, 3, 2), {}, euro, {250, std::nullopt}, {0, std::nullopt}}};
    made.totals = {{{}, {}, euro, {1500250, 3}, {1000000, 4}}};
    made.beforeFrom = QDate(2026, 2, 15);
    made.beforeTo = QDate(2026, 2, 22);
    return made;
}

QStringList linesOf(const ReportSheet &sheet)
{
    QStringList lines(sheet.head.titles().join(QStringLiteral(" | ")));
    for (const QStringList &row : sheet.rows)
        lines.append(row.join(QStringLiteral(" | ")));
    return lines.replaceInStrings(QString(QChar::Nbsp), QStringLiteral(" "));
}

} // namespace

/// Reports as they leave the program.
class ReportSheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void pagesTellWhatChanged();
    void workbooksLeaveArithmeticsToTheirReader();
    void programsGetNamesThatStay();
};

void ReportSheetTest::pagesTellWhatChanged()
{
    const ReportSheet sheet = reportSheetFor(SheetFormat::Pdf, report(), words());
    QCOMPARE(linesOf(sheet),
        (QStringList{QStringLiteral("*period | *currency | *cost | *cost before | *legs | *legs before"),
            QStringLiteral("1.3.-1.3. | EUR | 1.50000 | 1.00000 (+50.0 %) | 3 | 4 (-25.0 %)"),
            QStringLiteral("2.3.-8.3. | EUR | 0.00025 | 0.00000 |  | "), // nothing to divide by
            QStringLiteral("*total | EUR | 1.50025 | 1.00000 (+50.0 %) | 3 | 4 (-25.0 %)")}));
    QCOMPARE(sheet.head.title, QStringLiteral("*cost"));
    QCOMPARE(
        sheet.head.note, QStringLiteral("2026-03-01 to 2026-03-08, beside 2026-02-15 to 2026-02-22. Days of UTC."));
}

void ReportSheetTest::workbooksLeaveArithmeticsToTheirReader()
{
    const QStringList lines = linesOf(reportSheetFor(SheetFormat::Xlsx, report(), words()));
    QCOMPARE(lines[0], QStringLiteral("*period (*zone) | *currency | *cost | *cost before | *legs | *legs before"));
    QCOMPARE(lines[1], QStringLiteral("1.3.-1.3. | EUR | 1.50000 | 1.00000 | 3 | 4"));
}

void ReportSheetTest::programsGetNamesThatStay()
{
    const QStringList lines = linesOf(reportSheetFor(SheetFormat::Csv, report(), words()));
    QCOMPARE(lines,
        (QStringList{QStringLiteral("period (process time zone) | currency | cost | cost_before | legs | legs_before"),
            QStringLiteral("2026-03-01/2026-03-01 | EUR | 1.50 | 1.00 | 3 | 4"),
            QStringLiteral("2026-03-02/2026-03-08 | EUR | 0.00025 | 0.00 |  | "),
            QStringLiteral("total | EUR | 1.50025 | 1.00 | 3 | 4")}));
    Report days = report();
    days.request.step = ReportStep::Day;
    QVERIFY(linesOf(reportSheetFor(SheetFormat::Csv, days, words()))[1].startsWith(QLatin1String("2026-03-01 | ")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReportSheetTest)
#include "tst_report_sheet.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/import_screen.h"

#include <QScrollBar>

namespace callveil {

class ImportColumnsTest final : public ImportScreen {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void mapsTheColumnsOfAnUnknownFile();
    void aMappingWithoutAStartIsNotComplete();
    void aMappingWithoutNumbersIsNotComplete();
    void wordsThatAreNotUnderstoodPointToTheirFields();
    void warnsWhileTheOrderOfDatesIsOnlyAssumed();
    void keepsAMappingAsAProfile();
    void fitsAScreenOfFewLines();
    void theHeadsOfTheColumnsStayAndMoveWithTheCells();
};

namespace {

/// Odd in its names, order, dates, durations and words.
QByteArray oddFile()
{
    return "richtung;wer;wen;wann;wie lange;extra\n"
           "rein;+12135550101;+12025550100;14.11.2023 10:00:00;00:01:05;x\n"
           "raus;+12135550102;+12025550100;15.11.2023 11:30:00;00:00:30;y\n"
           "rein;+12135550103;+12025550100;16.11.2023 12:00:00;00:02:00;z\n";
}

} // namespace

void ImportColumnsTest::mapsTheColumnsOfAnUnknownFile()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    QTRY_VERIFY(wizard().says(QStringLiteral("A CSV file of no known program.")));
    goOn(ImportWizard::ColumnsStep);
    QCOMPARE(wizard().get<QComboBox>(QStringLiteral("Delimiter")).currentText(), QStringLiteral("Semicolon"));
    wizard().choose(QStringLiteral("1: richtung"), QStringLiteral("Direction"));
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Caller"));
    wizard().choose(QStringLiteral("3: wen"), QStringLiteral("Called number"));
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().choose(QStringLiteral("5: wie lange"), QStringLiteral("Billable duration"));
    wizard().choose(QStringLiteral("Date order"), QStringLiteral("Day, month, year"));
    wizard().choose(QStringLiteral("Duration unit"), QStringLiteral("Hours:minutes:seconds"));
    wizard().choose(QStringLiteral("Time zone"), QStringLiteral("UTC"));
    wizard().type(QStringLiteral("Inbound words"), QStringLiteral("rein"));
    wizard().type(QStringLiteral("Outbound words"), QStringLiteral("raus"));
    QTest::keyClick(&wizard().get<QLineEdit>(QStringLiteral("Outbound words")), Qt::Key_Tab);
    QTRY_VERIFY(wizard().says(QStringLiteral("3 of the first rows are calls.")));
    QVERIFY(!everythingShown(*m_wizard).contains(QLatin1String("2135550101")));
    goOn(ImportWizard::PreviewStep);
    QCOMPARE(wizard().cell(QStringLiteral("Preview"), 0, QStringLiteral("Direction")), QStringLiteral("Inbound"));
    QCOMPARE(wizard().cell(QStringLiteral("Preview"), 1, QStringLiteral("Direction")), QStringLiteral("Outbound"));
    import();
    const std::vector<CallLine> calls = stored();
    QCOMPARE(calls.size(), 3u);
    QCOMPARE(calls[2].startedAt, 1699956000000);
    QCOMPARE(calls[2].billableSeconds, 65);
    QCOMPARE(calls[1].direction, Direction::Outbound);
}

void ImportColumnsTest::aMappingWithoutAStartIsNotComplete()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Caller"));
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    QTRY_VERIFY(next().isEnabled());
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Not used"));
    QTRY_VERIFY(wizard().says(QStringLiteral("No column is chosen for “Start”")));
    QVERIFY(!next().isEnabled());
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().choose(QStringLiteral("6: extra"), QStringLiteral("Start")); // a meaning belongs to one column
    QCOMPARE(wizard().get<QComboBox>(QStringLiteral("4: wann")).currentText(), QStringLiteral("Not used"));
}

void ImportColumnsTest::aMappingWithoutNumbersIsNotComplete()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().choose(QStringLiteral("1: richtung"), QStringLiteral("Not used"));
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Not used"));
    wizard().choose(QStringLiteral("3: wen"), QStringLiteral("Not used"));
    QTRY_VERIFY(wizard().says(QStringLiteral("No column with telephone numbers is chosen.")));
    QVERIFY(!next().isEnabled());
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Customer's number"));
    QTRY_VERIFY(next().isEnabled());
}

void ImportColumnsTest::wordsThatAreNotUnderstoodPointToTheirFields()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("1: richtung"), QStringLiteral("Direction"));
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Caller"));
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().type(QStringLiteral("Inbound words"), QString());
    wizard().type(QStringLiteral("Outbound words"), QString());
    QTRY_VERIFY(wizard().says(QStringLiteral("Say under “Inbound words”")));
    QVERIFY(!next().isEnabled());
    wizard().type(QStringLiteral("Inbound words"), QStringLiteral("rein"));
    wizard().type(QStringLiteral("Outbound words"), QStringLiteral("raus"));
    QTRY_VERIFY(wizard().says(QStringLiteral("3 of the first rows are calls.")));
    QVERIFY(!wizard().says(QStringLiteral("Say under “Inbound words”")));
}

void ImportColumnsTest::warnsWhileTheOrderOfDatesIsOnlyAssumed()
{
    const QString warning = QStringLiteral("The dates could begin with the day or with the month");
    choose(QStringLiteral("odd.csv"), oddFile()); // its days prove themselves
    goOn(ImportWizard::ColumnsStep);
    QVERIFY(!wizard().says(warning));
    choose(QStringLiteral("open.csv"),
        oddFile().replace("14.11.", "04/11/").replace("15.11.", "05/11/").replace("16.11.", "06/11/"));
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    QTRY_VERIFY(wizard().says(warning));
    auto &order = wizard().get<QComboBox>(QStringLiteral("Date order"));
    order.setFocus();
    QTest::keyClick(&order, Qt::Key_Up);
    QTest::keyClick(&order, Qt::Key_Down);
    QTRY_VERIFY(!wizard().says(warning));
}

void ImportColumnsTest::keepsAMappingAsAProfile()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().choose(QStringLiteral("2: wer"), QStringLiteral("Caller"));
    wizard().choose(QStringLiteral("Customer when unclear"), QStringLiteral("The called party"));
    m_test->prompt.typed = QStringLiteral("Old switch");
    wizard().press(QStringLiteral("Save profile"));
    QTRY_COMPARE(wizard().get<QComboBox>(QStringLiteral("Profile")).currentText(), QStringLiteral("Old switch"));

    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    QTRY_COMPARE(wizard().get<QComboBox>(QStringLiteral("Profile")).count(), 2);
    QCOMPARE(
        wizard().get<QComboBox>(QStringLiteral("Customer when unclear")).currentText(), QStringLiteral("The caller"));
    wizard().choose(QStringLiteral("Profile"), QStringLiteral("Old switch"));
    QTRY_COMPARE(wizard().get<QComboBox>(QStringLiteral("2: wer")).currentText(), QStringLiteral("Caller"));
    QCOMPARE(wizard().get<QComboBox>(QStringLiteral("Customer when unclear")).currentText(),
        QStringLiteral("The called party"));
    wizard().press(QStringLiteral("Remove profile"));
    QTRY_COMPARE(wizard().get<QComboBox>(QStringLiteral("Profile")).count(), 1);
}

void ImportColumnsTest::fitsAScreenOfFewLines()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    QVERIFY(m_wizard->minimumSizeHint().height() < m_wizard->fontMetrics().lineSpacing() * 34);
}

void ImportColumnsTest::theHeadsOfTheColumnsStayAndMoveWithTheCells()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    m_wizard->resize(600, 500);
    auto &cells = wizard().get<QTableView>(QStringLiteral("Cells of the file"));
    QTRY_VERIFY(cells.horizontalScrollBar()->maximum() > 0);
    auto &last = wizard().get<QComboBox>(QStringLiteral("6: extra"));
    last.setFocus();
    QTRY_VERIFY(cells.horizontalScrollBar()->value() > 0);
    const int cellAt = cells.viewport()->mapTo(m_wizard.get(), QPoint(cells.columnViewportPosition(5), 0)).x();
    QCOMPARE(last.mapTo(m_wizard.get(), QPoint()).x(), cellAt);
}

} // namespace callveil

QTEST_MAIN(callveil::ImportColumnsTest)
#include "tst_import_columns.moc"

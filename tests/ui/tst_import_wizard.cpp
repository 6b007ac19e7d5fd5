// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_wizard.h"

#include "services/calls/call_log_service.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"

#include <QDropEvent>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>

namespace callveil {

class ImportWizardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void cleanup();
    void importsAnAsteriskFile();
    void saysWhenEverythingWasImportedBefore();
    void mapsTheColumnsOfAnUnknownFile();
    void aMappingWithoutAStartIsNotComplete();
    void keepsAMappingAsAProfile();
    void eachRowCanTellItsProcess();
    void listsAndSavesRejectedRows();
    void takesADroppedFile();
    void saysWhatIsWrongWithAFile();
    void anotherFormatCanBeChosen();
    void cancelledItLeavesNothing();
    void withoutAProcessThereIsNothingToImportInto();
    void noRealNumberIsAnywhere();

private:
    void open();
    void choose(const QString &file);
    void choose(const QString &name, const QByteArray &content) { choose(writeFile(*m_test, name, content)); }
    void goOn(ImportWizard::Step step);
    void import();
    [[nodiscard]] PageDriver wizard() const { return PageDriver(*m_wizard); }
    [[nodiscard]] QAbstractButton &next() const { return *m_wizard->button(QWizard::NextButton); }
    [[nodiscard]] QString figure(const QString &name) const
    {
        return m_wizard->currentPage()->findChild<QLabel *>(name)->text();
    }
    [[nodiscard]] std::vector<CallLine> stored() const;

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<ImportWizard> m_wizard;
    ProcessId m_process;
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

CallFile someCalls(int calls = 40)
{
    CallFile file(1700000000000);
    file.add(calls);
    return file;
}

} // namespace

void ImportWizardTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_process = addCallProcess(*m_test, QStringLiteral("Support"));
}

void ImportWizardTest::cleanup()
{
    m_wizard.reset();
    m_test.reset();
}

void ImportWizardTest::open()
{
    m_wizard = std::make_unique<ImportWizard>(m_test->context());
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
    QTRY_VERIFY(wizard().canPress(QStringLiteral("Choose file")));
}

void ImportWizardTest::choose(const QString &file)
{
    open();
    m_test->prompt.file = file;
    wizard().press(QStringLiteral("Choose file"));
}

void ImportWizardTest::goOn(ImportWizard::Step step)
{
    QTRY_VERIFY(next().isEnabled());
    QTest::mouseClick(&next(), Qt::LeftButton);
    QCOMPARE(m_wizard->currentId(), int(step));
}

void ImportWizardTest::import()
{
    QTRY_VERIFY(m_wizard->button(QWizard::CommitButton)->isEnabled());
    QTest::mouseClick(m_wizard->button(QWizard::CommitButton), Qt::LeftButton);
    QTRY_COMPARE(m_wizard->currentId(), int(ImportWizard::SummaryStep));
}

std::vector<CallLine> ImportWizardTest::stored() const
{
    const auto page = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 1000).result();
    return page ? page->calls : std::vector<CallLine>();
}

void ImportWizardTest::importsAnAsteriskFile()
{
    choose(QStringLiteral("Master.csv"), someCalls().content());
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Asterisk CSV.")));
    goOn(ImportWizard::PreviewStep);
    QTRY_COMPARE(wizard().rows(QStringLiteral("Preview")), 40);
    QVERIFY(wizard().cell(QStringLiteral("Preview"), 0, QStringLiteral("Customer")).contains(QLatin1String("xxx")));
    QCOMPARE(wizard().cell(QStringLiteral("Preview"), 0, QStringLiteral("Proxy number")), CallFile::did);
    QVERIFY(stored().empty());
    QSignalSpy imported(m_wizard.get(), &ImportWizard::imported);
    import();
    QCOMPARE(figure(QStringLiteral("records")), QStringLiteral("40"));
    QCOMPARE(figure(QStringLiteral("legs")), QStringLiteral("40"));
    QCOMPARE(figure(QStringLiteral("duplicates")), QStringLiteral("0"));
    QVERIFY(wizard().says(QStringLiteral("The calls are stored.")));
    QCOMPARE(imported.size(), 1);
    QCOMPARE(stored().size(), 40u);
}

void ImportWizardTest::saysWhenEverythingWasImportedBefore()
{
    const CallFile file = someCalls();
    importCalls(*m_test, m_process, file);
    choose(QStringLiteral("again.csv"), file.content());
    goOn(ImportWizard::PreviewStep);
    QSignalSpy imported(m_wizard.get(), &ImportWizard::imported);
    import();
    QVERIFY(wizard().says(QStringLiteral("All calls of this file were imported before.")));
    QCOMPARE(figure(QStringLiteral("duplicates")), QStringLiteral("40"));
    QCOMPARE(imported.size(), 0);
    QCOMPARE(stored().size(), 40u);
}

void ImportWizardTest::mapsTheColumnsOfAnUnknownFile()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Other CSV.")));
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
    QTRY_VERIFY(wizard().says(QStringLiteral("Of the first rows 3 are calls, 0 are rejected.")));
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

void ImportWizardTest::aMappingWithoutAStartIsNotComplete()
{
    choose(QStringLiteral("odd.csv"), oddFile());
    goOn(ImportWizard::ColumnsStep);
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    QTRY_VERIFY(next().isEnabled());
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Not used"));
    QTRY_VERIFY(wizard().says(QStringLiteral("No column is chosen for “Start”")));
    QVERIFY(!next().isEnabled());
    wizard().choose(QStringLiteral("4: wann"), QStringLiteral("Start"));
    wizard().choose(QStringLiteral("6: extra"), QStringLiteral("Start")); // a meaning belongs to one column
    QCOMPARE(wizard().get<QComboBox>(QStringLiteral("4: wann")).currentText(), QStringLiteral("Not used"));
}

void ImportWizardTest::keepsAMappingAsAProfile()
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

void ImportWizardTest::eachRowCanTellItsProcess()
{
    const ProcessId sales = addCallProcess(*m_test, QStringLiteral("Sales"), {QStringLiteral("+12025550177")});
    QByteArray content = someCalls(6).content();
    content.replace(content.indexOf("+12025550100"), 12, "+12025550177");
    choose(QStringLiteral("mixed.csv"), content);
    wizard().choose(QStringLiteral("Process"), QStringLiteral("Each row tells"));
    goOn(ImportWizard::PreviewStep);
    QTRY_COMPARE(wizard().cell(QStringLiteral("Preview"), 0, QStringLiteral("Process")), QStringLiteral("Sales"));
    QCOMPARE(wizard().cell(QStringLiteral("Preview"), 1, QStringLiteral("Process")), QStringLiteral("Support"));
    import();
    const std::vector<CallLine> calls = stored();
    QCOMPARE(calls.size(), 6u);
    QCOMPARE(std::count_if(calls.begin(), calls.end(), [&](const CallLine &call) { return call.process == sales; }), 1);
}

void ImportWizardTest::listsAndSavesRejectedRows()
{
    QByteArray content = someCalls(5).content();
    content += content.left(content.indexOf('\n')).replace("2023-11-14", "2123-11-14") + '\n';
    choose(QStringLiteral("bad.csv"), content);
    goOn(ImportWizard::PreviewStep);
    QTRY_COMPARE(wizard().rows(QStringLiteral("Rejected rows")), 1);
    import();
    QCOMPARE(figure(QStringLiteral("rejected")), QStringLiteral("1"));
    QCOMPARE(wizard().cell(QStringLiteral("Rejected rows"), 0, QStringLiteral("Line")), QStringLiteral("6"));
    QVERIFY(!wizard().cell(QStringLiteral("Rejected rows"), 0, QStringLiteral("Fault")).isEmpty());
    m_test->prompt.file = m_test->filePath(QStringLiteral("rejects.csv"));
    wizard().press(QStringLiteral("Save rejects"));
    QTRY_VERIFY(wizard().says(QStringLiteral("The rejected rows are saved.")));
    QFile saved(m_test->prompt.file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QByteArrayList lines = saved.readAll().split('\n');
    QVERIFY(lines[1].startsWith("6,"));
    QVERIFY(!lines[1].contains("555"));
}

void ImportWizardTest::takesADroppedFile()
{
    const QString file = writeFile(*m_test, QStringLiteral("Master.csv"), someCalls(3).content());
    open();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_wizard->currentPage(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_wizard->currentPage(), &drop);
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Asterisk CSV.")));
    QCOMPARE(wizard().get<QLineEdit>(QStringLiteral("File")).text(), file);
}

void ImportWizardTest::saysWhatIsWrongWithAFile()
{
    choose(m_test->filePath(QStringLiteral("missing.csv")));
    QTRY_VERIFY(wizard().says(QStringLiteral("cannot be read")));
    QVERIFY(!next().isEnabled());
    m_test->prompt.file = writeFile(*m_test, QStringLiteral("empty.csv"), {});
    wizard().press(QStringLiteral("Choose file"));
    QTRY_VERIFY(wizard().says(QStringLiteral("is empty")));
    QVERIFY(!next().isEnabled());
}

void ImportWizardTest::anotherFormatCanBeChosen()
{
    choose(QStringLiteral("Master.csv"), someCalls(3).content());
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Asterisk CSV.")));
    wizard().choose(QStringLiteral("Format"), QStringLiteral("Other CSV"));
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Other CSV.")));
    goOn(ImportWizard::ColumnsStep);
    QTest::mouseClick(m_wizard->button(QWizard::BackButton), Qt::LeftButton);
    wizard().choose(QStringLiteral("Format"), QStringLiteral("Detect"));
    goOn(ImportWizard::PreviewStep);
}

void ImportWizardTest::cancelledItLeavesNothing()
{
    choose(QStringLiteral("Master.csv"), someCalls(5000).content());
    goOn(ImportWizard::PreviewStep);
    // The import waits behind other long work, so that it is certain to be cancelled before it is done.
    QSemaphore gate;
    [[maybe_unused]] const auto held = m_test->workspace().background().run([&gate](Connection &) -> Result<void> {
        gate.acquire();
        return {};
    });
    QTRY_VERIFY(m_wizard->button(QWizard::CommitButton)->isEnabled());
    QTest::mouseClick(m_wizard->button(QWizard::CommitButton), Qt::LeftButton);
    QVERIFY(wizard().find<QProgressBar>(QStringLiteral("Import progress")));
    QTest::mouseClick(m_wizard->button(QWizard::CancelButton), Qt::LeftButton);
    QVERIFY(wizard().says(QStringLiteral("Cancelling…")));
    QVERIFY(m_wizard->isVisible());
    gate.release();
    QTRY_VERIFY(!m_wizard->isVisible());
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The import was cancelled. Nothing was stored."));
    QVERIFY(stored().empty());
}

void ImportWizardTest::withoutAProcessThereIsNothingToImportInto()
{
    TestWorkspace empty;
    ImportWizard wizard(empty.context());
    wizard.show();
    const PageDriver driver(wizard);
    QTRY_VERIFY(driver.says(QStringLiteral("There is no process yet.")));
    QVERIFY(!driver.canPress(QStringLiteral("Choose file")));
}

void ImportWizardTest::noRealNumberIsAnywhere()
{
    const CallFile file = someCalls();
    QString shown;
    const auto look = [&] { shown += everythingShown(*m_wizard); };
    choose(QStringLiteral("Master.csv"), file.content());
    wizard().choose(QStringLiteral("Format"), QStringLiteral("Other CSV"));
    goOn(ImportWizard::ColumnsStep);
    look();
    QTest::mouseClick(m_wizard->button(QWizard::BackButton), Qt::LeftButton);
    wizard().choose(QStringLiteral("Format"), QStringLiteral("Detect"));
    QTRY_VERIFY(wizard().says(QStringLiteral("Read as Asterisk CSV.")));
    look();
    goOn(ImportWizard::PreviewStep);
    look();
    import();
    look();
    QVERIFY(shown.contains(QLatin1String("xxxxxx")));
    for (const QString &number : file.numbers())
        QVERIFY(!shown.contains(number.mid(2)));
}

} // namespace callveil

QTEST_MAIN(callveil::ImportWizardTest)
#include "tst_import_wizard.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/import_screen.h"

#include <QDropEvent>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>

namespace callveil {

class ImportWizardTest final : public ImportScreen {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void importsAnAsteriskFile();
    void saysWhenEverythingWasImportedBefore();
    void eachRowCanTellItsProcess();
    void listsAndSavesRejectedRows();
    void takesADroppedFile();
    void saysWhatIsWrongWithAFile();
    void anotherFormatCanBeChosen();
    void cancelledItLeavesNothing();
    void aFailedImportCanBeDoneAgain();
    void withoutAProcessItLeadsToANewOne();
    void noRealNumberIsAnywhere();
};

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

void ImportWizardTest::eachRowCanTellItsProcess()
{
    const ProcessId sales = addCallProcess(*m_test, QStringLiteral("Sales"), {QStringLiteral("+12025550177")});
    QByteArray content = someCalls(6).content();
    content.replace(content.indexOf("+12025550100"), 12, "+12025550177");
    choose(QStringLiteral("mixed.csv"), content);
    QVERIFY(wizard().says(QStringLiteral("Choose the process that the calls of this file belong to.")));
    QVERIFY(!next().isEnabled()); // which of two only the person knows
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
    QTRY_VERIFY(wizard().says(QStringLiteral("A CSV file of no known program.")));
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
    QTRY_VERIFY(wizard().canPress(QStringLiteral("Import")));
    wizard().press(QStringLiteral("Import"));
    QVERIFY(wizard().find<QProgressBar>(QStringLiteral("Import progress")));
    QVERIFY(!wizard().find<QAbstractButton>(QStringLiteral("< Back")));
    QVERIFY(!wizard().find<QAbstractButton>(QStringLiteral("Close")));
    wizard().press(QStringLiteral("Cancel"));
    QVERIFY(wizard().says(QStringLiteral("Cancelling…")));
    QVERIFY(m_wizard->isVisible());
    gate.release();
    QTRY_VERIFY(!m_wizard->isVisible());
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The import was cancelled. Nothing was stored."));
    QVERIFY(stored().empty());
}

void ImportWizardTest::aFailedImportCanBeDoneAgain()
{
    const QString file = writeFile(*m_test, QStringLiteral("Master.csv"), someCalls().content());
    choose(file);
    goOn(ImportWizard::PreviewStep);
    QTRY_VERIFY(wizard().canPress(QStringLiteral("Import")));
    QVERIFY(QFile::remove(file));
    wizard().press(QStringLiteral("Import"));
    QTRY_VERIFY(wizard().says(QStringLiteral("cannot be read")));
    QTRY_VERIFY(wizard().find<QAbstractButton>(QStringLiteral("Close")));
    writeFile(*m_test, QStringLiteral("Master.csv"), someCalls().content());
    wizard().press(QStringLiteral("< Back"));
    QCOMPARE(m_wizard->currentId(), int(ImportWizard::PreviewStep));
    import();
    QCOMPARE(stored().size(), 40u);
    wizard().press(QStringLiteral("Close"));
    QVERIFY(!m_wizard->isVisible());
}

void ImportWizardTest::withoutAProcessItLeadsToANewOne()
{
    TestWorkspace empty;
    ImportWizard wizard(empty.context());
    wizard.show();
    const PageDriver driver(wizard);
    QTRY_VERIFY(driver.says(QStringLiteral("There is no process yet.")));
    QVERIFY(!driver.canPress(QStringLiteral("Choose file")));
    driver.press(QStringLiteral("New process"));
    auto *form = wizard.findChild<QDialog *>(QStringLiteral("processDialog"));
    QVERIFY(form);
    const PageDriver dialog(*form);
    dialog.type(QStringLiteral("Name"), QStringLiteral("Collections"));
    dialog.choose(QStringLiteral("Country"), QStringLiteral("Japan (JP)"));
    dialog.press(QStringLiteral("Create"));
    QTRY_COMPARE(driver.get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Collections"));
    QVERIFY(driver.canPress(QStringLiteral("Choose file")));
    QVERIFY(!driver.find<QAbstractButton>(QStringLiteral("New process")));
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

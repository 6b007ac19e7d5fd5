// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/masking_page.h"

#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/widgets/search_combo.h"
#include "visible_dialog.h"

#include <QApplication>
#include <QCompleter>
#include <QDialog>
#include <QTest>

namespace callveil {

class ProcessPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void cleanup();
    void makesAProcessWithNumbersAndCampaigns();
    void tabGoesThroughTheFieldsToTheButtons();
    void showsWhatIsWrongBesideItsField();
    void findsTheLineOfAWrongNumber();
    void listsTheZonesOfTheCountry();
    void asksForTheZoneWhenACountryHasSeveral();
    void offersFirstWhatBeginsAsTyped();
    void changesAProcess();
    void archivesAndRestores();
    void keepsWhatIsNotConfirmed();
    void addsRenamesAndArchivesCampaigns();
    void refusesACampaignNamedTwice();

private:
    void open();
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver openDialog(const QString &button, const QString &objectName);
    PageDriver nameCampaign(
        const PageDriver &dialog, const QString &button, const QString &name, const QString &action);
    [[nodiscard]] std::vector<ProcessDetails> stored() const;

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<MaskingPage> m_page;
};

namespace {
const QString processes = QStringLiteral("Processes");
const QString campaigns = QStringLiteral("Campaigns");
const QString newProcess = QStringLiteral("New process…");
const QString processDialog = QStringLiteral("processDialog");
const QString campaignsDialog = QStringLiteral("campaignsDialog");
} // namespace

void ProcessPanelTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
}

void ProcessPanelTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void ProcessPanelTest::open()
{
    const size_t expected = stored().size();
    m_page = std::make_unique<MaskingPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    m_page->refresh();
    m_page->refresh();
    QTRY_COMPARE(page().rows(processes), int(expected));
}

PageDriver ProcessPanelTest::openDialog(const QString &button, const QString &objectName)
{
    page().press(button);
    auto *dialog = visibleDialog(*m_page, objectName);
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

PageDriver ProcessPanelTest::nameCampaign(
    const PageDriver &dialog, const QString &button, const QString &name, const QString &action)
{
    dialog.press(button);
    auto *form = visibleDialog(*m_page, QStringLiteral("campaignDialog"));
    if (!form)
        qFatal("the dialog for the name did not open");
    const PageDriver driver(*form);
    driver.type(QStringLiteral("Name"), name);
    driver.press(action);
    return driver;
}

std::vector<ProcessDetails> ProcessPanelTest::stored() const
{
    return *ProcessService(m_test->workspace()).list().result();
}

void ProcessPanelTest::makesAProcessWithNumbersAndCampaigns()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.type(QStringLiteral("Name"), QStringLiteral("Collections"));
    dialog.choose(QStringLiteral("Country"), QStringLiteral("United States (US)"));
    dialog.choose(QStringLiteral("Time zone"), QStringLiteral("America/Chicago"));
    dialog.type(QStringLiteral("Account"), QStringLiteral("North"));
    dialog.type(QStringLiteral("Default caller ID"), QStringLiteral("+1 415 555 0100"));
    dialog.get<QPlainTextEdit>(QStringLiteral("Own DIDs"))
        .setPlainText(QStringLiteral("415-555-0100\n\n(415) 555-0101"));
    dialog.get<QPlainTextEdit>(QStringLiteral("First campaigns")).setPlainText(QStringLiteral("Spring\nAutumn"));
    dialog.press(QStringLiteral("Create"));
    QTRY_COMPARE(page().rows(processes), 1);

    const ProcessDetails made = stored().front();
    QCOMPARE(made.process.name, QStringLiteral("Collections"));
    QCOMPARE(made.process.country, QStringLiteral("US"));
    QCOMPARE(made.process.timeZone, QStringLiteral("America/Chicago"));
    QCOMPARE(made.process.account, QStringLiteral("North"));
    QCOMPARE(made.dids, QStringList({QStringLiteral("+14155550100"), QStringLiteral("+14155550101")}));
    QCOMPARE(made.campaigns.size(), size_t(2));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Replacement, 2 + 2 digits shown")));
    QTRY_VERIFY(!m_page->findChild<QDialog *>(processDialog));
}

void ProcessPanelTest::tabGoesThroughTheFieldsToTheButtons()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    QTRY_VERIFY(dialog.get<QLineEdit>(QStringLiteral("Name")).hasFocus());
    for (int fields = 0; fields < 8; ++fields)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(dialog.get<QAbstractButton>(QStringLiteral("Create")).hasFocus());
}

void ProcessPanelTest::showsWhatIsWrongBesideItsField()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.choose(QStringLiteral("Country"), QStringLiteral("India (IN)"));
    dialog.press(QStringLiteral("Create"));
    QTRY_VERIFY(dialog.get<QLineEdit>(QStringLiteral("Name")).hasFocus());
    QTRY_VERIFY(dialog.canPress(QStringLiteral("Create")));

    dialog.type(QStringLiteral("Name"), QStringLiteral("collections"));
    dialog.press(QStringLiteral("Create"));
    QTRY_VERIFY(dialog.says(QStringLiteral("collections")));
    QTRY_VERIFY(dialog.canPress(QStringLiteral("Create")));

    dialog.type(QStringLiteral("Name"), QStringLiteral("Support"));
    dialog.get<SearchCombo>(QStringLiteral("Country")).setCurrentText(QStringLiteral("Atlantis"));
    dialog.press(QStringLiteral("Create"));
    QTRY_VERIFY(dialog.says(QStringLiteral("“Atlantis” is no country of the list.")));
    QTRY_VERIFY(dialog.get<SearchCombo>(QStringLiteral("Country")).hasFocus());
    QCOMPARE(stored().size(), size_t(1));
}

void ProcessPanelTest::findsTheLineOfAWrongNumber()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.type(QStringLiteral("Name"), QStringLiteral("Collections"));
    dialog.choose(QStringLiteral("Country"), QStringLiteral("Japan (JP)"));
    auto &dids = dialog.get<QPlainTextEdit>(QStringLiteral("Own DIDs"));
    dids.setPlainText(QStringLiteral("+1 415-555-0100\nno number\n+1 415-555-0101"));
    dialog.press(QStringLiteral("Create"));
    QTRY_COMPARE(dids.textCursor().selectedText(), QStringLiteral("no number"));
    QVERIFY(dialog.says(QStringLiteral("Own DID holds characters that no telephone number has.")));
    QVERIFY(stored().empty());
}

void ProcessPanelTest::listsTheZonesOfTheCountry()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.choose(QStringLiteral("Country"), QStringLiteral("Japan (JP)"));
    auto &zone = dialog.get<SearchCombo>(QStringLiteral("Time zone"));
    QCOMPARE(zone.count(), 1);
    QCOMPARE(zone.value(), QStringLiteral("Asia/Tokyo"));
    dialog.get<SearchCombo>(QStringLiteral("Country")).setCurrentText(QStringLiteral("br"));
    QVERIFY(zone.findText(QStringLiteral("America/Sao_Paulo")) >= 0);
    QVERIFY(zone.findText(QStringLiteral("Asia/Tokyo")) < 0);
}

void ProcessPanelTest::asksForTheZoneWhenACountryHasSeveral()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.type(QStringLiteral("Name"), QStringLiteral("Collections"));
    dialog.choose(QStringLiteral("Country"), QStringLiteral("Brazil (BR)"));
    QCOMPARE(dialog.get<SearchCombo>(QStringLiteral("Time zone")).value(), QString());
    dialog.press(QStringLiteral("Create"));
    QTRY_VERIFY(dialog.says(QStringLiteral("This country has several time zones.")));
    QTRY_VERIFY(dialog.get<SearchCombo>(QStringLiteral("Time zone")).hasFocus());
    QVERIFY(stored().empty());
    dialog.choose(QStringLiteral("Time zone"), QStringLiteral("America/Sao_Paulo"));
    dialog.press(QStringLiteral("Create"));
    QTRY_COMPARE(stored().size(), size_t(1));
    QCOMPARE(stored().front().process.timeZone, QStringLiteral("America/Sao_Paulo"));
}

void ProcessPanelTest::offersFirstWhatBeginsAsTyped()
{
    open();
    const PageDriver dialog = openDialog(newProcess, processDialog);
    dialog.type<SearchCombo>(QStringLiteral("Country"), QStringLiteral("india"));
    const QAbstractItemModel &found =
        *dialog.get<SearchCombo>(QStringLiteral("Country")).completer()->completionModel();
    QVERIFY(found.rowCount() > 1); // British Indian Ocean Territory too
    QCOMPARE(found.index(0, 0).data().toString(), QStringLiteral("India (IN)"));
}

void ProcessPanelTest::changesAProcess()
{
    const ProcessId id = m_test->addProcess(QStringLiteral("Collections"));
    open();
    QTRY_VERIFY(page().canPress(QStringLiteral("Edit process…")));
    const PageDriver dialog = openDialog(QStringLiteral("Edit process…"), processDialog);
    QCOMPARE(dialog.get<SearchCombo>(QStringLiteral("Country")).value(), QStringLiteral("IN"));
    QVERIFY(!dialog.find<QPlainTextEdit>(QStringLiteral("First campaigns")));
    dialog.type(QStringLiteral("Name"), QStringLiteral("Recoveries"));
    dialog.type(QStringLiteral("Project"), QStringLiteral("South"));
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Process")), QStringLiteral("Recoveries"));
    QCOMPARE(stored().front().process.id, id);
    QCOMPARE(stored().front().process.project, QStringLiteral("South"));
}

void ProcessPanelTest::archivesAndRestores()
{
    m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
    open();
    page().press(QStringLiteral("Archive"));
    QTRY_COMPARE(page().rows(processes), 1);
    QVERIFY(m_test->prompt.questions.front().contains(QStringLiteral("Collections")));
    QVERIFY(stored().front().process.archivedAt);

    page().press(QStringLiteral("Show archived"));
    QTRY_COMPARE(page().rows(processes), 2);
    page().selectRow(processes, 1);
    QCOMPARE(page().cell(processes, 1, QStringLiteral("Masking")), QStringLiteral("Archived"));
    QVERIFY(!page().get<QSpinBox>(QStringLiteral("Leading digits shown (n)")).isEnabled());
    page().press(QStringLiteral("Unarchive"));
    QTRY_COMPARE(page().cell(processes, 1, QStringLiteral("Masking")), QStringLiteral("On"));
    QVERIFY(!stored().front().process.archivedAt);
}

void ProcessPanelTest::keepsWhatIsNotConfirmed()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Archive"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(!stored().front().process.archivedAt);
}

void ProcessPanelTest::addsRenamesAndArchivesCampaigns()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    const PageDriver dialog = openDialog(campaigns, campaignsDialog);
    nameCampaign(dialog, QStringLiteral("New…"), QStringLiteral("Spring"), QStringLiteral("Create"));
    QTRY_COMPARE(dialog.rows(campaigns), 1);
    dialog.selectRow(campaigns, 0);
    nameCampaign(dialog, QStringLiteral("Rename…"), QStringLiteral("Summer"), QStringLiteral("Rename"));
    QTRY_COMPARE(dialog.cell(campaigns, 0, QStringLiteral("Campaign")), QStringLiteral("Summer"));
    QTRY_VERIFY(dialog.canPress(QStringLiteral("Archive")));
    dialog.press(QStringLiteral("Archive"));
    QTRY_COMPARE(dialog.rows(campaigns), 0);
    dialog.press(QStringLiteral("Show archived"));
    QCOMPARE(dialog.cell(campaigns, 0, QStringLiteral("State")), QStringLiteral("Archived"));
    dialog.selectRow(campaigns, 0);
    QTRY_VERIFY(dialog.canPress(QStringLiteral("Unarchive")));
    dialog.press(QStringLiteral("Unarchive"));
    QTRY_COMPARE(dialog.cell(campaigns, 0, QStringLiteral("State")), QStringLiteral("Active"));
}

void ProcessPanelTest::refusesACampaignNamedTwice()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    const PageDriver dialog = openDialog(campaigns, campaignsDialog);
    nameCampaign(dialog, QStringLiteral("New…"), QStringLiteral("Spring"), QStringLiteral("Create"));
    QTRY_COMPARE(dialog.rows(campaigns), 1);
    const PageDriver name =
        nameCampaign(dialog, QStringLiteral("New…"), QStringLiteral("spring"), QStringLiteral("Create"));
    QTRY_VERIFY(name.says(QStringLiteral("“spring” is in use already.")));
    QCOMPARE(name.get<QLineEdit>(QStringLiteral("Name")).text(), QStringLiteral("spring")); // not typed in vain
    QCOMPARE(dialog.rows(campaigns), 1);
}

} // namespace callveil

QTEST_MAIN(callveil::ProcessPanelTest)
#include "tst_process_panel.moc"

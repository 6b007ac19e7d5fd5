// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/voice_platform_page.h"

#include "services/platform/emergency_service.h"
#include "services/platform/gateway_service.h"
#include "ui/shell/page_registry.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/widgets/help_topic.h"
#include "visible_dialog.h"
#include "workspace/deeds.h"

#include <QCheckBox>
#include <QDialog>
#include <QTabWidget>

namespace callveil {

namespace {
const QString gateways = QStringLiteral("Gateways");
const QString numbers = QStringLiteral("Emergency numbers");
} // namespace

class VoicePlatformPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void standsWhereSecurityIsManaged();
    void saysWhatToDoWhileThereIsNothing();
    void eachTabHasItsHelp();
    void addsAGateway();
    void showsWhatIsWrongBesideItsField();
    void changesAGateway();
    void saysWhenSomebodyElseChangedIt();
    void removesAGatewayAfterAQuestion();
    void showsWhereNumbersCameFrom();
    void addsANumber();
    void refusesANumberBesideItsField();
    void warnsBeforeACountryLosesANumber();
    void removesAnAddedNumberAfterAQuestion();
    void prefillsWhatIsMissing();

private:
    void open(const QString &part = gateways);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver dialog(const QString &button, const QString &name);
    void addGateway(const QString &name);
    [[nodiscard]] std::vector<Gateway> stored()
    {
        return GatewayService(m_test->workspace()).list().result().value_or(std::vector<Gateway>());
    }
    [[nodiscard]] QStringList shownNumbers() const
    {
        QStringList digits;
        for (int row = 0; row < page().rows(numbers); ++row)
            digits.append(page().cell(numbers, row, QStringLiteral("Number")));
        return digits;
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<VoicePlatformPage> m_page;
};

void VoicePlatformPageTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_test = std::make_unique<TestWorkspace>();
}

void VoicePlatformPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void VoicePlatformPageTest::open(const QString &part)
{
    const int expected = part == gateways
        ? int(stored().size())
        : int(EmergencyService(m_test->workspace()).overview().result().value_or(EmergencyOverview()).lines.size());
    m_page = std::make_unique<VoicePlatformPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    m_page->refresh();
    auto &parts = *m_page->findChild<QTabWidget *>(QStringLiteral("platformParts"));
    for (int tab = 0; tab < parts.count(); ++tab)
        if (parts.tabText(tab).remove(u'&') == part)
            parts.setCurrentIndex(tab);
    QTRY_COMPARE(page().rows(part), expected);
    static_cast<void>(stored()); // answered behind what the page asked for, also where nothing shows that
    QCoreApplication::processEvents();
}

PageDriver VoicePlatformPageTest::dialog(const QString &button, const QString &name)
{
    page().press(button);
    auto *dialog = visibleDialog(*m_page, name);
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void VoicePlatformPageTest::addGateway(const QString &name)
{
    Gateway gateway;
    gateway.name = name;
    gateway.target = QStringLiteral("sip:gw.example.org");
    if (!GatewayService(m_test->workspace()).save(gateway).result())
        qFatal("a test gateway could not be made");
}

void VoicePlatformPageTest::standsWhereSecurityIsManaged()
{
    const auto titles = [](const QSet<Permission> &permissions) {
        QStringList titles;
        for (const PageEntry &entry : pagesFor(allPages(), permissions))
            if (entry.inConfiguration)
                titles.append(entry.title);
        return titles;
    };
    const QStringList mine = titles({Permission::ManageSecurity, Permission::ManageUsers});
    const qsizetype place = mine.indexOf(QStringLiteral("Voice Platform"));
    QVERIFY(place > mine.indexOf(QStringLiteral("Users")));
    QVERIFY(place >= 0 && place < mine.indexOf(QStringLiteral("Security Settings")));
    QVERIFY(!titles({Permission::ManagePools, Permission::ManageProcesses}).contains(QStringLiteral("Voice Platform")));
}

void VoicePlatformPageTest::saysWhatToDoWhileThereIsNothing()
{
    open();
    QTRY_VERIFY(page().says(QStringLiteral("There is no gateway yet. Choose New gateway…")));
    for (const char *button : {"Edit gateway", "Remove gateway"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    open(numbers);
    QTRY_VERIFY(page().says(QStringLiteral("There is no emergency number yet.")));
    for (const char *button : {"Remove number", "Prefill"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
}

void VoicePlatformPageTest::eachTabHasItsHelp()
{
    open();
    const auto &parts = *m_page->findChild<QTabWidget *>(QStringLiteral("platformParts"));
    QHash<QString, QString> topics;
    for (int tab = 0; tab < parts.count(); ++tab)
        topics.insert(parts.tabText(tab).remove(u'&'), helpTopicOf(parts.widget(tab)));
    QCOMPARE(topics.value(QStringLiteral("API keys")), QStringLiteral("api"));
    QCOMPARE(topics.value(QStringLiteral("Opt-outs")), QStringLiteral("opt-outs"));
    QCOMPARE(topics.value(QStringLiteral("Service")), QStringLiteral("service"));
}

void VoicePlatformPageTest::addsAGateway()
{
    open();
    const PageDriver form = dialog(QStringLiteral("New gateway"), QStringLiteral("gatewayDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("First carrier"));
    form.type(QStringLiteral("Target"), QStringLiteral("SIPS:gw.example.org:5061;transport=tls"));
    form.type(QStringLiteral("Prefixes"), QStringLiteral("+44 +353"));
    form.type<QSpinBox>(QStringLiteral("Priority"), QStringLiteral("5"));
    form.press(QStringLiteral("Create"));
    QTRY_COMPARE(page().rows(gateways), 1);
    const auto cell = [&](const char *column) { return page().cell(gateways, 0, QLatin1String(column)); };
    QCOMPARE(cell("Gateway"), QStringLiteral("First carrier"));
    QCOMPARE(cell("Target"), QStringLiteral("sips:gw.example.org:5061;transport=tls"));
    QCOMPARE(cell("Prefixes"), QStringLiteral("+353, +44"));
    QCOMPARE(cell("Priority"), QStringLiteral("5"));
    QCOMPARE(cell("Channels"), QStringLiteral("not limited"));
    QCOMPARE(cell("State"), QStringLiteral("Enabled"));
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("Gateway First carrier was added."));
    QTRY_VERIFY(page().canPress(QStringLiteral("Edit gateway"))); // it is chosen
}

void VoicePlatformPageTest::showsWhatIsWrongBesideItsField()
{
    addGateway(QStringLiteral("Carrier"));
    open();
    const PageDriver form = dialog(QStringLiteral("New gateway"), QStringLiteral("gatewayDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("CARRIER"));
    form.type(QStringLiteral("Target"), QStringLiteral("sip:447700900123@gw.example.org"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Target: “…@gw.example.org” does not fit.")));
    form.type(QStringLiteral("Target"), QStringLiteral("sip:gw.example.org"));
    form.type(QStringLiteral("Prefixes"), QStringLiteral("+447700900123"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Prefixes: “…” does not fit.")));
    form.type(QStringLiteral("Prefixes"), QString());
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Name: “CARRIER” is in use already.")));
    QCOMPARE(stored().size(), size_t(1));
}

void VoicePlatformPageTest::changesAGateway()
{
    addGateway(QStringLiteral("Carrier"));
    open();
    page().selectRow(gateways, 0);
    const PageDriver form = dialog(QStringLiteral("Edit gateway"), QStringLiteral("gatewayDialog"));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Target")).text(), QStringLiteral("sip:gw.example.org"));
    form.type<QSpinBox>(QStringLiteral("Channels at most"), QStringLiteral("30"));
    form.get<QCheckBox>(QStringLiteral("Enabled")).setChecked(false);
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(gateways, 0, QStringLiteral("State")), QStringLiteral("Disabled"));
    QCOMPARE(page().cell(gateways, 0, QStringLiteral("Channels")), QStringLiteral("30"));
    QCOMPARE(stored().front().revision, 2);
}

void VoicePlatformPageTest::saysWhenSomebodyElseChangedIt()
{
    addGateway(QStringLiteral("Carrier"));
    open();
    page().selectRow(gateways, 0);
    const PageDriver form = dialog(QStringLiteral("Edit gateway"), QStringLiteral("gatewayDialog"));
    Gateway theirs = stored().front();
    theirs.priority = 9;
    QVERIFY(GatewayService(m_test->workspace()).save(theirs).result());
    form.type(QStringLiteral("Name"), QStringLiteral("Mine"));
    form.press(QStringLiteral("Save"));
    QTRY_VERIFY(form.says(QStringLiteral("Somebody else changed or removed this meanwhile.")));
    form.press(QStringLiteral("Cancel"));
    QTRY_COMPARE(page().cell(gateways, 0, QStringLiteral("Priority")), QStringLiteral("9"));
    QCOMPARE(page().cell(gateways, 0, QStringLiteral("Gateway")), QStringLiteral("Carrier"));
}

void VoicePlatformPageTest::removesAGatewayAfterAQuestion()
{
    addGateway(QStringLiteral("Carrier"));
    open();
    page().selectRow(gateways, 0);
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Remove gateway"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.front().contains(QStringLiteral("“Carrier”")));
    QCOMPARE(stored().size(), size_t(1));
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Remove gateway"));
    QTRY_COMPARE(page().rows(gateways), 0);
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("Gateway Carrier was removed."));
}

void VoicePlatformPageTest::showsWhereNumbersCameFrom()
{
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    QVERIFY(EmergencyService(m_test->workspace()).add({QStringLiteral("GB"), QStringLiteral("101")}).result());
    open(numbers);
    QCOMPARE(shownNumbers(), QStringList({QStringLiteral("101"), QStringLiteral("112"), QStringLiteral("999")}));
    QCOMPARE(page().cell(numbers, 0, QStringLiteral("Country")), QStringLiteral("United Kingdom (GB)"));
    QCOMPARE(page().cell(numbers, 0, QStringLiteral("Source")), QStringLiteral("Added by Asha Rao"));
    QCOMPARE(page().cell(numbers, 1, QStringLiteral("Source")), QStringLiteral("Prefilled"));
    QVERIFY(!page().canPress(QStringLiteral("Prefill")));
}

void VoicePlatformPageTest::addsANumber()
{
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    open(numbers);
    page().selectRow(numbers, 0);
    const PageDriver form = dialog(QStringLiteral("Add number"), QStringLiteral("emergencyDialog"));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Country")).currentText(), QStringLiteral("United Kingdom (GB)"));
    form.type(QStringLiteral("Digits"), QStringLiteral("101"));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 3);
    QVERIFY(m_test->notifier.lastText().startsWith(
        QStringLiteral("101 is an emergency number of United Kingdom (GB) now.")));
    QCOMPARE(page().get<QTableView>(numbers).currentIndex().row(), 0); // it is chosen
}

void VoicePlatformPageTest::refusesANumberBesideItsField()
{
    open(numbers);
    const PageDriver form = dialog(QStringLiteral("Add number"), QStringLiteral("emergencyDialog"));
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("is no country code")));
    form.choose(QStringLiteral("Country"), QStringLiteral("Germany (DE)"));
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("Digits is empty.")));
    form.type(QStringLiteral("Digits"), QStringLiteral("447700900123"));
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("Digits: “…” does not fit.")));
    form.type(QStringLiteral("Digits"), QStringLiteral("115"));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 3); // those that are known came with it
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("110")));
}

void VoicePlatformPageTest::warnsBeforeACountryLosesANumber()
{
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    open(numbers);
    page().selectRow(numbers, 0);
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Remove number"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.last().startsWith(QStringLiteral("112 is an emergency number of United Kingdom")));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("masked or refused like others")));
    QCOMPARE(page().rows(numbers), 2);
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Remove number"));
    QTRY_COMPARE(shownNumbers(), QStringList(QStringLiteral("999")));
    page().selectRow(numbers, 0);
    page().press(QStringLiteral("Remove number"));
    QVERIFY(m_test->prompt.questions.last().startsWith(QStringLiteral("999 is the last emergency number of")));
    QTRY_COMPARE(page().rows(numbers), 0);
    QTRY_VERIFY(page().canPress(QStringLiteral("Prefill")));
}

void VoicePlatformPageTest::removesAnAddedNumberAfterAQuestion()
{
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    QVERIFY(EmergencyService(m_test->workspace()).add({QStringLiteral("GB"), QStringLiteral("101")}).result());
    open(numbers);
    page().selectRow(numbers, 0);
    page().press(QStringLiteral("Remove number"));
    QTRY_COMPARE(page().rows(numbers), 2);
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.front().startsWith(QStringLiteral("101 will be no emergency number")));
}

void VoicePlatformPageTest::prefillsWhatIsMissing()
{
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    tamper(m_test->workspace(), QStringLiteral("DELETE FROM emergency_number"));
    open(numbers);
    QTRY_VERIFY(page().canPress(QStringLiteral("Prefill")));
    page().press(QStringLiteral("Prefill"));
    QTRY_COMPARE(shownNumbers(), QStringList({QStringLiteral("112"), QStringLiteral("999")}));
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("Emergency numbers were added: United Kingdom (GB)."));
    QCOMPARE(m_test->notifier.messages.last().details, QStringLiteral("United Kingdom (GB): 112, 999"));
    QTRY_VERIFY(!page().canPress(QStringLiteral("Prefill")));
}

} // namespace callveil

QTEST_MAIN(callveil::VoicePlatformPageTest)
#include "tst_voice_platform_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/lease_service.h"
#include "ui/platform/service_panel.h"
#include "ui/platform/voice_platform_page.h"
#include "ui/support/bindings_screen.h"
#include "visible_dialog.h"
#include "workspace/test_organisation.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTabWidget>

namespace callveil {

using namespace std::chrono_literals;

namespace {
const QString table = QStringLiteral("Services");
} // namespace

/// The tab Service, as a person sees it.
class ServicePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void cleanup();
    void standsOnThePage();
    void saysWhatToDoWhileThereIsNone();
    void enrolsAServiceIntoANewFile();
    void enrolsAServiceOfAServer();
    void showsWhatIsWrongBesideItsField();
    void tellsWhatEachDoes();
    void disablesAfterAWarning();
    void sealsWhatWasBoundBefore();
    void cancelsSealing();
    void saysWhoMay();

private:
    void open(Workspace &workspace);
    void openOnServer();
    /// What the panel has asked for by now has been answered, also where nothing shows it.
    void takeAnswers()
    {
        QVERIFY(RouteService(m_screen->test.workspace()).missing().result()); // answered behind it
        QCoreApplication::processEvents();
    }
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_panel); }
    [[nodiscard]] PageDriver dialog(const QString &name) const;
    /// Opens the form and types; presses Enrol.
    void enrolAs(const QString &name, const QString &file) const;
    [[nodiscard]] ServiceFile enrolled(const QString &name = ServiceEnrolment::usualName());
    [[nodiscard]] QString cell(const char *column, int row = 0) const
    {
        return page().cell(table, row, QLatin1String(column));
    }
    [[nodiscard]] QString path(const QString &name) const { return m_screen->test.filePath(name); }

    std::unique_ptr<BindingsScreen> m_screen;
    std::unique_ptr<TestOrganisation> m_organisation;
    std::shared_ptr<Workspace> m_person;
    std::unique_ptr<ServicePanel> m_panel;
};

void ServicePanelTest::init()
{
    m_screen = std::make_unique<BindingsScreen>();
}

void ServicePanelTest::cleanup()
{
    m_panel.reset();
    m_person.reset();
    m_organisation.reset();
    m_screen.reset();
}

void ServicePanelTest::open(Workspace &workspace)
{
    m_panel = std::make_unique<ServicePanel>(m_screen->test.context(workspace));
    m_panel->resize(1200, 700);
    m_panel->show();
    m_panel->refresh();
    QTRY_VERIFY(m_panel->findChild<QWidget *>(QStringLiteral("serviceLead"))->isVisible()); // it was answered
}

void ServicePanelTest::openOnServer()
{
    m_organisation = std::make_unique<TestOrganisation>(Engine::PostgreSql);
    m_person = m_organisation->signIn();
    open(*m_person);
}

PageDriver ServicePanelTest::dialog(const QString &name) const
{
    QDialog *found = nullptr;
    if (!QTest::qWaitFor([&] { return (found = visibleDialog(*m_panel, name)) != nullptr; }, 20000))
        qFatal("the dialog %s did not open", qPrintable(name));
    return PageDriver(*found);
}

void ServicePanelTest::enrolAs(const QString &name, const QString &file) const
{
    if (!visibleDialog(*m_panel, QStringLiteral("enrolServiceDialog")))
        page().press(QStringLiteral("Enrol service"));
    const PageDriver form = dialog(QStringLiteral("enrolServiceDialog"));
    form.type(QStringLiteral("Name"), name);
    form.type(QStringLiteral("New file"), file);
    form.press(QStringLiteral("Enrol"));
}

ServiceFile ServicePanelTest::enrolled(const QString &name)
{
    const auto file = ServiceEnrolment(m_screen->test.workspace()).enrol(name).result();
    if (!file)
        qFatal("a test service could not be enrolled");
    return *file;
}

void ServicePanelTest::standsOnThePage()
{
    const VoicePlatformPage shown(m_screen->test.context());
    const auto &parts = *shown.findChild<QTabWidget *>(QStringLiteral("platformParts"));
    QStringList titles;
    for (int tab = 0; tab < parts.count(); ++tab)
        titles.append(parts.tabText(tab).remove(u'&'));
    QVERIFY(titles.contains(QStringLiteral("Service")));
}

void ServicePanelTest::saysWhatToDoWhileThereIsNone()
{
    open(m_screen->test.workspace());
    QTRY_VERIFY(page().says(QStringLiteral("No service is enrolled yet.")));
    QVERIFY(page().says(QStringLiteral("Choose Enrol service…")));
    QVERIFY(page().says(QStringLiteral("There are no routes for switches here")));
    QVERIFY(page().says(QStringLiteral("No service runs: bindings are ended only")));
    QVERIFY(page().says(QStringLiteral("Enrol one first")));
    QVERIFY(!page().says(QStringLiteral("systemctl")));
    QTRY_VERIFY(page().says(QStringLiteral("No call record waits")));
    takeAnswers();
    QVERIFY(!page().says(QStringLiteral("Every service has")));
    QVERIFY(!page().says(QStringLiteral("Missing copies")));
    QVERIFY(page().canPress(QStringLiteral("Enrol service")));
    for (const char *button : {"Disable service", "Seal missing copies"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    QVERIFY(m_screen->test.notifier.messages.isEmpty());
}

void ServicePanelTest::enrolsAServiceIntoANewFile()
{
    open(m_screen->test.workspace());
    page().press(QStringLiteral("Enrol service"));
    const PageDriver form = dialog(QStringLiteral("enrolServiceDialog"));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Name")).text(), QStringLiteral("callveild"));
    const QString file = path(QStringLiteral("callveild.json"));
    m_screen->test.prompt.file = file;
    form.press(QStringLiteral("Choose a place"));
    QCOMPARE(m_screen->test.prompt.suggestion, QStringLiteral("callveild.json"));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("New file")).text(), file);
    form.press(QStringLiteral("Enrol"));
    const PageDriver next = dialog(QStringLiteral("serviceStartDialog"));
    const QString commands = next.get<QPlainTextEdit>(QStringLiteral("Commands")).toPlainText();
    QVERIFY(commands.startsWith(QLatin1String("install -D -m 0600 ")));
    QVERIFY(commands.endsWith(QLatin1String("systemctl --user enable --now callveild-user")));
    const auto identity = ServiceFile::read(file); // which refuses what others can read
    QVERIFY(identity);
    QVERIFY(!commands.contains(identity->password()));
    QVERIFY(!page().says(identity->password()));
    next.press(QStringLiteral("Done"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(cell("Name"), QStringLiteral("callveild"));
    QCOMPARE(cell("State"), QStringLiteral("Enabled, not seen running"));
    QCOMPARE(cell("Last seen"), QStringLiteral("Not seen"));
    QCOMPARE(cell("Enrolled by"), QStringLiteral("Asha Rao"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Disable service"))); // it is chosen
    QVERIFY(page().says(QStringLiteral("“systemctl --user start callveild-user”")));
    QTRY_VERIFY(page().says(QStringLiteral("Every service has the numbers of all bindings.")));
    for (const auto &message : m_screen->test.notifier.messages)
        QVERIFY(!message.text.contains(identity->password()));
}

void ServicePanelTest::enrolsAServiceOfAServer()
{
    openOnServer();
    QVERIFY(page().says(QStringLiteral("No service runs: switches are told nothing")));
    QVERIFY(!page().says(QStringLiteral("this database is a file")));
    const QString file = path(QStringLiteral("of a server.json"));
    enrolAs(QStringLiteral("callveild-db1"), file);
    const PageDriver next = dialog(QStringLiteral("serviceStartDialog"));
    QVERIFY(next.says(QStringLiteral("Then delete it here.")));
    QCOMPARE(next.get<QPlainTextEdit>(QStringLiteral("Commands")).toPlainText().section(u'\n', 0, 0),
        QStringLiteral("sudo install -D -m 0600 -o root 'of a server.json' /etc/callveil/callveild.json"));
    next.press(QStringLiteral("Done"));
    const auto identity = ServiceFile::read(file);
    QVERIFY(identity);
    const auto service = m_organisation->signIn(identity->user, identity->password());
    const ServiceInstance instance = LeaseService::newInstance(QStringLiteral("1.2"));
    QVERIFY(LeaseService(*service).lead(instance).result().value_or(false));
    m_panel->refresh();
    QTRY_COMPARE(cell("State"), QStringLiteral("Leads now"));
    QCOMPARE(cell("Last led on"), instance.host);
    page().selectRow(table, 0);
    page().press(QStringLiteral("Disable service"));
    QVERIFY(m_screen->test.prompt.questions.last().contains(QStringLiteral("all routes go at once")));
    QTRY_COMPARE_WITH_TIMEOUT(cell("State"), QStringLiteral("Disabled"), 30000);
    QVERIFY(!m_organisation->trySignIn(identity->user, identity->password()));
}

void ServicePanelTest::showsWhatIsWrongBesideItsField()
{
    static_cast<void>(enrolled());
    open(m_screen->test.workspace());
    QTRY_COMPARE(page().rows(table), 1);
    page().press(QStringLiteral("Enrol service"));
    const PageDriver form = dialog(QStringLiteral("enrolServiceDialog"));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Name")).text(), QStringLiteral("callveild-2"));
    form.press(QStringLiteral("Enrol"));
    QTRY_VERIFY(form.says(QStringLiteral("Choose where the identity is to be written.")));
    const QString fresh = path(QStringLiteral("fresh.json"));
    enrolAs(QStringLiteral("bob"), fresh);
    QTRY_VERIFY(form.says(QStringLiteral("Begin the name with callveild.")));
    enrolAs(QStringLiteral("callveild 2"), fresh);
    QTRY_VERIFY(form.says(QStringLiteral("“callveild 2” cannot be a user name.")));
    enrolAs(QStringLiteral("callveild"), fresh);
    QTRY_VERIFY(form.says(QStringLiteral("User name: “callveild” is in use already.")));
    QVERIFY(!QFile::exists(fresh));
    QFile there(path(QStringLiteral("there.json")));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("mine");
    there.close();
    enrolAs(QStringLiteral("callveild-2"), there.fileName());
    QTRY_VERIFY(form.says(QStringLiteral("There is a file “there.json” already")));
    QCOMPARE(there.size(), 4);
    enrolAs(QStringLiteral("callveild-2"), path(QStringLiteral("none/x.json")));
    QTRY_VERIFY(form.says(QStringLiteral("The file “x.json” cannot be written.")));
    visibleDialog(*m_panel, QStringLiteral("enrolServiceDialog"))->reject();
    m_panel->refresh();
    takeAnswers();
    QCOMPARE(page().rows(table), 1); // nobody was enrolled
}

void ServicePanelTest::tellsWhatEachDoes()
{
    const ServiceFile file = enrolled();
    const auto service =
        SignInService(m_screen->test.local()).signIn(file.address, file.user, file.password()).result();
    QVERIFY(service);
    open(m_screen->test.workspace());
    QTRY_COMPARE(page().rows(table), 1);
    QVERIFY(cell("Last seen") != QStringLiteral("Not seen")); // it is signed in
    m_panel->setInterval(50ms); // and sees by itself what comes
    const ServiceInstance instance = LeaseService::newInstance(QStringLiteral("1.2"));
    QVERIFY(LeaseService(**service).lead(instance).result().value_or(false));
    QTRY_COMPARE(cell("State"), QStringLiteral("Leads now"));
    QVERIFY(page().says(QStringLiteral("A service leads on")));
    QVERIFY(page().says(instance.host));
    QVERIFY(LeaseService(**service).leave(instance.mark).result());
    QTRY_COMPARE(cell("State"), QStringLiteral("Enabled, not seen running"));
    QTRY_VERIFY(page().says(QStringLiteral("It was last seen on")));
}

void ServicePanelTest::disablesAfterAWarning()
{
    static_cast<void>(enrolled());
    open(m_screen->test.workspace());
    QTRY_COMPARE(page().rows(table), 1);
    page().selectRow(table, 0);
    FakePrompt &prompt = m_screen->test.prompt;
    prompt.agrees = false;
    page().press(QStringLiteral("Disable service"));
    QVERIFY(prompt.questions.last().startsWith(QStringLiteral("Disable the service “callveild”?")));
    QVERIFY(prompt.questions.last().contains(QStringLiteral("No other service is enabled.")));
    QVERIFY(m_screen->test.notifier.messages.isEmpty());
    prompt.agrees = true;
    page().press(QStringLiteral("Disable service"));
    QTRY_COMPARE(cell("State"), QStringLiteral("Disabled"));
    QCOMPARE(m_screen->test.notifier.lastText(), QStringLiteral("The service callveild was disabled."));
    QVERIFY(!page().says(QStringLiteral("Every service has the numbers"))); // there is none that could lack any
    QVERIFY(page().says(QStringLiteral("Every service is disabled: enable one")));
    QTRY_VERIFY(page().canPress(QStringLiteral("Enable service")));
    page().press(QStringLiteral("Enable service"));
    QTRY_COMPARE(cell("State"), QStringLiteral("Enabled, not seen running"));
    QCOMPARE(prompt.questions.size(), 2); // letting in takes nothing away
}

void ServicePanelTest::sealsWhatWasBoundBefore()
{
    m_screen->addLondon();
    static_cast<void>(m_screen->bind(1, 1));
    static_cast<void>(m_screen->bind(2, 2));
    static_cast<void>(enrolled());
    open(m_screen->test.workspace());
    QTRY_VERIFY(page().says(QStringLiteral("Missing copies of numbers: 4. They matter only where a program asks")));
    FakePrompt &prompt = m_screen->test.prompt;
    prompt.agrees = false;
    page().press(QStringLiteral("Seal missing copies"));
    QVERIFY(prompt.questions.last().contains(QStringLiteral("recorded under your name")));
    QVERIFY(page().canPress(QStringLiteral("Seal missing copies")));
    prompt.agrees = true;
    page().press(QStringLiteral("Seal missing copies"));
    QTRY_COMPARE(m_screen->test.notifier.lastText(), QStringLiteral("Copies sealed to services: 4. Still missing: 0."));
    QTRY_VERIFY(page().says(QStringLiteral("Every service has the numbers of all bindings.")));
    QVERIFY(!page().canPress(QStringLiteral("Seal missing copies")));
    QCOMPARE(RouteService(m_screen->test.workspace()).missing().result().value_or(-1), 0);
}

void ServicePanelTest::cancelsSealing()
{
    m_screen->addLondon();
    static_cast<void>(m_screen->bind(1, 1));
    static_cast<void>(enrolled());
    open(m_screen->test.workspace());
    QTRY_VERIFY(page().says(QStringLiteral("Missing copies of numbers: 2.")));
    // The thread for long work is taken until the person has cancelled.
    const auto goesOn = std::make_shared<QSemaphore>();
    const auto taken = m_screen->test.workspace().background().run([goesOn](Connection &) -> Result<void> {
        goesOn->acquire();
        return {};
    });
    const auto free = qScopeGuard([&] { goesOn->release(); }); // also when a check fails
    page().press(QStringLiteral("Seal missing copies"));
    QTRY_VERIFY(page().says(QStringLiteral("Copies sealed: 0")));
    QVERIFY(!page().canPress(QStringLiteral("Seal missing copies")));
    page().press(QStringLiteral("Cancel"));
    QVERIFY(page().says(QStringLiteral("Cancelling…")));
    goesOn->release();
    QTRY_COMPARE(m_screen->test.notifier.lastText(),
        QStringLiteral("Cancelled; what was sealed stays. Copies sealed to services: 0. Still missing: 2."));
    QTRY_VERIFY(page().canPress(QStringLiteral("Seal missing copies")));
    QVERIFY(!page().says(QStringLiteral("Cancelling…")));
}

void ServicePanelTest::saysWhoMay()
{
    m_screen->addLondon();
    static_cast<void>(m_screen->bind(1, 1));
    static_cast<void>(enrolled());
    m_screen->test.hire(QStringLiteral("sue"), QStringLiteral("Sue Long"), Role::Supervisor);
    m_person = m_screen->test.enter(QStringLiteral("sue"));
    open(*m_person);
    QTRY_COMPARE(page().rows(table), 1);
    QTRY_VERIFY(page().says(QStringLiteral("Missing copies of numbers: 2."))); // she is told
    QVERIFY(page().says(QStringLiteral("Services are enrolled, disabled and enabled by somebody who manages users")));
    QVERIFY(page().says(QStringLiteral("Copies are sealed by somebody who manages pools, may export")));
    page().selectRow(table, 0);
    for (const char *button : {"Enrol service", "Disable service", "Seal missing copies"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
}

} // namespace callveil

QTEST_MAIN(callveil::ServicePanelTest)
#include "tst_service_panel.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/psql.h"
#include "ui/platform/switch_login_panel.h"
#include "ui/platform/voice_platform_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"
#include "workspace/test_organisation.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTabWidget>

namespace callveil {

namespace {
const QString table = QStringLiteral("Switch logins");
} // namespace

/// The tab Switch logins, as a person sees it.
class SwitchLoginPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void standsWhereUsersAreManaged();
    void saysThatAFileHasNone();
    void makesALoginAndShowsItsPasswordOnce();
    void showsWhatIsWrongBesideItsField();
    void givesANewPasswordAfterAQuestion();
    void disablesAndEnables();
    void letsASwitchKeepRoutes();
    void removesAfterAQuestion();
    void saysWhichHasNoLogin();

private:
    /// A new organisation on a server, its page open at the tab.
    void open();
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_panel); }
    [[nodiscard]] PageDriver dialog(const QString &name) const;
    [[nodiscard]] bool isLetIn(const QString &password) const;
    [[nodiscard]] SwitchLoginService logins() const { return SwitchLoginService(*m_admin); }
    [[nodiscard]] QString cell(const char *column) const { return page().cell(table, 0, QLatin1String(column)); }

    std::unique_ptr<TestWorkspace> m_file;
    std::unique_ptr<TestOrganisation> m_organisation;
    std::shared_ptr<Workspace> m_admin;
    FakePrompt m_prompt;
    RecordingNotifier m_notifier;
    OwnClipboard m_clipboard;
    std::unique_ptr<SwitchLoginPanel> m_panel;
};

void SwitchLoginPanelTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void SwitchLoginPanelTest::cleanup()
{
    m_panel.reset();
    m_admin.reset();
    m_organisation.reset();
    m_file.reset();
    m_prompt.questions.clear();
    m_prompt.agrees = true;
}

void SwitchLoginPanelTest::open()
{
    m_organisation = std::make_unique<TestOrganisation>(Engine::PostgreSql);
    m_admin = m_organisation->signIn();
    m_panel = std::make_unique<SwitchLoginPanel>(
        PageContext{*m_admin, m_notifier, m_prompt, QTimeZone::utc(), m_organisation->local(), m_clipboard});
    m_panel->resize(1200, 700);
    m_panel->show();
}

PageDriver SwitchLoginPanelTest::dialog(const QString &name) const
{
    QDialog *found = nullptr;
    if (!QTest::qWaitFor([&] { return (found = visibleDialog(*m_panel, name)) != nullptr; }, 20000))
        qFatal("the dialog %s did not open", qPrintable(name));
    return PageDriver(*found);
}

bool SwitchLoginPanelTest::isLetIn(const QString &password) const
{
    const DatabaseAddress place = m_organisation->address();
    const SwitchAccess access{
        {}, QStringLiteral("cvs_%1.kamailio").arg(place.database), place.host, place.database, place.port, password};
    return Psql(access.url()).run({QStringLiteral("SELECT 1")});
}

void SwitchLoginPanelTest::standsWhereUsersAreManaged()
{
    m_file = std::make_unique<TestWorkspace>();
    const ProcessId sales = m_file->addProcess(QStringLiteral("Sales"));
    m_file->hire(QStringLiteral("lim"), QStringLiteral("Lim"), Role::Administrator, {sales});
    const auto has = [&](Workspace &workspace) {
        const VoicePlatformPage shown(m_file->context(workspace));
        const auto &parts = *shown.findChild<QTabWidget *>(QStringLiteral("platformParts"));
        for (int tab = 0; tab < parts.count(); ++tab)
            if (parts.tabText(tab).remove(u'&') == table)
                return true;
        return false;
    };
    QVERIFY(has(m_file->workspace()));
    const auto limited = m_file->enter(QStringLiteral("lim"));
    QVERIFY(!has(*limited)); // he could change none
}

void SwitchLoginPanelTest::saysThatAFileHasNone()
{
    m_file = std::make_unique<TestWorkspace>();
    m_panel = std::make_unique<SwitchLoginPanel>(m_file->context());
    m_panel->resize(1200, 700);
    m_panel->show();
    m_panel->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("Switches ask a PostgreSQL server, and this database is a file.")));
    for (const char *button :
        {"New switch login", "New password", "Disable switch login", "Keep routes", "Remove switch login"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    QVERIFY(m_file->notifier.messages.isEmpty());
}

void SwitchLoginPanelTest::makesALoginAndShowsItsPasswordOnce()
{
    open();
    m_panel->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("There is no switch login yet. Choose New switch login…")));
    page().press(QStringLiteral("New switch login"));
    const PageDriver form = dialog(QStringLiteral("switchLoginDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("kamailio"));
    form.press(QStringLiteral("Create"));
    if (auto *open = visibleDialog(*m_panel, QStringLiteral("switchLoginDialog")))
        open->reject(); // nobody would see the password then
    const PageDriver access = dialog(QStringLiteral("switchAccessDialog"));
    const QString password = access.get<QLineEdit>(QStringLiteral("Password")).text();
    const DatabaseAddress place = m_organisation->address();
    QCOMPARE(
        access.get<QLineEdit>(QStringLiteral("Login")).text(), QStringLiteral("cvs_%1.kamailio").arg(place.database));
    QCOMPARE(access.get<QLineEdit>(QStringLiteral("Server")).text(), QStringLiteral("127.0.0.1:%1").arg(place.port));
    QCOMPARE(access.get<QLineEdit>(QStringLiteral("Database")).text(), place.database);
    const QString line = access.get<QLineEdit>(QStringLiteral("Kamailio")).text();
    QVERIFY(line.startsWith(QStringLiteral("#!substdef \"|CV_DATABASE|postgres://cvs_")) && line.contains(password));
    QTRY_COMPARE(page().rows(table), 1); // it was read before the switch connects
    QVERIFY(isLetIn(password));
    // Not copied yet: it asks before it is lost.
    m_prompt.agrees = false;
    auto *window = visibleDialog(*m_panel, QStringLiteral("switchAccessDialog"));
    window->reject();
    QVERIFY(window->isVisible());
    QVERIFY(m_prompt.questions.last().startsWith(QStringLiteral("Close without having copied the password?")));
    access.press(QStringLiteral("Copy the line for local.cfg"));
    QCOMPARE(QGuiApplication::clipboard()->text(), line);
    access.press(QStringLiteral("Copy password"));
    QCOMPARE(QGuiApplication::clipboard()->text(), password);
    m_prompt.questions.clear();
    window->reject();
    QVERIFY(m_prompt.questions.isEmpty());
    QCOMPARE(cell("Name"), QStringLiteral("kamailio"));
    QCOMPARE(cell("State"), QStringLiteral("Enabled"));
    QCOMPARE(cell("Connected"), QStringLiteral("0"));
    QCOMPARE(cell("Created by"), QStringLiteral("Ada Administrator"));
    QTRY_VERIFY(page().canPress(QStringLiteral("New password"))); // it is chosen
    for (const auto &message : m_notifier.messages)
        QVERIFY(!message.text.contains(password));
}

void SwitchLoginPanelTest::showsWhatIsWrongBesideItsField()
{
    open();
    QVERIFY(logins().make(QStringLiteral("kamailio")).result());
    page().press(QStringLiteral("New switch login"));
    const PageDriver form = dialog(QStringLiteral("switchLoginDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("Kamailio 2"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Use 1 to 24 small letters, digits and hyphens, a letter first.")));
    form.type(QStringLiteral("Name"), QStringLiteral("kamailio"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Name: “kamailio” is in use already.")));
}

void SwitchLoginPanelTest::givesANewPasswordAfterAQuestion()
{
    open();
    const auto before = logins().make(QStringLiteral("kamailio")).result();
    QVERIFY(before);
    m_panel->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    page().selectRow(table, 0);
    m_prompt.agrees = false;
    page().press(QStringLiteral("New password"));
    QVERIFY(m_prompt.questions.last().contains(QStringLiteral("“kamailio”")));
    QVERIFY(isLetIn(before->password));
    m_prompt.agrees = true;
    page().press(QStringLiteral("New password"));
    const PageDriver access = dialog(QStringLiteral("switchAccessDialog"));
    QVERIFY(isLetIn(access.get<QLineEdit>(QStringLiteral("Password")).text()));
    QVERIFY(!isLetIn(before->password));
    access.press(QStringLiteral("Done"));
}

void SwitchLoginPanelTest::disablesAndEnables()
{
    open();
    const auto access = logins().make(QStringLiteral("kamailio")).result();
    QVERIFY(access);
    m_panel->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    page().selectRow(table, 0);
    page().press(QStringLiteral("Disable switch login"));
    QTRY_COMPARE(cell("State"), QStringLiteral("Disabled"));
    QCOMPARE(m_notifier.lastText(), QStringLiteral("Switch login kamailio was disabled."));
    QVERIFY(!isLetIn(access->password));
    page().press(QStringLiteral("Enable switch login"));
    QTRY_COMPARE(cell("State"), QStringLiteral("Enabled"));
    QVERIFY(isLetIn(access->password));
    QCOMPARE(m_prompt.questions.size(), 1); // letting in takes nothing away
}

void SwitchLoginPanelTest::letsASwitchKeepRoutes()
{
    open();
    QVERIFY(logins().make(QStringLiteral("kamailio")).result());
    m_panel->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(cell("Keeps routes"), QStringLiteral("No"));
    page().selectRow(table, 0);
    m_prompt.agrees = false;
    page().press(QStringLiteral("Keep routes"));
    QVERIFY(m_prompt.questions.last().contains(QStringLiteral("the real numbers of all live bindings at once")));
    QVERIFY(!logins().list().result()->front().keepsRoutes);
    m_prompt.agrees = true;
    page().press(QStringLiteral("Keep routes"));
    QTRY_COMPARE(cell("Keeps routes"), QStringLiteral("Yes"));
    QCOMPARE(m_notifier.lastText(), QStringLiteral("Switch login kamailio may keep routes."));
    page().press(QStringLiteral("Stop keeping routes"));
    QTRY_COMPARE(cell("Keeps routes"), QStringLiteral("No"));
    QVERIFY(!logins().list().result()->front().keepsRoutes);
}

void SwitchLoginPanelTest::removesAfterAQuestion()
{
    open();
    QVERIFY(logins().make(QStringLiteral("kamailio")).result());
    m_panel->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    page().selectRow(table, 0);
    m_prompt.agrees = false;
    page().press(QStringLiteral("Remove switch login"));
    QCOMPARE(page().rows(table), 1);
    m_prompt.agrees = true;
    page().press(QStringLiteral("Remove switch login"));
    QTRY_COMPARE(page().rows(table), 0);
    QCOMPARE(m_notifier.lastText(), QStringLiteral("Switch login kamailio was removed."));
    QTRY_VERIFY(!page().canPress(QStringLiteral("New password")));
}

void SwitchLoginPanelTest::saysWhichHasNoLogin()
{
    open();
    const auto access = logins().make(QStringLiteral("kamailio")).result();
    QVERIFY(access);
    QVERIFY(m_organisation->superConnection()->runScript(QStringLiteral("DROP ROLE \"%1\"").arg(access->login)));
    m_panel->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(cell("State"), QStringLiteral("No login: give a new password"));
    page().selectRow(table, 0);
    QVERIFY(page().canPress(QStringLiteral("New password")));
    QVERIFY(!page().canPress(QStringLiteral("Keep routes")));
}

} // namespace callveil

QTEST_MAIN(callveil::SwitchLoginPanelTest)
#include "tst_switch_login_panel.moc"

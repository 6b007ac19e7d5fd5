// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console.h"

#include "domain/base/awaited.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connection_file_dialog.h"
#include "ui/access/demo_dialog.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/sign_in_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QAction>
#include <QApplication>

using namespace callveil;

class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QGuiApplication::setQuitOnLastWindowClosed(false);
        m_scene.found();
        // What belongs to a person lies in the folder of the test.
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_scene.filePath(QStringLiteral("data"))));
        m_theme = std::make_unique<Theme>(m_scene.settings);
    }

    void cleanup()
    {
        for (QWidget *window : QApplication::topLevelWidgets())
            window->deleteLater();
        m_console.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_scene.local.setConnections({});
    }

    void startsWithTheWizardWhenNothingIsKnown()
    {
        start({});
        QVERIFY(shown<FirstStartWizard>());
        QVERIFY(!shown<SignInDialog>());
    }

    void startsWithTheSignInWhenAServerIsKnown()
    {
        m_scene.local.setConnections(
            {{QStringLiteral("Main"), QStringLiteral("postgresql://db.example.org/callveil")}});
        start({false, {}, QStringLiteral("Main"), {}});
        QVERIFY(shown<SignInDialog>());
        QCOMPARE(PageDriver(*shown<SignInDialog>()).get<QComboBox>(QStringLiteral("Connection")).currentText(),
            QStringLiteral("Main"));
    }

    void saysThatAConnectionIsUnknown()
    {
        start({false, {}, QStringLiteral("Elsewhere"), {}});
        QVERIFY(shown<SignInDialog>());
        QVERIFY(PageDriver(*shown<SignInDialog>()).says(QStringLiteral("There is no database “Elsewhere”.")));
    }

    void opensTheDatabaseThatIsGiven()
    {
        start({false, m_scene.database().file, {}, {}});
        const PageDriver driver(*shown<SignInDialog>());
        driver.type(QStringLiteral("User name"), QStringLiteral("asha"));
        driver.type(QStringLiteral("Password"), AccessScene::password());
        driver.press(QStringLiteral("Sign in"));
        QTRY_VERIFY(shown<MainWindow>());
        QCOMPARE(shown<MainWindow>()->windowTitle(), QStringLiteral("Callveil - Test Centre"));
    }

    void showsTheWordsOfADatabaseOnThisComputerButNoFile()
    {
        const auto workspace = m_scene.enter(QStringLiteral("asha"));
        ConnectionFileDialog dialog(*workspace, m_scene.prompt, nullptr);
        dialog.show();
        const PageDriver driver(dialog);
        QVERIFY(driver.says(toWords(workspace->identity()->fingerprint).join(QStringLiteral("  "))));
        QVERIFY(driver.says(QStringLiteral("there is nothing to export")));
        QVERIFY(!driver.canPress(QStringLiteral("Export")));
    }

    void saysThatAnAddressCannotBeUsed()
    {
        start({false, QStringLiteral("mysql://x"), {}, {}});
        QVERIFY(PageDriver(*shown<SignInDialog>()).says(QStringLiteral("“mysql://x” is no usable database.")));
    }

    void signsNobodyInWithoutAskingOutsideADemo()
    {
        start({false, m_scene.database().file, {}, QStringLiteral("asha")});
        QTRY_VERIFY(shown<SignInDialog>());
        QVERIFY(!shown<MainWindow>());
    }

    void makesTheDemoAndSignsIn()
    {
        start({true, {}, {}, QStringLiteral("demo.administrator")});
        QVERIFY(shown<DemoDialog>());
        QTRY_VERIFY_WITH_TIMEOUT(shown<MainWindow>(), 120000);
        QVERIFY(shown<MainWindow>()->windowTitle().endsWith(QStringLiteral(" - demo data")));
        for (QAction *action : shown<MainWindow>()->findChildren<QAction *>())
            if (action->text() == QStringLiteral("&Sign out"))
                action->trigger();
        QTRY_VERIFY(shown<SignInDialog>());
        QVERIFY(PageDriver(*shown<SignInDialog>()).find<QAbstractButton>(QStringLiteral("Analyst (demo.analyst)")));
    }

    /// Last: it is another password from then on.
    void replacesASavedPasswordThatIsChanged()
    {
        const QString place = m_scene.database().place();
        const QString fresh = QStringLiteral("green kettle on moon");
        QVERIFY(awaited(m_scene.passwords.save(place, QStringLiteral("asha"), AccessScene::password())));
        start({false, m_scene.database().file, {}, {}});
        const PageDriver driver(*shown<SignInDialog>());
        QTRY_COMPARE(driver.get<QLineEdit>(QStringLiteral("Password")).text(), AccessScene::password());
        driver.press(QStringLiteral("Sign in"));
        QTRY_VERIFY(shown<MainWindow>());
        QCOMPARE(m_scene.local.organisation(place), QStringLiteral("Test Centre"));
        for (QAction *action : shown<MainWindow>()->findChildren<QAction *>())
            if (action->text() == QStringLiteral("&Change my password…"))
                action->trigger();
        QTRY_VERIFY(shown<MainWindow>()->findChild<ChangePasswordDialog *>());
        const PageDriver change(*shown<MainWindow>()->findChild<ChangePasswordDialog *>());
        change.type(QStringLiteral("Current password"), AccessScene::password());
        change.type(QStringLiteral("New password"), fresh);
        change.type(QStringLiteral("New password again"), fresh);
        change.press(QStringLiteral("Change password"));
        QTRY_COMPARE(m_scene.keychain.saved.values(), QStringList(fresh));
        QVERIFY(awaited(m_scene.passwords.forget(place, QStringLiteral("asha"))));
    }

private:
    void start(const ConsoleOptions &options)
    {
        m_console = std::make_unique<Console>(
            ConsoleParts{m_scene.local, *m_theme, m_scene.settings, {toWords, fromWords}, m_scene.keychain}, options);
        m_console->start();
    }

    template <typename Window>
    [[nodiscard]] static Window *shown()
    {
        for (QWidget *window : QApplication::topLevelWidgets())
            if (auto *found = qobject_cast<Window *>(window); found && found->isVisible())
                return found;
        return nullptr;
    }

    AccessScene m_scene;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TestConsole)
#include "tst_console.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_lock.h"

#include "services/processes/process_service.h"
#include "ui/calls/import_wizard.h"
#include "ui/shell/message_prompt.h"
#include "ui/shell/page_registry.h"
#include "ui/support/accessible_text.h"
#include "ui/support/edited_page.h"
#include "ui/support/locked_console.h"
#include "ui/support/recording_notifier.h"

#include <QClipboard>
#include <QDialog>
#include <QMenu>
#include <QSemaphore>
#include <QSignalSpy>

using namespace callveil;
using namespace std::chrono_literals;

/// What a locked program shows and tells, and that everything comes back as it was.
class TestSessionLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        ProcessDetails details;
        details.process.name = QStringLiteral("Support");
        details.process.country = QStringLiteral("IN");
        QVERIFY(ProcessService(*m_scene.enter(QStringLiteral("asha"))).create(details).result());
    }
    void init()
    {
        m_page = nullptr;
        m_scene.prompt.questions.clear();
        m_scene.local.clearFailures(m_scene.database().place(), QStringLiteral("asha"));
    }

    void locksOverAnOpenDialogAndKeepsWhatWasTyped()
    {
        LockedConsole console(m_scene, agentsPage());
        openAgentDialog(console);
        QDialog &dialog = *m_dialog;
        const QPointer<QWidget> typedIn = PageDriver(dialog).find<QLineEdit>(QStringLiteral("Name"));
        PageDriver(dialog).type(QStringLiteral("Name"), m_typed);
        dialog.activateWindow();
        QTRY_COMPARE(QApplication::focusWidget(), typedIn.data());
        console.pass(6min);
        QTRY_VERIFY_WITH_TIMEOUT(console.gate(), 10000);
        QCOMPARE(console.visibleWindows(), QWidgetList{console.gate()});
        QVERIFY(console.workspace->isLocked());
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QVERIFY(console.window.isVisible());
        QVERIFY(dialog.isVisible());
        QCOMPARE(PageDriver(dialog).get<QLineEdit>(QStringLiteral("Name")).text(), m_typed);
        QTRY_COMPARE(QApplication::focusWidget(), typedIn.data());
        QVERIFY(!console.workspace->isLocked());
        dialog.reject();
    }

    void tellsNothingWhileLocked()
    {
        LockedConsole console(m_scene, agentsPage());
        openAgentDialog(console);
        QDialog &dialog = *m_dialog;
        PageDriver(dialog).type(QStringLiteral("Name"), m_typed);
        QAccessibleInterface *line =
            QAccessible::queryAccessibleInterface(PageDriver(dialog).find<QLineEdit>(QStringLiteral("Name")));
        const QAccessible::Id known = QAccessible::uniqueId(line);
        const QString before = AccessibleText::readOfAllWindows();
        for (const QString &open : {m_typed, QStringLiteral("Test Centre"), QStringLiteral("Search agents")})
            QVERIFY2(before.contains(open), qPrintable(open));
        console.lock.lock(LockCause::Asked);
        const QString during = AccessibleText::readOfAllWindows();
        for (const QString &hidden : {m_typed, QStringLiteral("Test Centre"), QStringLiteral("Search agents"),
                 QStringLiteral("New agent"), QStringLiteral("Navigation")})
            QVERIFY2(!during.contains(hidden), qPrintable(hidden));
        QVERIFY(during.contains(QStringLiteral("Callveil is locked")));
        QVERIFY(during.contains(QStringLiteral("Asha Rao (asha) is signed in.")));
        QVERIFY2(!QAccessible::accessibleInterface(known), "a program that was given the field still reads it");
        for (const QWidget *window : QApplication::topLevelWidgets())
            if (window != console.gate())
                QVERIFY2(!window->windowTitle().contains(QLatin1String("Test")), qPrintable(window->windowTitle()));
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        const QString after = AccessibleText::readOfAllWindows();
        for (const QString &open : {m_typed, QStringLiteral("Test Centre"), QStringLiteral("Search agents")})
            QVERIFY2(after.contains(open), qPrintable(open));
        QCOMPARE(console.window.windowTitle(), QStringLiteral("Callveil - Test Centre"));
        dialog.reject();
    }

    void locksByItsKeysAlsoOverADialog()
    {
        LockedConsole console(m_scene, agentsPage());
        console.window.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &console.window);
        QTest::keyClick(&console.window, Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(console.gate());
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        openAgentDialog(console);
        QDialog &dialog = *m_dialog;
        QTest::keyClick(PageDriver(dialog).find<QLineEdit>(QStringLiteral("Name")), Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(console.gate());
        QVERIFY(!dialog.isVisible());
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        dialog.reject();
    }

    void staysOpenWhileSomebodyUsesIt()
    {
        LockedConsole console(m_scene, editedPage());
        for (int i = 0; i < 4; ++i) {
            console.pass(4min);
            QTest::mouseClick(&console.window, Qt::LeftButton);
            QVERIFY(!console.gate());
        }
        console.pass(6min);
        QTest::mouseClick(&console.window, Qt::LeftButton); // too late
        QVERIFY(console.gate());
    }

    void refusesAWrongPasswordAndCountsTheWaitDown()
    {
        LockedConsole console(m_scene, editedPage());
        console.lock.lock(LockCause::Asked);
        console.tryPassword(QStringLiteral("not my password"));
        QVERIFY(console.gateDriver().says(QStringLiteral("The password is wrong.")));
        QVERIFY(console.gateDriver().canPress(QStringLiteral("Unlock")));
        QVERIFY(console.workspace->isLocked());
        console.tryPassword(QStringLiteral("not my password"));
        // Those of an hour ago make the wait that comes now long enough to be watched on a slow computer.
        for (int i = 0; i < 2; ++i)
            m_scene.local.noteFailure(
                m_scene.database().place(), QStringLiteral("asha"), QDateTime::currentMSecsSinceEpoch() - 3600000);
        console.tryPassword(QStringLiteral("not my password"));
        const auto waits = [&](int least, int most) {
            for (int seconds = least; seconds <= most; ++seconds)
                if (console.gateDriver().says(QStringLiteral("Wait %1 seconds").arg(seconds)))
                    return true;
            return false;
        };
        QVERIFY(waits(6, 8));
        QVERIFY(!console.gateDriver().canPress(QStringLiteral("Unlock")));
        QTRY_VERIFY_WITH_TIMEOUT(waits(1, 5), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(console.gateDriver().canPress(QStringLiteral("Unlock")), 30000);
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
    }

    void hasNoWayAround()
    {
        LockedConsole console(m_scene, editedPage());
        console.lock.lock(LockCause::Asked);
        QTest::keyClick(console.gate(), Qt::Key_Escape);
        QVERIFY(console.gate());
        console.gate()->close();
        QVERIFY(console.gate());
        QVERIFY(console.gateDriver().says(QStringLiteral("Type your password to go on, or sign out.")));
        QVERIFY(!console.window.isVisible());
    }

    void signsOutWithoutAQuestion()
    {
        LockedConsole console(m_scene, editedPage());
        QSignalSpy ended(&console.window, &MainWindow::signedOut);
        m_page->edited = true;
        console.lock.lock(LockCause::Asked);
        QVERIFY(console.gateDriver().says(QStringLiteral("Signing out loses changes that were not applied.")));
        console.gateDriver().press(QStringLiteral("Sign out"));
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(m_scene.prompt.questions.isEmpty());
        QVERIFY(console.visibleWindows().isEmpty());
    }

    void readsAnewOnlyWhatHasNoEdits()
    {
        LockedConsole console(m_scene, editedPage());
        m_page->edited = true;
        const int before = m_page->refreshed;
        passTheLock(console);
        QCOMPARE(m_page->refreshed, before);
        QVERIFY(m_page->edited);
        m_page->edited = false;
        passTheLock(console);
        QCOMPARE(m_page->refreshed, before + 1);
    }

    void answersAWaitingQuestionSafely()
    {
        LockedConsole console(m_scene, editedPage());
        MessagePrompt prompt;
        const auto lock = [&] { console.lock.lock(LockCause::Idle); };
        QTimer::singleShot(0, this, lock);
        QVERIFY(
            !prompt.confirm(&console.window, QStringLiteral("Import"), QStringLiteral("Go on?"), QStringLiteral("Go")));
        QVERIFY(console.gate());
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QTimer::singleShot(0, this, lock);
        QCOMPARE(prompt.askToLeave(&console.window, QStringLiteral("One")), Prompt::Leave::Stay);
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QCOMPARE(console.visibleWindows(), QWidgetList{&console.window});
    }

    void keepsWhatOpensMeanwhileBehindIt()
    {
        LockedConsole console(m_scene, editedPage());
        console.lock.lock(LockCause::Asked);
        auto *late = new QDialog(&console.window);
        late->setAttribute(Qt::WA_DeleteOnClose);
        late->setWindowTitle(QStringLiteral("Results of Support"));
        late->open();
        QTRY_VERIFY(!late->isVisible());
        QCOMPARE(console.visibleWindows(), QWidgetList{console.gate()});
        QVERIFY(!AccessibleText::readOfAllWindows().contains(QStringLiteral("Support")));
        MessagePrompt prompt;
        QVERIFY(
            !prompt.confirm(&console.window, QStringLiteral("Import"), QStringLiteral("Go?"), QStringLiteral("Go")));
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QVERIFY(late->isVisible());
        QCOMPARE(late->windowTitle(), QStringLiteral("Results of Support"));
        QVERIFY(!late->testAttribute(Qt::WA_DontShowOnScreen));
        late->reject();
    }

    void leavesOutADialogThatEndedMeanwhile()
    {
        LockedConsole console(m_scene, editedPage());
        QDialog dialog(&console.window);
        dialog.open();
        console.lock.lock(LockCause::Asked);
        dialog.accept();
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QVERIFY(!dialog.isVisible());
        QVERIFY(console.window.isVisible());
    }

    void closesMenus()
    {
        LockedConsole console(m_scene, editedPage());
        QMenu menu(&console.window);
        menu.addAction(QStringLiteral("Copy"));
        menu.popup(console.window.pos());
        QTRY_VERIFY(menu.isVisible());
        console.lock.lock(LockCause::Screen);
        QVERIFY(!menu.isVisible());
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QVERIFY(!menu.isVisible());
    }

    void letsAnImportRunOnBehindIt()
    {
        LockedConsole console(m_scene, editedPage());
        RecordingNotifier notifier;
        QPointer<ImportWizard> wizard = new ImportWizard(
            {*console.workspace, notifier, m_scene.prompt, QTimeZone("Asia/Kolkata"), m_scene.local, m_scene.clipboard},
            &console.window);
        wizard->setAttribute(Qt::WA_DeleteOnClose);
        prepareImport(*wizard);
        if (QTest::currentTestFailed())
            return;
        QSemaphore gate; // the import waits behind other long work
        [[maybe_unused]] const auto held = console.workspace->background().run([&gate](Connection &) -> Result<void> {
            gate.acquire();
            return {};
        });
        PageDriver(*wizard).press(QStringLiteral("Import"));
        QVERIFY(wizard->isRunning());
        console.lock.lock(LockCause::Asked);
        QVERIFY(!wizard->isVisible());
        console.gateDriver().press(QStringLiteral("Sign out"));
        QTRY_VERIFY(console.gateDriver().says(QStringLiteral("An import is running.")));
        QVERIFY(wizard->isRunning());
        gate.release();
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentId(), int(ImportWizard::SummaryStep), 30000);
        QVERIFY(console.workspace->isLocked());
        QCOMPARE(console.visibleWindows(), QWidgetList{console.gate()});
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
        QVERIFY(wizard->isVisible());
        QVERIFY(!notifier.hasFailed());
        wizard->reject();
    }

    void takesOurTextFromTheClipboard()
    {
        LockedConsole console(m_scene, editedPage());
        m_scene.clipboard.copy(QStringLiteral("something secret"), 10s);
        console.lock.lock(LockCause::Asked);
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

private:
    [[nodiscard]] static std::vector<PageEntry> agentsPage()
    {
        for (PageEntry &page : allPages())
            if (page.id == QLatin1String("agents"))
                return {page};
        return {};
    }

    [[nodiscard]] std::vector<PageEntry> editedPage()
    {
        const auto make = [this](const PageContext &, QWidget *parent) -> Page * {
            return m_page = new EditedPage(parent);
        };
        return {{QStringLiteral("one"), QStringLiteral("One"), QStringLiteral("configure"), std::nullopt, false, make}};
    }

    /// Opens the dialog of a new agent and keeps it in m_dialog.
    void openAgentDialog(LockedConsole &console)
    {
        PageDriver(console.window).press(QStringLiteral("New agent"));
        const auto find = [&]() -> QDialog * {
            for (QDialog *dialog : console.window.findChildren<QDialog *>())
                if (dialog->isVisible())
                    return dialog;
            return nullptr;
        };
        QTRY_VERIFY(m_dialog = find());
    }

    /// Takes a file with one call as far as the button that imports it.
    void prepareImport(ImportWizard &wizard)
    {
        QFile file(m_scene.filePath(QStringLiteral("calls.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("start;from;to\n2024-05-31 10:00:00;+14155550101;+14155550102\n");
        file.close();
        m_scene.prompt.file = file.fileName();
        wizard.open();
        const PageDriver driver(wizard);
        QTRY_VERIFY(driver.canPress(QStringLiteral("Choose file")));
        driver.press(QStringLiteral("Choose file"));
        for (const QString &step : {QStringLiteral("Next >"), QStringLiteral("Next >"), QStringLiteral("Import")}) {
            QTRY_VERIFY(driver.find<QAbstractButton>(step) && driver.canPress(step));
            if (step != QLatin1String("Import"))
                driver.press(step);
        }
    }

    static void passTheLock(LockedConsole &console)
    {
        console.lock.lock(LockCause::Asked);
        console.typePassword(AccessScene::password());
        QTRY_VERIFY(!console.gate());
    }

    AccessScene m_scene;
    EditedPage *m_page = nullptr;
    QPointer<QDialog> m_dialog;
    const QString m_typed = QStringLiteral("Quite unmistakable");
};

QTEST_MAIN(TestSessionLock)
#include "tst_session_lock.moc"

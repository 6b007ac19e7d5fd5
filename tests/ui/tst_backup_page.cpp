// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_page.h"

#include "support/postgres_cluster.h"
#include "ui/access/first_start_wizard.h"
#include "ui/backup/restore_dialog.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "workspace/test_organisation.h"

using namespace callveil;

/// Backing up and restoring as a person does it in the console.
class TestBackupPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<TestWorkspace>();
        m_test->addProcess(QStringLiteral("Support"));
        m_page = std::make_unique<BackupPage>(m_test->context());
        m_page->resize(1000, 900);
        m_page->show();
        m_page->refresh();
        m_test->prompt.file = m_test->filePath(QStringLiteral("made.callveil-backup"));
    }
    void cleanup()
    {
        m_page.reset();
        m_test.reset();
    }

    void saysThatNoneWasMade()
    {
        QTRY_VERIFY(driver().says(QStringLiteral("No backup was made yet.")));
        QVERIFY(!driver().find<QLineEdit>(QStringLiteral("Maintenance password"))); // a file has no logins
    }

    void backsUpAndShowsWhatWasVerified()
    {
        backUp();
        QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The backup was made and verified."));
        QVERIFY(QFile::exists(m_test->prompt.file));
        QVERIFY(m_test->prompt.suggestion.startsWith(QStringLiteral("Test-Centre-")));
        QVERIFY(driver().says(m_test->prompt.file));
        QVERIFY(driver().says(QStringLiteral("Whole: its entries fit together and are signed.")));
        QVERIFY(driver().says(QStringLiteral("Support: a sample was tried, 0 of 0 can be decrypted.")));
        QVERIFY(driver().says(QStringLiteral("Everything was checked in the copy")));
        QTRY_VERIFY(driver().says(QStringLiteral("The last backup was made at")));
        QVERIFY(driver().canPress(QStringLiteral("Back up now")));
    }

    void doesNothingWithoutAFile()
    {
        m_test->prompt.file.clear();
        driver().press(QStringLiteral("Back up now"));
        QVERIFY(driver().canPress(QStringLiteral("Back up now")));
        QCOMPARE(m_test->notifier.lastText(), QString());
    }

    void saysWhyItFailed()
    {
        m_test->prompt.file = m_test->filePath(QStringLiteral("none/made"));
        driver().press(QStringLiteral("Back up now"));
        QTRY_VERIFY(m_test->notifier.lastText().contains(QStringLiteral("“made” cannot be written")));
        QVERIFY(driver().canPress(QStringLiteral("Back up now")));
    }

    void restoresIntoANewFile()
    {
        backUp();
        RestoreDialog &dialog = openRestore();
        const PageDriver restore(dialog);
        QVERIFY(!restore.canPress(QStringLiteral("Restore")));
        restore.press(QStringLiteral("Choose a backup"));
        QTRY_VERIFY(restore.says(QStringLiteral("Test Centre")));
        QVERIFY(!restore.find<QLineEdit>(QStringLiteral("Superuser password")));
        const QString place = m_test->filePath(QStringLiteral("restored.db"));
        m_test->prompt.file = place;
        restore.press(QStringLiteral("Choose a place"));
        restore.type(QStringLiteral("User name"), QStringLiteral("asha"));
        restore.type(QStringLiteral("Password of this user"), TestWorkspace::password());
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY_WITH_TIMEOUT(restore.says(QStringLiteral("The backup was restored.")), 20000);
        QVERIFY(restore.says(QStringLiteral("As many as the backup says.")));
        QVERIFY(restore.says(QStringLiteral("Asha Rao")));
        QVERIFY(restore.says(QStringLiteral("Sign in there.")));
        QVERIFY(!restore.find<QAbstractButton>(QStringLiteral("Restore")));
        restore.press(QStringLiteral("Close"));
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(m_test->local().connections().size(), 1);
        QCOMPARE(m_test->local().connections().front().address, place);
        DatabaseAddress address;
        address.file = place;
        QVERIFY(
            SignInService(m_test->local()).signIn(address, QStringLiteral("asha"), TestWorkspace::password()).result());
    }

    void refusesBesideTheField()
    {
        backUp();
        const PageDriver restore(openRestore());
        restore.type(QStringLiteral("Backup"), m_test->workspace().address().file);
        QTest::keyClick(&restore.get<QLineEdit>(QStringLiteral("Backup")), Qt::Key_Return);
        QTRY_VERIFY(restore.says(QStringLiteral("is no whole backup of Callveil")));
        QVERIFY(!restore.canPress(QStringLiteral("Restore")));
        restore.press(QStringLiteral("Choose a backup"));
        QTRY_VERIFY(restore.canPress(QStringLiteral("Restore")));
        restore.press(QStringLiteral("Restore"));
        QVERIFY(restore.says(QStringLiteral("Choose where the database shall be.")));
        restore.type(QStringLiteral("New file"), m_test->workspace().address().file);
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY(restore.says(QStringLiteral("already")));
        QTRY_VERIFY(restore.canPress(QStringLiteral("Restore")));
        restore.type(QStringLiteral("Fingerprint words"), QStringLiteral("lusab babad gutih tugad bavuk dovaj"));
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY(restore.says(QStringLiteral("not the words of the organisation")));
        restore.press(QStringLiteral("Close"));
        QVERIFY(m_test->local().connections().isEmpty());
    }

    void forgetsABackupThatIsNotMeantAnyMore()
    {
        backUp();
        const PageDriver restore(openRestore());
        restore.press(QStringLiteral("Choose a backup"));
        QTRY_VERIFY(restore.canPress(QStringLiteral("Restore")));
        restore.type(QStringLiteral("Backup"), m_test->prompt.file + u'x');
        QVERIFY(!restore.canPress(QStringLiteral("Restore")));
        QVERIFY(!restore.says(QStringLiteral("Test Centre")));
        restore.press(QStringLiteral("Close"));
    }

    void isAWayOfTheFirstStart()
    {
        AccessScene scene;
        FirstStartWizard wizard(scene.access(), scene.database());
        wizard.show();
        const PageDriver start(wizard);
        start.press(QStringLiteral("Restore a backup"));
        start.press(QStringLiteral("Finish"));
        QCOMPARE(wizard.result(), int(QDialog::Accepted));
        QCOMPARE(wizard.outcome().way, FirstStart::Way::Restore);

        backUp();
        const QString usual = scene.database().file;
        RestoreDialog dialog(scene.local, m_test->prompt, QTimeZone::utc(), usual, nullptr);
        dialog.show();
        const PageDriver restore(dialog);
        restore.press(QStringLiteral("Choose a backup"));
        QTRY_VERIFY(restore.canPress(QStringLiteral("Restore")));
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY(restore.says(QStringLiteral("which this computer does not know")));
        restore.type(QStringLiteral("Fingerprint words"), wordsOfBackup());
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY_WITH_TIMEOUT(restore.says(QStringLiteral("The backup was restored.")), 20000);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.connection(), QString()); // the usual file needs no connection
        QVERIFY(QFile::exists(usual));
    }

    void asksForTheMaintenanceLoginOfAServer()
    {
        TestOrganisation organisation(Engine::PostgreSql);
        const auto admin = organisation.signIn();
        RecordingNotifier notifier;
        BackupPage page({*admin, notifier, m_test->prompt, QTimeZone::utc(), organisation.local(), m_test->clipboard});
        page.resize(1000, 900);
        page.show();
        const PageDriver server(page);
        server.type(QStringLiteral("Maintenance password"), QStringLiteral("not the password"));
        server.press(QStringLiteral("Back up now"));
        QTRY_VERIFY_WITH_TIMEOUT(server.says(QStringLiteral("does not let the superuser's login")), 20000);
        QCOMPARE(server.get<QLineEdit>(QStringLiteral("Maintenance password")).text(), QString());
        server.type(QStringLiteral("Maintenance password"), PostgresCluster::shared().superuserPassword());
        server.press(QStringLiteral("Back up now"));
        QTRY_VERIFY_WITH_TIMEOUT(server.says(QStringLiteral("checked in the snapshot that was dumped")), 60000);
        QCOMPARE(server.get<QLineEdit>(QStringLiteral("Maintenance password")).text(), QString());

        RestoreDialog dialog(organisation.local(), m_test->prompt, QTimeZone::utc(), {}, nullptr);
        dialog.resize(1000, 1200);
        dialog.show();
        const PageDriver restore(dialog);
        restore.press(QStringLiteral("Choose a backup"));
        QTRY_VERIFY(restore.find<QLineEdit>(QStringLiteral("Superuser password")));
        restore.type(QStringLiteral("Host"), QStringLiteral("127.0.0.1"));
        restore.type<QSpinBox>(QStringLiteral("Port"), QString::number(PostgresCluster::shared().port()));
        restore.type(QStringLiteral("Database"), QStringLiteral("brought_back"));
        restore.choose(QStringLiteral("TLS mode"), QStringLiteral("No encryption (disable)"));
        restore.type(QStringLiteral("Superuser password"), PostgresCluster::shared().superuserPassword());
        restore.press(QStringLiteral("Restore"));
        QTRY_VERIFY_WITH_TIMEOUT(restore.says(QStringLiteral("The backup was restored.")), 60000);
        restore.press(QStringLiteral("Close"));
        QCOMPARE(dialog.connection(), QStringLiteral("brought_back @ 127.0.0.1"));
    }

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }

    void backUp()
    {
        driver().press(QStringLiteral("Back up now"));
        QTRY_VERIFY_WITH_TIMEOUT(driver().says(QStringLiteral("How it was checked")), 20000);
    }

    [[nodiscard]] RestoreDialog &openRestore()
    {
        driver().press(QStringLiteral("Restore"));
        auto *dialog = m_page->findChild<RestoreDialog *>();
        if (!dialog)
            qFatal("the dialog does not open");
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->resize(1000, 1000);
        return *dialog;
    }

    [[nodiscard]] QString wordsOfBackup() const
    {
        return RestoreService::look(m_test->prompt.file).result()->fingerprintWords.join(u' ');
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<BackupPage> m_page;
};

QTEST_MAIN(TestBackupPage)
#include "tst_backup_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "ui/access/connection_file_dialog.h"
#include "ui/access/first_start_wizard.h"
#include "ui/shell/banner_notifier.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/edited_page.h"
#include "ui/support/page_driver.h"

using namespace callveil;

/// The way from nothing to a window on a real server, which then goes away and comes back.
class TestServerSignIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error())); }

    void saysWhatIsWrongWithTheServerBesideItsField()
    {
        FirstStartWizard wizard(m_scene.access(), m_scene.database());
        wizard.show();
        const PageDriver driver(wizard);
        driver.press(QStringLiteral("Connect to a PostgreSQL server"));
        driver.press(QStringLiteral("Next >"));
        typeServer(driver);
        driver.type(QStringLiteral("Superuser password"), QStringLiteral("not the password"));
        driver.press(QStringLiteral("Next >"));
        QTRY_VERIFY_WITH_TIMEOUT(
            driver.says(QStringLiteral("The server does not let the superuser's login “postgres” in.")), 20000);
        QTRY_VERIFY(driver.get<QLineEdit>(QStringLiteral("Superuser password")).hasFocus());
        driver.type(QStringLiteral("Superuser password"), m_cluster.superuserPassword());
        driver.type(QStringLiteral("Database"), QStringLiteral("No-Name"));
        driver.press(QStringLiteral("Next >"));
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("“No-Name” is no usable database.")), 20000);
        driver.type(QStringLiteral("Host"), QStringLiteral("nowhere.invalid"));
        driver.type(QStringLiteral("Database"), QStringLiteral("callveil"));
        driver.press(QStringLiteral("Next >"));
        // A resolver without a network may take its time.
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("The server nowhere.invalid cannot be reached.")), 120000);
    }

    void makesADatabaseOnAServer()
    {
        FirstStartWizard wizard(m_scene.access(), m_scene.database());
        wizard.show();
        const PageDriver driver(wizard);
        driver.press(QStringLiteral("Connect to a PostgreSQL server"));
        driver.press(QStringLiteral("Next >"));
        typeServer(driver);
        driver.type(QStringLiteral("Superuser password"), m_cluster.superuserPassword());
        driver.press(QStringLiteral("Next >"));
        QTRY_VERIFY_WITH_TIMEOUT(driver.find<QLineEdit>(QStringLiteral("Organisation")), 20000);
        driver.type(QStringLiteral("Organisation"), QStringLiteral("Server Centre"));
        driver.type(QStringLiteral("User name"), QStringLiteral("admin"));
        driver.type(QStringLiteral("Password"), AccessScene::password());
        driver.type(QStringLiteral("Password again"), AccessScene::password());
        driver.press(QStringLiteral("Make database"));
        QTRY_VERIFY_WITH_TIMEOUT(driver.find<QAbstractButton>(QStringLiteral("Save to file")), 120000);
        driver.press(QStringLiteral("Next >"));
        const QStringList words = wizard.outcome().outcome.recoveryWords;
        for (const int number : {3, 9, 17})
            driver.type(QStringLiteral("Word %1").arg(number), words[number - 1]);
        driver.press(QStringLiteral("Finish"));
        QTRY_VERIFY_WITH_TIMEOUT(wizard.outcome().workspace, 20000);
        QCOMPARE(wizard.outcome().connection, QStringLiteral("callveil @ 127.0.0.1"));
        m_workspace = wizard.outcome().workspace;
    }

    void handsTheConnectionToASecondConsole()
    {
        QVERIFY(m_workspace);
        ConnectionFileDialog dialog(*m_workspace, m_scene.prompt, nullptr);
        dialog.show();
        const PageDriver driver(dialog);
        QVERIFY(driver.says(QStringLiteral("Server Centre")));
        QVERIFY(driver.says(toWords(m_workspace->identity()->fingerprint).join(QStringLiteral("  "))));
        m_scene.prompt.file = m_scene.filePath(QStringLiteral("connection.json"));
        driver.press(QStringLiteral("Export"));
        QTRY_VERIFY(driver.says(QStringLiteral("The connection is in “connection.json”.")));
        const auto file = ConnectionFile::read(m_scene.prompt.file).result();
        QVERIFY(file);
        const AccessScene second;
        LocalState local(second.filePath(QStringLiteral("second.ini")));
        QCOMPARE(importConnection(local, *file).value_or(QString()), QStringLiteral("callveil @ 127.0.0.1"));
        SignInService service(local);
        const auto entered = service.signIn(file->address, QStringLiteral("admin"), AccessScene::password()).result();
        QVERIFY(entered);
        QCOMPARE((*entered)->organisation(), QStringLiteral("Server Centre"));
    }

    void refusesToMakeItTwice()
    {
        FirstStartWizard wizard(m_scene.access(), m_scene.database());
        wizard.show();
        const PageDriver driver(wizard);
        driver.press(QStringLiteral("Connect to a PostgreSQL server"));
        driver.press(QStringLiteral("Next >"));
        typeServer(driver);
        driver.type(QStringLiteral("Superuser password"), m_cluster.superuserPassword());
        driver.press(QStringLiteral("Next >"));
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("There is a Callveil database")), 20000);
        QVERIFY(driver.get<QLineEdit>(QStringLiteral("Database")).isVisible()); // the next page is not reached
        QVERIFY(driver.canPress(QStringLiteral("< Back")));
    }

    void showsThatTheServerIsLostAndBack()
    {
        QVERIFY(m_workspace);
        Theme theme(m_scene.settings);
        EditedPage *page = nullptr;
        const PageEntry entry{QStringLiteral("one"), QStringLiteral("One"), QStringLiteral("configure"), std::nullopt,
            false, [&page](const PageContext &, QWidget *parent) -> Page * { return page = new EditedPage(parent); }};
        MainWindow window(
            m_workspace, {entry}, {m_scene.prompt, theme, m_scene.settings, m_scene.local, m_scene.clipboard});
        window.show();
        const PageDriver driver(window);
        QVERIFY(driver.says(QStringLiteral("Connected")));
        m_cluster.stop();
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("Connection lost")), 20000);
        const int refreshed = page->refreshed;
        auto &banner = *window.findChild<BannerNotifier *>();
        banner.fail({ErrorCode::Offline, Fault::DatabaseUnreachable, {QStringLiteral("127.0.0.1")}, {}});
        QVERIFY(m_cluster.restart());
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("Connected")), 20000);
        QVERIFY(!banner.isVisible()); // its sentence does not hold any more
        QCOMPARE(page->refreshed, refreshed + 1);
    }

    void cleanupTestCase() { m_workspace.reset(); }

private:
    void typeServer(const PageDriver &driver)
    {
        driver.type(QStringLiteral("Host"), QStringLiteral("127.0.0.1"));
        driver.type<QSpinBox>(QStringLiteral("Port"), QString::number(m_cluster.port()));
        driver.choose(QStringLiteral("TLS mode"), QStringLiteral("No encryption (disable)"));
    }

    PostgresCluster m_cluster;
    AccessScene m_scene;
    std::shared_ptr<Workspace> m_workspace;
};

QTEST_MAIN(TestServerSignIn)
#include "tst_server_sign_in.moc"

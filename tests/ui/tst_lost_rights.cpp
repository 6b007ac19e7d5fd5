// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/access/access_service.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTabBar>

using namespace callveil;

/// What an administrator takes away leaves a running window within 5 s.
class TestLostRights final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(m_user, Role::Supervisor, m_password);
        m_theme = std::make_unique<Theme>(m_scene.settings);
        m_admin = m_scene.enter(QStringLiteral("asha"));
    }

    void init()
    {
        set({{Role::Supervisor, Permission::ConfigureMasking, true}, {Role::Supervisor, Permission::ViewAudit, true},
            {Role::Supervisor, Permission::ManageProcesses, true}, {Role::Supervisor, Permission::ViewReports, true}});
        const auto workspace = m_scene.enter(m_user, m_password);
        m_window = std::make_unique<MainWindow>(workspace, pagesFor(allPages(), workspace->identity()->permissions),
            WindowContext{m_scene.prompt, *m_theme, m_scene.settings, m_scene.local, m_scene.clipboard});
        m_window->show();
    }

    void cleanup() { m_window.reset(); }

    void aPageGoesWithItsPermission()
    {
        QVERIFY(shown().contains(QStringLiteral("Audit Trail")));
        set({{Role::Supervisor, Permission::ViewAudit, false}});
        QTRY_VERIFY(!shown().contains(QStringLiteral("Audit Trail")));
        QVERIFY(shown().contains(QStringLiteral("Call Log")));
        QVERIFY(driver().says(QStringLiteral("An administrator changed your rights.")));
    }

    void thePageThatIsShownGivesWay()
    {
        go(QStringLiteral("Audit Trail"));
        set({{Role::Supervisor, Permission::ViewAudit, false}});
        QTRY_VERIFY(!shown().contains(QStringLiteral("Audit Trail")));
        QCOMPARE(list().currentItem()->text(), QStringLiteral("Overview")); // the first
    }

    void aTabGoesWithItsPermission()
    {
        go(QStringLiteral("System Configuration"));
        const auto *tabs = m_window->findChild<QTabBar *>(QStringLiteral("configurationTabs"));
        QVERIFY(tabs->isTabVisible(0) && tabs->tabText(0) == QLatin1String("Masking"));
        set({{Role::Supervisor, Permission::ConfigureMasking, false}});
        QTRY_VERIFY(!tabs->isTabVisible(0));
        QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("Agents"));
        set({{Role::Supervisor, Permission::ManageProcesses, false},
            {Role::Supervisor, Permission::ViewReports, false}});
        QTRY_VERIFY(!shown().contains(QStringLiteral("System Configuration")));
    }

    void saysWhatIsGained()
    {
        set({{Role::Supervisor, Permission::ManageCallbacks, true}});
        QTRY_VERIFY(driver().says(QStringLiteral("You were given further rights.")));
        set({{Role::Supervisor, Permission::ManageCallbacks, false}});
    }

    void theWindowGoesWithTheSignIn()
    {
        QSignalSpy expelled(m_window.get(), &MainWindow::expelled);
        AccessScene::expel(*m_admin, m_user);
        QTRY_COMPARE(expelled.size(), 1);
        QVERIFY(!m_window->isVisible());
    }

private:
    void set(std::vector<PermissionChange> changes)
    {
        if (!AccessService(*m_admin).setPermissions(std::move(changes)).result())
            qFatal("the permissions could not be changed");
    }

    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_window); }
    [[nodiscard]] QListWidget &list() const { return driver().get<QListWidget>(QStringLiteral("Navigation")); }
    [[nodiscard]] QStringList shown() const
    {
        QStringList titles;
        for (int row = 0; row < list().count(); ++row)
            if (!list().isRowHidden(row))
                titles.append(list().item(row)->text());
        return titles;
    }
    void go(const QString &title) const { list().setCurrentItem(list().findItems(title, Qt::MatchExactly).front()); }

    AccessScene m_scene;
    std::unique_ptr<Theme> m_theme;
    std::shared_ptr<Workspace> m_admin;
    std::unique_ptr<MainWindow> m_window;
    const QString m_user = QStringLiteral("boris");
    const QString m_password = QStringLiteral("green kettle on moon");
};

QTEST_MAIN(TestLostRights)
#include "tst_lost_rights.moc"

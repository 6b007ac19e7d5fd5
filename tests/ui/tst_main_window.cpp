// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "services/audit/audit_service.h"
#include "services/masking/masking_service.h"
#include "services/processes/process_service.h"
#include "ui/shell/banner_notifier.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/edited_page.h"
#include "ui/support/page_driver.h"
#include "ui/visible_dialog.h"
#include "workspace/deeds.h"

#include <QAction>
#include <QListWidget>
#include <QMenuBar>
#include <QPointer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTabBar>

using namespace callveil;

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(m_other, Role::Administrator, m_otherPassword);
        ProcessDetails details;
        details.process.name = QStringLiteral("Support");
        details.process.country = QStringLiteral("IN");
        const auto admin = m_scene.enter(QStringLiteral("asha"));
        const auto process = ProcessService(*admin).create(details).result();
        QVERIFY(process);
        m_process = *process;
    }

    void init()
    {
        m_theme = std::make_unique<Theme>(m_scene.settings);
        m_scene.prompt.questions.clear();
        m_scene.prompt.leave = Prompt::Leave::Stay;
        m_pages.clear();
    }

    void saysWhoWorksWhere()
    {
        const auto window = open(threePages());
        QCOMPARE(window->windowTitle(), QStringLiteral("Callveil - Test Centre"));
        const PageDriver driver(*window);
        QVERIFY(driver.says(QStringLiteral("calls.db")));
        QVERIFY(driver.says(QStringLiteral("Asha Rao, Administrator")));
        QVERIFY(driver.says(QStringLiteral("Connected")));
        QVERIFY(driver.says(QString::fromLatin1(QTimeZone::systemTimeZoneId())));
    }

    void gathersTabsUnderSystemConfiguration()
    {
        const auto window = open(threePages());
        QCOMPARE(entries(*window), QStringList({QStringLiteral("One"), QStringLiteral("System Configuration")}));
        go(*window, 1);
        QTabBar &tabs = tabsOf(*window);
        QCOMPARE(tabs.count(), 2);
        QCOMPARE(tabs.tabText(0), QStringLiteral("Two"));
        QVERIFY(m_pages[QStringLiteral("Two")]->isVisible());
        QCOMPARE(m_pages[QStringLiteral("Two")]->refreshed, 1);
        tabs.setCurrentIndex(1);
        QVERIFY(m_pages[QStringLiteral("Three")]->isVisible());
        QCOMPARE(m_pages[QStringLiteral("Three")]->refreshed, 1);
    }

    void showsOnlyWhatAPersonMayUse()
    {
        const std::vector<PageEntry> agent = pagesFor(allPages(), {Permission::ViewCallLog});
        QCOMPARE(agent.size(), size_t(1));
        QCOMPARE(agent.front().id, QStringLiteral("calls"));
        QVERIFY(pagesFor(allPages(), {}).empty());
        const auto window = open({});
        QVERIFY(PageDriver(*window).says(QStringLiteral("Your role may use nothing in this program.")));
    }

    void staysOnAPageWithChanges()
    {
        const auto window = open(threePages());
        m_pages[QStringLiteral("One")]->edited = true;
        go(*window, 1);
        QCOMPARE(m_scene.prompt.questions, {QStringLiteral("One")});
        QCOMPARE(navigation(*window).currentRow(), 0);
        QVERIFY(m_pages[QStringLiteral("One")]->isVisible());
        m_scene.prompt.leave = Prompt::Leave::Discard;
        go(*window, 1);
        QCOMPARE(navigation(*window).currentRow(), 1);
        QVERIFY(m_pages[QStringLiteral("Two")]->isVisible());
    }

    void staysOnATabWithChanges()
    {
        const auto window = open(threePages());
        go(*window, 1);
        m_pages[QStringLiteral("Two")]->edited = true;
        tabsOf(*window).setCurrentIndex(1);
        QCOMPARE(m_scene.prompt.questions, {QStringLiteral("Two")});
        QCOMPARE(tabsOf(*window).currentIndex(), 0);
        QVERIFY(m_pages[QStringLiteral("Two")]->isVisible());
        go(*window, 0);
        QCOMPARE(m_scene.prompt.questions.size(), 2);
        QCOMPARE(navigation(*window).currentRow(), 1);
    }

    void asksBeforeItIsClosed()
    {
        const auto window = open(threePages());
        QSignalSpy closed(window.get(), &MainWindow::closed);
        m_pages[QStringLiteral("One")]->edited = true;
        window->close();
        QVERIFY(window->isVisible());
        m_scene.prompt.leave = Prompt::Leave::Discard;
        window->close();
        QVERIFY(!window->isVisible());
        QTRY_COMPARE(closed.size(), 1);
    }

    void asksBeforeARunningImportIsCutShort()
    {
        const auto workspace = m_scene.enter(QStringLiteral("asha"));
        const auto window = open(pagesFor(allPages(), {Permission::ViewCallLog}), workspace);
        QSignalSpy closed(window.get(), &MainWindow::closed);
        QFile file(m_scene.filePath(QStringLiteral("calls.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("start;from;to\n2024-05-31 10:00:00;+14155550101;+14155550102\n");
        file.close();
        m_scene.prompt.file = file.fileName();
        const PageDriver driver(*window);
        driver.press(QStringLiteral("Import call records"));
        QTRY_VERIFY(driver.find<QAbstractButton>(QStringLiteral("Choose file")));
        QTRY_VERIFY(driver.canPress(QStringLiteral("Choose file")));
        driver.press(QStringLiteral("Choose file"));
        for (const QString &step : {QStringLiteral("Next >"), QStringLiteral("Next >"), QStringLiteral("Import")}) {
            QTRY_VERIFY(driver.find<QAbstractButton>(step) && driver.canPress(step));
            if (step == QLatin1String("Import"))
                break;
            driver.press(step);
        }
        QSemaphore gate; // the import waits behind other long work
        [[maybe_unused]] const auto held = workspace->background().run([&gate](Connection &) -> Result<void> {
            gate.acquire();
            return {};
        });
        driver.press(QStringLiteral("Import"));
        m_scene.prompt.questions.clear();
        m_scene.prompt.agrees = false;
        window->close();
        QCOMPARE(m_scene.prompt.questions.size(), 1);
        QVERIFY(m_scene.prompt.questions.front().startsWith(QStringLiteral("An import is running.")));
        m_scene.prompt.agrees = true;
        window->close();
        gate.release();
        QTRY_COMPARE(closed.size(), 1);
    }

    void aDoneMessageStaysWithItsPage()
    {
        const auto window = open(threePages());
        const PageDriver driver(*window);
        auto &banner = *window->findChild<BannerNotifier *>();
        banner.show(Notifier::Kind::Done, QStringLiteral("The agent was disabled."));
        go(*window, 1);
        QVERIFY(!banner.isVisible());
        banner.show(Notifier::Kind::Done, QStringLiteral("The policy was applied."));
        tabsOf(*window).setCurrentIndex(1);
        QVERIFY(!banner.isVisible());
        banner.show(Notifier::Kind::Warning, QStringLiteral("Some rows were refused."));
        tabsOf(*window).setCurrentIndex(0);
        QVERIFY(banner.isVisible());
    }

    void endsTheSignIn()
    {
        const QString password = QStringLiteral("purple anchor in rain");
        m_scene.addPerson(QStringLiteral("carla"), Role::Analyst, password);
        const auto window = open(threePages(), m_scene.enter(QStringLiteral("carla"), password));
        const auto other = m_scene.enter(m_other, m_otherPassword);
        PeopleService people(*other);
        const int before = people.signedIn().result().value_or(-1);
        QSignalSpy ended(window.get(), &MainWindow::signedOut);
        trigger(*window, QStringLiteral("Sign out"));
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(people.signedIn().result().value_or(-1), before - 1);
    }

    void aLinkLeadsToATabAndWhatIsMeantThere()
    {
        const auto window = open(threePages());
        Q_EMIT m_pages[QStringLiteral("One")]->linkFollowed({QStringLiteral("three"), 7});
        QCOMPARE(navigation(*window).currentRow(), 1);
        QVERIFY(m_pages[QStringLiteral("Three")]->isVisible());
        QCOMPARE(m_pages[QStringLiteral("Three")]->followed.id, 7);
        QCOMPARE(m_pages[QStringLiteral("Three")]->refreshed, 1);
        Q_EMIT m_pages[QStringLiteral("Three")]->linkFollowed({QStringLiteral("one"), 8, QStringLiteral("sess_x")});
        QVERIFY(m_pages[QStringLiteral("One")]->isVisible());
        QCOMPARE(m_pages[QStringLiteral("One")]->followed.text, QStringLiteral("sess_x"));
        go(*window, 1); // by hand, nothing is followed
        QCOMPARE(m_pages[QStringLiteral("Three")]->followed.id, 7);
    }

    void aLinkAsksBeforeEditsAreLeft()
    {
        const auto window = open(threePages());
        m_pages[QStringLiteral("One")]->edited = true;
        Q_EMIT m_pages[QStringLiteral("One")]->linkFollowed({QStringLiteral("two")});
        QCOMPARE(m_scene.prompt.questions, {QStringLiteral("One")});
        QVERIFY(m_pages[QStringLiteral("One")]->isVisible());
        Q_EMIT m_pages[QStringLiteral("One")]->linkFollowed({QStringLiteral("nowhere")});
        QCOMPARE(m_scene.prompt.questions.size(), 1);
    }

    void theFinderLeadsToAPage()
    {
        const auto window = open(threePages());
        trigger(*window, QStringLiteral("Find…"));
        QPointer<QDialog> finder = visibleDialog(*window, QStringLiteral("finderDialog"));
        QVERIFY(finder);
        PageDriver(*finder).type(QStringLiteral("Find"), QStringLiteral("thr"));
        PageDriver(*finder).press(QStringLiteral("Open"));
        QVERIFY(m_pages[QStringLiteral("Three")]->isVisible());
        QVERIFY(!visibleDialog(*window, QStringLiteral("finderDialog")));
    }

    void refreshesThePageThatIsShown()
    {
        const auto window = open(threePages());
        const int before = m_pages[QStringLiteral("One")]->refreshed;
        trigger(*window, QStringLiteral("Refresh"));
        QCOMPARE(m_pages[QStringLiteral("One")]->refreshed, before + 1);
    }

    void tellsThatAnotherChangedAPolicy()
    {
        const auto workspace = m_scene.enter(QStringLiteral("asha"));
        const auto window = open(threePages(), workspace);
        const auto other = m_scene.enter(m_other, m_otherPassword);
        const PageDriver driver(*window);
        QCoreApplication::processEvents();
        QVERIFY(MaskingService(*workspace).newest().result()); // so the window has seen what was there before
        PolicyOrder order;
        order.policy = MaskingPolicy::random();
        order.targets = {{m_process, 1}};
        QVERIFY(MaskingService(*other).apply(order).result());
        QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("The masking of Support was changed by boris at")), 30000);
    }

    // The last test: it breaks the record.
    void warnsAsLongAsTheRecordIsNotWhatItWas()
    {
        const auto workspace = m_scene.enter(QStringLiteral("asha"));
        AuditService audit(*workspace, m_scene.local);
        QVERIFY(audit.watch().result());
        tamper(*workspace,
            QStringLiteral("UPDATE deed SET hash = previous WHERE actor_id = 1 AND seq IN "
                           "(SELECT seq FROM deed_head WHERE actor_id = 1)"));
        tamper(*workspace,
            QStringLiteral("UPDATE deed_head SET hash = (SELECT d.hash FROM deed d WHERE d.actor_id = 1 "
                           "AND d.seq = deed_head.seq) WHERE actor_id = 1"));
        const auto window = open(threePages(), workspace);
        const PageDriver driver(*window);
        QTRY_VERIFY(driver.says(QStringLiteral("The audit trail is not what this computer saw before. Entry ")));
        QVERIFY(driver.says(QStringLiteral("Open Audit Trail and choose Verify.")));
        window->findChild<BannerNotifier *>()->show(Notifier::Kind::Done, QStringLiteral("The policy was applied."));
        go(*window, 1);
        QVERIFY(driver.says(QStringLiteral("The audit trail is not what this computer saw before.")));
    }

private:
    using Window = std::unique_ptr<MainWindow>;

    [[nodiscard]] PageEntry page(const QString &title, bool inConfiguration)
    {
        return {title.toLower(), title, QStringLiteral("configure"), std::nullopt, inConfiguration,
            [this, title](
                const PageContext &, QWidget *parent) -> Page * { return m_pages[title] = new EditedPage(parent); }};
    }

    [[nodiscard]] std::vector<PageEntry> threePages()
    {
        return {
            page(QStringLiteral("One"), false), page(QStringLiteral("Two"), true), page(QStringLiteral("Three"), true)};
    }

    [[nodiscard]] Window open(std::vector<PageEntry> pages)
    {
        return open(std::move(pages), m_scene.enter(QStringLiteral("asha")));
    }

    [[nodiscard]] Window open(std::vector<PageEntry> pages, std::shared_ptr<Workspace> workspace)
    {
        auto window = std::make_unique<MainWindow>(std::move(workspace), std::move(pages),
            WindowContext{m_scene.prompt, *m_theme, m_scene.settings, m_scene.local, m_scene.clipboard});
        window->show();
        return window;
    }

    static QListWidget &navigation(MainWindow &window)
    {
        return PageDriver(window).get<QListWidget>(QStringLiteral("Navigation"));
    }

    static QTabBar &tabsOf(MainWindow &window)
    {
        return *window.findChild<QTabBar *>(QStringLiteral("configurationTabs"));
    }

    static void go(MainWindow &window, int row)
    {
        QListWidget &list = navigation(window);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(row)).center());
    }

    static QStringList entries(MainWindow &window)
    {
        QStringList titles;
        for (int row = 0; row < navigation(window).count(); ++row)
            titles.append(navigation(window).item(row)->text());
        return titles;
    }

    static void trigger(MainWindow &window, const QString &text)
    {
        for (QAction *action : window.findChildren<QAction *>())
            if (action->text().remove(u'&') == text)
                return action->trigger();
        qFatal("there is no action %s", qPrintable(text));
    }

    AccessScene m_scene;
    std::unique_ptr<Theme> m_theme;
    QHash<QString, EditedPage *> m_pages;
    const QString m_other = QStringLiteral("boris");
    const QString m_otherPassword = QStringLiteral("green kettle on moon");
    ProcessId m_process;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"

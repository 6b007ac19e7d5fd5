// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices/notice_bell.h"

#include "domain/callbacks/callback_event.h"
#include "domain/leaks/leak.h"
#include "ui/notices/notice_link.h"
#include "ui/notices/notice_watch.h"
#include "ui/notices/notices_dialog.h"
#include "ui/shell/page_registry.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/texts/notice_text.h"
#include "ui/visible_dialog.h"

#include <QSettings>
#include <QSignalSpy>

namespace callveil {

using namespace std::chrono_literals;

/// The bell at the foot of the window and its list.
class NoticeBellTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysNothingBeforeItIsRead();
    void saysThatThereIsNothing();
    void countsWhatIsNewUntilItIsLookedAt();
    void remembersWhatWasLookedAt();
    void theListFollowsWhileItIsOpen();
    void leadsToThePage();
    void opensNoPageThatThePersonMayNotUse();
    void leadsToTheGivingOfKeys();
    void tellsWhyItCouldNotBeRead();
    void isQuietWhileTheSessionIsLocked();
    void everyNoticeHasItsSentence();
    void everyLinkLeadsToAPage();

private:
    void run(const QString &sql) const
    {
        const auto done = m_test->workspace()
                              .interactive()
                              .run([sql](Connection &database) { return database.runScript(sql); })
                              .result();
        if (!done)
            qFatal("a test's database could not be changed");
    }
    void find(int object, LeakSeverity severity = LeakSeverity::Low) const
    {
        run(QStringLiteral(
            "INSERT INTO leak_finding (kind, severity, process_id, pool_id, did_id, object_id, place, counted, "
            "row_count, sample, oldest_at, newest_at, first_seen, last_seen) "
            "VALUES (1, %1, 1, 0, 0, %2, '', 0, 1, '', 1, 1, %2, %2)")
                .arg(int(severity))
                .arg(object));
    }
    [[nodiscard]] std::unique_ptr<NoticeBell> bell()
    {
        auto bell = std::make_unique<NoticeBell>(m_test->context(), *m_settings, *m_watch);
        bell->show();
        return bell;
    }
    [[nodiscard]] static NoticesDialog *listOf(NoticeBell &bell)
    {
        return qobject_cast<NoticesDialog *>(visibleDialog(bell, QStringLiteral("noticesDialog")));
    }
    [[nodiscard]] static QString cell(NoticesDialog &list, int row, const QString &column)
    {
        return PageDriver(list).cell(QStringLiteral("Notices"), row, column);
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<NoticeWatch> m_watch;
};

void NoticeBellTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    static_cast<void>(m_test->addProcess(QStringLiteral("Support")));
    m_settings = std::make_unique<QSettings>(m_test->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_watch = std::make_unique<NoticeWatch>(m_test->workspace(), nullptr, 20ms);
}

void NoticeBellTest::cleanup()
{
    m_watch.reset();
    m_settings.reset();
    m_test.reset();
}

void NoticeBellTest::saysNothingBeforeItIsRead()
{
    const auto bell = this->bell();
    QCOMPARE(bell->text(), QStringLiteral("Notices"));
    QCOMPARE(bell->accessibleName(), QStringLiteral("Notices"));
}

void NoticeBellTest::saysThatThereIsNothing()
{
    const auto bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("No notices"));
    QTest::mouseClick(bell.get(), Qt::LeftButton);
    NoticesDialog *list = listOf(*bell);
    QVERIFY(list);
    QVERIFY(PageDriver(*list).says(QStringLiteral("Nothing calls for your attention.")));
    QVERIFY(!PageDriver(*list).canPress(QStringLiteral("Open")));
}

void NoticeBellTest::countsWhatIsNewUntilItIsLookedAt()
{
    find(1, LeakSeverity::Critical);
    const auto bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1"));
    QCOMPARE(bell->accessibleDescription(), bell->text());
    QVERIFY(bell->toolTip().contains(QStringLiteral("critical or high")));
    QTest::keyClick(bell.get(), Qt::Key_Space);
    NoticesDialog *list = listOf(*bell);
    QVERIFY(list);
    QCOMPARE(cell(*list, 0, QStringLiteral("Weight")), QStringLiteral("Critical"));
    QCOMPARE(cell(*list, 0, QStringLiteral("New")), QStringLiteral("New"));
    QCOMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1")); // as long as it is open
    list->reject();
    QCOMPARE(bell->text(), QStringLiteral("Notices: 1"));
    find(2);
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1")); // there are more of them
    run(QStringLiteral("UPDATE leak_finding SET state = 1"));
    QTRY_COMPARE(bell->text(), QStringLiteral("No notices"));
    run(QStringLiteral("UPDATE leak_finding SET state = 3"));
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1")); // it went and came again
}

void NoticeBellTest::remembersWhatWasLookedAt()
{
    find(1);
    auto bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1"));
    bell->openList();
    listOf(*bell)->reject();
    bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1"));
    m_test->hire(QStringLiteral("boris"), QStringLiteral("Boris"), Role::Administrator);
    const auto other = m_test->enter(QStringLiteral("boris"));
    NoticeWatch watch(*other, nullptr, 20ms);
    NoticeBell others(m_test->context(*other), *m_settings, watch); // who has not looked
    QTRY_COMPARE(others.text(), QStringLiteral("Notices: 1, new: 1"));
}

void NoticeBellTest::theListFollowsWhileItIsOpen()
{
    const auto bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("No notices"));
    bell->openList();
    NoticesDialog *list = listOf(*bell);
    QVERIFY(list);
    bell->openList(); // a second time changes nothing
    QCOMPARE(listOf(*bell), list);
    find(1);
    QTRY_COMPARE(PageDriver(*list).rows(QStringLiteral("Notices")), 1);
    QVERIFY(PageDriver(*list).canPress(QStringLiteral("Open"))); // the first one is chosen
    QCOMPARE(cell(*list, 0, QStringLiteral("New")), QStringLiteral("New"));
}

void NoticeBellTest::leadsToThePage()
{
    find(1);
    const auto bell = this->bell();
    QSignalSpy followed(bell.get(), &NoticeBell::followed);
    QTRY_COMPARE(bell->text(), QStringLiteral("Notices: 1, new: 1"));
    bell->openList();
    NoticesDialog *list = listOf(*bell);
    QVERIFY(list);
    QTest::keyClick(&PageDriver(*list).get<QTableView>(QStringLiteral("Notices")), Qt::Key_Return);
    QCOMPARE(followed.size(), 1);
    QCOMPARE(followed[0][0].value<PageLink>().page, QStringLiteral("leaks"));
    QVERIFY(!list->isVisible());
    QCOMPARE(bell->text(), QStringLiteral("Notices: 1"));
}

void NoticeBellTest::opensNoPageThatThePersonMayNotUse()
{
    const Notice changed{NoticeKind::PolicyChanged, NoticeWeight::Information, 3, QStringLiteral("Support")};
    NoticesDialog agents(QTimeZone::utc(), {Permission::ViewCallLog}, nullptr);
    agents.setAttribute(Qt::WA_DeleteOnClose, false);
    agents.show({changed}, {});
    agents.open();
    QVERIFY(!PageDriver(agents).canPress(QStringLiteral("Open")));
    NoticesDialog managers(QTimeZone::utc(), {Permission::ConfigureMasking}, nullptr);
    managers.setAttribute(Qt::WA_DeleteOnClose, false);
    managers.show({changed}, {});
    managers.open();
    QSignalSpy chosen(&managers, &NoticesDialog::chosen);
    PageDriver(managers).press(QStringLiteral("Open"));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<PageLink>().id, 3);
}

void NoticeBellTest::leadsToTheGivingOfKeys()
{
    NoticesDialog list(QTimeZone::utc(), {Permission::ViewCallLog}, nullptr);
    list.setAttribute(Qt::WA_DeleteOnClose, false);
    list.show({Notice{NoticeKind::KeysWaiting, NoticeWeight::Information, 0, {}, {}, 2}}, {});
    list.open();
    QSignalSpy asked(&list, &NoticesDialog::keysAsked);
    PageDriver(list).press(QStringLiteral("Open"));
    QCOMPARE(asked.size(), 1);
    QVERIFY(!list.isVisible());
}

void NoticeBellTest::tellsWhyItCouldNotBeRead()
{
    const auto bell = this->bell();
    bell->openList();
    NoticesDialog *list = listOf(*bell);
    QVERIFY(list);
    run(QStringLiteral("ALTER TABLE leak_finding RENAME TO elsewhere"));
    QTRY_VERIFY(PageDriver(*list).says(QStringLiteral("Something went wrong")));
    run(QStringLiteral("ALTER TABLE elsewhere RENAME TO leak_finding"));
    QTRY_VERIFY(!PageDriver(*list).says(QStringLiteral("Something went wrong")));
}

void NoticeBellTest::isQuietWhileTheSessionIsLocked()
{
    const auto bell = this->bell();
    QTRY_COMPARE(bell->text(), QStringLiteral("No notices"));
    QSignalSpy failed(m_watch.get(), &NoticeWatch::failed), answered(m_watch.get(), &NoticeWatch::answered);
    m_test->workspace().lock();
    QTest::qWait(50); // what was asked before
    answered.clear();
    QTest::qWait(100);
    QCOMPARE(answered.size() + failed.size(), 0);
}

void NoticeBellTest::everyNoticeHasItsSentence()
{
    QStringList sentences;
    for (const NoticeKind kind : allNoticeKinds) {
        Notice notice{
            kind, NoticeWeight::Warning, qint64(CallbackKind::Cdr), QStringLiteral("Alpha"), QStringLiteral("Beta"), 3};
        const QString sentence = noticeText(notice);
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
        QVERIFY(!sentences.contains(sentence));
        sentences.append(sentence);
    }
    Notice dry{NoticeKind::PoolLow, NoticeWeight::Critical, 7, QStringLiteral("London")};
    QCOMPARE(noticeText(dry), QStringLiteral("The pool London has no number left."));
    QVERIFY(noticeText(Notice{NoticeKind::RevealLimit}).startsWith(QStringLiteral("Somebody")));
}

void NoticeBellTest::everyLinkLeadsToAPage()
{
    const QSet<Permission> all(allPermissions.begin(), allPermissions.end());
    const std::vector<PageEntry> pages = allPages();
    for (const NoticeKind kind : allNoticeKinds) {
        const auto link = noticeLink(Notice{kind}, all);
        QVERIFY(link);
        QVERIFY2(std::any_of(pages.begin(), pages.end(), [&](const PageEntry &page) { return page.id == link->page; }),
            qPrintable(link->page));
        QVERIFY(!noticeLink(Notice{kind}, {}));
    }
}

} // namespace callveil

QTEST_MAIN(callveil::NoticeBellTest)

#include "tst_notice_bell.moc"

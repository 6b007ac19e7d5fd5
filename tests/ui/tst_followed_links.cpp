// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_log_page.h"
#include "ui/masking/masking_page.h"
#include "ui/pools/number_pools_page.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"

#include <QSettings>

namespace callveil {

/// Pages that are opened for the sake of one of their objects.
class FollowedLinksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numberPoolsChoosesThePool();
    void maskingChoosesTheProcess();
    void theCallLogShowsTheSession();
    void theCallLogShowsTheProcess();
    void theCallLogShowsTheseCallsAlone();
    void aLinkToAPageAloneKeepsTheFilter();

private:
    template <typename PageClass, typename... Arguments>
    PageClass &follow(const PageLink &link, Arguments... arguments)
    {
        m_page.reset();
        auto page = std::make_unique<PageClass>(m_test->context(), arguments...);
        PageClass &opened = *page;
        m_page = std::move(page);
        m_page->resize(1500, 900);
        m_page->show();
        m_page->follow(link); // as PageDeck does
        m_page->refresh();
        return opened;
    }
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] QString chosen(const QString &table) const
    {
        const auto rows = driver().get<QTableView>(table).selectionModel()->selectedRows();
        return rows.size() == 1 ? rows.front().data(Qt::AccessibleTextRole).toString() : QString();
    }

    /// -1 while something else stands in the place of the calls.
    [[nodiscard]] int calls() const { return driver().find<QTableView>(m_calls) ? driver().rows(m_calls) : -1; }

    const QString m_calls = QStringLiteral("Calls");
    QTemporaryDir m_settings;
    std::unique_ptr<TestWorkspace> m_test;
    ProcessId m_sales, m_support;
    std::unique_ptr<Page> m_page;
};

void FollowedLinksTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("callveil-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    m_test = std::make_unique<TestWorkspace>();
    m_sales = addCallProcess(*m_test, QStringLiteral("Sales"));
    m_support = addCallProcess(*m_test, QStringLiteral("Support"), {QStringLiteral("+12025550177")});
    CallFile file(QDateTime::currentMSecsSinceEpoch() - 3600000);
    file.add(5);
    importCalls(*m_test, m_sales, file);
}

void FollowedLinksTest::numberPoolsChoosesThePool()
{
    qint64 last = 0;
    for (const QString &name : {QStringLiteral("Bristol"), QStringLiteral("London")}) {
        Pool pool;
        pool.name = name;
        pool.country = QStringLiteral("GB");
        const auto id = PoolService(m_test->workspace()).save(pool).result();
        QVERIFY(id);
        last = id->value;
    }
    follow<NumberPoolsPage>({QStringLiteral("pools"), last});
    QTRY_COMPARE(chosen(QStringLiteral("Pools")), QStringLiteral("London"));
}

void FollowedLinksTest::maskingChoosesTheProcess()
{
    follow<MaskingPage>({QStringLiteral("masking"), m_support.value});
    QTRY_COMPARE(chosen(QStringLiteral("Processes")), QStringLiteral("Support"));
    follow<MaskingPage>({QStringLiteral("masking")}); // none in particular: the first, as ever
    QTRY_COMPARE(chosen(QStringLiteral("Processes")), QStringLiteral("Sales"));
}

void FollowedLinksTest::theCallLogShowsTheSession()
{
    const auto all = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 10).result();
    QVERIFY(all && all->calls.size() == 5);
    const QString session = CallLogService::sessionName(all->calls[2].publicId);
    follow<CallLogPage>({QStringLiteral("calls"), 0, session}, nullptr);
    QTRY_COMPARE(calls(), 1);
    QCOMPARE(driver().cell(m_calls, 0, QStringLiteral("Session")), session);
}

void FollowedLinksTest::theCallLogShowsTheProcess()
{
    follow<CallLogPage>({QStringLiteral("calls"), m_support.value}, nullptr);
    QTRY_VERIFY(driver().says(QStringLiteral("No call matches the filter.")));
    m_page->follow({QStringLiteral("calls"), m_sales.value}); // its processes are known by now
    m_page->refresh();
    QTRY_COMPARE(calls(), 5);
    QCOMPARE(driver().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Sales"));
}

void FollowedLinksTest::theCallLogShowsTheseCallsAlone()
{
    const auto all = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 10).result();
    QVERIFY(all && all->calls.size() == 5);
    const std::vector<CallKey> two{
        {all->calls[1].startedAt, all->calls[1].id.value}, {all->calls[3].startedAt, all->calls[3].id.value}};
    PageLink link{QStringLiteral("calls"), 0, QStringLiteral("What leaks.")};
    link.calls = std::make_shared<const std::vector<CallKey>>(two);
    follow<CallLogPage>(link, nullptr);
    QTRY_COMPARE(calls(), 2);
    QVERIFY(driver().says(QStringLiteral("What leaks. The filter does not apply to them.")));
    driver().press(QStringLiteral("Back to all calls"));
    QTRY_COMPARE(calls(), 5);
}

void FollowedLinksTest::aLinkToAPageAloneKeepsTheFilter()
{
    follow<CallLogPage>({QStringLiteral("calls"), m_sales.value}, nullptr);
    QTRY_COMPARE(driver().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Sales"));
    m_page->follow({QStringLiteral("calls")});
    m_page->refresh();
    QCOMPARE(driver().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Sales"));
}

} // namespace callveil

QTEST_MAIN(callveil::FollowedLinksTest)
#include "tst_followed_links.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/number_pools_page.h"

#include "services/agents/agent_service.h"
#include "services/bindings/binding_service.h"
#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QPushButton>
#include <QTest>

namespace callveil {

namespace {
const QString pools = QStringLiteral("Pools");
const QString removing = QStringLiteral("Remove pool");
} // namespace

/// Removing a pool on its page, and what the page tells of those whose numbers serve many.
class PoolRemovalPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhyItCannotBe();
    void isForWhoeverManagesAllItServes();
    void asksAndRemoves();
    void tellsWhichOptOutsEnd();
    void saysWhatTheServiceRefused();
    void countsWhatTheBusiestPartyCanStillGet();

private:
    void open(int expected, Workspace *person = nullptr);
    [[nodiscard]] Pool add(const QString &name, const QString &list = {}, const QList<PoolId> &fallbacks = {});
    void bind(const Pool &pool, int customer);
    void retireAll(const Pool &pool);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] QString why() const { return page().get<QPushButton>(removing).toolTip(); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<NumberPoolsPage> m_page;
    ProcessId m_process;
};

void PoolRemovalPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_process = m_test->addProcess(QStringLiteral("Sales"), QStringLiteral("GB"));
}

void PoolRemovalPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

Pool PoolRemovalPageTest::add(const QString &name, const QString &list, const QList<PoolId> &fallbacks)
{
    PoolService service(m_test->workspace());
    Pool pool;
    pool.name = name;
    pool.country = QStringLiteral("GB");
    pool.fallbacks = fallbacks;
    pool.lowWaterPercent = 60;
    const auto id = service.save(pool).result();
    if (!id || (!list.isEmpty() && !service.addNumbers(*id, list, std::make_shared<std::atomic<bool>>(false)).result()))
        qFatal("a test pool could not be made");
    pool.id = *id;
    return pool;
}

void PoolRemovalPageTest::bind(const Pool &pool, int customer)
{
    BindingOrder order;
    order.process = m_process;
    order.pool = pool.id;
    order.customer = QStringLiteral("+4477009001%1").arg(customer, 2, 10, QLatin1Char('0'));
    order.agent.number = QStringLiteral("+447700900200");
    if (!BindingService(m_test->workspace()).make(std::move(order)).result())
        qFatal("a test binding could not be made");
}

void PoolRemovalPageTest::retireAll(const Pool &pool)
{
    PoolService service(m_test->workspace());
    QList<SeenDid> numbers;
    const auto known = service.numbers(pool.id).result();
    for (const PoolNumber &number : known->numbers)
        numbers.append({number.id, pool.id, number.state});
    if (!service.setState(numbers, DidState::Retired).result())
        qFatal("test numbers could not be retired");
}

void PoolRemovalPageTest::open(int expected, Workspace *person)
{
    m_page = std::make_unique<NumberPoolsPage>(m_test->context(person ? *person : m_test->workspace()));
    m_page->resize(1100, 700);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE(page().rows(pools), expected);
    QTRY_VERIFY(page().canPress(QStringLiteral("New pool")));
}

void PoolRemovalPageTest::saysWhyItCannotBe()
{
    const Pool last = add(QStringLiteral("A")), full = add(QStringLiteral("B"), QStringLiteral("+442079460100"));
    static_cast<void>(add(QStringLiteral("C"), {}, {last.id, full.id}));
    open(3);
    const auto told = [this](int row) {
        m_test->notifier.clear();
        page().selectRow(pools, row);
        page().press(removing);
        static_cast<void>(QTest::qWaitFor([this] { return !m_test->notifier.messages.isEmpty(); }));
        return m_test->notifier.lastText();
    };
    QVERIFY2(told(0).contains(QStringLiteral("Other pools fall back to the pool “A” (1).")),
        qPrintable(m_test->notifier.lastText()));
    QVERIFY2(told(1).contains(QStringLiteral("The pool “B” still has numbers that are not retired (1).")),
        qPrintable(m_test->notifier.lastText()));
    QCOMPARE(told(2), QStringLiteral("Pool C was removed."));
    QTRY_COMPARE(page().rows(pools), 2);
}

void PoolRemovalPageTest::isForWhoeverManagesAllItServes()
{
    static_cast<void>(add(QStringLiteral("A"))); // serves all processes
    m_test->hire(QStringLiteral("gus"), QStringLiteral("Gus"), Role::GroupManager, {m_process});
    const auto gus = m_test->enter(QStringLiteral("gus"));
    open(1, gus.get());
    page().selectRow(pools, 0);
    QVERIFY(!page().canPress(removing));
    QVERIFY2(why().contains(QStringLiteral("not yours")), qPrintable(why()));
    m_page.reset(); // before whom it was made for
}

void PoolRemovalPageTest::asksAndRemoves()
{
    retireAll(add(QStringLiteral("A"), QStringLiteral("+442079460100 .. +442079460101")));
    static_cast<void>(add(QStringLiteral("B")));
    open(2);
    page().selectRow(pools, 0);
    m_test->prompt.agrees = false;
    page().press(removing);
    QTRY_COMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.front().contains(QStringLiteral("“A”")));
    QVERIFY(!m_test->prompt.questions.front().contains(QStringLiteral("left behind")));
    QCOMPARE(page().rows(pools), 2);
    m_test->prompt.agrees = true;
    page().press(removing);
    QTRY_COMPARE(page().rows(pools), 1);
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Pool")), QStringLiteral("B"));
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("Pool A was removed."));
    QCOMPARE(m_test->notifier.messages.size(), 1); // nothing came of the first
}

void PoolRemovalPageTest::tellsWhichOptOutsEnd()
{
    const Pool pool = add(QStringLiteral("A"));
    if (!OptOutService(m_test->workspace()).add(pool.name, QStringLiteral("+447700900123")).result())
        qFatal("a test party could not opt out");
    open(1);
    QTRY_VERIFY(page().canPress(removing));
    m_test->prompt.agrees = false;
    page().press(removing);
    QTRY_COMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY2(m_test->prompt.questions.front().contains(QStringLiteral("left behind: 1.")),
        qPrintable(m_test->prompt.questions.front()));
    QCOMPARE(page().rows(pools), 1);
}

void PoolRemovalPageTest::saysWhatTheServiceRefused()
{
    const Pool pool = add(QStringLiteral("A"), QStringLiteral("+442079460100"));
    bind(pool, 1);
    retireAll(pool);
    open(1);
    QTRY_VERIFY(page().canPress(removing));
    page().press(removing);
    QTRY_COMPARE(m_test->notifier.messages.size(), 1);
    QVERIFY(m_test->notifier.lastText().contains(
        QStringLiteral("Bindings made from the pool “A” are still live or cooling (1).")));
    QCOMPARE(page().rows(pools), 1);
}

void PoolRemovalPageTest::countsWhatTheBusiestPartyCanStillGet()
{
    // Each customer gets another number, for the agent is on those of the others.
    const Pool pool = add(QStringLiteral("A"), QStringLiteral("+442079460100 .. +442079460102"));
    bind(pool, 1);
    open(1);
    const auto told = [this](const char *column) { return page().cell(pools, 0, QLatin1String(column)); };
    QCOMPARE(told("Bound"), QStringLiteral("1"));
    QCOMPARE(told("Free"), QStringLiteral("2"));
    QVERIFY(!told("Utilisation").contains(QStringLiteral("few left")));
    bind(pool, 2);
    m_page->refresh();
    QTRY_COMPARE(told("Free"), QStringLiteral("1"));
    QVERIFY2(told("Utilisation").contains(QStringLiteral("few left")), qPrintable(told("Utilisation")));
}

} // namespace callveil

QTEST_MAIN(callveil::PoolRemovalPageTest)
#include "tst_pool_removing.moc"

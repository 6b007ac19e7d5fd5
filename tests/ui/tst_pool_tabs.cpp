// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_service.h"
#include "services/pools/capacity_service.h"
#include "storage/pools/sample_store.h"
#include "ui/pools/number_pools_page.h"
#include "ui/pools/sample_watch.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QTabBar>
#include <QTabWidget>

namespace callveil {

namespace {

constexpr qint64 hour = 60 * 60 * 1000;
constexpr qint64 day = 24 * hour;
const QString now = QStringLiteral("Utilisation now");
const QString overTime = QStringLiteral("Utilisation over time");
const QString byAge = QStringLiteral("Bindings by age");

} // namespace

/// The pictures of Number Pools, as one looks at them and at the tables behind them.
class PoolTabsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWithoutPools();
    void comparesPoolsWithTheirMarks();
    void saysThatNothingIsKnownYet();
    void showsHowFullAPoolWas();
    void narrowsAndWidensThePeriod();
    void foretellsWhenItRunsDry();
    void tellsOfTheBusiestPartyWhereNumbersAreShared();
    void countsBindingsByAge();
    void followsTheChosenPool();
    void theConsoleNotesHowFullPoolsAre();

private:
    void open();
    void look(const QString &tab);
    /// The table behind the picture that is looked at; its rows as texts.
    [[nodiscard]] QStringList table(const QString &chart);
    [[nodiscard]] PoolId add(const QString &name, Sharing sharing, const QString &list = {});
    void note(PoolId pool, const PoolSample &sample);
    void bind(PoolId pool, int customer);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] static qint64 present() { return QDateTime::currentMSecsSinceEpoch(); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<NumberPoolsPage> m_page;
    ProcessId m_sales;
};

void PoolTabsTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_sales = m_test->addProcess(QStringLiteral("Sales"), QStringLiteral("GB"));
}

void PoolTabsTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

PoolId PoolTabsTest::add(const QString &name, Sharing sharing, const QString &list)
{
    PoolService service(m_test->workspace());
    Pool pool;
    pool.name = name;
    pool.country = QStringLiteral("GB");
    pool.sharing = sharing;
    pool.lowWaterPercent = 30;
    const auto id = service.save(pool).result();
    if (!id || (!list.isEmpty() && !service.addNumbers(*id, list, std::make_shared<std::atomic<bool>>(false)).result()))
        qFatal("a test pool could not be made");
    return *id;
}

void PoolTabsTest::note(PoolId pool, const PoolSample &sample)
{
    const auto noted = m_test->workspace()
                           .background()
                           .run([&](Connection &connection) {
                               return connection.transact([&] { return SampleStore(connection).note(pool, sample); });
                           })
                           .result();
    QVERIFY(noted);
}

void PoolTabsTest::bind(PoolId pool, int customer)
{
    BindingOrder order;
    order.process = m_sales;
    order.pool = pool;
    order.customer = QStringLiteral("+4477009001%1").arg(customer, 2, 10, QLatin1Char('0'));
    order.agent.number = QStringLiteral("+447701900123");
    QVERIFY(BindingService(m_test->workspace()).make(std::move(order)).result());
}

void PoolTabsTest::open()
{
    const int expected = int(PoolService(m_test->workspace()).overview().result()->pools.size());
    m_page = std::make_unique<NumberPoolsPage>(m_test->context());
    m_page->resize(1200, 800);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE(page().rows(QStringLiteral("Pools")), expected);
    QTRY_VERIFY(page().canPress(QStringLiteral("New pool")));
}

void PoolTabsTest::look(const QString &tab)
{
    auto *bar = m_page->findChild<QTabWidget *>(QStringLiteral("poolTabs"))->tabBar();
    for (int i = 0; i < bar->count(); ++i)
        if (bar->tabText(i) == tab)
            return QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
    qFatal("there is no such tab");
}

QStringList PoolTabsTest::table(const QString &chart)
{
    auto &button = page().get<QAbstractButton>(QStringLiteral("Table"));
    if (!button.isEnabled())
        return {}; // nothing is shown yet
    if (!button.isChecked())
        page().press(QStringLiteral("Table"));
    const QAbstractItemModel &model = *page().get<QTableView>(chart).model();
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        rows.append(
            cells.join(u'|').remove(QChar(0x2066)).remove(QChar(0x2069)).replace(QChar::Nbsp, u' ')); // numbers stay
                                                                                                      // left to right
    }
    return rows;
}

void PoolTabsTest::saysWhatToDoWithoutPools()
{
    open();
    look(now);
    QVERIFY(page().says(QStringLiteral("No pool has numbers yet")));
    look(overTime);
    QVERIFY(page().says(QStringLiteral("Choose a pool to see how full it was")));
    look(byAge);
    QVERIFY(page().says(QStringLiteral("Choose a pool to see how full it was")));
}

void PoolTabsTest::comparesPoolsWithTheirMarks()
{
    const PoolId first =
        add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100 .. +441132460103"));
    static_cast<void>(add(QStringLiteral("York"), Sharing::Exclusive, QStringLiteral("+441904460100")));
    static_cast<void>(add(QStringLiteral("Empty"), Sharing::Exclusive));
    bind(first, 1);
    open();
    look(now);
    const QStringList rows = table(now);
    QCOMPARE(rows.size(), 2);
    QVERIFY2(rows.front().startsWith(QStringLiteral("Leeds|25 %|70 %")), qPrintable(rows.front()));
    QVERIFY2(rows.back().startsWith(QStringLiteral("York|0 %")), qPrintable(rows.back()));
}

void PoolTabsTest::saysThatNothingIsKnownYet()
{
    static_cast<void>(add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100")));
    open();
    look(overTime);
    QTRY_VERIFY(page().says(QStringLiteral("Nothing is known of this time")));
}

void PoolTabsTest::showsHowFullAPoolWas()
{
    const PoolId pool = add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100"));
    const qint64 first = present() - 2 * hour, second = present() - hour;
    note(pool, {first, 10, {3, 2, 5, 1}});
    note(pool, {second, 10, {4, 2, 4, 1}});
    open();
    look(overTime);
    const int days = first / day == second / day ? 1 : 2; // the tests run at night too
    QTRY_VERIFY(page().says(QStringLiteral("Too early for a forecast: it needs 5 days, and %1 ").arg(days)));
    const QStringList rows = table(overTime);
    QCOMPARE(rows.size(), 2);
    QVERIFY2(rows.front().endsWith(QStringLiteral("|3|2|5")), qPrintable(rows.front()));
    QVERIFY2(rows.back().endsWith(QStringLiteral("|4|2|4")), qPrintable(rows.back()));
}

void PoolTabsTest::narrowsAndWidensThePeriod()
{
    const PoolId pool = add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100"));
    for (const qint64 days : {60, 20, 5, 0})
        note(pool, {present() - days * day - hour, 10, {3, 2, 5, 1}});
    open();
    look(overTime);
    QTRY_COMPARE(table(overTime).size(), 2);
    page().choose(QStringLiteral("Period"), QStringLiteral("Last 90 days"));
    QTRY_COMPARE(table(overTime).size(), 4);
    page().choose(QStringLiteral("Period"), QStringLiteral("Last 24 hours"));
    QTRY_COMPARE(table(overTime).size(), 1);
}

void PoolTabsTest::foretellsWhenItRunsDry()
{
    const PoolId pool = add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100"));
    const qint64 today = present() / day;
    for (qint64 i = 0; i < 8; ++i)
        note(pool, {(today - i) * day, 100, {60 - 3 * i, 0, 40 + 3 * i, 1}});
    open();
    look(overTime);
    const QDate dry = QDate(1970, 1, 1).addDays(today + 14); // 3 a day, 40 left
    QTRY_VERIFY(
        page().says(QStringLiteral("Dry on %1 at this trend.").arg(QLocale().toString(dry, QLocale::ShortFormat))));
    QVERIFY(page().says(QStringLiteral("Use grows by 3.0 numbers a day over the 8 days")));
}

void PoolTabsTest::tellsOfTheBusiestPartyWhereNumbersAreShared()
{
    const PoolId pool = add(QStringLiteral("Leeds"), Sharing::PairUnique, QStringLiteral("+441132460100"));
    note(pool, {present() - hour, 10, {3, 2, 5, 4}});
    open();
    look(overTime);
    QTRY_VERIFY(page().says(QStringLiteral("the busiest party stands on 4 of 10")));
}

void PoolTabsTest::countsBindingsByAge()
{
    const PoolId pool =
        add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100 .. +441132460103"));
    open();
    look(byAge);
    QTRY_VERIFY(page().says(QStringLiteral("No number of this pool is bound")));
    bind(pool, 1);
    bind(pool, 2);
    m_page->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("2 in all")));
    const QStringList rows = table(byAge);
    QCOMPARE(rows.size(), 7);
    QCOMPARE(rows.front(), QStringLiteral("under 1 h|2"));
    QCOMPARE(rows.at(3), QStringLiteral("24 h to 3 d|0"));
    QCOMPARE(rows.back(), QStringLiteral("30 d and more|0"));
}

void PoolTabsTest::followsTheChosenPool()
{
    const PoolId leeds = add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100"));
    const PoolId york = add(QStringLiteral("York"), Sharing::Exclusive, QStringLiteral("+441904460100"));
    note(leeds, {present() - hour, 10, {3, 2, 5, 1}});
    note(york, {present() - hour, 20, {13, 2, 5, 1}});
    open();
    look(overTime);
    QTRY_COMPARE(table(overTime).size(), 1);
    QVERIFY(table(overTime).front().endsWith(QStringLiteral("|3|2|5")));
    QVERIFY(page().says(QStringLiteral("Utilisation over time: Leeds")));
    page().selectRow(QStringLiteral("Pools"), 1);
    QTRY_VERIFY(!table(overTime).isEmpty() && table(overTime).front().endsWith(QStringLiteral("|13|2|5")));
    QVERIFY(page().says(QStringLiteral("Utilisation over time: York")));
}

void PoolTabsTest::theConsoleNotesHowFullPoolsAre()
{
    const PoolId pool = add(QStringLiteral("Leeds"), Sharing::Exclusive, QStringLiteral("+441132460100"));
    const SampleWatch watch(m_test->workspace(), nullptr, std::chrono::milliseconds(0), std::chrono::milliseconds(20));
    CapacityService capacity(m_test->workspace());
    QTRY_VERIFY(!capacity.history(pool, day).result()->samples.empty());
}

} // namespace callveil

QTEST_MAIN(callveil::PoolTabsTest)
#include "tst_pool_tabs.moc"

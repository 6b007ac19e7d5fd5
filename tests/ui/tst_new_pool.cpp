// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/pools/pool_service.h"
#include "tables/pools/pool_table_model.h"
#include "ui/pools/number_pools_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"

#include <QComboBox>
#include <QDialog>

namespace callveil {

namespace {
const QString pools = QStringLiteral("Pools");
} // namespace

/// What somebody meets who makes a first pool: what its choices mean, which country is offered, and how full it is.
class NewPoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatIsChosen();
    void offersTheCountryOfTheNewestPool();
    void utilisationStaysInSight();

private:
    void open();
    [[nodiscard]] bool add(const QString &name, const QString &country, const QString &list = {});
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver form();

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<NumberPoolsPage> m_page;
};

void NewPoolTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_test->addProcess(QStringLiteral("Sales"), QStringLiteral("GB"));
}

void NewPoolTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void NewPoolTest::open()
{
    const int expected = int(PoolService(m_test->workspace()).overview().result()->pools.size());
    m_page = std::make_unique<NumberPoolsPage>(m_test->context());
    m_page->resize(1100, 700);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE(page().rows(pools), expected);
    QTRY_VERIFY(page().canPress(QStringLiteral("New pool")));
}

bool NewPoolTest::add(const QString &name, const QString &country, const QString &list)
{
    PoolService service(m_test->workspace());
    Pool pool;
    pool.name = name;
    pool.country = country;
    const auto id = service.save(pool).result();
    return id && (list.isEmpty() || service.addNumbers(*id, list, std::make_shared<std::atomic<bool>>(false)).result());
}

PageDriver NewPoolTest::form()
{
    page().press(QStringLiteral("New pool"));
    auto *dialog = visibleDialog(*m_page, QStringLiteral("poolDialog"));
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void NewPoolTest::tellsWhatIsChosen()
{
    open();
    const PageDriver pool = form();
    const QString shared = QStringLiteral("Many pairs get the same number");
    QVERIFY(pool.says(shared));
    QVERIFY(pool.says(QStringLiteral("The customer's area does not matter.")));
    pool.choose(QStringLiteral("Sharing"), QStringLiteral("Exclusive"));
    QVERIFY(!pool.says(shared));
    QVERIFY(pool.says(QStringLiteral("While a number is bound, no other customer and agent get it.")));
    QVERIFY(pool.says(QStringLiteral("Each number serves one pair at a time"))); // what that amounts to
    pool.choose(QStringLiteral("Area matching"), QStringLiteral("Only the customer's area"));
    QVERIFY(pool.says(QStringLiteral("Numbers of another area are not taken")));
    QVERIFY(pool.says(QStringLiteral("Numbers are chosen by the customer's area")));
    QVERIFY(pool.get<QComboBox>(QStringLiteral("Area matching"))
                .accessibleDescription()
                .startsWith(QLatin1String("Numbers of another area")));
}

void NewPoolTest::offersTheCountryOfTheNewestPool()
{
    const auto offered = [this] {
        open();
        return form().get<QComboBox>(QStringLiteral("Country")).currentText();
    };
    QVERIFY(offered().contains(QStringLiteral("(GB)"))); // of a process
    QVERIFY(add(QStringLiteral("London"), QStringLiteral("GB")));
    QVERIFY(add(QStringLiteral("A first one by name"), QStringLiteral("FR")));
    QVERIFY(offered().contains(QStringLiteral("(FR)")));
}

void NewPoolTest::utilisationStaysInSight()
{
    QVERIFY(add(QStringLiteral("A pool with a name that takes much room"), QStringLiteral("GB"),
        QStringLiteral("+442079460100")));
    open();
    const auto &table = page().get<QTableView>(pools);
    for (const int width : {1100, 900, 700}) {
        m_page->resize(width, 700);
        QCoreApplication::processEvents();
        const int column = PoolTableModel::Utilisation;
        const int end = table.columnViewportPosition(column) + table.columnWidth(column);
        QVERIFY2(end <= table.viewport()->width(), qPrintable(QString::number(width)));
    }
}

} // namespace callveil

QTEST_MAIN(callveil::NewPoolTest)
#include "tst_new_pool.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pool_dialog.h"

#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QPointer>
#include <QSpinBox>
#include <QTest>

namespace callveil {

/// The idle time-out in the form of a pool.
class PoolIdleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_test = std::make_unique<TestWorkspace>(); }
    void cleanup();
    void isNoneUntilSomebodySaysSo();
    void isTakenBack();

private:
    [[nodiscard]] PageDriver open(const Pool &pool)
    {
        m_dialog =
            new PoolDialog(m_test->context(), *m_pools, pool, m_pools->overview().result().value_or(PoolOverview()));
        m_dialog->show();
        return PageDriver(*m_dialog);
    }
    [[nodiscard]] Pool stored()
    {
        const auto overview = m_pools->overview().result();
        return overview && overview->pools.size() == 1 ? overview->pools.front().pool : Pool();
    }
    void makePools() { m_pools = std::make_unique<PoolService>(m_test->workspace()); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<PoolService> m_pools;
    QPointer<PoolDialog> m_dialog;
};

void PoolIdleTest::cleanup()
{
    delete m_dialog;
    m_pools.reset();
    m_test.reset();
}

void PoolIdleTest::isNoneUntilSomebodySaysSo()
{
    makePools();
    Pool pool;
    pool.country = QStringLiteral("GB");
    const PageDriver form = open(pool);
    const auto &idle = form.get<QSpinBox>(QStringLiteral("Idle time-out"));
    QCOMPARE(idle.text(), QStringLiteral("None"));
    QVERIFY(form.says(QStringLiteral("so long after its last call")));
    form.type(QStringLiteral("Name"), QStringLiteral("London"));
    form.type<QSpinBox>(QStringLiteral("Idle time-out"), QStringLiteral("90"));
    form.press(QStringLiteral("Create"));
    QTRY_COMPARE(stored().name, QStringLiteral("London"));
    QCOMPARE(stored().idleMinutes, std::optional(90));
}

void PoolIdleTest::isTakenBack()
{
    makePools();
    Pool pool;
    pool.name = QStringLiteral("London");
    pool.country = QStringLiteral("GB");
    pool.idleMinutes = 45;
    QVERIFY(m_pools->save(pool).result());
    const PageDriver form = open(stored());
    auto &idle = form.get<QSpinBox>(QStringLiteral("Idle time-out"));
    QCOMPARE(idle.value(), 45);
    idle.setValue(idle.minimum());
    QCOMPARE(idle.text(), QStringLiteral("None"));
    form.press(QStringLiteral("Save"));
    QTRY_VERIFY(!stored().idleMinutes);
}

} // namespace callveil

QTEST_MAIN(callveil::PoolIdleTest)
#include "tst_pool_idle.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_service.h"
#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/pools/move_numbers_dialog.h"
#include "ui/pools/pool_dialog.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

namespace callveil {

/// A pool that gets another brand leaves its opt-outs behind: whoever changes it is asked.
class PoolBrandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksBeforeOptOutsAreLeftBehind();
    void asksNothingWhenNothingIsLost();
    void keepsTheBrandOfWhoeverSaysNo();
    void asksBeforeBoundNumbersAreMoved();

private:
    /// The dialog of the pool, with another brand typed and saved.
    QPointer<PoolDialog> rebranded(const QString &brand);
    [[nodiscard]] QString storedBrand();
    void optOut();

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<PoolService> m_pools;
};

void PoolBrandTest::init()
{
    m_pools.reset();
    m_test = std::make_unique<TestWorkspace>();
    m_pools = std::make_unique<PoolService>(m_test->workspace());
    Pool pool;
    pool.name = QStringLiteral("London");
    pool.brand = QStringLiteral("Acme");
    pool.country = QStringLiteral("GB");
    QVERIFY(m_pools->save(pool).result());
}

void PoolBrandTest::optOut()
{
    OptOutService service(m_test->workspace());
    QVERIFY(service.add(QStringLiteral("Acme"), QStringLiteral("+447700900123")).result().value_or(false));
}

QString PoolBrandTest::storedBrand()
{
    return m_pools->overview().result()->pools.front().pool.brand;
}

QPointer<PoolDialog> PoolBrandTest::rebranded(const QString &brand)
{
    const PoolOverview overview = *m_pools->overview().result();
    QPointer<PoolDialog> dialog =
        new PoolDialog(m_test->context(), *m_pools, overview.pools.front().pool, overview); // deletes itself
    dialog->show();
    PageDriver(*dialog).type(QStringLiteral("Brand"), brand);
    PageDriver(*dialog).press(QStringLiteral("Save"));
    return dialog;
}

void PoolBrandTest::asksBeforeOptOutsAreLeftBehind()
{
    optOut();
    const auto dialog = rebranded(QStringLiteral("Lumo"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_test->prompt.questions.size(), 1);
    const QString question = m_test->prompt.questions.front();
    for (const char *part : {"Acme", "Lumo", "left behind: 1.", "called again"})
        QVERIFY2(question.contains(QLatin1String(part)), part);
    QCOMPARE(storedBrand(), QStringLiteral("Lumo"));
}

void PoolBrandTest::asksNothingWhenNothingIsLost()
{
    const auto first = rebranded(QStringLiteral("Lumo")); // nobody has opted out
    QTRY_VERIFY(!first);
    const auto second = rebranded(QStringLiteral("Acme"));
    QTRY_VERIFY(!second);
    optOut();
    const auto third = rebranded(QStringLiteral("ACME")); // the same brand
    QTRY_VERIFY(!third);
    QCOMPARE(m_test->prompt.questions, QStringList());
    QCOMPARE(storedBrand(), QStringLiteral("ACME"));
}

void PoolBrandTest::keepsTheBrandOfWhoeverSaysNo()
{
    optOut();
    m_test->prompt.agrees = false;
    const auto dialog = rebranded(QStringLiteral("Lumo"));
    QTRY_VERIFY(dialog && PageDriver(*dialog).says(QStringLiteral("Nothing was saved. Put “Acme” back")));
    QCOMPARE(storedBrand(), QStringLiteral("Acme"));
    PageDriver(*dialog).type(QStringLiteral("Brand"), QStringLiteral("Acme"));
    PageDriver(*dialog).press(QStringLiteral("Save"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_test->prompt.questions.size(), 1);
}

void PoolBrandTest::asksBeforeBoundNumbersAreMoved()
{
    optOut();
    Pool lumo;
    lumo.name = lumo.brand = QStringLiteral("Lumo");
    lumo.country = QStringLiteral("GB");
    lumo.id = m_pools->save(lumo).result().value_or(PoolId{});
    const PoolId london = m_pools->overview().result()->pools.front().pool.id;
    QVERIFY(m_pools->addNumbers(london, QStringLiteral("+442079460170"), std::make_shared<std::atomic<bool>>(false))
                .result());
    BindingOrder order;
    order.process = m_test->addProcess(QStringLiteral("Sales"), QStringLiteral("GB"));
    order.pool = london;
    order.customer = QStringLiteral("+447700900161");
    order.agent.number = QStringLiteral("+447700900162");
    const auto bound = BindingService(m_test->workspace()).make(std::move(order)).result();
    QVERIFY(bound);
    const SeenDid seen{bound->binding.did, london, DidState::InService};
    const auto poolOfNumber = [&] { return m_pools->numbers(lumo.id).result()->numbers.empty() ? london : lumo.id; };
    m_test->prompt.agrees = false;
    const QPointer<MoveNumbersDialog> dialog =
        new MoveNumbersDialog(m_test->context(), *m_pools, {seen}, {lumo}, nullptr); // deletes itself
    dialog->show();
    PageDriver(*dialog).press(QStringLiteral("Move"));
    QTRY_VERIFY(dialog && PageDriver(*dialog).says(QStringLiteral("Choose a pool of the brand “Acme”")));
    QVERIFY(m_test->prompt.questions.value(0).contains(QStringLiteral("left behind: 1.")));
    QCOMPARE(poolOfNumber(), london);
    m_test->prompt.agrees = true;
    PageDriver(*dialog).press(QStringLiteral("Move"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(poolOfNumber(), lumo.id);
    QCOMPARE(m_test->prompt.questions.size(), 2);
}

} // namespace callveil

QTEST_MAIN(callveil::PoolBrandTest)
#include "tst_pool_brand.moc"

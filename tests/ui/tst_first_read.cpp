// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/bindings_page.h"
#include "ui/leaks/leak_audit_page.h"
#include "ui/masking/agents_page.h"
#include "ui/masking/campaigns_dialog.h"
#include "ui/masking/masking_page.h"
#include "ui/platform/api_key_panel.h"
#include "ui/platform/emergency_panel.h"
#include "ui/platform/gateway_panel.h"
#include "ui/platform/late_callback_panel.h"
#include "ui/platform/opt_out_panel.h"
#include "ui/platform/service_panel.h"
#include "ui/pools/number_pools_page.h"
#include "ui/rates/rates_page.h"
#include "ui/reports/reports_page.h"
#include "ui/retention/retention_panel.h"

#include "ui/support/held_answers.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

namespace callveil {

namespace {

/// Makes a page and has it read.
using Open = std::function<std::unique_ptr<QWidget>(TestWorkspace &)>;

template <typename Widget>
std::unique_ptr<QWidget> opened(TestWorkspace &test)
{
    auto page = std::make_unique<Widget>(test.context());
    page->resize(1100, 800);
    page->show();
    page->refresh();
    return page;
}

const QString reading = QStringLiteral("Reading…");
const QString unread = QStringLiteral("This could not be read.");

} // namespace

/// No list tells that it is empty before somebody has looked.
class FirstReadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_test = std::make_unique<TestWorkspace>(); }
    void cleanup()
    {
        m_page.reset();
        m_test.reset();
    }
    void claimsNothingUntilItHasRead_data();
    void claimsNothingUntilItHasRead();
    void campaignsAreReadFirst();
    void aFailedReadIsNotEmptiness_data();
    void aFailedReadIsNotEmptiness();
    void theEmptinessOfOnePoolIsNotThatOfAnother();

private:
    void addPool(const QString &name);
    void run(const QString &script);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<QWidget> m_page;
};

void FirstReadTest::addPool(const QString &name)
{
    Pool pool;
    pool.name = name;
    pool.country = QStringLiteral("GB");
    if (!PoolService(m_test->workspace()).save(pool).result())
        qFatal("a test pool could not be made");
}

void FirstReadTest::run(const QString &script)
{
    const auto ran =
        m_test->workspace().interactive().run([script](Connection &database) { return database.runScript(script); });
    if (!ran.result())
        qFatal("%s failed", qPrintable(script));
}

void FirstReadTest::claimsNothingUntilItHasRead_data()
{
    QTest::addColumn<Open>("open");
    QTest::addColumn<QString>("claim");
    const auto add = [](const char *name, const Open &open, const char *claim) {
        QTest::newRow(name) << open << QString::fromUtf8(claim);
    };
    add("gateways", &opened<GatewayPanel>, "There is no gateway yet.");
    add("emergency numbers", &opened<EmergencyPanel>, "There is no emergency number yet.");
    add("API keys", &opened<ApiKeyPanel>, "There is no API key yet.");
    add("late callbacks", &opened<LateCallbackPanel>, "There is no pool yet.");
    add("opt-outs", &opened<OptOutPanel>, "there is no pool yet.");
    add("services", &opened<ServicePanel>, "No service is enrolled yet.");
    add("retention", &opened<RetentionPanel>, "There is no process yet");
    add("processes", &opened<MaskingPage>, "There is no process yet.");
    add("agents", &opened<AgentsPage>, "There is no agent yet.");
    add("pools", &opened<NumberPoolsPage>, "There is no pool yet.");
    add("bindings", &opened<BindingsPage>, "There is no pool yet");
    add("findings", &opened<LeakAuditPage>, "Not everything was scanned yet. Choose Scan");
    add("rates", &opened<RatesPage>, "There is no rate yet.");
    add("reports", &opened<ReportsPage>, "Nothing happened in this period.");
}

void FirstReadTest::claimsNothingUntilItHasRead()
{
    QFETCH(Open, open);
    QFETCH(QString, claim);
    {
        const HeldAnswers held(m_test->workspace());
        m_page = open(*m_test);
        QCoreApplication::processEvents();
        QVERIFY(page().says(reading));
        QVERIFY(!page().says(claim));
    }
    QTRY_VERIFY(page().says(claim));
    QVERIFY(!page().says(reading));
}

void FirstReadTest::campaignsAreReadFirst()
{
    Process process;
    process.id = m_test->addProcess(QStringLiteral("Sales"));
    process.name = QStringLiteral("Sales");
    ProcessService service(m_test->workspace());
    const QString claim = QStringLiteral("This process has no campaign yet.");
    {
        const HeldAnswers held(m_test->workspace());
        auto dialog = std::make_unique<CampaignsDialog>(service, process);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        m_page = std::move(dialog);
        QVERIFY(page().says(reading));
        QVERIFY(!page().says(claim));
    }
    QTRY_VERIFY(page().says(claim));
    m_page.reset(); // before its service
}

void FirstReadTest::aFailedReadIsNotEmptiness_data()
{
    QTest::addColumn<Open>("open");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("claim");
    const auto add = [](const char *name, const Open &open, const char *table, const char *claim) {
        QTest::newRow(name) << open << QString::fromUtf8(table) << QString::fromUtf8(claim);
    };
    add("gateways", &opened<GatewayPanel>, "gateway", "There is no gateway yet.");
    add("agents", &opened<AgentsPage>, "agent", "There is no agent yet.");
    add("pools", &opened<NumberPoolsPage>, "pool", "There is no pool yet.");
    add("rates", &opened<RatesPage>, "rate", "There is no rate yet.");
}

void FirstReadTest::aFailedReadIsNotEmptiness()
{
    QFETCH(Open, open);
    QFETCH(QString, table);
    QFETCH(QString, claim);
    run(QStringLiteral("ALTER TABLE %1 RENAME TO mislaid").arg(table));
    m_page = open(*m_test);
    QTRY_VERIFY(page().says(unread));
    QVERIFY(!page().says(claim));
    QVERIFY(m_test->notifier.hasFailed());
}

void FirstReadTest::theEmptinessOfOnePoolIsNotThatOfAnother()
{
    const QString pools = QStringLiteral("Pools");
    const QString claim = QStringLiteral("The pool has no numbers yet.");
    addPool(QStringLiteral("Bristol"));
    addPool(QStringLiteral("London"));
    m_page = opened<NumberPoolsPage>(*m_test);
    QTRY_COMPARE(page().rows(pools), 2);
    QTRY_VERIFY(page().says(claim));
    {
        const HeldAnswers held(m_test->workspace());
        page().selectRow(pools, 1);
        QVERIFY(page().says(reading));
        QVERIFY(!page().says(claim));
    }
    QTRY_VERIFY(page().says(claim));
}

} // namespace callveil

QTEST_MAIN(callveil::FirstReadTest)
#include "tst_first_read.moc"

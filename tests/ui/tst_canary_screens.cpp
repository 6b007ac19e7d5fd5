// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/agents/agent_service.h"
#include "services/imports/import_service.h"
#include "services/masking/masking_service.h"
#include "support/number_searcher.h"
#include "ui/audit/audit_page.h"
#include "ui/calls/call_log_page.h"
#include "ui/calls/import_wizard.h"
#include "ui/masking/agents_page.h"
#include "ui/masking/masking_page.h"
#include "ui/support/accessible_text.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "workspace/canary_files.h"

#include <QPushButton>

using namespace callveil;

/// Opens every screen on data full of numbers that must not leak, and reads all of it as assistive programs do.
class TestCanaryScreens final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatIsShown();
    void theImportShowsNone_data();
    void theImportShowsNone();
    void thePagesShowNone();
    void cleanup() { QVERIFY2(m_found.isEmpty(), qPrintable(NumberSearcher::describe(m_found))); }

private:
    /// Lets the windows settle and looks at them.
    void look(const char *where);
    [[nodiscard]] QString fileOf(const QString &name, const QByteArray &content);
    void import(const QString &file, ProcessId process);

    std::unique_ptr<TestWorkspace> m_test;
    ProcessId m_hidden;
    NumberSearcher m_searcher;
    QList<NumberSearcher::Finding> m_found;
    QString m_seen;
};

void TestCanaryScreens::initTestCase()
{
    for (const auto &list : {hiddenCanaries(), openCanaries()})
        for (const Canary &canary : list)
            m_searcher.add(QLatin1String(canary.label), canary.e164(), QLatin1String(canary.national));
    m_test = std::make_unique<TestWorkspace>();
    ProcessDetails details;
    details.process.name = QStringLiteral("Hidden");
    details.process.country = QStringLiteral("IN");
    details.dids = {QString::fromLatin1(canaryDid())};
    const auto hidden = ProcessService(m_test->workspace()).create(details).result();
    QVERIFY(hidden);
    m_hidden = *hidden;
    AgentForm agent;
    agent.code = QStringLiteral("A1");
    agent.name = QStringLiteral("Amara");
    agent.extension = QStringLiteral("1001");
    agent.number = canary("agent").e164();
    agent.processes = {QStringLiteral("Hidden")};
    QVERIFY(AgentService(m_test->workspace()).save(agent).result());
}

void TestCanaryScreens::look(const char *where)
{
    m_seen = AccessibleText::ofAllWindows();
    m_found += m_searcher.inBytes(m_seen.toUtf8(), QLatin1String(where));
}

QString TestCanaryScreens::fileOf(const QString &name, const QByteArray &content)
{
    QFile file(m_test->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a call file");
    return file.fileName();
}

void TestCanaryScreens::import(const QString &file, ProcessId process)
{
    ImportOrder order;
    order.file = file;
    order.process = process;
    QVERIFY(ImportService(m_test->workspace()).run(order, std::make_shared<ImportProgress>()).result());
}

void TestCanaryScreens::findsWhatIsShown()
{
    // The search would see a number in a name, a text, a tool tip or a cell.
    QLineEdit field(canary("customer").e164());
    field.show();
    look("a field");
    QCOMPARE(NumberSearcher::labelsOf(std::exchange(m_found, {})), QStringList(QStringLiteral("customer")));
}

void TestCanaryScreens::theImportShowsNone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("asterisk") << asteriskCanaries();
    QTest::newRow("freeswitch") << freeswitchCanaries();
    QTest::newRow("generic") << genericCanaries();
    QTest::newRow("rejected") << rejectedCanaries();
    QTest::newRow("previewed") << callsOf("previewed", 30);
}

void TestCanaryScreens::theImportShowsNone()
{
    QFETCH(QByteArray, content);
    ImportWizard wizard(m_test->context());
    wizard.show();
    const PageDriver driver(wizard);
    QTRY_VERIFY(driver.canPress(QStringLiteral("Choose file")));
    m_test->prompt.file = fileOf(QStringLiteral("calls.csv"), content);
    driver.press(QStringLiteral("Choose file"));
    while (wizard.currentId() != ImportWizard::PreviewStep) {
        QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled());
        look("the import's first pages");
        wizard.next();
    }
    QTRY_VERIFY(driver.canPress(QStringLiteral("Import")));
    look("the import's preview");
    QVERIFY(m_seen.contains(QLatin1String("xxx")));
    driver.press(QStringLiteral("Import"));
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(ImportWizard::SummaryStep), 30000);
    look("the import's summary");
}

void TestCanaryScreens::thePagesShowNone()
{
    import(fileOf(QStringLiteral("more.csv"), callsOf("customer", 60)), m_hidden);
    CallLogPage calls(m_test->context(), nullptr);
    MaskingPage masking(m_test->context(), nullptr);
    AgentsPage agents(m_test->context(), nullptr);
    AuditPage audit(m_test->context(), nullptr);
    for (Page *page : std::initializer_list<Page *>{&calls, &masking, &agents, &audit}) {
        page->resize(1400, 900);
        page->show();
        page->refresh();
    }
    const PageDriver log(calls);
    QTRY_VERIFY(log.rows(QStringLiteral("Calls")) >= 60);
    QTRY_VERIFY(AccessibleText::ofAllWindows().contains(QLatin1String("xxx")));
    log.selectRow(QStringLiteral("Calls"), 0);
    QTRY_VERIFY(log.rows(QStringLiteral("Legs")) > 0);
    QTRY_VERIFY(AccessibleText::ofAllWindows().contains(QLatin1String("Amara")));
    QTRY_VERIFY(AccessibleText::ofAllWindows().contains(QLatin1String("Hidden")));
    QTRY_VERIFY(AccessibleText::ofAllWindows().contains(QLatin1String("Call records imported")));
    look("the pages");
    QVERIFY(m_seen.contains(QString::fromLatin1(canaryDid()).mid(1))); // proxy numbers stand in clear
}

QTEST_MAIN(TestCanaryScreens)
#include "tst_canary_screens.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_audit_page.h"

#include "services/access/access_service.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"
#include "ui/widgets/note_edit.h"
#include "visible_dialog.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>

namespace callveil {

namespace {

const QString findings = QStringLiteral("Findings");
const QString clear = QStringLiteral("ring +44 20 7946 0999");

} // namespace

/// The page Leak Audit, as a person uses it.
class LeakAuditPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_page.reset(); }
    void scansAndListsWhatItFound();
    void showsWhatAFindingMeansAndLeadsThere();
    void leadsToTheCallsOfAFinding();
    void resolvesAndReopens();
    void acceptsForAReason();
    void settlesSeveralAtOnce();
    void filtersFindings();
    void opensForAProcess();
    void aCancelledScanChangesNothing();
    void exportsWhatIsFiltered();
    void plantsAndRemovesCanaryNumbers();
    void othersOnlyLookAtCanaryNumbers();

private:
    void run(const QString &script);
    void leak(ProcessId process)
    {
        run(QStringLiteral("UPDATE process SET project = '%1' WHERE id = %2").arg(clear).arg(process.value));
    }
    void make(Workspace &workspace);
    void open();
    void scan();
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] QString cell(const char *column, int row = 0) const
    {
        return page().cell(findings, row, QLatin1String(column));
    }
    [[nodiscard]] PageDriver dialog(const char *name) const;

    QTemporaryDir m_settings;
    std::unique_ptr<TestWorkspace> m_test;
    ProcessId m_sales, m_support;
    std::unique_ptr<LeakAuditPage> m_page;
};

void LeakAuditPageTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCoreApplication::setOrganizationName(QStringLiteral("callveil-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    m_test = std::make_unique<TestWorkspace>();
    m_sales = addCallProcess(*m_test, QStringLiteral("Sales"));
    m_support = addCallProcess(*m_test, QStringLiteral("Support"), {QStringLiteral("+12025550177")});
    CallFile file(QDateTime::currentMSecsSinceEpoch() - 3600000);
    file.add(3);
    importCalls(*m_test, m_sales, file);
}

/// Nothing is found and nobody has scanned.
void LeakAuditPageTest::init()
{
    run(QStringLiteral("DELETE FROM leak_finding;\nDELETE FROM leak_mark;\nUPDATE process SET project = '';\n"
                       "UPDATE call_leg SET account = NULL;\n"));
    m_test->notifier.messages.clear();
    m_test->prompt.questions.clear();
}

void LeakAuditPageTest::run(const QString &script)
{
    const auto ran = m_test->workspace()
                         .interactive()
                         .run([script](Connection &database) { return database.runScript(script); })
                         .result();
    if (!ran)
        qFatal("%s failed", qPrintable(script));
}

void LeakAuditPageTest::make(Workspace &workspace)
{
    m_page = std::make_unique<LeakAuditPage>(m_test->context(workspace));
    m_page->resize(1900, 900); // with room for the details
    m_page->show();
    m_page->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("Nothing is open.")) || page().says(QStringLiteral("Open: ")));
}

void LeakAuditPageTest::open()
{
    make(m_test->workspace());
}

void LeakAuditPageTest::scan()
{
    m_test->notifier.messages.clear();
    page().press(QStringLiteral("Scan"));
    QTRY_VERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("The scan is done.")));
    QTRY_VERIFY(page().says(QStringLiteral("Last scan: ")));
}

PageDriver LeakAuditPageTest::dialog(const char *name) const
{
    QDialog *found = nullptr;
    [&] { QTRY_VERIFY((found = visibleDialog(*m_page, QLatin1String(name)))); }();
    if (!found)
        qFatal("%s did not open", name);
    return PageDriver(*found);
}

void LeakAuditPageTest::scansAndListsWhatItFound()
{
    leak(m_sales);
    open();
    QVERIFY(page().says(QStringLiteral("Not everything was scanned yet.")));
    for (const char *button : {"Resolve", "Accept", "Reopen"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    scan();
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The scan is done. Open findings: 1, before it: 0."));
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Severity"), QStringLiteral("Critical"));
    QCOMPARE(cell("Finding"), QStringLiteral("Clear number in a text"));
    QCOMPARE(cell("Where"), QStringLiteral("Sales, Project of a process"));
    QCOMPARE(cell("Remedy"), QStringLiteral("Take the number out where it is written"));
    QVERIFY(page().says(QStringLiteral("Open: Critical: 1.")));
    QVERIFY(!everythingShown(*m_page).contains(QStringLiteral("7946")));
    run(QStringLiteral("UPDATE process SET project = '';\n"));
    page().press(QStringLiteral("Only what is new"));
    scan();
    QTRY_COMPARE(page().rows(findings), 0); // it was mended
    QVERIFY(page().says(QStringLiteral("No finding is open.")));
}

void LeakAuditPageTest::showsWhatAFindingMeansAndLeadsThere()
{
    leak(m_sales);
    open();
    QVERIFY(page().says(QStringLiteral("Choose a finding to see what it means")));
    scan();
    QTRY_COMPARE(page().rows(findings), 1);
    page().selectRow(findings, 0);
    QTRY_VERIFY(page().says(QStringLiteral("stands in a stored text")));
    QVERIFY(page().says(QStringLiteral("write it without the number")));
    QSignalSpy followed(m_page.get(), &Page::linkFollowed);
    page().press(QStringLiteral("Open Masking"));
    QCOMPARE(followed.size(), 1);
    const auto link = followed.front().front().value<PageLink>();
    QCOMPARE(link.page, QStringLiteral("masking"));
    QCOMPARE(link.id, m_sales.value);
}

void LeakAuditPageTest::leadsToTheCallsOfAFinding()
{
    run(QStringLiteral("UPDATE call_leg SET account = '%1' WHERE session_id = (SELECT MAX(id) FROM call_session);\n")
            .arg(clear));
    open();
    scan();
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Where"), QStringLiteral("Sales, Account of calls, calls: 1"));
    page().selectRow(findings, 0);
    QSignalSpy followed(m_page.get(), &Page::linkFollowed);
    QTRY_VERIFY(page().find<QAbstractButton>(QStringLiteral("Show these calls")));
    page().press(QStringLiteral("Show these calls"));
    QTRY_COMPARE(followed.size(), 1);
    const auto link = followed.front().front().value<PageLink>();
    QCOMPARE(link.page, QStringLiteral("calls"));
    QVERIFY(link.calls && link.calls->size() == 1);
    QVERIFY(link.text.endsWith(QStringLiteral("1 of 1.")));
}

void LeakAuditPageTest::resolvesAndReopens()
{
    leak(m_sales);
    open();
    scan();
    QTRY_COMPARE(page().rows(findings), 1);
    page().selectRow(findings, 0);
    QVERIFY(!page().canPress(QStringLiteral("Reopen")));
    page().press(QStringLiteral("Resolve"));
    QTRY_COMPARE(page().rows(findings), 0);
    page().choose(QStringLiteral("State"), QStringLiteral("All"));
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("State"), QStringLiteral("Resolved"));
    page().selectRow(findings, 0);
    QTRY_VERIFY(page().says(QStringLiteral("Asha Rao, "))); // who decided
    QVERIFY(!page().canPress(QStringLiteral("Resolve")));
    page().press(QStringLiteral("Reopen"));
    QTRY_COMPARE(cell("State"), QStringLiteral("Reopened"));
    QVERIFY(!m_test->notifier.hasFailed());
}

void LeakAuditPageTest::acceptsForAReason()
{
    leak(m_sales);
    open();
    scan();
    QTRY_COMPARE(page().rows(findings), 1);
    page().selectRow(findings, 0);
    page().press(QStringLiteral("Accept"));
    const PageDriver form = dialog("acceptLeakDialog");
    form.press(QStringLiteral("Accept"));
    QTRY_VERIFY(form.says(QStringLiteral("Reason is empty.")));
    form.type<NoteEdit>(QStringLiteral("Reason"), clear);
    form.press(QStringLiteral("Accept"));
    QTRY_VERIFY(form.says(QStringLiteral("Reason contains a telephone number.")));
    form.type<NoteEdit>(QStringLiteral("Reason"), QStringLiteral("It is our switchboard"));
    form.press(QStringLiteral("Accept"));
    QTRY_COMPARE(page().rows(findings), 0);
    scan();
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The scan is done. Nothing is open."));
    page().choose(QStringLiteral("State"), QStringLiteral("Accepted"));
    QTRY_COMPARE(page().rows(findings), 1);
    page().selectRow(findings, 0);
    QTRY_VERIFY(page().says(QStringLiteral("It is our switchboard")));
}

void LeakAuditPageTest::settlesSeveralAtOnce()
{
    leak(m_sales);
    leak(m_support);
    open();
    scan();
    QTRY_COMPARE(page().rows(findings), 2);
    page().selectRow(findings, 0);
    page().selectRow(findings, 1, Qt::ControlModifier);
    QVERIFY(page().says(QStringLiteral("Choose a finding to see what it means"))); // which of them?
    page().press(QStringLiteral("Resolve"));
    QTRY_COMPARE(page().rows(findings), 0);
    QVERIFY(!m_test->notifier.hasFailed());
}

void LeakAuditPageTest::filtersFindings()
{
    leak(m_sales);
    leak(m_support);
    open();
    scan();
    QTRY_COMPARE(page().rows(findings), 2);
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Where"), QStringLiteral("Support, Project of a process"));
    page().choose(QStringLiteral("Severity"), QStringLiteral("Low"));
    QTRY_VERIFY(page().says(QStringLiteral("No finding fits the filter.")));
    QVERIFY(page().says(QStringLiteral("Open: Critical: 2."))); // whatever the filter
    page().choose(QStringLiteral("Severity"), QStringLiteral("Critical"));
    QTRY_COMPARE(page().rows(findings), 1);
    page().choose(QStringLiteral("Finding"), QStringLiteral("Masking is off"));
    QTRY_COMPARE(page().rows(findings), 0);
}

void LeakAuditPageTest::opensForAProcess()
{
    leak(m_sales);
    leak(m_support);
    open();
    scan();
    page().choose(QStringLiteral("State"), QStringLiteral("Resolved"));
    QTRY_COMPARE(page().rows(findings), 0);
    m_page->follow({QStringLiteral("leaks"), m_support.value});
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Where"), QStringLiteral("Support, Project of a process"));
    m_page = std::make_unique<LeakAuditPage>(m_test->context()); // whose processes are not known yet
    m_page->resize(1900, 900);
    m_page->show();
    m_page->follow({QStringLiteral("leaks"), m_sales.value});
    m_page->refresh();
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Sales"));
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Where"), QStringLiteral("Sales, Project of a process"));
}

void LeakAuditPageTest::aCancelledScanChangesNothing()
{
    leak(m_sales);
    open();
    const auto gate = std::make_shared<QSemaphore>();
    [[maybe_unused]] const auto held = m_test->workspace().background().run([gate](Connection &) -> Result<void> {
        gate->acquire();
        return {};
    });
    page().press(QStringLiteral("Scan"));
    QVERIFY(!page().canPress(QStringLiteral("Scan")));
    QTRY_VERIFY(page().says(QStringLiteral("Scanning: ")));
    page().press(QStringLiteral("Cancel"));
    gate->release();
    QTRY_VERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("The scan was cancelled.")));
    QVERIFY(!m_test->notifier.hasFailed());
    QTRY_VERIFY(page().canPress(QStringLiteral("Scan")));
    QVERIFY(page().says(QStringLiteral("Not everything was scanned yet.")));
}

void LeakAuditPageTest::exportsWhatIsFiltered()
{
    leak(m_sales);
    leak(m_support);
    open();
    scan();
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    QTRY_COMPARE(page().rows(findings), 1);
    m_test->prompt.file = m_test->filePath(QStringLiteral("leaks.csv"));
    page().press(QStringLiteral("Export"));
    QTRY_COMPARE(m_test->notifier.lastText(), QStringLiteral("Findings written to leaks.csv: 1."));
    static const QRegularExpression plainName(QStringLiteral("^leak-audit-\\d{4}-\\d\\d-\\d\\d\\.xlsx$"));
    QVERIFY(plainName.match(m_test->prompt.suggestion).hasMatch());
    QFile file(m_test->prompt.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QVERIFY(lines.size() == 2 && lines[1].contains("clear-number") && lines[1].contains("Support"));
}

void LeakAuditPageTest::plantsAndRemovesCanaryNumbers()
{
    const QString canaries = QStringLiteral("Canary numbers");
    open();
    page().press(canaries);
    const PageDriver list = dialog("canaryDialog");
    QTRY_VERIFY(list.says(QStringLiteral("No number is planted.")));
    for (const char *saying : {"The number is planted as", "This number was planted before"}) {
        list.press(QStringLiteral("Plant"));
        const PageDriver form = dialog("plantCanaryDialog");
        form.type(QStringLiteral("Number"), QStringLiteral("+44 20 79"));
        form.press(QStringLiteral("Plant"));
        QTRY_VERIFY(form.canPress(QStringLiteral("Plant")));
        QVERIFY(!form.get<QLineEdit>(QStringLiteral("Number")).text().isEmpty()); // what is missing is its place
        form.type(QStringLiteral("Planted in"), QStringLiteral("List for Acme"));
        form.press(QStringLiteral("Plant"));
        QTRY_VERIFY(form.get<QLineEdit>(QStringLiteral("Number")).hasFocus());
        QVERIFY(!list.says(QLatin1String(saying)));
        form.type(QStringLiteral("Number"), QStringLiteral("+44 20 7946 0999"));
        form.press(QStringLiteral("Plant"));
        QTRY_VERIFY(list.says(QLatin1String(saying)));
        QTRY_COMPARE(list.rows(canaries), 1);
    }
    QCOMPARE(list.cell(canaries, 0, QStringLiteral("Planted in")), QStringLiteral("List for Acme"));
    QCOMPARE(list.cell(canaries, 0, QStringLiteral("Seen")), QStringLiteral("Not looked for everywhere yet"));
    QVERIFY(!everythingShown(*m_page).contains(QStringLiteral("7946")));
    leak(m_sales);
    list.press(QStringLiteral("Close"));
    scan();
    page().choose(QStringLiteral("Finding"), QStringLiteral("Canary number seen"));
    QTRY_COMPARE(page().rows(findings), 1);
    QCOMPARE(cell("Where"), QStringLiteral("canary “List for Acme”, Sales, Project of a process"));
    page().press(canaries);
    const PageDriver again = dialog("canaryDialog");
    QTRY_COMPARE(again.rows(canaries), 1);
    QCOMPARE(again.cell(canaries, 0, QStringLiteral("Seen")), QStringLiteral("Open findings: 1"));
    again.selectRow(canaries, 0);
    m_test->prompt.agrees = false;
    again.press(QStringLiteral("Remove"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("List for Acme")));
    QCOMPARE(again.rows(canaries), 1);
    m_test->prompt.agrees = true;
    again.press(QStringLiteral("Remove"));
    QTRY_VERIFY(again.says(QStringLiteral("“List for Acme” was removed.")));
    QTRY_COMPARE(again.rows(canaries), 0);
}

void LeakAuditPageTest::othersOnlyLookAtCanaryNumbers()
{
    m_test->hire(QStringLiteral("sue"), QStringLiteral("Sue"), Role::Supervisor);
    QVERIFY(AccessService(m_test->workspace())
                .setPermissions(
                    {{Role::Supervisor, Permission::ViewAudit, true}, {Role::Supervisor, Permission::Export, false}})
                .result());
    const auto sue = m_test->enter(QStringLiteral("sue"));
    make(*sue);
    QVERIFY(page().canPress(QStringLiteral("Scan")));
    QVERIFY(!page().canPress(QStringLiteral("Export")));
    page().press(QStringLiteral("Canary numbers"));
    const PageDriver list = dialog("canaryDialog");
    QTRY_VERIFY(list.says(QStringLiteral("No number is planted.")));
    QVERIFY(!list.canPress(QStringLiteral("Plant")));
    QVERIFY(!list.canPress(QStringLiteral("Remove")));
    m_page.reset(); // before its workspace
}

} // namespace callveil

QTEST_MAIN(callveil::LeakAuditPageTest)
#include "tst_leak_audit_page.moc"

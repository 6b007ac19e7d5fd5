// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/agents_page.h"

#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"

#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QListWidget>
#include <QTest>

namespace callveil {

class AgentsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWhileThereIsNoAgent();
    void addsAnAgentWhoseNumberIsShownMasked();
    void selectsTheAgentThatWasAdded();
    void neverShowsAStoredNumberAgain();
    void doesNotCallAMissingNumberStored();
    void showsWhatIsWrongBesideItsField();
    void aNumberNeedsAProcess();
    void disablesAndEnables();
    void findsAgentsWhileOneTypes();
    void copiesMaskedTextWithoutDisplayMarks();
    void importsAFileAndNamesTheRefusedLines();

private:
    void open();
    void add(const QString &code, const QString &number = {});
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver openDialog(const QString &button);

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<AgentsPage> m_page;
};

namespace {
const QString agents = QStringLiteral("Agents");
const QString number = QStringLiteral("+919876543210"); // invented
const QString masked = QStringLiteral("+91xxxxxxxx10");
} // namespace

void AgentsPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
}

void AgentsPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void AgentsPageTest::open()
{
    const int expected = int(AgentService(m_test->workspace()).list().result()->size());
    m_page = std::make_unique<AgentsPage>(m_test->context());
    m_page->resize(1000, 600);
    m_page->show();
    m_page->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("%1 of %1").arg(expected)));
}

void AgentsPageTest::add(const QString &code, const QString &itsNumber)
{
    AgentForm form{{}, code, QStringLiteral("Name of ") + code, {}, itsNumber, {QStringLiteral("Collections")}};
    QVERIFY(AgentService(m_test->workspace()).save(form).result());
}

PageDriver AgentsPageTest::openDialog(const QString &button)
{
    page().press(button);
    auto *dialog = visibleDialog(*m_page, QStringLiteral("agentDialog"));
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void AgentsPageTest::saysWhatToDoWhileThereIsNoAgent()
{
    open();
    QTRY_VERIFY(page().says(QStringLiteral("There is no agent yet")));
    QVERIFY(!page().canPress(QStringLiteral("Edit")));
    QVERIFY(!page().canPress(QStringLiteral("Disable")));
}

void AgentsPageTest::addsAnAgentWhoseNumberIsShownMasked()
{
    open();
    const PageDriver dialog = openDialog(QStringLiteral("New agent"));
    dialog.type(QStringLiteral("Agent"), QStringLiteral("a17"));
    dialog.type(QStringLiteral("Name"), QStringLiteral("Ravi"));
    dialog.type(QStringLiteral("Extension"), QStringLiteral("4711"));
    dialog.type(QStringLiteral("Number"), number);
    dialog.get<QListWidget>(QStringLiteral("Processes")).item(1)->setCheckState(Qt::Checked);
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().rows(agents), 1);
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Agent")), QStringLiteral("a17"));
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Extension")), QStringLiteral("4711"));
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Number")), masked);
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Processes")), QStringLiteral("Support"));
}

void AgentsPageTest::selectsTheAgentThatWasAdded()
{
    add(QStringLiteral("a17"));
    add(QStringLiteral("b42"));
    open();
    page().type(QStringLiteral("Search agents"), QStringLiteral("b42"));
    const PageDriver dialog = openDialog(QStringLiteral("New agent"));
    dialog.type(QStringLiteral("Agent"), QStringLiteral("a30"));
    dialog.type(QStringLiteral("Name"), QStringLiteral("Ravi"));
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().rows(agents), 3); // the search would hide it
    const QModelIndexList rows = page().get<QTableView>(agents).selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.front().data(Qt::AccessibleTextRole).toString(), QStringLiteral("a30"));
    QVERIFY(page().canPress(QStringLiteral("Edit")));
}

void AgentsPageTest::neverShowsAStoredNumberAgain()
{
    add(QStringLiteral("a17"), number);
    open();
    page().selectRow(agents, 0);
    const PageDriver dialog = openDialog(QStringLiteral("Edit"));
    auto &field = dialog.get<QLineEdit>(QStringLiteral("Number"));
    QCOMPARE(field.text(), QString());
    QCOMPARE(field.placeholderText(), QStringLiteral("kept as stored"));
    dialog.type(QStringLiteral("Name"), QStringLiteral("Ravi"));
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(agents, 0, QStringLiteral("Name")), QStringLiteral("Ravi"));
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Number")), masked);
}

void AgentsPageTest::doesNotCallAMissingNumberStored()
{
    add(QStringLiteral("a17"));
    open();
    page().selectRow(agents, 0);
    const PageDriver dialog = openDialog(QStringLiteral("Edit"));
    QCOMPARE(dialog.get<QLineEdit>(QStringLiteral("Number")).placeholderText(), QString());
}

void AgentsPageTest::showsWhatIsWrongBesideItsField()
{
    add(QStringLiteral("a17"));
    open();
    const PageDriver dialog = openDialog(QStringLiteral("New agent"));
    const auto refusedAt = [&](const QString &field) { return dialog.get<QLineEdit>(field).hasFocus(); };
    dialog.get<QListWidget>(QStringLiteral("Processes")).item(0)->setCheckState(Qt::Checked);
    dialog.type(QStringLiteral("Number"), QStringLiteral("12"));
    dialog.type(QStringLiteral("Agent"), QStringLiteral("A17"));
    dialog.press(QStringLiteral("Save"));
    QTRY_VERIFY(dialog.says(QStringLiteral("A17")));
    QTRY_VERIFY(refusedAt(QStringLiteral("Agent")));
    dialog.type(QStringLiteral("Agent"), QStringLiteral("a18"));
    dialog.press(QStringLiteral("Save"));
    QTRY_VERIFY(refusedAt(QStringLiteral("Number")));
    dialog.type(QStringLiteral("Number"), number);
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().rows(agents), 2);
}

void AgentsPageTest::aNumberNeedsAProcess()
{
    open();
    const PageDriver dialog = openDialog(QStringLiteral("New agent"));
    dialog.type(QStringLiteral("Agent"), QStringLiteral("a17"));
    dialog.type(QStringLiteral("Number"), number);
    dialog.press(QStringLiteral("Save"));
    QVERIFY(dialog.says(QStringLiteral("Choose a process")));
    QVERIFY(AgentService(m_test->workspace()).list().result()->empty());
}

void AgentsPageTest::disablesAndEnables()
{
    add(QStringLiteral("a17"));
    open();
    page().selectRow(agents, 0);
    page().press(QStringLiteral("Disable"));
    QTRY_COMPARE(page().cell(agents, 0, QStringLiteral("State")), QStringLiteral("Disabled"));
    page().press(QStringLiteral("Enable"));
    QTRY_COMPARE(page().cell(agents, 0, QStringLiteral("State")), QStringLiteral("Active"));
}

void AgentsPageTest::findsAgentsWhileOneTypes()
{
    add(QStringLiteral("a17"));
    add(QStringLiteral("b42"));
    open();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get())); // shortcuts belong to the active window
    QTest::keySequence(m_page.get(), QKeySequence::Find);
    auto &search = page().get<QLineEdit>(QStringLiteral("Search agents"));
    QTRY_VERIFY(search.hasFocus());
    QTest::keyClicks(&search, QStringLiteral("B4"));
    QCOMPARE(page().rows(agents), 1);
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Agent")), QStringLiteral("b42"));
    QVERIFY(page().says(QStringLiteral("1 of 2")));
    QTest::keyClicks(&search, QStringLiteral("xyz"));
    QVERIFY(page().says(QStringLiteral("No agent matches")));
}

void AgentsPageTest::copiesMaskedTextWithoutDisplayMarks()
{
    add(QStringLiteral("a17"), number);
    open();
    page().selectRow(agents, 0);
    QTest::keySequence(&page().get<QTableView>(agents), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        QStringLiteral("a17\tName of a17\t\t%1\tCollections\tActive").arg(masked));
}

void AgentsPageTest::importsAFileAndNamesTheRefusedLines()
{
    add(QStringLiteral("a17"));
    open();
    m_test->prompt.file = m_test->filePath(QStringLiteral("agents.csv"));
    QFile file(m_test->prompt.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("agent,name,extension,number,processes\n"
               "a17,Ravi,,+919876543210,Collections;Support\n"
               "b42,Mira,4712,,Support\n"
               "c99,Nobody,,,Nowhere\n");
    file.close();
    page().press(QStringLiteral("Import"));
    QTRY_COMPARE(page().rows(agents), 2);
    QVERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("Import: 1 added, 1 changed.")));
    const QString details = m_test->notifier.messages.last().details;
    QVERIFY(details.startsWith(QStringLiteral("Line 4: ")));
    QVERIFY(details.size() > QStringLiteral("Line 4: ").size());
    QVERIFY(!details.contains(QStringLiteral("Nowhere"))); // what stands in a file may be a number
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Number")), masked);
    QCOMPARE(page().cell(agents, 0, QStringLiteral("Processes")), QStringLiteral("Collections, Support"));
}

} // namespace callveil

QTEST_MAIN(callveil::AgentsPageTest)
#include "tst_agents_page.moc"

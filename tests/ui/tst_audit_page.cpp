// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "services/desk.h"
#include "support/postgres_cluster.h"
#include "ui/audit/accept_dialog.h"
#include "ui/support/audit_screen.h"
#include "ui/widgets/note_edit.h"

#include <QFile>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>

namespace callveil {

namespace {

const QString events = QStringLiteral("Events");
const QString action = QStringLiteral("Action");
const QString clearFilter = QStringLiteral("Clear filter");
constexpr int patienceMs = 30000;
const Deed exported{QStringLiteral("record.export"), QStringLiteral("record"), {}, QStringLiteral("rows 1"), {}};

/// Keeps the thread of long work busy until it is let go.
class HeldThread final {
public:
    explicit HeldThread(Workspace &workspace)
    {
        m_held = workspace.background().run([this](Connection &) -> Result<void> {
            m_gate.acquire();
            return {};
        });
    }
    ~HeldThread() { letGo(); }
    void letGo()
    {
        m_gate.release();
        m_held.waitForFinished();
    }

private:
    QSemaphore m_gate;
    QFuture<Result<void>> m_held;
};

} // namespace

class AuditPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_screen = std::make_unique<AuditScreen>(); }
    void cleanup() { m_screen.reset(); }
    void tellsDeedsInWords();
    void showsAllThatIsRecordedOfTheChosenEntry();
    void filtersAsOneChooses();
    void showsTheLast30DaysFirst();
    void saysWhatToDoWhenNothingMatches();
    void readsOlderEntriesAsOneScrolls();
    void keepsTheChosenEntryWhenItIsReadAgain();
    void verifiesAWholeRecord();
    void namesTheFirstBrokenEntryAndGoesThere();
    void goesToTheNeighbourOfAMissingEntry();
    void goesFarBackToABrokenEntry();
    void goesToABrokenEntryThatStandsElsewhereInTheNewList();
    void acceptsAnOlderCopyWithAReason();
    void verificationShowsProgressAndCanBeCancelled();
    void exportsWhatIsFiltered();
    void aCancelledExportLeavesNothingBehind();
    void offersNoExportWithoutThePermission();
    void saysWhenTheDatabaseIsLost();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    [[nodiscard]] Workspace &workspace() const { return m_screen->test.workspace(); }
    [[nodiscard]] RecordingNotifier &notifier() const { return m_screen->test.notifier; }
    void verify();

    std::unique_ptr<AuditScreen> m_screen;
};

void AuditPageTest::verify()
{
    page().press(QStringLiteral("Verify"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Verify")));
}

void AuditPageTest::tellsDeedsInWords()
{
    recordDeeds(workspace(), {QStringLiteral("robot.dance"), QStringLiteral("process 9"), {}, {}, {}});
    m_screen->open();
    QCOMPARE(m_screen->actions(),
        QStringList(
            {QStringLiteral("robot.dance"), QStringLiteral("Masking policy changed"), QStringLiteral("Process added"),
                QStringLiteral("Emergency numbers of a country prefilled"), QStringLiteral("Signed in")}));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Object")), QStringLiteral("process 9"));
    QCOMPARE(m_screen->cell(1, QStringLiteral("Object")), QStringLiteral("Support"));
    QCOMPARE(m_screen->cell(1, QStringLiteral("Reason")), QStringLiteral("Contract"));
    QCOMPARE(m_screen->cell(4, QStringLiteral("Object")), QStringLiteral("Asha Rao"));
    QVERIFY(page().says(QStringLiteral("5 entries")));
}

void AuditPageTest::showsAllThatIsRecordedOfTheChosenEntry()
{
    m_screen->open();
    QVERIFY(page().says(QStringLiteral("Masking policy changed (policy.apply)"))); // the newest is chosen
    QVERIFY(page().says(QStringLiteral("Support (process 1)")));
    QVERIFY(page().says(QStringLiteral("Replacement, 2 + 2 digits shown")));
    QVERIFY(page().says(QStringLiteral("Replacement, 3 + 4 digits shown")));
    QVERIFY(page().says(QStringLiteral("4 of this person")));
    const auto line = AuditService(workspace(), m_screen->test.local()).page({}, {}, 1).result()->lines.front();
    QVERIFY(page().says(QString::fromLatin1(line.entry.hash.toHex().first(16))));
    page().selectRow(events, 3);
    QVERIFY(page().says(QStringLiteral("Signed in (person.sign-in)")));
    QVERIFY(!page().says(QStringLiteral("Support (process 1)")));
}

void AuditPageTest::filtersAsOneChooses()
{
    recordDeeds(workspace(), exported, 2);
    m_screen->open();
    page().choose(action, QStringLiteral("Processes"));
    QTRY_COMPARE(m_screen->rows(), 1);
    QCOMPARE(m_screen->actions(), QStringList(QStringLiteral("Process added")));
    page().choose(action, QStringLiteral("Audit trail exported"));
    QTRY_COMPARE(m_screen->rows(), 2);
    page().choose(QStringLiteral("Person"), QStringLiteral("Asha Rao"));
    page().press(clearFilter);
    QTRY_COMPARE(m_screen->rows(), 6);
    QVERIFY(!page().canPress(clearFilter));
    QTest::keySequence(&m_screen->page(), QKeySequence::Find);
    auto &text = page().get<QLineEdit>(QStringLiteral("Text"));
    QTRY_VERIFY(text.hasFocus());
    QTest::keyClicks(&text, QStringLiteral("contRACT"));
    QTRY_COMPARE(m_screen->rows(), 1);
    QCOMPARE(m_screen->actions(), QStringList(QStringLiteral("Masking policy changed")));
}

void AuditPageTest::showsTheLast30DaysFirst()
{
    tamper(workspace(), QStringLiteral("UPDATE deed SET at = at - 86400000 * CAST(40 AS integer) WHERE seq = 1"));
    m_screen->open();
    QCOMPARE(m_screen->rows(), 3);
    page().choose(QStringLiteral("Period"), QStringLiteral("All"));
    QTRY_COMPARE(m_screen->rows(), 4);
    tamper(workspace(), QStringLiteral("UPDATE deed SET at = at - 86400000 * CAST(40 AS integer) WHERE seq > 1"));
    page().press(clearFilter);
    QTRY_VERIFY(page().says(QStringLiteral("Nothing was recorded in this period.")));
    page().press(QStringLiteral("Show all"));
    QTRY_VERIFY(page().find<QTableView>(events));
    QCOMPARE(m_screen->rows(), 4);
}

void AuditPageTest::saysWhatToDoWhenNothingMatches()
{
    m_screen->open();
    page().type(QStringLiteral("Text"), QStringLiteral("nowhere"));
    QTRY_VERIFY(page().says(QStringLiteral("No entry matches the filter.")));
    QVERIFY(page().says(QStringLiteral("Choose an entry to see"))); // not the details of one that does not match
    page().press(clearFilter);
    QTRY_VERIFY(page().find<QTableView>(events));
    QCOMPARE(m_screen->rows(), 4);
}

void AuditPageTest::readsOlderEntriesAsOneScrolls()
{
    recordDeeds(workspace(), exported, 450);
    m_screen->open();
    QCOMPARE(m_screen->rows(), DeedTableModel::pageRows);
    QVERIFY(page().says(QStringLiteral("200+ entries so far")));
    QScrollBar &bar = *page().get<QTableView>(events).verticalScrollBar();
    for (const int rows : {400, 454}) {
        QTRY_VERIFY(bar.value() < bar.maximum()); // the rows that came last are laid out a little later
        bar.setValue(bar.maximum());
        QTRY_COMPARE(m_screen->rows(), rows);
    }
    QTRY_VERIFY(page().says(QStringLiteral("454 entries")));
    QCOMPARE(m_screen->cell(453, action), QStringLiteral("Signed in"));
}

void AuditPageTest::keepsTheChosenEntryWhenItIsReadAgain()
{
    recordDeeds(workspace(), exported, 60);
    m_screen->open();
    auto &table = page().get<QTableView>(events);
    table.selectRow(41);
    const int scrolled = table.verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    QVERIFY(page().says(QStringLiteral("23 of this person")));
    recordDeeds(workspace(), exported);
    m_screen->page().refresh();
    QTRY_COMPARE(m_screen->rows(), 65);
    QTRY_COMPARE(table.selectionModel()->selectedRows().value(0).row(), 42);
    QVERIFY(page().says(QStringLiteral("23 of this person")));
    QCOMPARE(table.verticalScrollBar()->value(), scrolled);
}

void AuditPageTest::verifiesAWholeRecord()
{
    m_screen->open();
    verify();
    QVERIFY(page().says(QStringLiteral("nothing is missing or changed")));
    QVERIFY(page().says(QStringLiteral("4 entries of 1 p")));
    QVERIFY(m_screen->broken().isEmpty());
}

void AuditPageTest::namesTheFirstBrokenEntryAndGoesThere()
{
    recordDeeds(workspace(), exported, 60);
    tamper(workspace(), QStringLiteral("UPDATE deed SET reason = 'Because' WHERE seq IN (3, 9)"));
    m_screen->open();
    page().choose(action, QStringLiteral("Agents"));
    QTRY_VERIFY(page().says(QStringLiteral("No entry matches")));
    verify(); // of everything, whatever the filter
    QCOMPARE(m_screen->broken(), QStringList(QStringLiteral("Entry 3 of asha: it was changed after it was written.")));
    QVERIFY(!page().find<QAbstractButton>(QStringLiteral("Accept"))); // that would change nothing
    page().press(QStringLiteral("Go to entry"));
    QTRY_VERIFY(page().says(QStringLiteral("3 of this person")));
    auto &table = page().get<QTableView>(events);
    QCOMPARE(table.currentIndex().row(), 61);
    QVERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex()).center()));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Person")).currentText(), QStringLiteral("Asha Rao"));
    QVERIFY(notifier().messages.isEmpty());
}

void AuditPageTest::goesToTheNeighbourOfAMissingEntry()
{
    tamper(workspace(), QStringLiteral("DELETE FROM deed WHERE seq = 2"));
    m_screen->open();
    verify();
    QCOMPARE(m_screen->broken(), QStringList(QStringLiteral("Entry 2 of asha: it is missing.")));
    page().press(QStringLiteral("Go to entry"));
    QTRY_VERIFY(page().says(QStringLiteral("1 of this person")));
    QVERIFY(notifier().lastText().contains(QStringLiteral("Entry 2 is not there. Its neighbour, entry 1, is chosen.")));
}

void AuditPageTest::goesFarBackToABrokenEntry()
{
    recordDeeds(workspace(), exported, 450);
    tamper(workspace(), QStringLiteral("UPDATE deed SET reason = 'Because' WHERE seq = 5"));
    m_screen->open();
    verify();
    page().press(QStringLiteral("Go to entry"));
    QTRY_VERIFY(page().says(QStringLiteral("5 of this person")));
    QCOMPARE(m_screen->rows(), 454);
}

void AuditPageTest::goesToABrokenEntryThatStandsElsewhereInTheNewList()
{
    recordDeeds(workspace(), exported, 60);
    recordDeeds(workspace(), {QStringLiteral("person.sign-out"), QStringLiteral("person 1"), {}, {}, {}}, 60);
    tamper(workspace(), QStringLiteral("UPDATE deed SET reason = 'Because' WHERE seq = 10"));
    m_screen->open();
    page().choose(action, QStringLiteral("Audit trail exported"));
    QTRY_COMPARE(m_screen->rows(), 60);
    verify();
    page().press(QStringLiteral("Go to entry"));
    QTRY_COMPARE(m_screen->rows(), 124);
    QVERIFY(page().says(QStringLiteral("10 of this person")));
    auto &table = page().get<QTableView>(events);
    QTRY_VERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex()).center()));
    QCOMPARE(table.currentIndex().row(), 114);
}

void AuditPageTest::acceptsAnOlderCopyWithAReason()
{
    m_screen->lose();
    m_screen->open();
    verify();
    QCOMPARE(m_screen->broken().size(), 1);
    QVERIFY(m_screen->broken().front().startsWith(QStringLiteral("Entry 5 of asha: this computer saw another entry")));
    QSignalSpy accepted(&m_screen->page(), &AuditPage::recordAccepted);
    page().press(QStringLiteral("Accept"));
    auto *dialog = m_screen->page().findChild<AcceptDialog *>();
    QVERIFY(dialog);
    const PageDriver form(*dialog);
    form.press(QStringLiteral("Accept"));
    QTRY_VERIFY(form.says(QStringLiteral("Reason is empty.")));
    form.type<NoteEdit>(QStringLiteral("Reason"), QStringLiteral("Call +91 98765 43210"));
    form.press(QStringLiteral("Accept"));
    QTRY_VERIFY(form.says(QStringLiteral("Reason contains a telephone number.")));
    QCOMPARE(accepted.size(), 0);
    form.type<NoteEdit>(QStringLiteral("Reason"), QStringLiteral("The backup of Monday was brought back"));
    form.press(QStringLiteral("Accept"));
    QTRY_COMPARE(accepted.size(), 1);
    QTRY_COMPARE(m_screen->cell(0, action), QStringLiteral("Audit trail accepted as it is"));
    QVERIFY(m_screen->broken().isEmpty());
    verify();
    QVERIFY(page().says(QStringLiteral("nothing is missing or changed")));
}

void AuditPageTest::verificationShowsProgressAndCanBeCancelled()
{
    m_screen->open();
    HeldThread held(workspace());
    page().press(QStringLiteral("Verify"));
    QVERIFY(!page().canPress(QStringLiteral("Verify")));
    QTRY_VERIFY(page().says(QStringLiteral("Verifying: ")));
    page().press(QStringLiteral("Cancel"));
    QTRY_VERIFY(page().says(QStringLiteral("Cancelling…")));
    held.letGo();
    QTRY_VERIFY(page().says(QStringLiteral("The verification was cancelled")));
    QVERIFY(page().canPress(QStringLiteral("Verify")));
    QVERIFY(!page().find<QAbstractButton>(QStringLiteral("Cancel")));
    QVERIFY(!notifier().hasFailed());
}

void AuditPageTest::exportsWhatIsFiltered()
{
    m_screen->open();
    page().choose(action, QStringLiteral("Masking policies"));
    QTRY_COMPARE(m_screen->rows(), 1);
    m_screen->test.prompt.file = m_screen->test.filePath(QStringLiteral("out.csv"));
    page().press(QStringLiteral("Export"));
    QTRY_VERIFY(notifier().lastText().contains(QStringLiteral("written to out.csv")));
    QVERIFY(notifier().lastText().startsWith(QStringLiteral("1 ")));
    static const QRegularExpression plainName(QStringLiteral("^audit-trail-\\d{4}-\\d\\d-\\d\\d\\.xlsx$"));
    QVERIFY(plainName.match(m_screen->test.prompt.suggestion).hasMatch());
    QFile file(m_screen->test.prompt.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[1].contains("policy.apply"));
    page().press(clearFilter);
    QTRY_COMPARE(m_screen->cell(0, action), QStringLiteral("Audit trail exported"));
}

void AuditPageTest::aCancelledExportLeavesNothingBehind()
{
    m_screen->open();
    m_screen->test.prompt.file = m_screen->test.filePath(QStringLiteral("out.csv"));
    HeldThread held(workspace());
    page().press(QStringLiteral("Export"));
    QTRY_VERIFY(page().says(QStringLiteral("Exporting: ")));
    page().press(QStringLiteral("Cancel"));
    held.letGo();
    QTRY_VERIFY(page().canPress(QStringLiteral("Export")));
    QVERIFY(!QFile::exists(m_screen->test.prompt.file));
    QVERIFY(!notifier().hasFailed());
    m_screen->test.prompt.file.clear(); // the choice of a file is cancelled
    page().press(QStringLiteral("Export"));
    QVERIFY(page().canPress(QStringLiteral("Export")));
}

void AuditPageTest::offersNoExportWithoutThePermission()
{
    tamper(workspace(), QStringLiteral("DELETE FROM role_permission WHERE role = 0 AND permission = 6"));
    const auto signedIn = SignInService(m_screen->test.local())
                              .signIn(workspace().address(), QStringLiteral("asha"), TestWorkspace::password())
                              .result();
    QVERIFY(signedIn);
    AuditPage page({**signedIn, notifier(), m_screen->test.prompt, QTimeZone::utc(), m_screen->test.local(),
        m_screen->test.clipboard});
    page.show();
    const PageDriver driver(page);
    QVERIFY(!driver.canPress(QStringLiteral("Export")));
    QVERIFY(driver.canPress(QStringLiteral("Verify")));
}

void AuditPageTest::saysWhenTheDatabaseIsLost()
{
    const auto desk = std::make_unique<Desk>(Engine::PostgreSql);
    PostgresCluster &cluster = PostgresCluster::shared();
    AuditPage page({*desk->admin, notifier(), m_screen->test.prompt, QTimeZone::utc(), desk->organisation.local(),
        m_screen->test.clipboard});
    page.show();
    const PageDriver driver(page);
    page.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QTableView>(events) && driver.rows(events) > 0, patienceMs);
    cluster.stop();
    driver.type(QStringLiteral("Text"), QStringLiteral("person"));
    QTRY_VERIFY_WITH_TIMEOUT(driver.says(QStringLiteral("The audit trail could not be read.")), patienceMs);
    QCOMPARE(notifier().messages.last().kind, Notifier::Kind::Offline);
    driver.press(QStringLiteral("Verify"));
    QTRY_VERIFY_WITH_TIMEOUT(driver.canPress(QStringLiteral("Verify")), patienceMs);
    QVERIFY(!driver.says(QStringLiteral("nothing is missing")));
    QVERIFY(cluster.restart());
    driver.press(QStringLiteral("Try again"));
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QTableView>(events), patienceMs);
    QVERIFY(driver.rows(events) > 0);
}

} // namespace callveil

QTEST_MAIN(callveil::AuditPageTest)
#include "tst_audit_page.moc"

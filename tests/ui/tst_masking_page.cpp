// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/masking_page.h"

#include "ui/support/masking_screen.h"
#include "ui/widgets/grid.h"

#include <QDateTimeEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

namespace callveil {

class MaskingPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init() { m_screen = std::make_unique<MaskingScreen>(); }
    void saysWhatToDoWhileThereIsNoProcess();
    void showsThePolicyOfTheSelectedProcess();
    void thePreviewFollowsWhatIsTyped();
    void theSpinBoxesKeepWithinFifteen();
    void digitsMeanNothingUnderRandomAndOff();
    void appliesAfterOneQuestion();
    void appliesNothingWithoutConsent();
    void revertBringsTheStoredPolicyBack();
    void typingTheStoredValueIsNoChange();
    void aWeakMaskNeedsANote();
    void aNoteThatHoldsANumberIsRefusedInItsPlace();
    void schedulesAChangeAndCancelsIt();
    void givesSeveralProcessesOnePolicy();
    void keepsEditsWhenSomebodyElseWasFaster();
    void theBandNamesProcessesWithoutMasking();
    void theBandTakesNoMoreRoomThanItNeeds();
    void theNoteHasRoom();

private:
    void open() { m_screen->open(); }
    void typeNote(const QString &text) const { m_screen->typeNote(text); }
    void openTab(int tab) const;
    [[nodiscard]] Result<std::vector<PolicyRevision>> history(ProcessId process) const
    {
        return m_screen->history(process);
    }
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }

    std::unique_ptr<MaskingScreen> m_screen;
};

namespace {
const QString leading = QStringLiteral("Leading digits shown (n)");
const QString trailing = QStringLiteral("Trailing digits shown (n')");
const QString processes = QStringLiteral("Processes");
const QString preview = QStringLiteral("Preview");
const QString apply = QStringLiteral("Apply");
} // namespace

void MaskingPageTest::openTab(int tab) const
{
    auto &tabs = *m_screen->page().findChild<QTabBar *>(QStringLiteral("revisionTabs"));
    QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(tab).center());
}

void MaskingPageTest::saysWhatToDoWhileThereIsNoProcess()
{
    m_screen->show();
    // The policies are read, then the processes: each answer has come once one that was asked for later is there.
    for (int answers = 0; answers < 2; ++answers) {
        QVERIFY(MaskingService(m_screen->test.workspace()).newest().result());
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(page().says(QStringLiteral("There is no process yet")));
    QVERIFY(page().canPress(QStringLiteral("New process…")));
    QVERIFY(!page().canPress(apply));
    QVERIFY(!page().canPress(QStringLiteral("Edit process…")));
}

void MaskingPageTest::showsThePolicyOfTheSelectedProcess()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Process")), QStringLiteral("Collections"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Masking")), QStringLiteral("On"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("1"));
    QVERIFY(page().get<QAbstractButton>(QStringLiteral("Enable masking")).isChecked());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Masking policy")).currentText(), QStringLiteral("Replacement"));
    QCOMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(page().get<QSpinBox>(trailing).value(), 2);
    QVERIFY(!m_screen->page().hasChanges());
    QVERIFY(!page().canPress(apply));
}

void MaskingPageTest::thePreviewFollowsWhatIsTyped()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Number")), QStringLiteral("+919876543210"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Shown as")), QStringLiteral("+91xxxxxxxx10"));
    page().type<QSpinBox>(leading, QStringLiteral("5"));
    page().type<QSpinBox>(trailing, QStringLiteral("4"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Shown as")), QStringLiteral("+91987xxx3210"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Digits hidden")), QStringLiteral("3"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Candidates left")), QStringLiteral("1,000 (few)"));
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Shown as")).size(), 12);
    QVERIFY(page().says(QStringLiteral("examples")));
}

void MaskingPageTest::theSpinBoxesKeepWithinFifteen()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    QVERIFY(page().says(QStringLiteral("2 + 2 of at most 15")));
    page().type<QSpinBox>(leading, QStringLiteral("12"));
    QCOMPARE(page().get<QSpinBox>(trailing).maximum(), 3);
    QVERIFY(page().says(QStringLiteral("12 + 2 of at most 15")));
    page().type<QSpinBox>(trailing, QStringLiteral("3"));
    QCOMPARE(page().get<QSpinBox>(leading).maximum(), 12);
    QTest::keyClick(&page().get<QSpinBox>(trailing), Qt::Key_Up);
    QCOMPARE(page().get<QSpinBox>(trailing).value(), 3);
}

void MaskingPageTest::digitsMeanNothingUnderRandomAndOff()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    QVERIFY(!page().get<QSpinBox>(leading).isEnabled());
    QVERIFY(!page().get<QSpinBox>(trailing).isEnabled());
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Replacement"));
    QVERIFY(page().get<QSpinBox>(leading).isEnabled());
    page().press(QStringLiteral("Enable masking"));
    QVERIFY(!page().get<QSpinBox>(leading).isEnabled());
    QVERIFY(!page().get<QComboBox>(QStringLiteral("Masking policy")).isEnabled());
}

void MaskingPageTest::appliesAfterOneQuestion()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    typeNote(QStringLiteral("asked for by the client"));
    QVERIFY(m_screen->page().hasChanges());
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));

    QCOMPARE(m_screen->test.prompt.questions.size(), 1);
    const QString question = m_screen->test.prompt.questions.front();
    for (const char *part : {"Collections: Replacement, 2 + 2 digits shown → Replacement, 3 + 2 digits shown",
             "Cannot be undone for records written meanwhile", "Old records stay as they are",
             "People see it at their next sign-in", "signed in", "Best done outside working hours"})
        QVERIFY2(question.contains(QString::fromUtf8(part)), part);
    QVERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("Collections (revision 2)")));
    QCOMPARE(history(process)->front().note, QStringLiteral("asked for by the client"));
    QVERIFY(history(process)->front().policy == (MaskingPolicy{MaskingKind::Replacement, 3, 2}));
    QTRY_COMPARE(page().rows(QStringLiteral("History")), 2);
    QCOMPARE(page().cell(QStringLiteral("History"), 0, QStringLiteral("State")), QStringLiteral("In force"));
    QTRY_VERIFY(!m_screen->page().hasChanges());
    QCOMPARE(m_screen->note(), QString());
}

void MaskingPageTest::appliesNothingWithoutConsent()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    m_screen->test.prompt.agrees = false;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().press(apply);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 1);
    QVERIFY(m_screen->page().hasChanges());
    QCOMPARE(history(process)->size(), size_t(1));
}

void MaskingPageTest::revertBringsTheStoredPolicyBack()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    QVERIFY(m_screen->page().hasChanges());
    page().press(QStringLiteral("Revert"));
    QVERIFY(!m_screen->page().hasChanges());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Masking policy")).currentText(), QStringLiteral("Replacement"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Shown as")), QStringLiteral("+91xxxxxxxx10"));
}

void MaskingPageTest::typingTheStoredValueIsNoChange()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("4"));
    QVERIFY(m_screen->page().hasChanges());
    page().type<QSpinBox>(leading, QStringLiteral("2"));
    QVERIFY(!m_screen->page().hasChanges());
    QVERIFY(!page().canPress(apply));
}

void MaskingPageTest::aWeakMaskNeedsANote()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("6"));
    page().type<QSpinBox>(trailing, QStringLiteral("4"));
    QVERIFY(page().says(QStringLiteral("Few candidates are left")));
    QVERIFY(page().says(QStringLiteral("This needs a note.")));
    page().press(apply);
    QTRY_VERIFY(page().get<NoteEdit>(QStringLiteral("Note")).hasFocus());
    QVERIFY(m_screen->test.prompt.questions.isEmpty());
    typeNote(QStringLiteral("agreed with the data protection officer"));
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(history(process)->front().policy.leading, 6);
    const QString question = m_screen->test.prompt.questions.front();
    QVERIFY(question.contains(QStringLiteral("the real one can be guessed")));
    QVERIFY(question.contains(QStringLiteral("agreed with the data protection officer")));
    // It is weak still, but its note is stored.
    QVERIFY(page().says(QStringLiteral("Few candidates are left")));
    QTRY_VERIFY(!page().says(QStringLiteral("This needs a note.")));
}

void MaskingPageTest::aNoteThatHoldsANumberIsRefusedInItsPlace()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    typeNote(QStringLiteral("as told by +14155550123"));
    page().press(apply);
    QTRY_VERIFY(page().get<NoteEdit>(QStringLiteral("Note")).hasFocus());
    QVERIFY(m_screen->test.notifier.messages.isEmpty());
    QVERIFY(m_screen->page().hasChanges());
    QCOMPARE(history(process)->size(), size_t(1));
}

void MaskingPageTest::schedulesAChangeAndCancelsIt()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    page().choose(QStringLiteral("Effective"), QStringLiteral("At…"));
    page().get<QDateTimeEdit>(QStringLiteral("Effective at")).setDateTime(QDateTime({2090, 1, 2}, {3, 4}, Qt::UTC));
    page().press(apply);
    const QString scheduled = QStringLiteral("Scheduled");
    QTRY_VERIFY(page().find<QTableView>(scheduled)); // what was scheduled is shown
    QTRY_COMPARE(page().rows(scheduled), 1);
    QCOMPARE(page().cell(scheduled, 0, QStringLiteral("Process")), QStringLiteral("Collections"));
    QVERIFY(page().cell(scheduled, 0, QStringLiteral("Effective")).contains(QStringLiteral("03:04")));
    // 03:04 was typed in the visible zone, India's
    QCOMPARE(history(process)->front().effectiveAt, QDateTime({2090, 1, 1}, {21, 34}, Qt::UTC).toMSecsSinceEpoch());
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("1"));

    // What is applied before it is replaced by it: the question says so.
    m_screen->test.prompt.agrees = false;
    page().type<QSpinBox>(leading, QStringLiteral("1"));
    page().press(apply);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 2);
    QVERIFY(m_screen->test.prompt.questions.last().contains(
        QStringLiteral("Collections: the scheduled change to Random replaces this again at")));
    m_screen->test.prompt.agrees = true;
    page().press(QStringLiteral("Revert"));
    page().selectRow(scheduled, 0);
    page().press(QStringLiteral("Cancel"));
    QTRY_COMPARE(page().rows(scheduled), 0);
    openTab(0);
    QTRY_COMPARE(page().cell(QStringLiteral("History"), 0, QStringLiteral("State")), QStringLiteral("Cancelled"));
}

void MaskingPageTest::givesSeveralProcessesOnePolicy()
{
    const ProcessId first = m_screen->test.addProcess(QStringLiteral("Collections"));
    const ProcessId second = m_screen->test.addProcess(QStringLiteral("Support"), QStringLiteral("US"));
    open();
    page().selectRow(processes, 0);
    page().selectRow(processes, 1, Qt::ControlModifier);
    QTRY_VERIFY(page().rows(preview) == 2); // the shapes of India and of the United States
    QVERIFY(!page().get<QPushButton>(apply).isEnabled()); // both have it already
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QTRY_COMPARE(page().cell(processes, 1, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(m_screen->test.prompt.questions.size(), 1);
    for (const ProcessId process : {first, second})
        QVERIFY(history(process)->front().policy == MaskingPolicy::random());
}

void MaskingPageTest::keepsEditsWhenSomebodyElseWasFaster()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    const PolicyOrder theirs{{{process, 1}}, MaskingPolicy::random(), {}, {}};
    QVERIFY(MaskingService(m_screen->test.workspace()).apply(theirs).result());
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().press(apply);
    QTRY_VERIFY(m_screen->test.notifier.hasFailed());
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("3"));
    QVERIFY(m_screen->test.prompt.questions.last().contains(QStringLiteral("Random →")));
}

void MaskingPageTest::theBandNamesProcessesWithoutMasking()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    QVERIFY(!page().says(QStringLiteral("Masking is off")));
    page().press(QStringLiteral("Enable masking"));
    typeNote(QStringLiteral("pilot"));
    page().press(apply);
    QTRY_VERIFY(page().says(QStringLiteral("Masking is off for: Collections; their numbers are stored in clear.")));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Masking")), QStringLiteral("Off"));
    QVERIFY(m_screen->test.prompt.questions.front().contains(QStringLiteral("stored and shown in clear")));
}

void MaskingPageTest::theBandTakesNoMoreRoomThanItNeeds()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    page().press(QStringLiteral("Enable masking"));
    typeNote(QStringLiteral("pilot"));
    page().press(apply);
    QTRY_VERIFY(page().says(QStringLiteral("Masking is off for")));
    const auto *band = m_screen->page().findChild<QWidget *>(QStringLiteral("offBand"));
    m_screen->page().resize(600, 800);
    m_screen->page().resize(1100, 800);
    QTRY_VERIFY(band->height() < band->fontMetrics().height() * 2);
}

void MaskingPageTest::theNoteHasRoom()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    open();
    const auto &note = page().get<NoteEdit>(QStringLiteral("Note"));
    QVERIFY(note.width() >= characters(&note, 45));
    QVERIFY(note.viewport()->height() >= note.fontMetrics().lineSpacing() * 2);
    const int before = note.width();
    typeNote(QStringLiteral("as told by +14155550123"));
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().press(apply);
    QTRY_VERIFY(note.hasFocus());
    QCOMPARE(note.width(), before); // the refusal under it moves nothing sideways
}

} // namespace callveil

QTEST_MAIN(callveil::MaskingPageTest)
#include "tst_masking_page.moc"

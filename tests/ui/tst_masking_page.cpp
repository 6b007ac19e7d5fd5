// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/masking_page.h"

#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QDateTimeEdit>
#include <QTest>

namespace callveil {

class MaskingPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void cleanup();
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
    void staysWithEditsWhenAskedTo();
    void discardsEditsWhenAskedTo();
    void appliesEditsBeforeLeavingThem();
    void addingProcessesKeepsEdits();
    void theBandNamesProcessesWithoutMasking();

private:
    void open();
    [[nodiscard]] Result<std::vector<PolicyRevision>> history(ProcessId process) const;
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<MaskingPage> m_page;
};

namespace {
const QString leading = QStringLiteral("Leading digits shown (n)");
const QString trailing = QStringLiteral("Trailing digits shown (n')");
const QString processes = QStringLiteral("Processes");
const QString preview = QStringLiteral("Preview");
const QString apply = QStringLiteral("Apply");
} // namespace

void MaskingPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
}

void MaskingPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

/// Shows the page and waits until it has read everything.
void MaskingPageTest::open()
{
    m_page = std::make_unique<MaskingPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    QTRY_VERIFY(page().rows(preview) > 0);
    QTRY_VERIFY(page().rows(QStringLiteral("History")) > 0);
}

Result<std::vector<PolicyRevision>> MaskingPageTest::history(ProcessId process) const
{
    return MaskingService(m_test->workspace()).history(process).result();
}

void MaskingPageTest::saysWhatToDoWhileThereIsNoProcess()
{
    m_page = std::make_unique<MaskingPage>(m_test->context());
    m_page->show();
    QTRY_VERIFY(page().says(QStringLiteral("There is no process yet")));
    QVERIFY(page().canPress(QStringLiteral("New process…")));
    QVERIFY(!page().canPress(apply));
    QVERIFY(!page().canPress(QStringLiteral("Edit process…")));
}

void MaskingPageTest::showsThePolicyOfTheSelectedProcess()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Process")), QStringLiteral("Collections"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Masking")), QStringLiteral("On"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("1"));
    QVERIFY(page().get<QAbstractButton>(QStringLiteral("Enable masking")).isChecked());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Masking policy")).currentText(), QStringLiteral("Replacement"));
    QCOMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(page().get<QSpinBox>(trailing).value(), 2);
    QVERIFY(!m_page->hasChanges());
    QVERIFY(!page().canPress(apply));
}

void MaskingPageTest::thePreviewFollowsWhatIsTyped()
{
    m_test->addProcess(QStringLiteral("Collections"));
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
    m_test->addProcess(QStringLiteral("Collections"));
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
    m_test->addProcess(QStringLiteral("Collections"));
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
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().type(QStringLiteral("Note"), QStringLiteral("asked for by the client"));
    QVERIFY(m_page->hasChanges());
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));

    QCOMPARE(m_test->prompt.questions.size(), 1);
    const QString question = m_test->prompt.questions.front();
    for (const char *part : {"Collections: Replacement, 2 + 2 digits shown → Replacement, 3 + 2 digits shown",
             "Cannot be undone for records written meanwhile", "Old records stay as they are",
             "People see it at their next sign-in", "signed in", "Best done outside working hours"})
        QVERIFY2(question.contains(QString::fromUtf8(part)), part);
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Collections (revision 2)")));
    QCOMPARE(history(process)->front().note, QStringLiteral("asked for by the client"));
    QVERIFY(history(process)->front().policy == (MaskingPolicy{MaskingKind::Replacement, 3, 2}));
    QTRY_COMPARE(page().rows(QStringLiteral("History")), 2);
    QCOMPARE(page().cell(QStringLiteral("History"), 0, QStringLiteral("State")), QStringLiteral("In force"));
    QTRY_VERIFY(!m_page->hasChanges());
    QCOMPARE(page().get<QLineEdit>(QStringLiteral("Note")).text(), QString());
}

void MaskingPageTest::appliesNothingWithoutConsent()
{
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    m_test->prompt.agrees = false;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().press(apply);
    QTRY_COMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_page->hasChanges());
    QCOMPARE(history(process)->size(), size_t(1));
}

void MaskingPageTest::revertBringsTheStoredPolicyBack()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    QVERIFY(m_page->hasChanges());
    page().press(QStringLiteral("Revert"));
    QVERIFY(!m_page->hasChanges());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Masking policy")).currentText(), QStringLiteral("Replacement"));
    QCOMPARE(page().cell(preview, 0, QStringLiteral("Shown as")), QStringLiteral("+91xxxxxxxx10"));
}

void MaskingPageTest::typingTheStoredValueIsNoChange()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("4"));
    QVERIFY(m_page->hasChanges());
    page().type<QSpinBox>(leading, QStringLiteral("2"));
    QVERIFY(!m_page->hasChanges());
    QVERIFY(!page().canPress(apply));
}

void MaskingPageTest::aWeakMaskNeedsANote()
{
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("6"));
    page().type<QSpinBox>(trailing, QStringLiteral("4"));
    QVERIFY(page().says(QStringLiteral("Few candidates are left")));
    page().press(apply);
    QVERIFY(page().says(QStringLiteral("note")));
    QVERIFY(m_test->prompt.questions.isEmpty());
    page().type(QStringLiteral("Note"), QStringLiteral("agreed with the data protection officer"));
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(history(process)->front().policy.leading, 6);
}

void MaskingPageTest::aNoteThatHoldsANumberIsRefusedInItsPlace()
{
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().type(QStringLiteral("Note"), QStringLiteral("as told by +14155550123"));
    page().press(apply);
    QTRY_VERIFY(page().get<QLineEdit>(QStringLiteral("Note")).hasFocus());
    QVERIFY(m_test->notifier.messages.isEmpty());
    QVERIFY(m_page->hasChanges());
    QCOMPARE(history(process)->size(), size_t(1));
}

void MaskingPageTest::schedulesAChangeAndCancelsIt()
{
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    page().choose(QStringLiteral("Effective"), QStringLiteral("At…"));
    page().get<QDateTimeEdit>(QStringLiteral("Effective at")).setDateTime(QDateTime({2090, 1, 2}, {3, 4}, Qt::UTC));
    page().press(apply);
    const QString scheduled = QStringLiteral("Scheduled");
    QTRY_COMPARE(page().rows(scheduled), 1);
    QCOMPARE(page().cell(scheduled, 0, QStringLiteral("Process")), QStringLiteral("Collections"));
    QVERIFY(page().cell(scheduled, 0, QStringLiteral("Effective")).contains(QStringLiteral("03:04")));
    // 03:04 was typed in the visible zone, India's
    QCOMPARE(history(process)->front().effectiveAt, QDateTime({2090, 1, 1}, {21, 34}, Qt::UTC).toMSecsSinceEpoch());
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("1"));

    page().selectRow(scheduled, 0);
    page().press(QStringLiteral("Cancel"));
    QTRY_COMPARE(page().rows(scheduled), 0);
    QTRY_COMPARE(page().cell(QStringLiteral("History"), 0, QStringLiteral("State")), QStringLiteral("Cancelled"));
}

void MaskingPageTest::givesSeveralProcessesOnePolicy()
{
    const ProcessId first = m_test->addProcess(QStringLiteral("Collections"));
    const ProcessId second = m_test->addProcess(QStringLiteral("Support"), QStringLiteral("US"));
    open();
    page().selectRow(processes, 0);
    page().selectRow(processes, 1, Qt::ControlModifier);
    QTRY_VERIFY(page().rows(preview) == 2); // the shapes of India and of the United States
    page().choose(QStringLiteral("Masking policy"), QStringLiteral("Random"));
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QTRY_COMPARE(page().cell(processes, 1, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    for (const ProcessId process : {first, second})
        QVERIFY(history(process)->front().policy == MaskingPolicy::random());
}

void MaskingPageTest::keepsEditsWhenSomebodyElseWasFaster()
{
    const ProcessId process = m_test->addProcess(QStringLiteral("Collections"));
    open();
    const PolicyOrder theirs{{{process, 1}}, MaskingPolicy::random(), {}, {}};
    QVERIFY(MaskingService(m_test->workspace()).apply(theirs).result());
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().press(apply);
    QTRY_VERIFY(m_test->notifier.hasFailed());
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("3"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("Random →")));
}

void MaskingPageTest::staysWithEditsWhenAskedTo()
{
    m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(m_test->prompt.questions.size(), 1);
    QCOMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 0);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
}

void MaskingPageTest::discardsEditsWhenAskedTo()
{
    m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
    open();
    m_test->prompt.leave = Prompt::Leave::Discard;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 1);
}

void MaskingPageTest::appliesEditsBeforeLeavingThem()
{
    const ProcessId first = m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
    open();
    m_test->prompt.leave = Prompt::Leave::Apply;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QTRY_COMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 1);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(history(first)->front().policy.leading, 3);
}

void MaskingPageTest::addingProcessesKeepsEdits()
{
    m_test->addProcess(QStringLiteral("Collections"));
    m_test->addProcess(QStringLiteral("Support"));
    open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1, Qt::ControlModifier);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 1, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
}

void MaskingPageTest::theBandNamesProcessesWithoutMasking()
{
    m_test->addProcess(QStringLiteral("Collections"));
    open();
    QVERIFY(!page().says(QStringLiteral("Masking is off")));
    page().press(QStringLiteral("Enable masking"));
    page().type(QStringLiteral("Note"), QStringLiteral("pilot"));
    page().press(apply);
    QTRY_VERIFY(page().says(QStringLiteral("Masking is off for: Collections; their numbers are stored in clear.")));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Masking")), QStringLiteral("Off"));
    QVERIFY(m_test->prompt.questions.front().contains(QStringLiteral("stored in clear")));
}

} // namespace callveil

QTEST_MAIN(callveil::MaskingPageTest)
#include "tst_masking_page.moc"

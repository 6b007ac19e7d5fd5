// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/masking_page.h"

#include "ui/masking/policy_editor.h"
#include "ui/support/masking_screen.h"

#include <QSignalSpy>

namespace callveil {

/// What becomes of edits that were not applied when other processes are selected.
class MaskingEditsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_screen = std::make_unique<MaskingScreen>(); }
    void staysWithEditsWhenAskedTo();
    void discardsEditsWhenAskedTo();
    void appliesEditsBeforeLeavingThem();
    void addingProcessesKeepsEdits();
    void aLoneNoteIsNotLost();
    void aLoneNoteIsNoChangeToApply();
    void neverGoesBackToThePolicyOfBefore();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }

    std::unique_ptr<MaskingScreen> m_screen;
};

namespace {
const QString leading = QStringLiteral("Leading digits shown (n)");
const QString processes = QStringLiteral("Processes");
const QString apply = QStringLiteral("Apply");
} // namespace

void MaskingEditsTest::staysWithEditsWhenAskedTo()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 1);
    QCOMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 0);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
}

void MaskingEditsTest::discardsEditsWhenAskedTo()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    m_screen->test.prompt.leave = Prompt::Leave::Discard;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 1);
}

void MaskingEditsTest::appliesEditsBeforeLeavingThem()
{
    const ProcessId first = m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    m_screen->test.prompt.leave = Prompt::Leave::Apply;
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QTRY_COMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 1);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 2);
    QCOMPARE(m_screen->history(first)->front().policy.leading, 3);
}

void MaskingEditsTest::addingProcessesKeepsEdits()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    page().selectRow(processes, 1, Qt::ControlModifier);
    QCOMPARE(page().get<QSpinBox>(leading).value(), 3);
    page().press(apply);
    QTRY_COMPARE(page().cell(processes, 1, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    QCOMPARE(m_screen->test.prompt.questions.size(), 1);
}

void MaskingEditsTest::aLoneNoteIsNotLost()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    m_screen->typeNote(QStringLiteral("pilot"));
    QVERIFY(m_screen->page().hasChanges());
    page().selectRow(processes, 1);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 1);
    QCOMPARE(m_screen->note(), QStringLiteral("pilot"));
    page().press(QStringLiteral("Revert"));
    QVERIFY(!m_screen->page().hasChanges());
}

void MaskingEditsTest::aLoneNoteIsNoChangeToApply()
{
    const ProcessId process = m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->test.addProcess(QStringLiteral("Support"));
    m_screen->open();
    m_screen->typeNote(QStringLiteral("pilot"));
    QVERIFY(!page().canPress(apply));
    const QSignalSpy settled(&m_screen->page(), &Page::changesSettled);
    m_screen->test.prompt.leave = Prompt::Leave::Apply;
    page().selectRow(processes, 1);
    QTRY_VERIFY(page().says(QStringLiteral("A note is stored with a change of the policy")));
    QCOMPARE(settled.size(), 1);
    QCOMPARE(settled.front().front().toBool(), false);
    QCOMPARE(page().get<QTableView>(processes).selectionModel()->selectedRows().front().row(), 0);
    QCOMPARE(m_screen->history(process)->size(), size_t(1));
}

void MaskingEditsTest::neverGoesBackToThePolicyOfBefore()
{
    m_screen->test.addProcess(QStringLiteral("Collections"));
    m_screen->open();
    page().type<QSpinBox>(leading, QStringLiteral("3"));
    auto *editor = m_screen->page().findChild<PolicyEditor *>();
    QList<int> shown;
    const auto seen =
        connect(editor, &PolicyEditor::edited, this, [&] { shown.append(page().get<QSpinBox>(leading).value()); });
    page().press(apply);
    QTRY_COMPARE(page().rows(QStringLiteral("History")), 2);
    QTRY_COMPARE(page().cell(processes, 0, QStringLiteral("Revision")), QStringLiteral("2"));
    disconnect(seen);
    QVERIFY(!shown.isEmpty());
    QCOMPARE(shown, QList<int>(shown.size(), 3));
    QVERIFY(!m_screen->page().hasChanges());
    QVERIFY(!page().canPress(apply));
}

} // namespace callveil

QTEST_MAIN(callveil::MaskingEditsTest)
#include "tst_masking_edits.moc"

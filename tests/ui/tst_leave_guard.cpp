// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/leave_guard.h"

#include "ui/support/edited_page.h"
#include "ui/support/fake_prompt.h"

#include <QSignalSpy>
#include <QTest>

using namespace callveil;

class TestLeaveGuard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_page = new EditedPage(m_window.get());
        m_prompt = std::make_unique<FakePrompt>();
        m_guard = new LeaveGuard(*m_prompt, m_window.get());
        m_left = 0;
    }

    void asksNothingWhenNothingWasEdited()
    {
        leave();
        QCOMPARE(m_left, 1);
        QVERIFY(m_prompt->questions.isEmpty());
    }

    void staysWhenToldTo()
    {
        m_page->edited = true;
        leave();
        QCOMPARE(m_left, 0);
        QVERIFY(m_page->edited);
        QCOMPARE(m_prompt->questions, {QStringLiteral("Masking")});
    }

    void discardsAndLeaves()
    {
        m_page->edited = true;
        m_prompt->leave = Prompt::Leave::Discard;
        leave();
        QCOMPARE(m_left, 1);
        QVERIFY(!m_page->edited);
    }

    void leavesOnceTheChangesAreApplied()
    {
        m_page->edited = true;
        m_prompt->leave = Prompt::Leave::Apply;
        leave();
        QCOMPARE(m_left, 0);
        QTRY_COMPARE(m_left, 1);
    }

    void forgetsTheWishWhenTheChangesAreRefused()
    {
        m_page->edited = true;
        m_page->refuses = true;
        m_prompt->leave = Prompt::Leave::Apply;
        QSignalSpy settled(m_page, &Page::changesSettled);
        leave();
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(m_left, 0);
        m_page->edited = false; // the person reverts, and later applies something else
        m_page->refuses = false;
        m_page->applyChanges();
        QTRY_COMPARE(settled.size(), 2);
        QCOMPARE(m_left, 0);
    }

    void waitsAsLongAsApplyingTakes()
    {
        m_page->edited = true;
        m_page->slow = true;
        m_prompt->leave = Prompt::Leave::Apply;
        leave();
        m_page->edited = false; // without a word from the page nothing is certain
        QCoreApplication::processEvents();
        QCOMPARE(m_left, 0);
        Q_EMIT m_page->changesSettled(true);
        QCOMPARE(m_left, 1);
    }

    void aSecondThoughtReplacesTheFirst()
    {
        m_page->edited = true;
        m_prompt->leave = Prompt::Leave::Apply;
        leave();
        m_prompt->leave = Prompt::Leave::Stay;
        leave();
        QTRY_VERIFY(!m_page->edited);
        QCOMPARE(m_left, 0);
    }

private:
    void leave()
    {
        m_guard->leave(m_page, QStringLiteral("Masking"), [this] { ++m_left; });
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<FakePrompt> m_prompt;
    EditedPage *m_page = nullptr;
    LeaveGuard *m_guard = nullptr;
    int m_left = 0;
};

QTEST_MAIN(TestLeaveGuard)
#include "tst_leave_guard.moc"

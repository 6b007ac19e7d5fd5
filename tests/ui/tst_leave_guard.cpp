// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/leave_guard.h"

#include "ui/support/edited_page.h"
#include "ui/support/fake_prompt.h"

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

    void staysWhenTheChangesAreRefused()
    {
        m_page->edited = true;
        m_page->refuses = true;
        m_prompt->leave = Prompt::Leave::Apply;
        leave();
        m_prompt->leave = Prompt::Leave::Stay; // the person tries again later and changes his mind
        leave();
        m_page->edited = false;
        QCoreApplication::processEvents();
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

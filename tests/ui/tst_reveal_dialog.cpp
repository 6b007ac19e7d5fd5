// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/reveal_dialog.h"

#include "ui/support/accessible_text.h"
#include "ui/support/page_driver.h"
#include "ui/support/reveal_desk.h"
#include "ui/widgets/own_clipboard.h"

#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QPointer>
#include <QProgressBar>

using namespace callveil;
using namespace std::chrono_literals;

/// How somebody gets to see a real number, and that it goes again whatever he does.
class TestRevealDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_desk = std::make_unique<RevealDesk>(); }
    void init() { QGuiApplication::clipboard()->clear(); }
    void cleanup()
    {
        delete m_dialog;
        m_clipboard.clear();
    }
    void asksForAReasonFirst();
    void offersReasonsButNone();
    void refusesNumbersInItsTexts();
    void showsTheNumberAndNowhereElse();
    void theNumberGoesWithItsTime();
    void theNumberGoesWithEscape();
    void theNumberGoesWhenSomethingHidesTheDialog();
    void aCopyOutlivesTheDialogForItsTime();
    void asksWhichNumber();
    void saysThatTheLimitIsMet();
    void saysThatTheNumberIsGone();

private:
    void open(RevealTimes times = {1h, 1h});
    void open(const std::vector<RevealSubject> &subjects, RevealTimes times = {1h, 1h});
    void reveal();
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_dialog); }
    [[nodiscard]] QLabel *figures() const { return m_dialog->findChild<QLabel *>(QStringLiteral("revealedNumber")); }
    [[nodiscard]] bool isShown() const { return AccessibleText::ofAllWindows().contains(m_desk->number.mid(2)); }
    [[nodiscard]] static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    std::unique_ptr<RevealDesk> m_desk;
    OwnClipboard m_clipboard;
    QPointer<RevealDialog> m_dialog;
    std::unique_ptr<RevealService> m_service;
    const QString m_why = QStringLiteral("A complaint is being examined");
};

void TestRevealDialog::open(RevealTimes times)
{
    open({m_desk->subject()}, times);
}

void TestRevealDialog::open(const std::vector<RevealSubject> &subjects, RevealTimes times)
{
    m_service = std::make_unique<RevealService>(m_desk->test.workspace());
    m_dialog = new RevealDialog(*m_service, subjects, QStringLiteral("Support"), m_clipboard, nullptr, times);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void TestRevealDialog::reveal()
{
    driver().type(QStringLiteral("Reason"), m_why);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(!figures()->text().isEmpty());
}

void TestRevealDialog::asksForAReasonFirst()
{
    open();
    QTRY_COMPARE(m_dialog->focusWidget(), &driver().get<QLineEdit>(QStringLiteral("Reason")));
    QVERIFY(driver().says(m_desk->leg.customer.text));
    QVERIFY(driver().says(QStringLiteral("Of the process Support.")));
    QVERIFY(driver().says(QStringLiteral("This is recorded")));
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTRY_VERIFY(driver().says(QStringLiteral("Say why the number is needed, in three letters at least.")));
    QTRY_COMPARE(m_dialog->focusWidget(), &driver().get<QLineEdit>(QStringLiteral("Reason")));
    QVERIFY(!isShown());
}

void TestRevealDialog::offersReasonsButNone()
{
    open();
    const auto &reason = driver().get<QLineEdit>(QStringLiteral("Reason"));
    QVERIFY(reason.text().isEmpty());
    driver().type(QStringLiteral("Reason"), QStringLiteral("complaint"));
    QCOMPARE(reason.completer()->completionCount(), 1);
    QCOMPARE(reason.text(), QStringLiteral("complaint"));
}

void TestRevealDialog::refusesNumbersInItsTexts()
{
    open();
    driver().type(QStringLiteral("Reason"), QStringLiteral("call back ") + m_desk->number);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(driver().says(QStringLiteral("Reason contains a telephone number.")));
    driver().type(QStringLiteral("Reason"), m_why);
    driver().type(QStringLiteral("Ticket"), m_desk->number);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(driver().says(QStringLiteral("Ticket contains a telephone number.")));
    QTRY_COMPARE(m_dialog->focusWidget(), &driver().get<QLineEdit>(QStringLiteral("Ticket")));
}

void TestRevealDialog::showsTheNumberAndNowhereElse()
{
    open();
    driver().type(QStringLiteral("Ticket"), QStringLiteral("INC-77"));
    reveal();
    QCOMPARE(figures()->text(), QString(QChar(0x2066) + m_desk->number + QChar(0x2069)));
    QCOMPARE(figures()->accessibleName(), m_desk->number);
    QTRY_COMPARE(m_dialog->focusWidget(), figures());
    QVERIFY(isShown());
    QVERIFY(!driver().find<QLineEdit>(QStringLiteral("Reason")));
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        QVERIFY(!widget->toolTip().contains(m_desk->number.mid(2)));
        QVERIFY(!widget->statusTip().contains(m_desk->number.mid(2)));
    }
    QVERIFY(!m_dialog->windowTitle().contains(m_desk->number.mid(2)));
    QCOMPARE(clipboard(), QString());
}

void TestRevealDialog::theNumberGoesWithItsTime()
{
    open({4s, 1h}); // long enough to be seen on a slow computer
    reveal();
    QVERIFY(driver().get<QProgressBar>(QStringLiteral("Time left")).value() <= 4000);
    const QPointer<QLabel> label = figures();
    QTRY_VERIFY_WITH_TIMEOUT(!label || label->text().isEmpty(), 30000);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(!isShown());
}

void TestRevealDialog::theNumberGoesWithEscape()
{
    open();
    reveal();
    QVERIFY(driver().canPress(QStringLiteral("Hide now")));
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(figures()->text().isEmpty() && figures()->accessibleName().isEmpty());
    QTRY_VERIFY(!m_dialog);
}

void TestRevealDialog::theNumberGoesWhenSomethingHidesTheDialog()
{
    open();
    reveal();
    m_dialog->hide(); // as a lock of the session does
    QVERIFY(figures()->text().isEmpty());
    QVERIFY(!isShown());
    QTRY_VERIFY(!m_dialog);
}

void TestRevealDialog::aCopyOutlivesTheDialogForItsTime()
{
    open({1h, 400ms});
    reveal();
    driver().press(QStringLiteral("Copy"));
    QCOMPARE(clipboard(), m_desk->number);
    QVERIFY(driver().says(QStringLiteral("The clipboard is cleared after 1 s")));
    driver().press(QStringLiteral("Hide now"));
    QTRY_VERIFY(!m_dialog);
    QTRY_COMPARE(clipboard(), QString());
}

void TestRevealDialog::asksWhichNumber()
{
    RevealSubject gone = m_desk->subject();
    gone.number.value += 1000;
    gone.party = QStringLiteral("Agent");
    open({m_desk->subject(), gone});
    const auto &number = driver().get<QComboBox>(QStringLiteral("Number"));
    QCOMPARE(number.count(), 2);
    QVERIFY(number.currentText().startsWith(QStringLiteral("Customer")));
    driver().choose(QStringLiteral("Number"), number.itemText(1));
    driver().type(QStringLiteral("Reason"), m_why);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(driver().says(QStringLiteral("The vault does not hold this number any more")));
    driver().choose(QStringLiteral("Number"), number.itemText(0));
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(isShown());
}

void TestRevealDialog::saysThatTheLimitIsMet()
{
    m_desk->spoil(QStringLiteral("INSERT INTO setting VALUES ('reveals_per_hour', '0', 1, 0)"));
    open();
    driver().type(QStringLiteral("Reason"), m_why);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(driver().says(QStringLiteral("You have revealed the most numbers that are allowed: 0 in one hour.")));
    QVERIFY(!isShown());
    QVERIFY(driver().canPress(QStringLiteral("Reveal")));
    m_desk->spoil(QStringLiteral("DELETE FROM setting WHERE name = 'reveals_per_hour'"));
}

void TestRevealDialog::saysThatTheNumberIsGone()
{
    m_desk->spoil(QStringLiteral("DELETE FROM epoch"));
    open();
    driver().type(QStringLiteral("Reason"), m_why);
    driver().press(QStringLiteral("Reveal"));
    QTRY_VERIFY(driver().says(QStringLiteral("The vault does not hold this number any more")));
}

QTEST_MAIN(TestRevealDialog)
#include "tst_reveal_dialog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/bindings_screen.h"

#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>

namespace callveil {

namespace {
const QString table = BindingsScreen::table();
const QString closing = QStringLiteral("Close case");
const QString seven = QStringLiteral("Order 7");
} // namespace

/// The action of the page Bindings that ends all live bindings of a case.
class CloseCaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_screen.reset(); }
    void endsTheCaseAfterAQuestion();
    void cancels();
    void leavesTheCaseWhenSomebodySaysNo();
    void saysWhyItCannot();
    void saysThatTheCaseHasNoLiveBinding();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    Binding bind(int index, const QString &caseRef)
    {
        return m_screen->bind(index, index, [&](BindingOrder &order) { order.caseRef = caseRef; });
    }
    [[nodiscard]] QString tip() const { return page().get<QPushButton>(closing).toolTip(); }

    std::unique_ptr<BindingsScreen> m_screen;
};

void CloseCaseTest::init()
{
    m_screen = std::make_unique<BindingsScreen>();
    m_screen->addLondon();
}

void CloseCaseTest::endsTheCaseAfterAQuestion()
{
    const Binding other = bind(1, QStringLiteral("Order 8")), one = bind(2, seven), two = bind(3, seven);
    m_screen->open(3);
    page().selectRow(table, 0); // the newest
    page().press(closing);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 1);
    QCOMPARE(m_screen->test.prompt.action, QStringLiteral("Close case"));
    const QString question = m_screen->test.prompt.questions.last();
    for (const char *part : {"Order 7", "Sales", "Bindings that end: 2.", "A call that is running is not cut."})
        QVERIFY2(question.contains(QLatin1String(part)), qPrintable(question));
    QTRY_VERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("Bindings ended: 2.")));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Case")), QStringLiteral("Order 8"));
    for (const Binding &ended : {one, two})
        QCOMPARE(int(m_screen->stored(ended.id).endCause), int(EndCause::CaseClosed));
    QVERIFY(!m_screen->stored(other.id).endedAt);
}

void CloseCaseTest::cancels()
{
    const Binding one = bind(1, seven), two = bind(2, seven);
    m_screen->open(2);
    page().selectRow(table, 0);
    // The thread for long work is taken until the person has cancelled.
    const auto goesOn = std::make_shared<QSemaphore>();
    const auto taken = m_screen->test.workspace().background().run([goesOn](Connection &) -> Result<void> {
        goesOn->acquire();
        return {};
    });
    const auto free = qScopeGuard([&] { goesOn->release(); }); // also when a check fails
    page().press(closing);
    QTRY_VERIFY(page().says(QStringLiteral("Bindings ended: 0 of 2")));
    page().press(QStringLiteral("Cancel"));
    goesOn->release();
    QTRY_VERIFY(m_screen->test.notifier.lastText().startsWith(QStringLiteral("Cancelled")));
    for (const Binding &binding : {one, two})
        QVERIFY(!m_screen->stored(binding.id).endedAt);
}

void CloseCaseTest::leavesTheCaseWhenSomebodySaysNo()
{
    const Binding one = bind(1, seven);
    m_screen->open(1);
    m_screen->test.prompt.agrees = false;
    page().selectRow(table, 0);
    page().press(closing);
    QTRY_COMPARE(m_screen->test.prompt.questions.size(), 1);
    QTRY_VERIFY(page().canPress(closing));
    QVERIFY(!m_screen->stored(one.id).endedAt);
}

void CloseCaseTest::saysWhyItCannot()
{
    bind(1, QString());
    bind(2, seven);
    m_screen->open(2);
    QVERIFY(!page().canPress(closing));
    QCOMPARE(tip(), QStringLiteral("Choose a binding."));
    page().selectRow(table, 1);
    QVERIFY(!page().canPress(closing));
    QCOMPARE(tip(), QStringLiteral("The binding has no case."));
    page().selectRow(table, 0);
    QVERIFY(page().canPress(closing));
    page().selectRow(table, 1, Qt::ControlModifier);
    QVERIFY(!page().canPress(closing));
    QCOMPARE(tip(), QStringLiteral("Choose one binding alone."));
}

void CloseCaseTest::saysThatTheCaseHasNoLiveBinding()
{
    const Binding one = bind(1, seven);
    m_screen->open(1);
    page().selectRow(table, 0);
    QVERIFY(BindingService(m_screen->test.workspace()).release(one).result()); // by somebody else
    page().press(closing);
    QTRY_VERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("has no live binding")));
    QVERIFY(m_screen->test.prompt.questions.isEmpty());
}

} // namespace callveil

QTEST_MAIN(callveil::CloseCaseTest)
#include "tst_close_case.moc"

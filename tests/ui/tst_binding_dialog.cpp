// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/service_enrolment.h"
#include "ui/support/accessible_text.h"
#include "ui/support/bindings_screen.h"

#include <QDialog>

namespace callveil {

namespace {
const QString table = BindingsScreen::table();
} // namespace

class BindingDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_screen = std::make_unique<BindingsScreen>(); }
    void cleanup() { m_screen.reset(); }
    void bindsTheTwo();
    void aSecondTryChangesNothing();
    void showsWhatIsWrongBesideItsField();
    void forgetsWhatIsWrongWhenTheFieldIsEdited();
    void aCaseNeedsItsName();
    void takesANumberByHand();
    void offersAgentsWhoCanBeReached();
    void warnsWhenTheServiceLacksTheAgentsNumber();
    void neverEndsForAReason();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }

    std::unique_ptr<BindingsScreen> m_screen;
};

void BindingDialogTest::bindsTheTwo()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    QVERIFY(form.says(QStringLiteral("The two reach each other")));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Pool")).currentText(), QStringLiteral("London (in service: 4)"));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Expires")).currentText(), QStringLiteral("As the pool says (24 h)"));
    form.type(QStringLiteral("Customer number"), QStringLiteral("07700 900001"));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(1));
    form.choose(QStringLiteral("Recording"), QStringLiteral("On"));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(page().rows(table), 1);
    QTRY_VERIFY(!m_screen->test.notifier.messages.isEmpty());
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), QStringLiteral("+442079460100"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Customer")), QStringLiteral("+44xxxxxxxx01"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Agent")), QStringLiteral("+44xxxxxxxx01"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Process")), QStringLiteral("Sales"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Pool")), QStringLiteral("London"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Model")), QStringLiteral("Session"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("State")), QStringLiteral("Active"));
    QVERIFY(m_screen->cell(0, QStringLiteral("Session")).startsWith(QLatin1String("sess_")));
    QCOMPARE(int(m_screen->test.notifier.messages.last().kind), int(Notifier::Kind::Done));
    const QString told = m_screen->test.notifier.lastText();
    QVERIFY(told.contains(QStringLiteral("+442079460100")));
    QVERIFY(told.contains(QStringLiteral("now connects the customer and the agent.")));
    QVERIFY(told.contains(QStringLiteral("Least recently used; 4 of 4 numbers were free.")));
    QTRY_VERIFY(page().canPress(QStringLiteral("Extend"))); // it is chosen
    QTRY_VERIFY(!m_screen->page().findChild<QDialog *>(QStringLiteral("bindingDialog")));
    QVERIFY(!AccessibleText::ofAllWindows().contains(QStringLiteral("900001")));
}

void BindingDialogTest::aSecondTryChangesNothing()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->open(1);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("already; nothing was changed.")));
    QCOMPARE(page().rows(table), 1);
}

void BindingDialogTest::showsWhatIsWrongBesideItsField()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    const auto focused = [this] {
        return m_screen->page().findChild<QDialog *>(QStringLiteral("bindingDialog"))->focusWidget()->objectName();
    };
    form.type(QStringLiteral("Customer number"), QStringLiteral("12"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Customer number is not a possible telephone number")));
    QCOMPARE(focused(), QStringLiteral("customerNumber"));
    form.type(QStringLiteral("Customer number"), QStringLiteral("020 7946 0101"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Customer number: This is one of your own proxy numbers")));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Agent is empty")));
    QCOMPARE(focused(), QStringLiteral("agentNumber"));
    form.type(QStringLiteral("Agent number"), BindingsScreen::customer(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Customer and agent have the same number")));
    QCOMPARE(focused(), QStringLiteral("customerNumber"));
    form.get<QComboBox>(QStringLiteral("Agent")).setEditText(QStringLiteral("nobody"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("No agent with a number in this process is called that")));
    QCOMPARE(page().rows(table), 0);
}

void BindingDialogTest::forgetsWhatIsWrongWhenTheFieldIsEdited()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    const QString wrong = QStringLiteral("Customer number is not a possible telephone number");
    form.type(QStringLiteral("Customer number"), QStringLiteral("12"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(wrong));
    form.type(QStringLiteral("Case"), QStringLiteral("Order 7")); // another field
    QVERIFY(form.says(wrong));
    form.type(QStringLiteral("Customer number"), QStringLiteral("0"));
    QVERIFY(!form.says(wrong));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    const QString unknown = QStringLiteral("No agent with a number in this process is called that");
    form.get<QComboBox>(QStringLiteral("Agent")).setEditText(QStringLiteral("nobody"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(unknown));
    form.choose(QStringLiteral("Agent"), QStringLiteral("Not in this list: type the number"));
    QVERIFY(!form.says(unknown));
}

void BindingDialogTest::aCaseNeedsItsName()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    form.choose(QStringLiteral("Model"), QStringLiteral("Case"));
    QVERIFY(form.says(QStringLiteral("for one case or order")));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Case is empty")));
    form.type(QStringLiteral("Case"), QStringLiteral("Order 7"));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Case")), QStringLiteral("Order 7"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Model")), QStringLiteral("Case"));
}

void BindingDialogTest::takesANumberByHand()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    form.choose(QStringLiteral("Number from"), QStringLiteral("This number"));
    QVERIFY(!form.find<QComboBox>(QStringLiteral("Pool")));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Type the proxy number")));
    form.type(QStringLiteral("Proxy number"), QStringLiteral("020 7946 0199"));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("is no number in service of a pool")));
    form.type(QStringLiteral("Proxy number"), QStringLiteral("020 7946 0102"));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), QStringLiteral("+442079460102"));
    QTRY_VERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("Named by hand.")));
}

void BindingDialogTest::offersAgentsWhoCanBeReached()
{
    m_screen->addLondon();
    m_screen->addAgent(QStringLiteral("a7"), QStringLiteral("Ann"), BindingsScreen::line(7));
    m_screen->addAgent(QStringLiteral("a8"), QStringLiteral("Bob"), {});
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    const auto &agent = form.get<QComboBox>(QStringLiteral("Agent"));
    QCOMPARE(agent.count(), 2);
    QCOMPARE(agent.currentText(), QStringLiteral("Not in this list: type the number"));
    QVERIFY(form.find<QLineEdit>(QStringLiteral("Agent number")));
    form.choose(QStringLiteral("Agent"), QStringLiteral("Ann (a7)"));
    QVERIFY(!form.find<QLineEdit>(QStringLiteral("Agent number")));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Agent")), QStringLiteral("Ann"));
}

void BindingDialogTest::warnsWhenTheServiceLacksTheAgentsNumber()
{
    m_screen->addLondon();
    m_screen->addAgent(QStringLiteral("a7"), QStringLiteral("Ann"), BindingsScreen::line(7)); // before the service
    QVERIFY(ServiceEnrolment(m_screen->test.workspace()).enrol(ServiceEnrolment::usualName()).result());
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    form.choose(QStringLiteral("Agent"), QStringLiteral("Ann (a7)"));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(m_screen->test.notifier.messages.size(), 1);
    QCOMPARE(int(m_screen->test.notifier.messages.last().kind), int(Notifier::Kind::Warning));
    const QString told = m_screen->test.notifier.lastText();
    QVERIFY2(told.contains(QStringLiteral("now connects the customer and the agent.")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("No service has a copy of the agent's number")), qPrintable(told));
}

void BindingDialogTest::neverEndsForAReason()
{
    m_screen->addLondon();
    m_screen->open(0);
    const PageDriver form = m_screen->dialog(QStringLiteral("New binding"), QStringLiteral("bindingDialog"));
    QVERIFY(!form.find<QLineEdit>(QStringLiteral("Why no expiry")));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Never"));
    form.type(QStringLiteral("Customer number"), BindingsScreen::customer(1));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(1));
    form.press(QStringLiteral("Bind"));
    QTRY_VERIFY(form.says(QStringLiteral("Why no expiry is empty")));
    form.type(QStringLiteral("Why no expiry"), QStringLiteral("Lives next door"));
    form.press(QStringLiteral("Bind"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Expires")), QStringLiteral("Never"));
}

} // namespace callveil

QTEST_MAIN(callveil::BindingDialogTest)
#include "tst_binding_dialog.moc"

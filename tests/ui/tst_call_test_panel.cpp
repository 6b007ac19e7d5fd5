// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/call_test_panel.h"

#include "services/platform/service_enrolment.h"
#include "ui/support/bindings_screen.h"

#include <QCheckBox>
#include <QHeaderView>

namespace callveil {

namespace {
const QString steps = QStringLiteral("What would happen");
} // namespace

/// "Test a call", as a person uses it.
class CallTestPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_panel.reset(); }
    void saysWhatToDoFirst();
    void tellsWhereACallGoes();
    void tellsWhyItGoesNowhere();
    void testsAWithheldCaller();
    void showsWhatIsWrongBesideItsField();

private:
    [[nodiscard]] PageDriver panel() const { return PageDriver(*m_panel); }
    [[nodiscard]] QString found(int row) const { return panel().cell(steps, row, QStringLiteral("Found")); }

    std::unique_ptr<BindingsScreen> m_screen;
    std::unique_ptr<CallTestPanel> m_panel;
    Binding m_binding;
};

void CallTestPanelTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_screen = std::make_unique<BindingsScreen>();
    QVERIFY(ServiceEnrolment(m_screen->test.workspace()).enrol(ServiceEnrolment::usualName()).result());
    m_screen->addLondon();
    m_binding = m_screen->bind(1, 1);
}

void CallTestPanelTest::init()
{
    m_panel = std::make_unique<CallTestPanel>(m_screen->test.context());
    m_panel->resize(1000, 700);
    m_panel->show();
    m_panel->refresh();
}

void CallTestPanelTest::saysWhatToDoFirst()
{
    QVERIFY(panel().says(QStringLiteral("Nothing was tested yet.")));
    QVERIFY(panel().says(QStringLiteral("Each test is recorded and limited")));
}

void CallTestPanelTest::tellsWhereACallGoes()
{
    panel().type(QStringLiteral("Proxy number"), m_binding.number);
    panel().type(QStringLiteral("Caller"), BindingsScreen::customer(1));
    QTest::keyClick(&panel().get<QLineEdit>(QStringLiteral("Caller")), Qt::Key_Return);
    QTRY_COMPARE(panel().rows(steps), 5);
    QVERIFY(panel().says(QStringLiteral("Put through")));
    QVERIFY2(found(2).startsWith(QStringLiteral("Bound: session")), qPrintable(found(2)));
    QVERIFY(panel().cell(steps, 2, QStringLiteral("Meaning")).contains(m_binding.agentText));
    // What does not fit on a line is not cut, but stands on more of them.
    const auto &table = panel().get<QTableView>(steps);
    m_panel->resize(500, 700);
    QTRY_VERIFY(table.rowHeight(2) > table.verticalHeader()->defaultSectionSize());
    // The caller's number is gone, and stands nowhere.
    QCOMPARE(panel().get<QLineEdit>(QStringLiteral("Caller")).text(), QString());
    for (int row = 0; row < 5; ++row)
        for (const char *column : {"Step", "Found", "Meaning"})
            QVERIFY(!panel().cell(steps, row, QLatin1String(column)).contains(BindingsScreen::customer(1).mid(1)));
    m_panel->refresh(); // it may hold no longer
    QCOMPARE(panel().rows(steps), 0);
}

void CallTestPanelTest::tellsWhyItGoesNowhere()
{
    panel().type(QStringLiteral("Proxy number"), m_binding.number);
    panel().type(QStringLiteral("Caller"), BindingsScreen::customer(2));
    panel().press(QStringLiteral("Test"));
    QTRY_VERIFY(panel().says(QStringLiteral("Refused (404)")));
    QCOMPARE(found(2), QStringLiteral("The caller has no binding over this number"));
}

void CallTestPanelTest::testsAWithheldCaller()
{
    panel().type(QStringLiteral("Proxy number"), QStringLiteral("999"));
    panel().press(QStringLiteral("Test"));
    QVERIFY(panel().says(QStringLiteral("tick that it is withheld")));
    panel().get<QCheckBox>(QStringLiteral("The number is withheld")).setChecked(true);
    panel().press(QStringLiteral("Test"));
    QTRY_VERIFY(panel().says(QStringLiteral("Emergency call, never masked")));
    QCOMPARE(panel().rows(steps), 1);
}

void CallTestPanelTest::showsWhatIsWrongBesideItsField()
{
    panel().type(QStringLiteral("Proxy number"), QStringLiteral("none"));
    panel().type(QStringLiteral("Caller"), QStringLiteral("12"));
    panel().press(QStringLiteral("Test"));
    QTRY_VERIFY(panel().says(QStringLiteral("Proxy number is not a possible telephone number")));
    panel().type(QStringLiteral("Proxy number"), m_binding.number);
    panel().press(QStringLiteral("Test"));
    QTRY_VERIFY(panel().says(QStringLiteral("Caller is not a possible telephone number")));
    QCOMPARE(panel().get<QLineEdit>(QStringLiteral("Caller")).text(), QStringLiteral("12")); // to be mended
}

} // namespace callveil

QTEST_MAIN(callveil::CallTestPanelTest)
#include "tst_call_test_panel.moc"

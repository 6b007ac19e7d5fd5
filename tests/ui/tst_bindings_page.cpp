// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_log_service.h"
#include "ui/support/accessible_text.h"
#include "ui/support/bindings_screen.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>

namespace callveil {

namespace {
const QString table = BindingsScreen::table();
const QString whatReleaseMeans =
    QStringLiteral("A call that is running is not cut. The number cools for 24 h before another pair gets it.");
constexpr qint64 dayMs = 24 * 3600000;
} // namespace

class BindingsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_screen = std::make_unique<BindingsScreen>(); }
    void cleanup() { m_screen.reset(); }
    void saysWhatToDoWhileThereIsNoPool();
    void saysWhatToDoWhileThereIsNoBinding();
    void reassigns();
    void theAgentsOwnNumberStays();
    void extends();
    void saysWhenItEndsEarlier();
    void extendsForEverForAReason();
    void recordsAsChosen();
    void releasesAfterAQuestion();
    void releasesSeveral();
    void releasesWhatIsStale();
    void filters();
    void filtersByANumberAsItIsDialled();
    void opensForASession();
    void explainsTheChoice();
    void explainsAFallback();
    void findsANumber();
    void reveals();
    void keepsTheSelectionWhenItReadsAgain();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }

    std::unique_ptr<BindingsScreen> m_screen;
};

void BindingsPageTest::saysWhatToDoWhileThereIsNoPool()
{
    m_screen->open(0);
    QTRY_VERIFY(page().says(QStringLiteral("There is no pool yet")));
    QVERIFY(!page().canPress(QStringLiteral("New binding")));
}

void BindingsPageTest::saysWhatToDoWhileThereIsNoBinding()
{
    m_screen->addPool(QStringLiteral("London"), {});
    m_screen->open(0);
    QTRY_VERIFY(page().says(QStringLiteral("No binding is active. Choose New binding…")));
    for (const char *name :
        {"Reassign agent", "Extend", "Recording", "Release", "Close case", "Explain choice", "Reveal"})
        QVERIFY(!page().canPress(QLatin1String(name)));
}

void BindingsPageTest::reassigns()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    const PageDriver form = m_screen->dialog(QStringLiteral("Reassign agent"), QStringLiteral("reassignDialog"));
    QVERIFY(form.says(QStringLiteral("The customer keeps the number")));
    form.type(QStringLiteral("Agent number"), BindingsScreen::customer(1));
    form.press(QStringLiteral("Reassign"));
    QTRY_VERIFY(form.says(QStringLiteral("Customer and agent have the same number")));
    form.type(QStringLiteral("Agent number"), BindingsScreen::line(3));
    form.press(QStringLiteral("Reassign"));
    QTRY_COMPARE(m_screen->cell(0, QStringLiteral("Agent")), QStringLiteral("+44xxxxxxxx03"));
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), QStringLiteral("+442079460100"));
    QVERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("reaches")));
}

void BindingsPageTest::theAgentsOwnNumberStays()
{
    m_screen->addLondon();
    m_screen->bind(1, 1, [](BindingOrder &order) { order.model = BindingModel::Agent; });
    m_screen->open(1);
    page().selectRow(table, 0);
    QVERIFY(!page().canPress(QStringLiteral("Reassign agent")));
    QVERIFY(page().get<QPushButton>(QStringLiteral("Reassign agent")).toolTip().contains(QStringLiteral("own")));
    QVERIFY(page().canPress(QStringLiteral("Extend")));
}

void BindingsPageTest::extends()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    const PageDriver form = m_screen->dialog(QStringLiteral("Extend"), QStringLiteral("extendDialog"));
    QVERIFY(form.says(QStringLiteral("is bound until")));
    QVERIFY(form.says(QStringLiteral("Then it ends on")));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Never"));
    QVERIFY(form.says(QStringLiteral("Then it does not end by itself.")));
    form.choose(QStringLiteral("Expires"), QStringLiteral("After…"));
    form.type<QSpinBox>(QStringLiteral("After"), QStringLiteral("3"));
    form.choose(QStringLiteral("Unit"), QStringLiteral("days"));
    form.press(QStringLiteral("Extend"));
    QTRY_VERIFY(*m_screen->stored(first.id).expiresAt >= first.createdAt + 3 * dayMs);
    QVERIFY(*m_screen->stored(first.id).expiresAt < first.createdAt + 4 * dayMs);
    QTRY_VERIFY(m_screen->test.notifier.lastText().contains(QStringLiteral("is bound until")));
}

void BindingsPageTest::saysWhenItEndsEarlier()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    const PageDriver form = m_screen->dialog(QStringLiteral("Extend"), QStringLiteral("extendDialog"));
    const QString warning = QStringLiteral("This ends it earlier than now: ");
    QVERIFY(!form.says(warning));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Ride (1 h)"));
    QVERIFY(form.says(warning));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Property (7 d)"));
    QVERIFY(!form.says(warning));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Never"));
    QVERIFY(!form.says(warning));
    form.choose(QStringLiteral("Expires"), QStringLiteral("After…"));
    form.type<QSpinBox>(QStringLiteral("After"), QStringLiteral("2"));
    QVERIFY(form.says(warning));
    form.press(QStringLiteral("Extend")); // it is said, not forbidden
    QTRY_VERIFY(*m_screen->stored(first.id).expiresAt < first.createdAt + dayMs / 2);
}

void BindingsPageTest::extendsForEverForAReason()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    const PageDriver form = m_screen->dialog(QStringLiteral("Extend"), QStringLiteral("extendDialog"));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Never"));
    form.press(QStringLiteral("Extend"));
    QTRY_VERIFY(form.says(QStringLiteral("Why no expiry is empty")));
    form.type(QStringLiteral("Why no expiry"), QStringLiteral("Lives next door"));
    form.press(QStringLiteral("Extend"));
    QTRY_COMPARE(m_screen->cell(0, QStringLiteral("Expires")), QStringLiteral("Never"));
}

void BindingsPageTest::recordsAsChosen()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    QMenu *menu = page().get<QPushButton>(QStringLiteral("Recording")).menu();
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().at(2)->isChecked());
    QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("Off"));
    menu->actions().at(0)->trigger();
    QTRY_COMPARE(int(m_screen->stored(first.id).recording), int(RecordingChoice::No));
    QTRY_VERIFY(page().canPress(QStringLiteral("Recording")));
    QTRY_VERIFY((menu->aboutToShow(), menu->actions().at(0)->isChecked()));
    QVERIFY(!menu->actions().at(2)->isChecked());
}

void BindingsPageTest::releasesAfterAQuestion()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    m_screen->test.prompt.agrees = false;
    page().press(QStringLiteral("Release"));
    QCOMPARE(m_screen->test.prompt.questions.size(), 1);
    QVERIFY(m_screen->test.prompt.questions.last().contains(whatReleaseMeans));
    m_screen->test.prompt.agrees = true;
    page().press(QStringLiteral("Release"));
    QTRY_COMPARE(page().rows(table), 0);
    QCOMPARE(m_screen->test.notifier.messages.size(), 1); // nothing came of the first
    page().choose(QStringLiteral("State"), QStringLiteral("All"));
    QTRY_COMPARE(page().rows(table), 1);
    QVERIFY(m_screen->cell(0, QStringLiteral("State")).startsWith(QLatin1String("Cooling until")));
    page().selectRow(table, 0);
    for (const char *name : {"Reassign agent", "Extend", "Recording", "Release"}) {
        QVERIFY(!page().canPress(QLatin1String(name)));
        QCOMPARE(page().get<QPushButton>(QLatin1String(name)).toolTip(), QStringLiteral("The binding has ended."));
    }
    QVERIFY(page().canPress(QStringLiteral("Explain choice")));
}

void BindingsPageTest::releasesSeveral()
{
    m_screen->addLondon();
    for (int i = 1; i <= 3; ++i)
        m_screen->bind(i, i);
    m_screen->open(3);
    page().selectRow(table, 0);
    page().selectRow(table, 1, Qt::ControlModifier);
    QVERIFY(!page().canPress(QStringLiteral("Extend")));
    page().press(QStringLiteral("Release"));
    QVERIFY(m_screen->test.prompt.questions.last().contains(QStringLiteral("Release these bindings (2)?")));
    // First: the page looks by itself every 10 s, and may see them gone before the answer comes.
    QTRY_COMPARE(m_screen->test.notifier.lastText(), QStringLiteral("Bindings released: 2."));
    QTRY_COMPARE(page().rows(table), 1);
}

void BindingsPageTest::releasesWhatIsStale()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->bind(2, 2, [](BindingOrder &order) {
        order.expiry = {ExpiryOrder::Kind::Never, 0, QStringLiteral("Lives next door")};
    });
    m_screen->open(2);
    const QString stale = QStringLiteral("Stale bindings"), hours = QStringLiteral("Made at least so long ago");
    const PageDriver form = m_screen->dialog(QStringLiteral("Release stale…"), QStringLiteral("staleDialog"));
    QVERIFY(!form.canPress(QStringLiteral("Release bindings")));
    form.press(QStringLiteral("Preview"));
    QTRY_VERIFY(form.says(QStringLiteral("The rule names no binding."))); // they were made today
    form.type<QSpinBox>(hours, QStringLiteral("0"));
    form.press(QStringLiteral("Preview"));
    QTRY_COMPARE(form.rows(stale), 2);
    form.get<QCheckBox>(QStringLiteral("Only without expiry")).setChecked(true);
    QCOMPARE(form.rows(stale), 0); // another rule is looked at anew
    form.press(QStringLiteral("Preview"));
    QTRY_COMPARE(form.rows(stale), 1);
    QVERIFY(form.says(QStringLiteral("Bindings: 1")));
    QCOMPARE(form.cell(stale, 0, QStringLiteral("Expires")), QStringLiteral("Never"));
    m_screen->test.prompt.agrees = false;
    QTRY_VERIFY(form.canPress(QStringLiteral("Release bindings")));
    form.press(QStringLiteral("Release bindings"));
    QVERIFY(m_screen->test.prompt.questions.last().contains(whatReleaseMeans));
    QCOMPARE(form.rows(stale), 1);
    m_screen->test.prompt.agrees = true;
    form.press(QStringLiteral("Release bindings"));
    QTRY_VERIFY(form.says(QStringLiteral("Bindings released: 1.")));
    QTRY_COMPARE(page().rows(table), 1);
}

void BindingsPageTest::filters()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1, [](BindingOrder &order) {
        order.model = BindingModel::Case;
        order.caseRef = QStringLiteral("Order 7");
    });
    const Binding second = m_screen->bind(2, 2);
    m_screen->open(2);
    QVERIFY(!page().canPress(QStringLiteral("Clear filter")));
    page().type(QStringLiteral("Case"), QStringLiteral("Order 7"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), first.number);
    page().press(QStringLiteral("Clear filter"));
    QTRY_COMPARE(page().rows(table), 2);
    page().type(QStringLiteral("Proxy number"), QStringLiteral("020"));
    QTRY_VERIFY(page().says(QStringLiteral("A proxy number is searched whole")));
    QCOMPARE(page().rows(table), 2);
    page().type(QStringLiteral("Proxy number"), QStringLiteral("+44 20 7946 0101"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), second.number);
    page().press(QStringLiteral("Clear filter"));
    QTRY_COMPARE(page().rows(table), 2);
    page().type(QStringLiteral("Session"), CallLogService::sessionName(first.publicId));
    QTRY_COMPARE(page().rows(table), 1);
    page().press(QStringLiteral("Clear filter"));
    QTRY_COMPARE(page().rows(table), 2);
    page().choose(QStringLiteral("State"), QStringLiteral("Cooling"));
    QTRY_COMPARE(page().rows(table), 0);
    QVERIFY(page().says(QStringLiteral("No binding fits the filter.")));
}

void BindingsPageTest::filtersByANumberAsItIsDialled()
{
    m_screen->addPool(QStringLiteral("Berlin"), QStringLiteral("+493023125000"), {}, QStringLiteral("DE"));
    const Binding german = m_screen->bind(1, 1);
    m_screen->addLondon();
    const Binding british = m_screen->bind(2, 2);
    m_screen->open(2);
    const QString field = QStringLiteral("Proxy number");
    page().type(field, QStringLiteral("020 7946 0100")); // possible in Germany too, where it is none of ours
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, field), british.number);
    QVERIFY(!page().says(QStringLiteral("A proxy number is searched whole")));
    page().type(field, QStringLiteral("030 23125000"));
    QTRY_VERIFY(page().rows(table) == 1 && m_screen->cell(0, field) == german.number);
    page().choose(QStringLiteral("Pool"), QStringLiteral("London"));
    QTRY_COMPARE(page().rows(table), 0);
    QVERIFY(page().says(QStringLiteral("No binding fits the filter.")));
}

void BindingsPageTest::opensForASession()
{
    m_screen->addLondon();
    const Binding wanted = m_screen->bind(1, 1);
    m_screen->bind(2, 2);
    m_screen->open(2);
    const QString session = CallLogService::sessionName(wanted.publicId);
    m_screen->page().follow({QStringLiteral("bindings"), 0, session});
    QTRY_COMPARE(page().rows(BindingsScreen::table()), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Session")), session);
    m_screen->page().follow({QStringLiteral("bindings")}); // the page alone keeps its filter
    QCOMPARE(page().get<QLineEdit>(QStringLiteral("Session")).text(), session);
}

void BindingsPageTest::explainsTheChoice()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->bind(2, 2);
    m_screen->open(2);
    page().selectRow(table, 1);
    page().press(QStringLiteral("Explain choice"));
    QVERIFY(page().says(QStringLiteral("Least recently used; 4 of 4 numbers were free.")));
    page().selectRow(table, 0);
    QVERIFY(!page().says(QStringLiteral("Least recently used")));
    page().press(QStringLiteral("Explain choice"));
    QVERIFY(page().says(QStringLiteral("Least recently used; 3 of 4 numbers were free.")));
}

void BindingsPageTest::explainsAFallback()
{
    const PoolId brighton = m_screen->addPool(QStringLiteral("Brighton"), BindingsScreen::fourNumbers());
    m_screen->addPool(QStringLiteral("London"), {}, {brighton});
    m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    page().press(QStringLiteral("Explain choice"));
    QVERIFY(page().says(QStringLiteral("From the fallback pool Brighton, because London had none.")));
}

void BindingsPageTest::findsANumber()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1);
    m_screen->bind(2, 2);
    m_screen->open(2);
    const PageDriver form = m_screen->dialog(QStringLiteral("Find number"), QStringLiteral("findNumberDialog"));
    form.type(QStringLiteral("Number"), QStringLiteral("07700 900001"));
    form.press(QStringLiteral("Find"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(m_screen->cell(0, QStringLiteral("Proxy number")), first.number);
    QVERIFY(page().says(QStringLiteral("Search result: bindings with this number: 1.")));
    QVERIFY(!page().get<QComboBox>(QStringLiteral("State")).isEnabled());
    page().selectRow(table, 0);
    page().press(QStringLiteral("Release")); // it stays to be seen how it fares
    QTRY_VERIFY(m_screen->cell(0, QStringLiteral("State")).startsWith(QLatin1String("Cooling until")));
    page().press(QStringLiteral("Show all"));
    QTRY_VERIFY(m_screen->cell(0, QStringLiteral("Proxy number")) != first.number);
    QCOMPARE(page().rows(table), 1);
    QVERIFY(!page().says(QStringLiteral("Search result")));
}

void BindingsPageTest::reveals()
{
    m_screen->addLondon();
    m_screen->bind(1, 1);
    m_screen->open(1);
    page().selectRow(table, 0);
    const PageDriver form = m_screen->dialog(QStringLiteral("Reveal"), QStringLiteral("revealDialog"));
    QVERIFY(!AccessibleText::ofAllWindows().contains(QStringLiteral("900001")));
    form.type(QStringLiteral("Reason"), QStringLiteral("A complaint is being examined"));
    form.press(QStringLiteral("Reveal"));
    QTRY_VERIFY(form.says(QStringLiteral("900001")));
}

void BindingsPageTest::keepsTheSelectionWhenItReadsAgain()
{
    m_screen->addLondon();
    const Binding first = m_screen->bind(1, 1);
    m_screen->bind(2, 2);
    m_screen->open(2);
    page().selectRow(table, 1);
    m_screen->bind(3, 3);
    m_screen->page().refresh();
    QTRY_COMPARE(page().rows(table), 3);
    page().press(QStringLiteral("Explain choice"));
    QVERIFY(page().says(first.number));
}

} // namespace callveil

QTEST_MAIN(callveil::BindingsPageTest)
#include "tst_bindings_page.moc"

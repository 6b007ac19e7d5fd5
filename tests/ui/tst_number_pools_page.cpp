// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/number_pools_page.h"

#include "services/pools/pool_service.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"

#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QListWidget>

namespace callveil {

namespace {
const QString pools = QStringLiteral("Pools");
const QString numbers = QStringLiteral("Numbers");
} // namespace

class NumberPoolsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWhileThereIsNoPool();
    void addsAPoolByItsStrategy();
    void strategyFollowsWhatItAmountsTo();
    void noExpiryAsksWhy();
    void showsWhatIsWrongBesideItsField();
    void changesAPool();
    void offersFallbacksToOthers();
    void addsARange();
    void namesWhatItRefused();
    void fillsTheListFromAFile();
    void drainsSuspendsAndPutsBack();
    void retiresAfterAQuestion();
    void movesNumbers();
    void findsNumbersWhileOneTypes();
    void sizesTheChosenPool();
    void sizesByTheBusiestParty();
    void sizesTheGreatestValuesToo();
    void keepsWhatWasTypedWhenAllIsRefused();

private:
    void open();
    [[nodiscard]] PoolId add(const QString &name, const QString &list = {});
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver dialog(const QString &button, const QString &name);
    [[nodiscard]] Pool stored(const QString &name);

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<NumberPoolsPage> m_page;
};

void NumberPoolsPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_test->addProcess(QStringLiteral("Sales"), QStringLiteral("GB"));
    m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
}

void NumberPoolsPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

PoolId NumberPoolsPageTest::add(const QString &name, const QString &list)
{
    PoolService service(m_test->workspace());
    Pool pool;
    pool.name = name;
    pool.country = QStringLiteral("GB");
    const auto id = service.save(pool).result();
    if (!id || (!list.isEmpty() && !service.addNumbers(*id, list, std::make_shared<std::atomic<bool>>(false)).result()))
        qFatal("a test pool could not be made");
    return *id;
}

Pool NumberPoolsPageTest::stored(const QString &name)
{
    const auto overview = PoolService(m_test->workspace()).overview().result();
    for (const PoolLine &line : overview->pools)
        if (line.pool.name == name)
            return line.pool;
    return {};
}

void NumberPoolsPageTest::open()
{
    const int expected = int(PoolService(m_test->workspace()).overview().result()->pools.size());
    m_page = std::make_unique<NumberPoolsPage>(m_test->context());
    m_page->resize(1100, 700);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE(page().rows(pools), expected);
    QTRY_VERIFY(page().canPress(QStringLiteral("New pool")));
    if (expected == 0)
        QVERIFY(page().says(QStringLiteral("There is no pool yet")));
    QTRY_VERIFY(expected == 0 || page().canPress(QStringLiteral("Add numbers")));
}

PageDriver NumberPoolsPageTest::dialog(const QString &button, const QString &name)
{
    page().press(button);
    auto *dialog = visibleDialog(*m_page, name);
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void NumberPoolsPageTest::saysWhatToDoWhileThereIsNoPool()
{
    open();
    QVERIFY(!page().canPress(QStringLiteral("Edit")));
    QVERIFY(!page().canPress(QStringLiteral("Add numbers")));
    QVERIFY(page().says(QStringLiteral("Choose a pool to see its numbers")));
}

void NumberPoolsPageTest::addsAPoolByItsStrategy()
{
    open();
    const PageDriver form = dialog(QStringLiteral("New pool"), QStringLiteral("poolDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("London"));
    form.type(QStringLiteral("Area code"), QStringLiteral("20"));
    form.choose(QStringLiteral("Strategy"), QStringLiteral("Dedicated"));
    form.choose(QStringLiteral("Expiry of bindings"), QStringLiteral("Support: 72 hours"));
    form.choose(QStringLiteral("Serves"), QStringLiteral("Chosen processes"));
    form.get<QListWidget>(QStringLiteral("Processes")).item(1)->setCheckState(Qt::Checked);
    form.press(QStringLiteral("Create"));
    QTRY_COMPARE(page().rows(pools), 1);
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Pool")), QStringLiteral("London"));
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Strategy")), QStringLiteral("Dedicated"));
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Sharing")), QStringLiteral("Exclusive"));
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Processes")), QStringLiteral("Support"));
    QCOMPARE(page().cell(pools, 0, QStringLiteral("Expiry")), QStringLiteral("3 d"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Add numbers"))); // it is chosen
    QTRY_VERIFY(page().says(QStringLiteral("The pool has no numbers yet")));
}

void NumberPoolsPageTest::strategyFollowsWhatItAmountsTo()
{
    open();
    const PageDriver form = dialog(QStringLiteral("New pool"), QStringLiteral("poolDialog"));
    const auto strategy = [&] { return form.get<QComboBox>(QStringLiteral("Strategy")).currentText(); };
    QCOMPARE(strategy(), QStringLiteral("Shared"));
    form.choose(QStringLiteral("Sharing"), QStringLiteral("Exclusive"));
    QCOMPARE(strategy(), QStringLiteral("Dedicated"));
    form.choose(QStringLiteral("Area matching"), QStringLiteral("Only the customer's area"));
    QCOMPARE(strategy(), QStringLiteral("Regional"));
    form.choose(QStringLiteral("Strategy"), QStringLiteral("Shared"));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Area matching")).currentText(), QStringLiteral("Off"));
}

void NumberPoolsPageTest::noExpiryAsksWhy()
{
    open();
    const PageDriver form = dialog(QStringLiteral("New pool"), QStringLiteral("poolDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("Packages"));
    QVERIFY(!form.find<QLineEdit>(QStringLiteral("Why no expiry")));
    form.choose(QStringLiteral("Expiry of bindings"), QStringLiteral("No expiry"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Why no expiry is empty")));
    form.type(QStringLiteral("Why no expiry"), QStringLiteral("printed on packages"));
    form.press(QStringLiteral("Create"));
    QTRY_COMPARE(page().rows(pools), 1);
    QVERIFY(!stored(QStringLiteral("Packages")).expiryMinutes);
}

void NumberPoolsPageTest::showsWhatIsWrongBesideItsField()
{
    static_cast<void>(add(QStringLiteral("London")));
    open();
    const PageDriver form = dialog(QStringLiteral("New pool"), QStringLiteral("poolDialog"));
    form.type(QStringLiteral("Name"), QStringLiteral("london"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("is in use already")));
    form.type(QStringLiteral("Name"), QStringLiteral("Paris"));
    form.type(QStringLiteral("Area code"), QStringLiteral("1x"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Area code holds characters")));
    QVERIFY(!form.says(QStringLiteral("is in use already")));
}

void NumberPoolsPageTest::changesAPool()
{
    static_cast<void>(add(QStringLiteral("London")));
    open();
    const PageDriver form = dialog(QStringLiteral("Edit"), QStringLiteral("poolDialog"));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Name")).text(), QStringLiteral("London"));
    form.choose(QStringLiteral("Expiry of bindings"), QStringLiteral("Another time"));
    form.type<QSpinBox>(QStringLiteral("Expiry after"), QStringLiteral("90"));
    form.get<QCheckBox>(QStringLiteral("Calls are recorded")).setChecked(true);
    form.choose(QStringLiteral("Late-callback answer"), QStringLiteral("Sent to an announcement or queue"));
    form.type(QStringLiteral("Target of late callbacks"), QStringLiteral("sip:late@ivr"));
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(pools, 0, QStringLiteral("Expiry")), QStringLiteral("90 min"));
    const Pool pool = stored(QStringLiteral("London"));
    QVERIFY(pool.records && !pool.asksConsent && pool.lateAnswer == LateAnswer::Ivr);
    QCOMPARE(pool.lateTarget, QStringLiteral("sip:late@ivr"));
    QCOMPARE(pool.revision, 2);
}

void NumberPoolsPageTest::offersFallbacksToOthers()
{
    const PoolId paris = add(QStringLiteral("Brighton"));
    static_cast<void>(add(QStringLiteral("London")));
    open();
    page().selectRow(pools, 1);
    const PageDriver form = dialog(QStringLiteral("Edit"), QStringLiteral("poolDialog"));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("First fallback pool")).findText(QStringLiteral("London")), -1);
    form.choose(QStringLiteral("First fallback pool"), QStringLiteral("Brighton"));
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(stored(QStringLiteral("London")).fallbacks, QList<PoolId>{paris});
}

void NumberPoolsPageTest::addsARange()
{
    static_cast<void>(add(QStringLiteral("London")));
    open();
    const PageDriver form = dialog(QStringLiteral("Add numbers"), QStringLiteral("addNumbersDialog"));
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("Type a range or a list")));
    form.type(QStringLiteral("First number of a range"), QStringLiteral("020 7946 0100"));
    form.type(QStringLiteral("Last number"), QStringLiteral("020 7946 0104"));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 5);
    QCOMPARE(page().cell(numbers, 4, QStringLiteral("Number")), QStringLiteral("+442079460104"));
    QCOMPARE(page().cell(numbers, 0, QStringLiteral("State")), QStringLiteral("In service"));
    QTRY_COMPARE(page().cell(pools, 0, QStringLiteral("Free")), QStringLiteral("5"));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Numbers added: 5.")));
}

void NumberPoolsPageTest::namesWhatItRefused()
{
    static_cast<void>(add(QStringLiteral("Brighton"), QStringLiteral("+442079460100")));
    static_cast<void>(add(QStringLiteral("London")));
    open();
    page().selectRow(pools, 1);
    const PageDriver form = dialog(QStringLiteral("Add numbers"), QStringLiteral("addNumbersDialog"));
    form.get<QPlainTextEdit>(QStringLiteral("Or a list"))
        .setPlainText(QStringLiteral("+442079460100\n+442079460101\nsoon"));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 1);
    const auto told = m_test->notifier.messages.last();
    QVERIFY(told.text.contains(QStringLiteral("Refused: 2.")));
    QVERIFY(told.details.contains(QStringLiteral("Line 1: +442079460100 belongs to the pool “Brighton” already")));
    QVERIFY(told.details.contains(QStringLiteral("Line 3: ")));
}

void NumberPoolsPageTest::fillsTheListFromAFile()
{
    static_cast<void>(add(QStringLiteral("London")));
    QFile file(m_test->filePath(QStringLiteral("numbers.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("+442079460100\n+442079460101 .. +442079460103\n");
    file.close();
    open();
    const PageDriver form = dialog(QStringLiteral("Add numbers"), QStringLiteral("addNumbersDialog"));
    m_test->prompt.file = m_test->filePath(QStringLiteral("missing.txt"));
    form.press(QStringLiteral("From a file"));
    QTRY_VERIFY(form.says(QStringLiteral("cannot be read")));
    m_test->prompt.file = file.fileName();
    form.press(QStringLiteral("From a file"));
    QTRY_VERIFY(form.get<QPlainTextEdit>(QStringLiteral("Or a list")).toPlainText().contains(QStringLiteral("0103")));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 4);
}

void NumberPoolsPageTest::drainsSuspendsAndPutsBack()
{
    static_cast<void>(add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460103")));
    open();
    QTRY_COMPARE(page().rows(numbers), 4);
    QVERIFY(!page().canPress(QStringLiteral("Drain")));
    page().selectRow(numbers, 0);
    page().selectRow(numbers, 1, Qt::ControlModifier);
    QVERIFY(!page().canPress(QStringLiteral("Put back")));
    page().press(QStringLiteral("Drain"));
    QTRY_COMPARE(page().cell(numbers, 1, QStringLiteral("State")), QStringLiteral("Draining"));
    QTRY_COMPARE(page().cell(pools, 0, QStringLiteral("Draining")), QStringLiteral("2"));
    page().press(QStringLiteral("Suspend")); // they are still chosen
    QTRY_COMPARE(page().cell(numbers, 0, QStringLiteral("State")), QStringLiteral("Suspended"));
    page().press(QStringLiteral("Put back"));
    QTRY_COMPARE(page().cell(numbers, 0, QStringLiteral("State")), QStringLiteral("In service"));
    QTRY_COMPARE(page().cell(pools, 0, QStringLiteral("Free")), QStringLiteral("4"));
}

void NumberPoolsPageTest::retiresAfterAQuestion()
{
    static_cast<void>(add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460103")));
    open();
    QTRY_COMPARE(page().rows(numbers), 4);
    page().selectRow(numbers, 2);
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Retire"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Retire"));
    QTRY_COMPARE(page().cell(numbers, 2, QStringLiteral("State")), QStringLiteral("Retired"));
    QVERIFY(!page().canPress(QStringLiteral("Drain")));
    QVERIFY(page().canPress(QStringLiteral("Put back")));
    QCOMPARE(m_test->prompt.questions.size(), 2);
    QCOMPARE(m_test->notifier.messages.size(), 1); // nothing came of the first
}

void NumberPoolsPageTest::movesNumbers()
{
    static_cast<void>(add(QStringLiteral("Brighton")));
    static_cast<void>(add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460103")));
    open();
    page().selectRow(pools, 1);
    QTRY_COMPARE(page().rows(numbers), 4);
    page().selectRow(numbers, 0);
    const PageDriver form = dialog(QStringLiteral("Move"), QStringLiteral("moveNumbersDialog"));
    form.choose(QStringLiteral("To the pool"), QStringLiteral("Brighton (GB)"));
    form.press(QStringLiteral("Move"));
    QTRY_COMPARE(page().rows(numbers), 3);
    QTRY_COMPARE(page().cell(pools, 0, QStringLiteral("Free")), QStringLiteral("1"));
}

void NumberPoolsPageTest::findsNumbersWhileOneTypes()
{
    static_cast<void>(add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460119")));
    open();
    QTRY_COMPARE(page().rows(numbers), 20);
    page().type(QStringLiteral("Search numbers"), QStringLiteral("011"));
    QCOMPARE(page().rows(numbers), 10);
    QVERIFY(page().says(QStringLiteral("10 of 20")));
    page().type(QStringLiteral("Search numbers"), QStringLiteral("99"));
    QVERIFY(page().says(QStringLiteral("No number matches")));
}

void NumberPoolsPageTest::sizesTheChosenPool()
{
    const PoolId id = add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460114"));
    Pool pool = stored(QStringLiteral("London"));
    pool.sharing = Sharing::Exclusive;
    pool.expiryMinutes = 45;
    pool.coolDownMinutes = 15;
    QVERIFY(PoolService(m_test->workspace()).save(pool).result() == id);
    open();
    const PageDriver form = dialog(QStringLiteral("Sizing"), QStringLiteral("sizingDialog"));
    form.type<QSpinBox>(QStringLiteral("New bindings in the busiest hour"), QStringLiteral("100"));
    QVERIFY(form.says(QStringLiteral("Numbers needed: 117 (100.00 erlang).")));
    QVERIFY(form.says(QStringLiteral("With the 15 numbers in service")));
    form.type<QSpinBox>(QStringLiteral("New bindings in the busiest hour"), QStringLiteral("8"));
    QVERIFY(form.says(QStringLiteral("Numbers needed: 15 (8.00 erlang).")));
    form.type<QSpinBox>(QStringLiteral("Calls in the busiest hour"), QStringLiteral("160"));
    QVERIFY(form.says(QStringLiteral("Channels needed: 30, two for each of 15 calls at once (8.00 erlang).")));
}

void NumberPoolsPageTest::sizesByTheBusiestParty()
{
    static_cast<void>(add(QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460108")));
    open();
    const PageDriver form = dialog(QStringLiteral("Sizing"), QStringLiteral("sizingDialog"));
    QVERIFY(!form.find<QSpinBox>(QStringLiteral("Expiry")));
    QVERIFY(form.says(QStringLiteral("Numbers needed: at most 9,")));
    QVERIFY(form.says(QStringLiteral("The 9 numbers in service suffice.")));
    form.type<QSpinBox>(QStringLiteral("Most bindings of one party at once"), QStringLiteral("6"));
    QVERIFY(form.says(QStringLiteral("may not suffice")));
}

void NumberPoolsPageTest::sizesTheGreatestValuesToo()
{
    static_cast<void>(add(QStringLiteral("London")));
    open();
    const PageDriver form = dialog(QStringLiteral("Sizing"), QStringLiteral("sizingDialog"));
    form.choose(QStringLiteral("Sharing"), QStringLiteral("Exclusive"));
    for (const char *name : {"New bindings in the busiest hour", "Expiry", "Cool-down", "Calls in the busiest hour",
             "Mean duration of a call"}) {
        auto &spin = form.get<QSpinBox>(QLatin1String(name));
        spin.setValue(spin.maximum());
    }
    QVERIFY(form.says(QStringLiteral("More than a million numbers")));
}

void NumberPoolsPageTest::keepsWhatWasTypedWhenAllIsRefused()
{
    static_cast<void>(add(QStringLiteral("London")));
    open();
    const PageDriver form = dialog(QStringLiteral("Add numbers"), QStringLiteral("addNumbersDialog"));
    auto &list = form.get<QPlainTextEdit>(QStringLiteral("Or a list"));
    list.setPlainText(QStringLiteral("soon\nlater"));
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("No number was added.")));
    QVERIFY(form.says(QStringLiteral("Line 2: ")));
    QCOMPARE(list.toPlainText(), QStringLiteral("soon\nlater"));
    list.setPlainText(QStringLiteral("020 7946 0100\nlater"));
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(numbers), 1);
}

} // namespace callveil

QTEST_MAIN(callveil::NumberPoolsPageTest)
#include "tst_number_pools_page.moc"

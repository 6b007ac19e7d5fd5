// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"
#include "ui/rates/moment_field.h"
#include "ui/rates/rates_page.h"

#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"

#include <QDateEdit>
#include <QFile>

namespace callveil {

namespace {

const QString table = QStringLiteral("Rates");

Rate someRate(const char *prefix, qint64 price, RateKind kind = RateKind::Cost, const char *from = "2026-01-01")
{
    Rate rate;
    rate.kind = kind;
    rate.prefix = QLatin1String(prefix);
    rate.price = price;
    rate.currency = QStringLiteral("EUR");
    rate.validFrom = validityFrom(QLatin1String(from)).value();
    return rate;
}

} // namespace

/// The Rates tab, as a person uses it.
class RatesPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init() { m_test = std::make_unique<TestWorkspace>(); }
    void cleanup();
    void saysWhatToDoWhileThereIsNoRate();
    void addsARate();
    void showsWhatIsWrongBesideItsField();
    void aChangedPriceLeavesTheOldOneInTheHistory();
    void removesARate();
    void whatHasNotBegunIsWithdrawn();
    void showsOneListOrBoth();
    void importsAFileAfterALook();
    void ratesAPeriodAgainAfterALook();
    void listsUnratedLegs();
    void othersOnlyLook();

private:
    void open();
    RateId add(const Rate &rate);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver openDialog(const QString &button, const QString &name);
    void writeCall(const QByteArray &customer);
    [[nodiscard]] QString costOfCall();
    [[nodiscard]] RateService rates() const { return RateService(m_test->workspace()); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<RatesPage> m_page;
};

void RatesPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void RatesPageTest::open()
{
    const int expected = int(rates().list().result()->size());
    m_page = std::make_unique<RatesPage>(m_test->context());
    m_page->resize(1200, 700);
    m_page->show();
    m_page->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("%1 of %1").arg(expected)));
}

RateId RatesPageTest::add(const Rate &rate)
{
    const auto id = rates().add(rate).result();
    if (!id)
        qFatal("a test rate could not be added");
    return *id;
}

PageDriver RatesPageTest::openDialog(const QString &button, const QString &name)
{
    page().press(button);
    QDialog *dialog = nullptr;
    [&] { QTRY_VERIFY((dialog = visibleDialog(*m_page, name))); }();
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void RatesPageTest::writeCall(const QByteArray &customer)
{
    ImportOrder order;
    order.process = m_test->addProcess(QStringLiteral("Support"), QStringLiteral("GB"));
    order.file = m_test->filePath(QStringLiteral("calls.csv"));
    QFile file(order.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray now =
        QDateTime::currentDateTimeUtc().addSecs(-3600).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
    file.write("caller,callee,start,billable,direction\n" + customer + ",2001," + now + ",60,inbound\n");
    file.close();
    const auto summary = ImportService(m_test->workspace()).run(order, std::make_shared<ImportProgress>()).result();
    QVERIFY(summary && summary->legs == 1);
}

QString RatesPageTest::costOfCall()
{
    const auto calls = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 1).result();
    if (!calls || calls->calls.empty())
        qFatal("a test call could not be read");
    const CallLine &call = calls->calls.front();
    return call.costMicros ? decimalText(*call.costMicros) + call.currency : QString();
}

void RatesPageTest::saysWhatToDoWhileThereIsNoRate()
{
    open();
    QTRY_VERIFY(page().says(QStringLiteral("There is no rate yet")));
    QVERIFY(!page().canPress(QStringLiteral("Edit")));
    QVERIFY(!page().canPress(QStringLiteral("Remove")));
}

void RatesPageTest::addsARate()
{
    open();
    const PageDriver dialog = openDialog(QStringLiteral("Add"), QStringLiteral("rateDialog"));
    dialog.choose(QStringLiteral("List"), QStringLiteral("Recharge"));
    dialog.type(QStringLiteral("Prefix"), QStringLiteral("44"));
    dialog.type(QStringLiteral("Price per minute"), QStringLiteral("0.0125"));
    dialog.type(QStringLiteral("Currency"), QStringLiteral("gbp"));
    dialog.type(QStringLiteral("Minimum/increment"), QStringLiteral("60/6"));
    dialog.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(page().cell(table, 0, QStringLiteral("List")), QStringLiteral("Recharge"));
    QCOMPARE(page().cell(table, 0, QStringLiteral("Prefix")), QStringLiteral("+44"));
    QCOMPARE(page().cell(table, 0, QStringLiteral("Price per minute")), QStringLiteral("0.0125\u00A0GBP"));
    QCOMPARE(page().cell(table, 0, QStringLiteral("Minimum/increment")), QStringLiteral("60/6"));
    QCOMPARE(page().cell(table, 0, QStringLiteral("State")), QStringLiteral("Valid"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Edit"))); // it is chosen
    const Rate rate = rates().list().result()->front().entry.rate;
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_test->context().zone).date();
    QCOMPARE(rate.validFrom, today.startOfDay(m_test->context().zone).toMSecsSinceEpoch());
}

void RatesPageTest::showsWhatIsWrongBesideItsField()
{
    open();
    const PageDriver dialog = openDialog(QStringLiteral("Add"), QStringLiteral("rateDialog"));
    const auto refusedAt = [&](const QString &field) { return dialog.get<QLineEdit>(field).hasFocus(); };
    dialog.type(QStringLiteral("Prefix"), QStringLiteral("+447700900123"));
    dialog.type(QStringLiteral("Price per minute"), QStringLiteral("free"));
    dialog.type(QStringLiteral("Currency"), QStringLiteral("EUR"));
    dialog.press(QStringLiteral("Add"));
    QTRY_VERIFY(refusedAt(QStringLiteral("Price per minute")));
    dialog.type(QStringLiteral("Price per minute"), QStringLiteral("1"));
    dialog.press(QStringLiteral("Add"));
    QTRY_VERIFY(refusedAt(QStringLiteral("Prefix")));
    QVERIFY(!dialog.says(QStringLiteral("7700900123")));
    dialog.type(QStringLiteral("Prefix"), QStringLiteral("+44"));
    dialog.type(QStringLiteral("Minimum/increment"), QStringLiteral("often"));
    dialog.press(QStringLiteral("Add"));
    QTRY_VERIFY(refusedAt(QStringLiteral("Minimum/increment")));
    dialog.type(QStringLiteral("Minimum/increment"), QStringLiteral("1/1"));
    dialog.press(QStringLiteral("Add"));
    QTRY_COMPARE(page().rows(table), 1);
}

void RatesPageTest::aChangedPriceLeavesTheOldOneInTheHistory()
{
    add(someRate("+44", 10000));
    open();
    page().selectRow(table, 0);
    const PageDriver dialog = openDialog(QStringLiteral("Edit"), QStringLiteral("rateDialog"));
    QCOMPARE(dialog.get<QLineEdit>(QStringLiteral("Price per minute")).text(), QStringLiteral("0.01"));
    QVERIFY(!dialog.get<QLineEdit>(QStringLiteral("Prefix")).isEnabled());
    dialog.type(QStringLiteral("Price per minute"), QStringLiteral("0,02"));
    dialog.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(table, 0, QStringLiteral("Price per minute")), QStringLiteral("0.02\u00A0EUR"));
    QCOMPARE(page().rows(table), 1);
    page().press(QStringLiteral("Past and withdrawn"));
    QTRY_COMPARE(page().rows(table), 2);
    QCOMPARE(page().cell(table, 0, QStringLiteral("State")), QStringLiteral("Withdrawn"));
    page().selectRow(table, 0);
    QVERIFY(!page().canPress(QStringLiteral("Edit")));
}

void RatesPageTest::removesARate()
{
    add(someRate("+44", 10000));
    open();
    page().selectRow(table, 0);
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Remove"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("+44 (Cost)")));
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Remove"));
    QTRY_COMPARE(page().rows(table), 0);
    QTRY_COMPARE(m_test->notifier.lastText(), QStringLiteral("The rate of +44 was removed."));
    page().press(QStringLiteral("Past and withdrawn"));
    QTRY_COMPARE(page().rows(table), 1);
    QCOMPARE(page().cell(table, 0, QStringLiteral("State")), QStringLiteral("Over"));
    page().selectRow(table, 0);
    QVERIFY(!page().canPress(QStringLiteral("Remove"))); // it has its end
}

void RatesPageTest::whatHasNotBegunIsWithdrawn()
{
    add(someRate("+44", 10000, RateKind::Cost, "2090-01-01"));
    open();
    page().selectRow(table, 0);
    page().press(QStringLiteral("Remove"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("is withdrawn")));
    QTRY_COMPARE(page().rows(table), 0);
}

void RatesPageTest::showsOneListOrBoth()
{
    add(someRate("+44", 10000));
    add(someRate("+33", 20000, RateKind::Recharge));
    open();
    page().choose(QStringLiteral("List"), QStringLiteral("Recharge"));
    QCOMPARE(page().rows(table), 1);
    QCOMPARE(page().cell(table, 0, QStringLiteral("Prefix")), QStringLiteral("+33"));
    page().choose(QStringLiteral("List"), QStringLiteral("Both"));
    QCOMPARE(page().rows(table), 2);
    page().type(QStringLiteral("Search rates"), QStringLiteral("France"));
    QTRY_COMPARE(page().rows(table), 1);
}

void RatesPageTest::importsAFileAfterALook()
{
    open();
    const PageDriver dialog = openDialog(QStringLiteral("Import"), QStringLiteral("rateImportDialog"));
    QVERIFY(!dialog.canPress(QStringLiteral("Import")));
    m_test->prompt.file = m_test->filePath(QStringLiteral("rates.csv"));
    QFile file(m_test->prompt.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("prefix,price\n+44,0.01\n+33,0.02\n+447700900123,1\n");
    file.close();
    dialog.press(QStringLiteral("Choose file"));
    QTRY_VERIFY(dialog.says(QStringLiteral("left out: 3"))); // no row says which currency it is
    QVERIFY(!dialog.canPress(QStringLiteral("Import")));
    dialog.type(QStringLiteral("Currency"), QStringLiteral("EUR"));
    dialog.press(QStringLiteral("Preview"));
    QTRY_COMPARE(dialog.rows(QStringLiteral("Rates of the file")), 2);
    QCOMPARE(dialog.rows(QStringLiteral("Rows left out")), 1);
    QCOMPARE(dialog.cell(QStringLiteral("Rows left out"), 0, QStringLiteral("Line")), QStringLiteral("4"));
    QVERIFY(!dialog.cell(QStringLiteral("Rows left out"), 0, QStringLiteral("Why it is left out"))
                 .contains(QStringLiteral("7700")));
    QVERIFY(rates().list().result()->empty()); // a look stores nothing
    dialog.press(QStringLiteral("Import"));
    QTRY_COMPARE(page().rows(table), 2);
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("New: 2")));
}

void RatesPageTest::ratesAPeriodAgainAfterALook()
{
    writeCall("+447700900123");
    add(someRate("+44", 30000, RateKind::Cost, "2020-01-01"));
    open();
    const PageDriver dialog = openDialog(QStringLiteral("Re-rate"), QStringLiteral("rerateDialog"));
    QVERIFY(!dialog.canPress(QStringLiteral("Re-rate")));
    dialog.press(QStringLiteral("Preview"));
    QTRY_COMPARE(dialog.rows(QStringLiteral("Sums")), 1);
    QCOMPARE(dialog.cell(QStringLiteral("Sums"), 0, QStringLiteral("Rated again")), QStringLiteral("0.03\u00A0EUR"));
    QVERIFY(dialog.says(QStringLiteral("Another amount gets: 1.")));
    QCOMPARE(costOfCall(), QString());
    dialog.choose(QStringLiteral("Process"), QStringLiteral("Support")); // another choice is looked at anew
    QVERIFY(!dialog.canPress(QStringLiteral("Re-rate")));
    dialog.press(QStringLiteral("Preview"));
    QTRY_VERIFY(dialog.canPress(QStringLiteral("Re-rate")));
    dialog.press(QStringLiteral("Re-rate"));
    QTRY_VERIFY(dialog.says(QStringLiteral("Rated again.")));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("recharge: 1.")));
    QCOMPARE(costOfCall(), QStringLiteral("0.03EUR"));
    dialog.get<QDateEdit>(QStringLiteral("From")).setDate(QDate(2099, 1, 1)); // after the last day
    dialog.press(QStringLiteral("Preview"));
    QVERIFY(dialog.says(QStringLiteral("The last day is before the first one.")));
    QVERIFY(!dialog.canPress(QStringLiteral("Re-rate")));
}

void RatesPageTest::listsUnratedLegs()
{
    const QString legs = QStringLiteral("Unrated legs");
    writeCall("+33639980123");
    open();
    const PageDriver dialog = openDialog(legs, QStringLiteral("unratedDialog"));
    QTRY_COMPARE(dialog.rows(legs), 1);
    QCOMPARE(dialog.cell(legs, 0, QStringLiteral("Process")), QStringLiteral("Support"));
    QCOMPARE(dialog.cell(legs, 0, QStringLiteral("Zone")), QStringLiteral("+33"));
    QCOMPARE(dialog.cell(legs, 0, QStringLiteral("Why")), QStringLiteral("No rate"));
    QCOMPARE(dialog.cell(legs, 0, QStringLiteral("Legs")), QStringLiteral("1"));
    QVERIFY(dialog.says(QStringLiteral("Legs without this amount: 1.")));
    dialog.get<QDateEdit>(QStringLiteral("From")).setDate(QDate(2099, 1, 1));
    QTRY_VERIFY(dialog.says(QStringLiteral("The last day is before the first one.")));
    QCOMPARE(dialog.rows(legs), 0);
}

void RatesPageTest::othersOnlyLook()
{
    add(someRate("+44", 10000));
    m_test->hire(QStringLiteral("sue"), QStringLiteral("Sue"), Role::Supervisor);
    const auto sue = m_test->enter(QStringLiteral("sue"));
    m_page = std::make_unique<RatesPage>(m_test->context(*sue));
    m_page->resize(1200, 700);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE(page().rows(table), 1);
    page().selectRow(table, 0);
    for (const char *button : {"Add", "Import", "Edit", "Remove", "Re-rate"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    QVERIFY(page().canPress(QStringLiteral("Unrated legs")));
}

} // namespace callveil

QTEST_MAIN(callveil::RatesPageTest)
#include "tst_rates_page.moc"

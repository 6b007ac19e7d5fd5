// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_log_page.h"

#include "ui/support/call_log_screen.h"

#include <QClipboard>
#include <QDateEdit>
#include <QDialog>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>

namespace callveil {

class CallLogPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_screen = std::make_unique<CallLogScreen>(); }
    void init();
    void cleanup() { m_screen->close(); }
    void showsTheNewestCallFirst();
    void theChosenCallShowsItsLegsAndDetails();
    void theFilterTakesEffectAsItIsChanged();
    void aSearchByDispositionSetsAPeriod();
    void findsASessionByItsName();
    void unknownProxyNumbersAreSaidSo();
    void nothingMatchingOffersToClearTheFilter();
    void controlFGoesToTheFilter();
    void tabGoesFromTheToolbarToTheLog();
    void copiesPlainMaskedText();
    void neverLeavesNoColumn();
    void columnsAreRemembered();
    void aSavedViewHoldsFilterOrderAndColumns();
    void aSavedViewCanBeChosenAgain();
    void columnsAreTickedWithoutClosingTheMenu();
    void legsAndDetailsGoWithTheirCall();
    void aNarrowPageFoldsTheDetails();
    void aLowPageFoldsTheFilter();
    void theLogKeepsSixRows();
    void anUnreadLogIsNotCounted();
    void noRealNumberIsAnywhere();
    void aLongSearchCanBeCancelled();
    void anEmptyLogOffersAnImport();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    [[nodiscard]] CallTable &table() const { return m_screen->table(); }
    [[nodiscard]] QString cell(int row, CallColumn column) const { return m_screen->cell(row, column); }
    [[nodiscard]] QString session(int row) const { return m_screen->session(row); }
    [[nodiscard]] QStringList sessions() const { return m_screen->sessions(); }

    std::unique_ptr<CallLogScreen> m_screen;
};

void CallLogPageTest::init()
{
    m_screen->forgetSettings();
    m_screen->test.notifier.clear();
    m_screen->open();
}

void CallLogPageTest::showsTheNewestCallFirst()
{
    const QStringList all = sessions();
    QCOMPARE(all.size(), 2100);
    QCOMPARE(session(0), all[0]);
    QCOMPARE(session(199), all[199]);
    const QAbstractItemModel &model = *table().model();
    QVERIFY(model.headerData(0, Qt::Horizontal).toString().contains(QLatin1String("Asia/Kolkata")));
    QTRY_VERIFY(page().says(QStringLiteral("about 2,100 calls")));
    QCOMPARE(cell(0, CallColumn::Process), QStringLiteral("Support"));
    QCOMPARE(cell(0, CallColumn::ProxyNumber), CallFile::did);
    QVERIFY(model.index(0, int(CallColumn::Customer)).data().toString().startsWith(QChar(0x2066)));
}

void CallLogPageTest::theChosenCallShowsItsLegsAndDetails()
{
    page().selectRow(QStringLiteral("Calls"), 2);
    QTRY_COMPARE(page().rows(QStringLiteral("Legs")), 1);
    QCOMPARE(page().cell(QStringLiteral("Legs"), 0, QStringLiteral("Customer")), cell(2, CallColumn::Customer));
    QCOMPARE(page().cell(QStringLiteral("Details"), 0, QStringLiteral("Value")), session(2));
    const auto &details = page().get<QTableView>(QStringLiteral("Details"));
    QStringList fields;
    for (int row = 0; row < details.model()->rowCount(); ++row)
        fields.append(details.model()->index(row, 0).data().toString());
    QVERIFY(fields.contains(QLatin1String("Masked by revision")));
    page().selectRow(QStringLiteral("Calls"), 5);
    QTRY_COMPARE(page().cell(QStringLiteral("Details"), 0, QStringLiteral("Value")), session(5));
}

void CallLogPageTest::theFilterTakesEffectAsItIsChanged()
{
    page().choose(QStringLiteral("Period"), QStringLiteral("Last 7 days"));
    QTRY_VERIFY(!page().says(QStringLiteral("about 2,100 calls")));
    const CallId newest = m_screen->model().window().at(0).id;
    QVERIFY(newest.isSet());
    page().choose(QStringLiteral("Period"), QStringLiteral("Custom"));
    QVERIFY(page().find<QDateEdit>(QStringLiteral("From")));
    page().press(QStringLiteral("Clear filter"));
    QTRY_VERIFY(page().says(QStringLiteral("about 2,100 calls")));
    QVERIFY(!page().find<QDateEdit>(QStringLiteral("From")));
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Clear filter")));
    QVERIFY(table().model()->rowCount() > 0);
}

void CallLogPageTest::aSearchByDispositionSetsAPeriod()
{
    page().choose(QStringLiteral("Disposition"), QStringLiteral("No answer"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Period")).currentText(), QStringLiteral("Last 30 days"));
    QVERIFY(page().says(QStringLiteral("the last 30 days are shown")));
    const auto &model = m_screen->model();
    QTRY_VERIFY(model.filter().disposition == Disposition::NoAnswer && !model.isLoading());
    QVERIFY(model.rowCount() > 100);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.window().at(row).disposition, Disposition::NoAnswer);
    page().choose(QStringLiteral("Period"), QStringLiteral("Last 7 days"));
    QTRY_VERIFY(!page().says(QStringLiteral("the last 30 days are shown")));
}

void CallLogPageTest::findsASessionByItsName()
{
    const QString wanted = sessions()[1234];
    page().type(QStringLiteral("Session"), wanted.left(9));
    QTRY_VERIFY(page().says(QStringLiteral("sess_ and 26 characters")));
    QVERIFY(table().model()->rowCount() > 1);
    page().type(QStringLiteral("Session"), wanted);
    QTRY_COMPARE(table().model()->rowCount(), 1);
    QCOMPARE(session(0), wanted);
    QTRY_VERIFY(page().says(QStringLiteral("1 call")));
}

void CallLogPageTest::unknownProxyNumbersAreSaidSo()
{
    page().type(QStringLiteral("Proxy number"), QStringLiteral("+1 202"));
    QTRY_VERIFY(page().says(QStringLiteral("No process of yours has this proxy number")));
    page().type(QStringLiteral("Proxy number"), QStringLiteral("+1 202-555-0100"));
    const auto &model = m_screen->model();
    QTRY_COMPARE(model.filter().proxy, CallFile::did);
    QVERIFY(!page().says(QStringLiteral("No process of yours has this proxy number")));
}

void CallLogPageTest::nothingMatchingOffersToClearTheFilter()
{
    page().choose(QStringLiteral("Process"), QStringLiteral("Sales"));
    QTRY_VERIFY(page().says(QStringLiteral("No call matches the filter.")));
    QVERIFY(!page().find<CallTable>(QStringLiteral("Calls")));
    auto *clear = m_screen->page().findChild<QPushButton *>(QStringLiteral("emptyAction"));
    QCOMPARE(clear->text(), QStringLiteral("Clear filter"));
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_VERIFY(page().find<CallTable>(QStringLiteral("Calls")));
    QVERIFY(!page().canPress(QStringLiteral("Clear filter")));
}

void CallLogPageTest::controlFGoesToTheFilter()
{
    m_screen->page().activateWindow();
    table().setFocus();
    QTest::keySequence(&table(), QKeySequence::Find);
    QTRY_VERIFY(page().get<QComboBox>(QStringLiteral("Period")).hasFocus());
}

void CallLogPageTest::tabGoesFromTheToolbarToTheLog()
{
    m_screen->page().activateWindow();
    page().get<QToolButton>(QStringLiteral("Columns")).setFocus();
    QTRY_VERIFY(page().get<QToolButton>(QStringLiteral("Columns")).hasFocus());
    for (const char *name : {"Export", "Print", "Details", "Calls", "Legs"}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QAccessibleInterface *there = QAccessible::queryAccessibleInterface(QApplication::focusWidget());
        QCOMPARE(there->text(QAccessible::Name), QString::fromLatin1(name));
    }
}

void CallLogPageTest::copiesPlainMaskedText()
{
    page().selectRow(QStringLiteral("Calls"), 1);
    page().selectRow(QStringLiteral("Calls"), 2, Qt::ShiftModifier);
    QTest::keySequence(&table(), QKeySequence::Copy);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 2);
    QStringList cells;
    for (const CallColumn column : allCallColumns)
        if (!table().isColumnHidden(int(column)))
            cells.append(cell(1, column));
    QCOMPARE(lines[0], cells.join(QLatin1Char('\t')));
    QVERIFY(lines[0].contains(QLatin1String("xxx")));
    QVERIFY(!lines[0].contains(QChar(0x2066)));
}

void CallLogPageTest::neverLeavesNoColumn()
{
    for (const CallColumn column : allCallColumns)
        if (!table().isColumnHidden(int(column)))
            m_screen->toggleColumn(CallCells::title(column));
    const QHeaderView &header = *table().horizontalHeader();
    QCOMPARE(header.count() - header.hiddenSectionCount(), 1);
    QVERIFY(!header.isSectionHidden(int(CallColumn::Session)));
}

void CallLogPageTest::columnsAreRemembered()
{
    m_screen->toggleColumn(QStringLiteral("Campaign"));
    table().horizontalHeader()->moveSection(int(CallColumn::Session), 0);
    table().setColumnWidth(int(CallColumn::Process), 321);
    QTRY_VERIFY(QSettings().value(QStringLiteral("callLog/columns")).toString().contains(QLatin1String("321")));
    m_screen->open();
    QVERIFY(table().isColumnHidden(int(CallColumn::Campaign)));
    QCOMPARE(table().horizontalHeader()->visualIndex(int(CallColumn::Session)), 0);
    QCOMPARE(table().columnWidth(int(CallColumn::Process)), 321);
}

void CallLogPageTest::aSavedViewHoldsFilterOrderAndColumns()
{
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    page().choose(QStringLiteral("Order"), QStringLiteral("Oldest first"));
    m_screen->toggleColumn(QStringLiteral("Recording"));
    m_screen->test.prompt.typed = QStringLiteral("Oldest of Support");
    page().press(QStringLiteral("Save view"));
    QTRY_COMPARE(m_screen->test.notifier.lastText(), QStringLiteral("The view “Oldest of Support” is saved."));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).currentText(), m_screen->test.prompt.typed);

    m_screen->open();
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).count(), 2);
    m_screen->toggleColumn(QStringLiteral("Recording"));
    page().choose(QStringLiteral("Saved views"), m_screen->test.prompt.typed);
    QTRY_COMPARE(session(0), sessions().last());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Support"));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Order")).currentText(), QStringLiteral("Oldest first"));
    QVERIFY(table().isColumnHidden(int(CallColumn::Recording)));

    page().press(QStringLiteral("Remove view"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).count(), 1);
}

void CallLogPageTest::aSavedViewCanBeChosenAgain()
{
    const auto current = [this] { return page().get<QComboBox>(QStringLiteral("Saved views")).currentText(); };
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    const auto &model = m_screen->model();
    QTRY_VERIFY(model.filter().process.isSet());
    m_screen->test.prompt.typed = QStringLiteral("All of Support");
    page().press(QStringLiteral("Save view"));
    QTRY_COMPARE(current(), m_screen->test.prompt.typed);
    page().choose(QStringLiteral("Process"), QStringLiteral("Any"));
    QTRY_VERIFY(!model.filter().process.isSet());
    QCOMPARE(current(), QStringLiteral("None"));
    page().choose(QStringLiteral("Saved views"), m_screen->test.prompt.typed);
    QTRY_VERIFY(model.filter().process.isSet());
    QCOMPARE(current(), m_screen->test.prompt.typed);
    page().choose(QStringLiteral("Order"), QStringLiteral("Oldest first"));
    QTRY_COMPARE(current(), QStringLiteral("None"));
    page().choose(QStringLiteral("Saved views"), m_screen->test.prompt.typed);
    page().press(QStringLiteral("Remove view"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).count(), 1);
}

void CallLogPageTest::columnsAreTickedWithoutClosingTheMenu()
{
    QMenu *menu = page().get<QToolButton>(QStringLiteral("Columns")).menu();
    menu->popup(m_screen->page().mapToGlobal(QPoint(10, 10)));
    QTRY_VERIFY(menu->isVisible());
    QAction *campaign = menu->actions().at(int(CallColumn::Campaign));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(campaign).center());
    QVERIFY(table().isColumnHidden(int(CallColumn::Campaign)));
    QVERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Space);
    QVERIFY(table().isColumnHidden(int(CallColumn::Direction)));
    QVERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Escape);
    QVERIFY(!menu->isVisible());
}

void CallLogPageTest::legsAndDetailsGoWithTheirCall()
{
    const QString legs = QStringLiteral("Legs"), details = QStringLiteral("Details");
    page().selectRow(QStringLiteral("Calls"), 2);
    QTRY_COMPARE(page().rows(legs), 1);
    page().choose(QStringLiteral("Process"), QStringLiteral("Support"));
    QTRY_VERIFY(m_screen->model().filter().process.isSet() && !m_screen->model().isLoading());
    QTRY_COMPARE(page().rows(legs), 1); // the call is there still
    const Disposition own = m_screen->model().window().at(2).disposition;
    page().choose(QStringLiteral("Disposition"),
        own == Disposition::Answered ? QStringLiteral("No answer") : QStringLiteral("Answered"));
    QTRY_COMPARE(page().rows(legs), 0);
    QCOMPARE(page().get<QTableView>(details).model()->rowCount(), 0);
    QVERIFY(table().model()->rowCount() > 0);
    QVERIFY(!table().selectionModel()->hasSelection());
}

void CallLogPageTest::aNarrowPageFoldsTheDetails()
{
    const QString details = QStringLiteral("Details");
    QVERIFY(page().find<QTableView>(details));
    m_screen->page().resize(900, 900);
    QTRY_VERIFY(!page().find<QTableView>(details));
    page().press(details);
    QVERIFY(page().find<QTableView>(details));
    m_screen->page().resize(1800, 900);
    page().press(details);
    QVERIFY(!page().find<QTableView>(details));
    m_screen->open(); // what the person decided is remembered
    QVERIFY(!page().find<QTableView>(details));
}

void CallLogPageTest::aLowPageFoldsTheFilter()
{
    const QString period = QStringLiteral("Period");
    page().choose(period, QStringLiteral("Last 7 days"));
    QTRY_VERIFY(m_screen->model().filter().from.has_value());
    m_screen->page().resize(1200, 420);
    QTRY_VERIFY(!page().find<QComboBox>(period));
    QVERIFY(page().says(QStringLiteral("Filter in force: Last 7 days")));
    m_screen->page().activateWindow();
    table().setFocus();
    QTest::keySequence(&table(), QKeySequence::Find);
    QTRY_VERIFY(page().get<QComboBox>(period).hasFocus());
    QVERIFY(!page().says(QStringLiteral("Filter in force")));
}

void CallLogPageTest::theLogKeepsSixRows()
{
    m_screen->page().resize(1100, m_screen->page().minimumSizeHint().height());
    QTRY_VERIFY(table().visibleRows() >= 6);
}

void CallLogPageTest::anUnreadLogIsNotCounted()
{
    TestWorkspace fresh;
    CallLogPage broken(fresh.context(), nullptr);
    const auto spoilt = fresh.workspace().interactive().run(
        [](Connection &database) { return database.runScript(QStringLiteral("DROP VIEW call_row")); });
    QVERIFY(spoilt.result());
    broken.show();
    broken.refresh();
    const PageDriver driver(broken);
    QTRY_VERIFY(driver.says(QStringLiteral("The calls could not be read.")));
    QCOMPARE(broken.findChild<QLabel *>(QStringLiteral("callCount"))->text(), QString());
}

void CallLogPageTest::noRealNumberIsAnywhere()
{
    page().selectRow(QStringLiteral("Calls"), 2);
    QTRY_COMPARE(page().rows(QStringLiteral("Legs")), 1);
    table().selectAll();
    QTest::keySequence(&table(), QKeySequence::Copy);
    const QString shown = everythingShown(m_screen->page()) + QGuiApplication::clipboard()->text();
    QVERIFY(shown.contains(QLatin1String("xxxxxx")));
    for (const QString &number : std::as_const(m_screen->numbers))
        QVERIFY(!shown.contains(number.mid(2)));
}

void CallLogPageTest::aLongSearchCanBeCancelled()
{
    QSemaphore gate;
    [[maybe_unused]] const auto held =
        m_screen->test.workspace().interactive().run([&gate](Connection &) -> Result<void> {
            gate.acquire();
            return {};
        });
    page().choose(QStringLiteral("Disposition"), QStringLiteral("Busy"));
    QTRY_VERIFY(page().find<QPushButton>(QStringLiteral("Cancel")));
    QVERIFY(page().find<QProgressBar>(QStringLiteral("Searching")));
    page().press(QStringLiteral("Cancel"));
    gate.release();
    QTRY_VERIFY(page().says(QStringLiteral("The search was cancelled.")));
    QVERIFY(!page().find<QPushButton>(QStringLiteral("Cancel")));
    page().press(QStringLiteral("Search again"));
    QTRY_VERIFY(page().says(QStringLiteral("No call matches the filter.")));
}

void CallLogPageTest::anEmptyLogOffersAnImport()
{
    TestWorkspace fresh;
    CallLogPage empty(fresh.context(), nullptr);
    empty.show();
    empty.refresh();
    const PageDriver driver(empty);
    QTRY_VERIFY(driver.says(QStringLiteral("There are no calls yet.")));
    auto &action = *empty.findChild<QPushButton *>(QStringLiteral("emptyAction"));
    QTRY_COMPARE(action.text(), QStringLiteral("New process")); // calls belong to one
    QTRY_VERIFY(action.isVisible() && !action.visibleRegion().isEmpty());
    QTest::mouseClick(&action, Qt::LeftButton);
    auto *form = empty.findChild<QDialog *>(QStringLiteral("processDialog"));
    QVERIFY(form);
    const PageDriver dialog(*form);
    dialog.type(QStringLiteral("Name"), QStringLiteral("Collections"));
    dialog.choose(QStringLiteral("Country"), QStringLiteral("Japan (JP)"));
    dialog.press(QStringLiteral("Create"));
    QTRY_COMPARE(action.text(), QStringLiteral("Import call records"));
}

} // namespace callveil

QTEST_MAIN(callveil::CallLogPageTest)
#include "tst_call_log_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reports_page.h"

#include "services/access/access_service.h"
#include "storage/audit/deed_store.h"
#include "ui/support/call_books.h"
#include "ui/support/held_answers.h"
#include "ui/support/page_driver.h"
#include "visible_dialog.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>

namespace callveil {

namespace {

const QString figures = QStringLiteral("Figures");
const QString older = QStringLiteral("What is shown is not what is chosen. Press Run to see it.");
const QString nothing = QStringLiteral("Nothing happened in this period.");

} // namespace

/// The page Reports, as a person uses it.
class ReportsPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_page.reset(); }
    void readsTheUsualReportWhenItIsShown();
    void saysThatSomethingElseIsChosen();
    void offersWhatAReportCanBeGroupedBy();
    void comparesWithThePeriodBefore();
    void returnInAFieldRuns();
    void refusesDaysThatDoNotFitBesideThem();
    void aCancelledReportChangesNothing();
    void saysWhenNothingHappened();
    void writesTheReportThatIsShown();
    void aCancelledExportLeavesNothing();
    void printsWhatIsShown();
    void opensWithTheReportOfALink();
    void keepsTheReportWhenItIsShownAgain();
    void drawsMembersBelowEachOther();
    void othersExportNothing();
    void readsNothingWithoutThePermission();

private:
    void open(Workspace &workspace, const PageLink &link = {});
    void open() { open(m_test->workspace()); }
    void run() const { page().press(QStringLiteral("Run")); }
    void choose(const char *combo, const char *entry) const
    {
        page().choose(QString::fromUtf8(combo), QString::fromUtf8(entry));
    }
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] QStringList headings() const;
    [[nodiscard]] QStringList choices(const char *combo) const;
    [[nodiscard]] QString told() const { return m_test->notifier.lastText(); }
    /// What the newest entry of a report's export says; empty when there is none.
    [[nodiscard]] QString recorded() const;

    QTemporaryDir m_settings;
    std::unique_ptr<TestWorkspace> m_test;
    ProcessId m_sales, m_support;
    std::unique_ptr<ReportsPage> m_page;
};

void ReportsPageTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCoreApplication::setOrganizationName(QStringLiteral("callveil-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    m_test = std::make_unique<TestWorkspace>();
    m_sales = addCallProcess(*m_test, QStringLiteral("Sales"));
    m_support = addCallProcess(*m_test, QStringLiteral("Support"), {QStringLiteral("+12025550177")});
    CallFile file(QDateTime::currentMSecsSinceEpoch() - 3600000);
    file.add(3);
    importCalls(*m_test, m_sales, file);
}

void ReportsPageTest::init()
{
    m_test->notifier.messages.clear();
    m_test->prompt.questions.clear();
}

void ReportsPageTest::open(Workspace &workspace, const PageLink &link)
{
    m_page = std::make_unique<ReportsPage>(m_test->context(workspace));
    m_page->resize(1400, 900);
    m_page->show();
    if (!link.page.isEmpty())
        m_page->follow(link);
    m_page->refresh();
    QTRY_VERIFY(page().says(QStringLiteral("Total: ")) || page().says(nothing) || m_test->notifier.hasFailed());
}

QStringList ReportsPageTest::headings() const
{
    const QAbstractItemModel &model = *page().get<QTableView>(figures).model();
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal).toString());
    return titles;
}

QStringList ReportsPageTest::choices(const char *combo) const
{
    const auto &box = page().get<QComboBox>(QLatin1String(combo));
    QStringList texts;
    for (int i = 0; i < box.count(); ++i)
        texts.append(box.itemText(i));
    return texts;
}

QString ReportsPageTest::recorded() const
{
    const auto newest =
        m_test->workspace()
            .interactive()
            .run([](Connection &database) -> Result<QString> {
                DeedFilter filter;
                filter.action = QStringLiteral("report.export");
                const auto deeds = DeedStore(database).page(filter, {}, 1);
                if (!deeds)
                    return failed(deeds);
                return deeds->empty()
                    ? QString()
                    : QString(deeds->front().deed.object + QStringLiteral(": ") + deeds->front().deed.after);
            })
            .result();
    return newest ? *newest : QStringLiteral("unread");
}

void ReportsPageTest::readsTheUsualReportWhenItIsShown()
{
    open();
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Report")).currentText(), QStringLiteral("Masked calls per period"));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Period")).currentText(), QStringLiteral("Last 30 days"));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("In steps of")).currentText(), QStringLiteral("Day"));
    QCOMPARE(headings().first(2), QStringList({QStringLiteral("Period"), QStringLiteral("Calls")}));
    QVERIFY(page().rows(figures) >= 1);
    QVERIFY(page().says(QStringLiteral("Calls \u20663\u2069")));
    QVERIFY(page().says(QStringLiteral("in its process's time zone")));
    QVERIFY(!page().says(older));
    QVERIFY(!page().find<QDateEdit>(QStringLiteral("From")));
    QVERIFY(!m_test->notifier.hasFailed());
}

void ReportsPageTest::saysThatSomethingElseIsChosen()
{
    open();
    const QStringList before = headings();
    choose("Report", "Average duration");
    QVERIFY(page().says(older));
    QCOMPARE(headings(), before); // until it is asked for
    choose("Report", "Masked calls per period");
    QVERIFY(!page().says(older));
    choose("Report", "Average duration");
    run();
    QTRY_VERIFY(headings().contains(QStringLiteral("Average talk time")));
    QVERIFY(!page().says(older));
    QVERIFY(page().says(QStringLiteral("How long people talked")));
}

void ReportsPageTest::offersWhatAReportCanBeGroupedBy()
{
    open();
    QVERIFY(choices("Group by").contains(QStringLiteral("Campaign")));
    QCOMPARE(
        choices("Process"), QStringList({QStringLiteral("All"), QStringLiteral("Sales"), QStringLiteral("Support")}));
    choose("Group by", "Process");
    choose("Report", "Cost");
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Group by")).currentText(), QStringLiteral("Process"));
    choose("Report", "Reveals");
    QCOMPARE(choices("Group by"), QStringList({QStringLiteral("Everything together"), QStringLiteral("Person")}));
    QVERIFY(!page().find<QComboBox>(QStringLiteral("Process"))); // it is of none
    run();
    QTRY_VERIFY(page().says(nothing)); // nobody asked for a number
}

void ReportsPageTest::comparesWithThePeriodBefore()
{
    open();
    choose("In steps of", "Whole period");
    page().get<QCheckBox>(QStringLiteral("Compare with the period before")).setChecked(true);
    QVERIFY(page().says(older));
    run();
    QTRY_VERIFY(headings().contains(QStringLiteral("Calls, before")));
    QCOMPARE(page().rows(figures), 1);
    QCOMPARE(page().cell(figures, 0, QStringLiteral("Calls")), QStringLiteral("3"));
    QCOMPARE(page().cell(figures, 0, QStringLiteral("Calls, before")), QStringLiteral("0"));
    QCOMPARE(page().cell(figures, 0, QStringLiteral("Calls, change")), QString()); // of nothing
}

void ReportsPageTest::returnInAFieldRuns()
{
    open();
    QShortcut *find = nullptr;
    for (QShortcut *each : m_page->findChildren<QShortcut *>())
        if (each->key() == QKeySequence(QKeySequence::Find))
            find = each;
    QVERIFY(find);
    Q_EMIT find->activated();
    auto &kind = page().get<QComboBox>(QStringLiteral("Report"));
    QTRY_VERIFY(kind.hasFocus());
    QTest::keyClick(&kind, Qt::Key_Down);
    QCOMPARE(kind.currentText(), QStringLiteral("Average duration"));
    QTest::keyClick(&kind, Qt::Key_Return);
    QTRY_VERIFY(headings().contains(QStringLiteral("Average talk time")));
}

void ReportsPageTest::refusesDaysThatDoNotFitBesideThem()
{
    open();
    choose("Period", "Other…");
    auto &from = page().get<QDateEdit>(QStringLiteral("From"));
    auto &to = page().get<QDateEdit>(QStringLiteral("To"));
    QCOMPARE(from.date().daysTo(to.date()), 29); // what was shown
    to.setDate(from.date().addDays(-1));
    run();
    QTRY_VERIFY(page().says(QStringLiteral("does not fit")));
    QTRY_VERIFY(to.hasFocus());
    QVERIFY(!m_test->notifier.hasFailed());
    to.setDate(from.date());
    QVERIFY(!page().says(QStringLiteral("does not fit")));
    run();
    QTRY_VERIFY(page().says(nothing));
}

void ReportsPageTest::aCancelledReportChangesNothing()
{
    open();
    const QStringList before = headings();
    choose("Report", "Average duration");
    {
        const HeldAnswers heldNow(m_test->workspace());
        const auto gate = std::make_shared<QSemaphore>();
        [[maybe_unused]] const auto held = m_test->workspace().background().run([gate](Connection &) -> Result<void> {
            gate->acquire();
            return {};
        });
        run();
        QVERIFY(!page().canPress(QStringLiteral("Run")));
        QTRY_VERIFY(page().says(QStringLiteral("Reading the report")));
        page().press(QStringLiteral("Cancel"));
        gate->release();
    }
    QTRY_VERIFY(page().says(QStringLiteral("The report was cancelled. What is shown is as it was.")));
    QCOMPARE(headings(), before);
    QVERIFY(page().canPress(QStringLiteral("Run")));
    QVERIFY(!m_test->notifier.hasFailed());
}

void ReportsPageTest::saysWhenNothingHappened()
{
    open();
    QVERIFY(page().canPress(QStringLiteral("Export")));
    choose("Process", "Support");
    run();
    QTRY_VERIFY(page().says(nothing));
    QCOMPARE(page().rows(figures), 0);
    QVERIFY(!page().says(QStringLiteral("Total: ")));
    QVERIFY(!page().canPress(QStringLiteral("Export")));
    QVERIFY(!page().canPress(QStringLiteral("Print")));
}

void ReportsPageTest::writesTheReportThatIsShown()
{
    open();
    choose("Report", "Average duration"); // chosen, and not shown
    m_test->prompt.file = m_test->filePath(QStringLiteral("report.csv"));
    page().press(QStringLiteral("Export"));
    QTRY_VERIFY(told().startsWith(QStringLiteral("The report was written to report.csv. Rows: ")));
    QVERIFY(m_test->prompt.suggestion.startsWith(QStringLiteral("masked-calls-20")));
    QFile file(m_test->prompt.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QVERIFY(lines.first().startsWith("\"period (process time zone)\",calls,"));
    QVERIFY(lines.last().startsWith("total,3,"));
    const auto rows = int(lines.size()) - 1; // below the titles
    QCOMPARE(recorded(), QStringLiteral("masked-calls: format csv; rows %1").arg(rows));
    QVERIFY(told().endsWith(QStringLiteral(" %1.").arg(rows)));
}

void ReportsPageTest::aCancelledExportLeavesNothing()
{
    open();
    const QString before = recorded();
    const auto gate = std::make_shared<QSemaphore>();
    [[maybe_unused]] const auto held = m_test->workspace().background().run([gate](Connection &) -> Result<void> {
        gate->acquire();
        return {};
    });
    m_test->prompt.file = m_test->filePath(QStringLiteral("cancelled.xlsx"));
    page().press(QStringLiteral("Export"));
    QVERIFY(!page().canPress(QStringLiteral("Export")));
    QTRY_VERIFY(page().says(QStringLiteral("Exporting: ")));
    page().press(QStringLiteral("Cancel"));
    gate->release();
    QTRY_VERIFY(page().canPress(QStringLiteral("Export")));
    QVERIFY(!QFile::exists(m_test->prompt.file));
    QCOMPARE(recorded(), before);
}

void ReportsPageTest::printsWhatIsShown()
{
    open();
    page().press(QStringLiteral("Print"));
    QTRY_VERIFY(visibleDialog(*m_page, QStringLiteral("printPreview")));
    const PageDriver preview(*visibleDialog(*m_page, QStringLiteral("printPreview")));
    QVERIFY(preview.says(QStringLiteral("Page 1 of ")));
    QVERIFY(!recorded().contains(QStringLiteral("print"))); // looking at it is no print
    m_test->prompt.printed = m_test->filePath(QStringLiteral("paper.pdf"));
    preview.press(QStringLiteral("Print"));
    QTRY_COMPARE(told(), QStringLiteral("“Masked calls per period” was sent to the printer."));
    QVERIFY(QFileInfo(m_test->prompt.printed).size() > 0);
    QVERIFY(recorded().startsWith(QStringLiteral("masked-calls: format print; rows ")));
}

void ReportsPageTest::opensWithTheReportOfALink()
{
    open(m_test->workspace(), {QStringLiteral("reports"), m_sales.value, QStringLiteral("average-duration")});
    QTRY_VERIFY(headings().contains(QStringLiteral("Average talk time")));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Report")).currentText(), QStringLiteral("Average duration"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Process")).currentText(), QStringLiteral("Sales"));
    QVERIFY(!page().says(older));
    m_page->follow({QStringLiteral("reports"), 0, QStringLiteral("opt-outs")}); // while another one is shown
    m_page->refresh();
    QTRY_VERIFY(page().says(nothing));
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Report")).currentText(), QStringLiteral("Opt-outs"));
    m_page->follow({QStringLiteral("reports")}); // the page alone: what is there stays
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Report")).currentText(), QStringLiteral("Opt-outs"));
}

void ReportsPageTest::keepsTheReportWhenItIsShownAgain()
{
    open();
    const QStringList before = headings();
    choose("Report", "Average duration");
    const QSignalSpy read(page().get<QTableView>(figures).model(), &QAbstractItemModel::layoutChanged);
    m_page->refresh(); // nobody asked for the other one
    QTRY_VERIFY(!read.isEmpty() && page().canPress(QStringLiteral("Run")) && page().says(older));
    QCOMPARE(headings(), before);
}

void ReportsPageTest::drawsMembersBelowEachOther()
{
    open();
    choose("Group by", "Process");
    choose("In steps of", "Whole period");
    run();
    QTRY_COMPARE(headings().value(0), QStringLiteral("Process"));
    QCOMPARE(page().cell(figures, 0, QStringLiteral("Process")), QStringLiteral("Sales"));
    auto &chart = page().get<QWidget>(QStringLiteral("Chart"));
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(told && told->text(QAccessible::Description).contains(QStringLiteral("Sales: Masked 3, Calls 3")));
    QVERIFY(!everythingShown(*m_page).contains(QStringLiteral("55501"))); // no number is in a report
}

void ReportsPageTest::othersExportNothing()
{
    m_test->hire(QStringLiteral("sue"), QStringLiteral("Sue"), Role::Supervisor);
    QVERIFY(AccessService(m_test->workspace())
                .setPermissions(
                    {{Role::Supervisor, Permission::ViewReports, true}, {Role::Supervisor, Permission::Export, false}})
                .result());
    const auto sue = m_test->enter(QStringLiteral("sue"));
    open(*sue);
    QVERIFY(page().canPress(QStringLiteral("Run")));
    QVERIFY(!page().canPress(QStringLiteral("Export")));
    QVERIFY(!page().canPress(QStringLiteral("Print")));
    m_page.reset(); // before its workspace
}

void ReportsPageTest::readsNothingWithoutThePermission()
{
    m_test->hire(QStringLiteral("pat"), QStringLiteral("Pat"), Role::ProfessionalAgent);
    QVERIFY(AccessService(m_test->workspace())
                .setPermissions({{Role::ProfessionalAgent, Permission::ViewReports, false}})
                .result());
    const auto pat = m_test->enter(QStringLiteral("pat"));
    open(*pat);
    QVERIFY(m_test->notifier.hasFailed());
    QTRY_VERIFY(page().says(QStringLiteral("The report could not be read.")));
    QCOMPARE(page().rows(figures), 0);
    QVERIFY(!page().canPress(QStringLiteral("Export")));
    m_page.reset(); // before its workspace
}

} // namespace callveil

QTEST_MAIN(callveil::ReportsPageTest)
#include "tst_reports_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/accessible_text.h"
#include "ui/support/call_log_screen.h"

#include <QDialog>
#include <QPushButton>

namespace callveil {

/// Revealing from the call log, and searching it by a number.
class CallLogRevealTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_screen = std::make_unique<CallLogScreen>(); }
    void init()
    {
        m_screen->forgetSettings();
        m_screen->open();
    }
    void cleanup() { m_screen->close(); }
    void revealWaitsForACall();
    void revealsTheNumberOfTheChosenCall();
    void revealStandsInTheMenus();
    void revealSaysWhatHindersIt();
    void aSearchNarrowsTheLogToItsCalls();
    void aSearchLeavesNoTraceOfTheNumber();
    void aSearchThatFindsNothingSaysSo();
    void whatIsNoNumberCanBeMended();
    void aSearchOverTheLimitKeepsNoNumber();
    void aSearchStandsApartFromFilterAndViews();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    [[nodiscard]] CallTable &table() const { return m_screen->table(); }
    [[nodiscard]] const QAction &reveal() const
    {
        return *m_screen->page().findChild<QAction *>(QStringLiteral("reveal"));
    }
    [[nodiscard]] QDialog *dialog(const char *name) const
    {
        for (auto *found : m_screen->page().findChildren<QDialog *>(QLatin1String(name)))
            if (found->isVisible())
                return found;
        return nullptr;
    }
    void run(const QString &sql) const
    {
        const auto body = [sql](Connection &database) { return database.runScript(sql); };
        if (!m_screen->test.workspace().interactive().run(body).result())
            qFatal("a test's database could not be changed");
    }
    void setSearchesPerHour(int most) const
    {
        run(QStringLiteral("INSERT OR REPLACE INTO setting VALUES ('searches_per_hour', '%1', 1, 0)").arg(most));
    }
    void select(int row);
    void search(const QString &number);
    /// The least one: that a set begins with may be the one whose call lost its number in another test.
    [[nodiscard]] QString anyNumber() const
    {
        return *std::min_element(m_screen->numbers.begin(), m_screen->numbers.end());
    }
    /// How many calls the file had from this number.
    [[nodiscard]] qsizetype callsOf(const QString &number) const;

    std::unique_ptr<CallLogScreen> m_screen;
};

void CallLogRevealTest::select(int row)
{
    page().selectRow(QStringLiteral("Calls"), row);
    QTRY_COMPARE(page().rows(QStringLiteral("Legs")), 1);
}

void CallLogRevealTest::search(const QString &number)
{
    page().press(QStringLiteral("Search number"));
    QTRY_VERIFY(dialog("numberSearchDialog"));
    const PageDriver form(*dialog("numberSearchDialog"));
    form.type(QStringLiteral("Number"), number);
    form.press(QStringLiteral("Search"));
}

qsizetype CallLogRevealTest::callsOf(const QString &number) const
{
    CallFile file(0, 1900);
    file.add(2100);
    const QByteArray parties = ',' + number.toLatin1() + ',' + CallFile::did.toLatin1();
    return file.content().count(parties);
}

void CallLogRevealTest::revealWaitsForACall()
{
    QVERIFY(!page().canPress(QStringLiteral("Reveal")));
    QVERIFY(page().get<QToolButton>(QStringLiteral("Reveal")).toolTip().contains(QLatin1String("Choose a call")));
    select(3);
    QTRY_VERIFY(page().canPress(QStringLiteral("Reveal")));
    // Until the legs of another call are there nothing can be revealed by mistake.
    page().selectRow(QStringLiteral("Calls"), 4);
    QTRY_VERIFY(page().canPress(QStringLiteral("Reveal")));
    page().choose(QStringLiteral("Process"), QStringLiteral("Sales"));
    QTRY_VERIFY(!reveal().isEnabled());
}

void CallLogRevealTest::revealsTheNumberOfTheChosenCall()
{
    select(2);
    QTRY_VERIFY(reveal().isEnabled());
    m_screen->page().activateWindow();
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(dialog("revealDialog"));
    const PageDriver form(*dialog("revealDialog"));
    QVERIFY(form.says(m_screen->cell(2, CallColumn::Customer)));
    form.type(QStringLiteral("Reason"), QStringLiteral("Fraud is suspected"));
    form.press(QStringLiteral("Reveal"));
    auto *figures = dialog("revealDialog")->findChild<QLabel *>(QStringLiteral("revealedNumber"));
    QTRY_VERIFY(m_screen->numbers.contains(figures->accessibleName()));
    form.press(QStringLiteral("Hide now"));
    QTRY_VERIFY(!dialog("revealDialog"));
    const QString shown = AccessibleText::ofAllWindows();
    for (const QString &number : std::as_const(m_screen->numbers))
        QVERIFY(!shown.contains(number.mid(2)));
}

void CallLogRevealTest::revealStandsInTheMenus()
{
    select(1);
    QVERIFY(table().actions().contains(&reveal()));
    const auto &legs = page().get<QTableView>(QStringLiteral("Legs"));
    QVERIFY(legs.actions().contains(&reveal()));
    QCOMPARE(legs.contextMenuPolicy(), Qt::ActionsContextMenu);
}

void CallLogRevealTest::revealSaysWhatHindersIt()
{
    run(QStringLiteral("UPDATE call_leg SET customer_number = 0, agent_number = 0 WHERE session_id = "
                       "(SELECT MAX(id) FROM call_session)"));
    int row = -1;
    for (int i = 0; i < 5; ++i)
        if (row < 0 || m_screen->model().window().at(i).id > m_screen->model().window().at(row).id)
            row = i;
    select(row);
    const auto &button = page().get<QToolButton>(QStringLiteral("Reveal"));
    QTRY_VERIFY(button.toolTip().contains(QLatin1String("keeps no number")));
    QVERIFY(!button.isEnabled());
}

void CallLogRevealTest::aSearchNarrowsTheLogToItsCalls()
{
    const QString number = anyNumber();
    search(number);
    QTRY_VERIFY(!dialog("numberSearchDialog"));
    const qsizetype calls = callsOf(number);
    QVERIFY(calls > 1);
    QTRY_COMPARE(table().model()->rowCount(), int(calls));
    QVERIFY(page().says(QStringLiteral("Calls of one number: %1 found.").arg(calls)));
    QVERIFY(page().says(QStringLiteral("%1 calls").arg(calls)));
    const CallWindow &window = m_screen->model().window();
    for (int row = 1; row < window.size(); ++row)
        QVERIFY(window.at(row - 1).startedAt > window.at(row).startedAt);
    const QString newest = m_screen->session(0);
    page().choose(QStringLiteral("Order"), QStringLiteral("Oldest first"));
    QTRY_VERIFY(m_screen->session(0) != newest);
    QCOMPARE(m_screen->session(int(calls) - 1), newest);
    page().press(QStringLiteral("Back to all calls"));
    QTRY_VERIFY(page().says(QStringLiteral("about 2,100 calls")));
    QVERIFY(!page().find<QPushButton>(QStringLiteral("Back to all calls")));
}

void CallLogRevealTest::aSearchLeavesNoTraceOfTheNumber()
{
    const QString number = anyNumber();
    search(number);
    QTRY_VERIFY(page().says(QStringLiteral("Calls of one number")));
    m_screen->test.prompt.typed = QStringLiteral("Found calls");
    page().press(QStringLiteral("Save view"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).count(), 2);
    const auto views = CallLogService(m_screen->test.workspace()).views(QStringLiteral("calls")).result();
    QVERIFY(views);
    QVERIFY(!views->front().body.contains(QLatin1String("found")));
    QVERIFY(!views->front().body.contains(number.mid(2)));
    QTRY_VERIFY(!m_screen->page().findChild<QDialog *>(QStringLiteral("numberSearchDialog")));
    QVERIFY(!AccessibleText::ofAllWindows().contains(number.mid(2)));
    page().choose(QStringLiteral("Saved views"), QStringLiteral("Found calls"));
    QTRY_VERIFY(page().says(QStringLiteral("about 2,100 calls"))); // a view shows what it holds
    page().press(QStringLiteral("Remove view"));
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Saved views")).count(), 1);
}

void CallLogRevealTest::aSearchThatFindsNothingSaysSo()
{
    search(QStringLiteral("+12025550123"));
    QTRY_VERIFY(page().says(QStringLiteral("No call has this number.")));
    QVERIFY(page().says(QStringLiteral("Calls of one number: none found.")));
    auto *back = m_screen->page().findChild<QPushButton *>(QStringLiteral("emptyAction"));
    QCOMPARE(back->text(), QStringLiteral("Back to all calls"));
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_VERIFY(page().find<CallTable>(QStringLiteral("Calls")));
}

void CallLogRevealTest::whatIsNoNumberCanBeMended()
{
    search(QStringLiteral("12"));
    const PageDriver form(*dialog("numberSearchDialog"));
    QTRY_VERIFY(form.says(QStringLiteral("Number is not a possible telephone number.")));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Number")).text(), QStringLiteral("12"));
    form.press(QStringLiteral("Cancel"));
    QVERIFY(!page().says(QStringLiteral("Calls of one number")));
}

void CallLogRevealTest::aSearchOverTheLimitKeepsNoNumber()
{
    setSearchesPerHour(0);
    search(anyNumber());
    const PageDriver form(*dialog("numberSearchDialog"));
    QTRY_VERIFY(form.says(QStringLiteral("You have searched by number as often as is allowed: 0 times")));
    auto &field = form.get<QLineEdit>(QStringLiteral("Number"));
    QCOMPARE(field.text(), QString());
    QTest::keySequence(&field, QKeySequence::Undo);
    QCOMPARE(field.text(), QString());
    form.press(QStringLiteral("Cancel"));
    setSearchesPerHour(60);
}

void CallLogRevealTest::aSearchStandsApartFromFilterAndViews()
{
    page().choose(QStringLiteral("Process"), QStringLiteral("Sales"));
    QTRY_VERIFY(page().says(QStringLiteral("No call matches the filter.")));
    search(anyNumber());
    QTRY_VERIFY(page().find<CallTable>(QStringLiteral("Calls")));
    QCOMPARE(table().model()->rowCount(), int(callsOf(anyNumber())));
    QVERIFY(!page().get<QComboBox>(QStringLiteral("Process")).isEnabled());
    page().press(QStringLiteral("Back to all calls"));
    QTRY_VERIFY(page().says(QStringLiteral("No call matches the filter.")));
    QVERIFY(page().get<QComboBox>(QStringLiteral("Process")).isEnabled());
}

} // namespace callveil

QTEST_MAIN(callveil::CallLogRevealTest)
#include "tst_call_log_reveal.moc"

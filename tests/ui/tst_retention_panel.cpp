// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/retention/retention_panel.h"

#include "ui/retention/held_dialog.h"
#include "ui/retention/retention_dialog.h"
#include "ui/retention/retention_watch.h"
#include "ui/support/bindings_screen.h"
#include "ui/support/page_driver.h"
#include "ui/support/reveal_desk.h"

#include <QClipboard>
#include <QPointer>

namespace callveil {

/// How long real numbers are kept, as a person sets it; and what is held of one number.
class RetentionPanelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsEachProcessWithItsRule();
    void saysWhatFewerDaysDelete();
    void beginsAndEndsALegalHold();
    void deletesWhatIsDueWithConsent();
    void deletesByItselfForWhoeverManagesSecurity();
    void reportsWhatIsHeldAndErasesIt();
    void tellsOfTheBindingsOfANumber();
    void saysWhereARefusalBelongs();

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_panel); }
    [[nodiscard]] QString cell(const QString &column) const { return driver().cell(table, 0, column); }
    /// As if the call had been made long ago.
    void age()
    {
        m_desk->spoil(QStringLiteral("UPDATE epoch SET month = %1;\nUPDATE number_index SET month = %1")
                          .arg(m_old.year() * 100 + m_old.month()));
    }
    void open();
    template <typename Dialog>
    [[nodiscard]] Dialog *opened(const QString &button);

    const QString table = QStringLiteral("Retention of real numbers");
    const QDate m_old = QDateTime::currentDateTimeUtc().date().addDays(-400); ///< long past 90 days, not 3650
    std::unique_ptr<RevealDesk> m_desk;
    std::unique_ptr<RetentionPanel> m_panel;
};

void RetentionPanelTest::init()
{
    m_desk = std::make_unique<RevealDesk>();
    m_panel = std::make_unique<RetentionPanel>(m_desk->test.context());
    m_panel->resize(1000, 500);
    m_panel->show();
    open();
}

void RetentionPanelTest::open()
{
    m_panel->refresh();
    QTRY_COMPARE(driver().rows(table), 1);
}

void RetentionPanelTest::cleanup()
{
    m_panel.reset();
    m_desk.reset();
}

template <typename Dialog>
Dialog *RetentionPanelTest::opened(const QString &button)
{
    driver().press(button);
    auto *dialog = m_panel->findChild<Dialog *>();
    if (!dialog)
        qFatal("no dialog was opened");
    return dialog;
}

void RetentionPanelTest::listsEachProcessWithItsRule()
{
    QCOMPARE(cell(QStringLiteral("Process")), QStringLiteral("Support"));
    QCOMPARE(cell(QStringLiteral("Days")), QStringLiteral("90"));
    QCOMPARE(cell(QStringLiteral("Legal hold")), QString());
    QVERIFY(!cell(QStringLiteral("Kept since")).isEmpty());
    QVERIFY(!cell(QStringLiteral("Next deletion")).isEmpty());
    QCOMPARE(cell(QStringLiteral("Last deletion")), QString());
    QVERIFY(!driver().canPress(QStringLiteral("Delete what is due")));
    QVERIFY(!driver().canPress(QStringLiteral("Change retention")));
}

void RetentionPanelTest::saysWhatFewerDaysDelete()
{
    m_desk->spoil(QStringLiteral("INSERT INTO retention SELECT id, 3650, '', 1, 0 FROM process"));
    age();
    m_panel->refresh();
    QTRY_COMPARE(cell(QStringLiteral("Days")), QStringLiteral("3650").insert(1, QLocale().groupSeparator()));
    driver().selectRow(table, 0);
    QPointer dialog = opened<RetentionDialog>(QStringLiteral("Change retention"));
    const PageDriver inside(*dialog);
    QTRY_VERIFY(inside.says(QStringLiteral("This deletes nothing now.")));
    inside.type<QSpinBox>(QStringLiteral("Days after the end of the month"), QStringLiteral("30"));
    QTRY_VERIFY(inside.says(QStringLiteral("of calls up to %1, will be deleted within an hour")
                                .arg(QLocale().toString(m_old, QStringLiteral("MMMM yyyy")))));
    inside.press(QStringLiteral("Apply"));
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(cell(QStringLiteral("Days")), QStringLiteral("30"));
    QCOMPARE(cell(QStringLiteral("Next deletion")), QStringLiteral("Due"));
    QVERIFY(m_desk->test.notifier.lastText().contains(QStringLiteral("Support")));
}

void RetentionPanelTest::beginsAndEndsALegalHold()
{
    driver().selectRow(table, 0);
    QPointer dialog = opened<RetentionDialog>(QStringLiteral("Change retention"));
    const PageDriver inside(*dialog);
    inside.press(QStringLiteral("Legal hold: delete nothing"));
    inside.press(QStringLiteral("Apply"));
    QTRY_VERIFY(inside.says(QStringLiteral("Say why nothing may be deleted")));
    inside.type<QPlainTextEdit>(QStringLiteral("Reason of the hold"), QStringLiteral("court order 7"));
    inside.press(QStringLiteral("Apply"));
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(cell(QStringLiteral("Legal hold")), QStringLiteral("court order 7"));
    QCOMPARE(cell(QStringLiteral("Next deletion")), QString());
    QPointer second = opened<RetentionDialog>(QStringLiteral("Change retention"));
    PageDriver(*second).press(QStringLiteral("Legal hold: delete nothing"));
    PageDriver(*second).press(QStringLiteral("Apply"));
    QTRY_COMPARE(cell(QStringLiteral("Legal hold")), QString());
}

void RetentionPanelTest::deletesWhatIsDueWithConsent()
{
    age();
    m_panel->refresh();
    QTRY_VERIFY(driver().canPress(QStringLiteral("Delete what is due")));
    m_desk->test.prompt.agrees = false;
    driver().press(QStringLiteral("Delete what is due"));
    QCOMPARE(m_desk->test.prompt.questions.size(), 1);
    m_desk->test.prompt.agrees = true;
    driver().press(QStringLiteral("Delete what is due"));
    QTRY_VERIFY(m_desk->test.notifier.lastText().contains(QStringLiteral("deleted")));
    QTRY_VERIFY(!cell(QStringLiteral("Last deletion")).isEmpty());
    QVERIFY(!cell(QStringLiteral("In backups until")).isEmpty());
    QVERIFY(!driver().canPress(QStringLiteral("Delete what is due")));
}

void RetentionPanelTest::deletesByItselfForWhoeverManagesSecurity()
{
    using namespace std::chrono_literals;
    age();
    m_desk->test.hire(QStringLiteral("ann"), QStringLiteral("Ann Alder"), Role::Analyst);
    const auto analyst = m_desk->test.enter(QStringLiteral("ann"));
    RetentionService service(m_desk->test.workspace());
    {
        const RetentionWatch idle(*analyst, m_desk->test.notifier, nullptr, 0ms, 1h);
        QCoreApplication::processEvents();
        QVERIFY(analyst->background().run([](Connection &) -> Result<void> { return {}; }).result()); // behind it
        QVERIFY(service.states().result()->front().state.oldestMonth);
    }
    const RetentionWatch watch(m_desk->test.workspace(), m_desk->test.notifier, nullptr, 0ms, 1h);
    QTRY_VERIFY(m_desk->test.notifier.lastText().contains(QStringLiteral("deleted")));
    QVERIFY(!service.states().result()->front().state.oldestMonth);
}

void RetentionPanelTest::reportsWhatIsHeldAndErasesIt()
{
    QPointer dialog = opened<HeldDialog>(QStringLiteral("One person's number"));
    const PageDriver inside(*dialog);
    const QString held = QStringLiteral("What is held");
    QVERIFY(!inside.canPress(QStringLiteral("Erase")));
    inside.type(QStringLiteral("Number"), m_desk->number);
    inside.type(QStringLiteral("Reason"), QStringLiteral("a request of the person"));
    inside.press(QStringLiteral("Report"));
    QTRY_COMPARE(inside.rows(held), 1);
    QTRY_VERIFY(inside.canPress(QStringLiteral("Erase")));
    QCOMPARE(inside.cell(held, 0, QStringLiteral("Sessions")), QStringLiteral("1"));
    QCOMPARE(inside.cell(held, 0, QStringLiteral("In the vault")), QStringLiteral("1"));
    QCOMPARE(inside.cell(held, 0, QStringLiteral("Bindings")), QStringLiteral("0"));
    inside.press(QStringLiteral("Copy report"));
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Support")) && !copied.contains(m_desk->number));
    inside.press(QStringLiteral("Erase"));
    QTRY_VERIFY(inside.says(QStringLiteral("The number was erased")));
    QVERIFY(!inside.says(QStringLiteral("Bindings ended")));
    QCOMPARE(m_desk->test.prompt.questions.size(), 1);
    QCOMPARE(inside.rows(held), 0);
    QCOMPARE(inside.get<QLineEdit>(QStringLiteral("Number")).text(), QString());
}

void RetentionPanelTest::tellsOfTheBindingsOfANumber()
{
    BindingsScreen screen;
    screen.addLondon();
    screen.bind(1, 1);
    HeldDialog dialog(screen.test.context(), nullptr);
    dialog.show();
    const PageDriver inside(dialog);
    const QString held = QStringLiteral("What is held");
    inside.type(QStringLiteral("Number"), BindingsScreen::customer(1));
    inside.type(QStringLiteral("Reason"), QStringLiteral("a request of the person"));
    inside.press(QStringLiteral("Report"));
    QTRY_COMPARE(inside.rows(held), 1);
    QCOMPARE(inside.cell(held, 0, QStringLiteral("Bindings")), QStringLiteral("1"));
    QCOMPARE(inside.cell(held, 0, QStringLiteral("Sessions")), QStringLiteral("0"));
    QCOMPARE(inside.cell(held, 0, QStringLiteral("Until")), QString());
    QTRY_VERIFY(inside.canPress(QStringLiteral("Erase")));
    inside.press(QStringLiteral("Erase"));
    QTRY_VERIFY(inside.says(QStringLiteral("Bindings ended or blanked: 1.")));
    QTRY_COMPARE(inside.rows(held), 0);
}

void RetentionPanelTest::saysWhereARefusalBelongs()
{
    QPointer dialog = opened<HeldDialog>(QStringLiteral("One person's number"));
    const PageDriver inside(*dialog);
    inside.type(QStringLiteral("Number"), QStringLiteral("12"));
    inside.type(QStringLiteral("Reason"), QStringLiteral("a request"));
    inside.press(QStringLiteral("Report"));
    QTRY_VERIFY(
        inside.get<QLineEdit>(QStringLiteral("Number")).hasFocus() || inside.canPress(QStringLiteral("Report")));
    QTRY_VERIFY(inside.canPress(QStringLiteral("Report")));
    QVERIFY(!inside.canPress(QStringLiteral("Erase")));
    QCOMPARE(inside.get<QLineEdit>(QStringLiteral("Number")).text(), QStringLiteral("12")); // to be mended
    inside.type(QStringLiteral("Number"), QStringLiteral("+447700900999"));
    inside.press(QStringLiteral("Report"));
    QTRY_VERIFY(inside.says(QStringLiteral("Nothing can be found of this number")));
}

} // namespace callveil

QTEST_MAIN(callveil::RetentionPanelTest)
#include "tst_retention_panel.moc"

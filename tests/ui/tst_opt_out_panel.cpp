// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/access/access_service.h"
#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/platform/voice_platform_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"
#include "workspace/deeds.h"

#include <QDateTime>
#include <QTabWidget>

namespace callveil {

namespace {
const QString optOuts = QStringLiteral("Opt-outs");
const QString late = QStringLiteral("Late-callback answers");
const QString number = QStringLiteral("+447700900123");
} // namespace

/// Opt-outs and late-callback answers on Voice Platform.
class OptOutPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWithoutAPool();
    void tellsOfAFailureOnce();
    void addsChecksAndRemoves();
    void showsWhatIsWrongBesideItsField();
    void removesTheSelectedOneAfterAQuestion();
    void standsForWhoeverManagesPools();
    void showsLateCallbacks();
    void opensThePoolOfAnAnswer();

private:
    void addPool(const QString &name, const QString &brand);
    void open(const QString &part);
    /// What the page has asked for by now has been answered, also where nothing shows it.
    void takeAnswers()
    {
        QVERIFY(OptOutService(m_test->workspace()).list().result()); // answered behind it
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QStringList parts() const;
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver dialog(const QString &button, const QString &name = QStringLiteral("optOutDialog"));
    [[nodiscard]] std::vector<OptOut> stored()
    {
        return OptOutService(m_test->workspace()).list().result().value_or(std::vector<OptOut>());
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<VoicePlatformPage> m_page;
};

void OptOutPanelTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_test = std::make_unique<TestWorkspace>();
}

void OptOutPanelTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void OptOutPanelTest::addPool(const QString &name, const QString &brand)
{
    Pool pool;
    pool.name = name;
    pool.brand = brand;
    pool.country = QStringLiteral("GB");
    if (!PoolService(m_test->workspace()).save(pool).result())
        qFatal("a test pool could not be made");
}

QStringList OptOutPanelTest::parts() const
{
    const auto &tabs = *m_page->findChild<QTabWidget *>(QStringLiteral("platformParts"));
    QStringList titles;
    for (int tab = 0; tab < tabs.count(); ++tab)
        titles.append(tabs.tabText(tab).remove(u'&'));
    return titles;
}

void OptOutPanelTest::open(const QString &part)
{
    m_page = std::make_unique<VoicePlatformPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    m_page->findChild<QTabWidget *>(QStringLiteral("platformParts"))->setCurrentIndex(int(parts().indexOf(part)));
}

PageDriver OptOutPanelTest::dialog(const QString &button, const QString &name)
{
    page().press(button);
    auto *dialog = visibleDialog(*m_page, name);
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

void OptOutPanelTest::saysWhatToDoWithoutAPool()
{
    open(optOuts);
    takeAnswers();
    QTRY_VERIFY(page().says(QStringLiteral("there is no pool yet")));
    QVERIFY(page().says(QStringLiteral("only keyed hashes of them are kept")));
    for (const char *button : {"Add opt-out", "Remove a number", "Remove selected", "Check a number"})
        QVERIFY2(!page().canPress(QLatin1String(button)), button);
    open(late);
    takeAnswers();
    QTRY_VERIFY(page().says(QStringLiteral("There is no pool yet.")));
    QVERIFY(!page().canPress(QStringLiteral("Edit pool")));
}

void OptOutPanelTest::tellsOfAFailureOnce()
{
    open(optOuts);
    takeAnswers();
    QTRY_VERIFY(page().says(QStringLiteral("there is no pool yet")));
    const qsizetype before = m_test->notifier.messages.size();
    tamper(m_test->workspace(), QStringLiteral("ALTER TABLE pool RENAME TO hidden_pool"));
    m_page->refresh();
    QTRY_VERIFY(m_test->notifier.messages.size() > before);
    QVERIFY(!OptOutService(m_test->workspace()).list().result()); // answered behind all that the page asked
    QCoreApplication::processEvents();
    QCOMPARE(m_test->notifier.messages.size(), before + 1);
    QVERIFY(m_test->notifier.hasFailed());
}

void OptOutPanelTest::addsChecksAndRemoves()
{
    addPool(QStringLiteral("London"), QStringLiteral("Acme"));
    addPool(QStringLiteral("Plain"), {});
    open(optOuts);
    QTRY_VERIFY(page().canPress(QStringLiteral("Add opt-out")));
    QTRY_VERIFY(page().says(QStringLiteral("Nobody has opted out.")));
    {
        const PageDriver form = dialog(QStringLiteral("Add opt-out"));
        QVERIFY(form.get<QComboBox>(QStringLiteral("Brand")).findText(QStringLiteral("Plain")) >= 0);
        form.choose(QStringLiteral("Brand"), QStringLiteral("Acme"));
        form.type(QStringLiteral("Number"), QStringLiteral("07700 900123"));
        form.press(QStringLiteral("Add"));
    }
    QTRY_COMPARE(page().rows(optOuts), 1);
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The number gets no calls over Acme any more."));
    QCOMPARE(page().cell(optOuts, 0, QStringLiteral("Brand")), QStringLiteral("Acme"));
    QCOMPARE(page().cell(optOuts, 0, QStringLiteral("Source")), QStringLiteral("A person"));
    QCOMPARE(page().cell(optOuts, 0, QStringLiteral("Added by")), QStringLiteral("Asha Rao"));
    {
        const PageDriver form = dialog(QStringLiteral("Check a number"));
        form.choose(QStringLiteral("Brand"), QStringLiteral("Acme"));
        form.type(QStringLiteral("Number"), number);
        form.press(QStringLiteral("Check"));
    }
    QTRY_COMPARE(
        m_test->notifier.lastText(), QStringLiteral("The number opted out of Acme: it gets no calls over it."));
    QTRY_VERIFY(!visibleDialog(*m_page, QStringLiteral("optOutDialog")));
    {
        const PageDriver form = dialog(QStringLiteral("Remove a number"));
        form.choose(QStringLiteral("Brand"), QStringLiteral("Acme"));
        form.type(QStringLiteral("Number"), number);
        form.press(QStringLiteral("Remove"));
    }
    QTRY_COMPARE(page().rows(optOuts), 0);
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("The number gets calls over Acme again."));
    QVERIFY(stored().empty());
    for (const auto &message : m_test->notifier.messages)
        QVERIFY(!message.text.contains(QLatin1String("7700")) && !message.details.contains(QLatin1String("7700")));
}

void OptOutPanelTest::showsWhatIsWrongBesideItsField()
{
    addPool(QStringLiteral("London"), QStringLiteral("Acme"));
    open(optOuts);
    QTRY_VERIFY(page().canPress(QStringLiteral("Remove a number")));
    const PageDriver form = dialog(QStringLiteral("Remove a number"));
    form.press(QStringLiteral("Remove"));
    QTRY_VERIFY(form.says(QStringLiteral("Number is empty.")));
    form.type(QStringLiteral("Number"), QStringLiteral("0770"));
    form.press(QStringLiteral("Remove"));
    QTRY_VERIFY(form.says(QStringLiteral("is not a possible telephone number")));
    form.type(QStringLiteral("Number"), number);
    form.press(QStringLiteral("Remove"));
    QTRY_VERIFY(form.says(QStringLiteral("This number did not opt out of “Acme”.")));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("Number")).text(), number); // it may be mended
}

void OptOutPanelTest::removesTheSelectedOneAfterAQuestion()
{
    addPool(QStringLiteral("London"), QStringLiteral("Acme"));
    QVERIFY(OptOutService(m_test->workspace()).add(QStringLiteral("Acme"), number).result());
    open(optOuts);
    QTRY_COMPARE(page().rows(optOuts), 1);
    QVERIFY(!page().canPress(QStringLiteral("Remove selected")));
    page().selectRow(optOuts, 0);
    QTRY_VERIFY(page().canPress(QStringLiteral("Remove selected")));
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Remove selected"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("gets calls over Acme again")));
    QCOMPARE(stored().size(), 1U);
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Remove selected"));
    QTRY_COMPARE(page().rows(optOuts), 0);
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("One opt-out of Acme was removed."));
}

void OptOutPanelTest::standsForWhoeverManagesPools()
{
    open(optOuts);
    QVERIFY(parts().contains(optOuts) && parts().contains(late));
    QVERIFY(AccessService(m_test->workspace())
                .setPermissions({{Role::Executive, Permission::ManageSecurity, true}})
                .result());
    m_test->hire(QStringLiteral("ed"), QStringLiteral("Ed"), Role::Executive);
    m_page.reset();
    const auto ed = m_test->enter(QStringLiteral("ed"));
    m_page = std::make_unique<VoicePlatformPage>(m_test->context(*ed));
    QVERIFY(!parts().contains(optOuts));
    QVERIFY(parts().contains(late));
    m_page.reset(); // before whom it was made for
}

void OptOutPanelTest::showsLateCallbacks()
{
    addPool(QStringLiteral("London"), {});
    const qint64 hour = QDateTime::currentMSecsSinceEpoch() / 3600000;
    tamper(m_test->workspace(),
        QStringLiteral("INSERT INTO did (number, created_at, pool_id) SELECT '+442079460000', 0, id FROM pool"));
    for (const auto &[ago, code, calls] : {std::tuple(1, "44", 3), std::tuple(100, "1", 2), std::tuple(500, "", 1)})
        tamper(m_test->workspace(),
            QStringLiteral("INSERT INTO late_call SELECT id, %1, '%2', %3 FROM did")
                .arg(hour - ago)
                .arg(QLatin1String(code))
                .arg(calls));
    open(late);
    QTRY_COMPARE(page().rows(late), 1);
    const auto cell = [&](const char *column) { return page().cell(late, 0, QLatin1String(column)); };
    QCOMPARE(cell("Pool"), QStringLiteral("London"));
    QCOMPARE(cell("Answer"), QStringLiteral("Refused (404)"));
    QCOMPARE(cell("Target"), QString());
    QCOMPARE(cell("Last 24 hours"), QStringLiteral("3"));
    QCOMPARE(cell("Last 7 days"), QStringLiteral("5"));
    QCOMPARE(cell("Last 30 days"), QStringLiteral("6"));
    QCOMPARE(cell("From"), QStringLiteral("+44: 3, +1: 2, unknown: 1"));
}

void OptOutPanelTest::opensThePoolOfAnAnswer()
{
    addPool(QStringLiteral("London"), {});
    open(late);
    QTRY_COMPARE(page().rows(late), 1);
    page().selectRow(late, 0);
    QTRY_VERIFY(page().canPress(QStringLiteral("Edit pool")));
    page().press(QStringLiteral("Edit pool"));
    QTRY_VERIFY(visibleDialog(*m_page, QStringLiteral("poolDialog")));
    const PageDriver form(*visibleDialog(*m_page, QStringLiteral("poolDialog")));
    form.choose(QStringLiteral("Late-callback answer"), QStringLiteral("Sent to an announcement or queue"));
    form.type(QStringLiteral("Target of late callbacks"), QStringLiteral("sip:late@ivr.example.com"));
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(page().cell(late, 0, QStringLiteral("Target")), QStringLiteral("sip:late@ivr.example.com"));
    QCOMPARE(page().cell(late, 0, QStringLiteral("Answer")), QStringLiteral("Announcement or queue"));
}

} // namespace callveil

QTEST_MAIN(callveil::OptOutPanelTest)
#include "tst_opt_out_panel.moc"

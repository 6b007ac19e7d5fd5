// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_page.h"

#include "services/bindings/binding_service.h"
#include "services/masking/masking_service.h"
#include "ui/charts/bar_chart.h"
#include "ui/overview/overview_reader.h"
#include "ui/overview/tile.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"

#include <QScrollArea>
#include <QSet>
#include <QSignalSpy>

namespace callveil {

namespace {

using namespace std::chrono_literals;

const QString masked = QStringLiteral("Masked calls today"), duration = QStringLiteral("Average duration");
const QString bound = QStringLiteral("Active bindings"), utilisation = QStringLiteral("Pool utilisation");
const QString findings = QStringLiteral("Open findings");
const QString days = QStringLiteral("callsPerDay"), pools = QStringLiteral("utilisationOfPools");

QString plain(QString text)
{
    return text.remove(QChar(0x2066)).remove(QChar(0x2069)).replace(QChar::Nbsp, u' ');
}

} // namespace

/// The first page as a person meets it: empty, filled, while things change, in narrow windows, with few rights.
class OverviewPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_page.reset(); }
    // In this order: the database fills up.
    void saysWhatToDoWhereThereIsNothing();
    void theFirstSignInIsWelcome();
    void showsHowThingsStand();
    void aTileLeadsWhereMoreIsKnown_data();
    void aTileLeadsWhereMoreIsKnown();
    void keysPressATile();
    void whatChangesChangesInItsPlace();
    void tellsWhatHappenedSinceTheSignInBefore();
    void wrapsWhereTheWindowIsNarrow();
    void showsWhatARoleMaySee();
    void aRightThatGoesTakesItsFiguresAway();
    void aFailureIsToldOnce();

private:
    void open(Workspace &workspace, std::chrono::milliseconds pause = 1h);
    void open(std::chrono::milliseconds pause = 1h) { open(m_test->workspace(), pause); }
    void run(const QString &script);
    void bind(int customer);
    [[nodiscard]] Tile *find(const QString &name) const { return PageDriver(*m_page).find<Tile>(name); }
    [[nodiscard]] Tile &tile(const QString &name) const { return PageDriver(*m_page).get<Tile>(name); }
    [[nodiscard]] QString value(const QString &name) const { return plain(tile(name).value()); }
    [[nodiscard]] BarChart &chart(const QString &name) const { return *m_page->findChild<BarChart *>(name); }
    /// What a screen reader tells of the picture.
    [[nodiscard]] QString picture(const QString &name) const
    {
        return plain(PageDriver(*m_page).get<QAbstractScrollArea>(chart(name).name()).accessibleDescription());
    }
    /// True when the value that is pointed at is told so below a picture.
    [[nodiscard]] bool reads(const QString &part) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel *label) { return label->isVisible() && plain(label->text()).contains(part); });
    }
    [[nodiscard]] PageLink followed(const QSignalSpy &spy) const { return spy.value(0).value(0).value<PageLink>(); }
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<OverviewPage> m_page;
    ProcessId m_sales;
    PoolId m_pool;
};

void OverviewPageTest::initTestCase()
{
    m_test = std::make_unique<TestWorkspace>();
    m_sales = addCallProcess(*m_test, QStringLiteral("Sales"));
}

/// Once everything was read.
void OverviewPageTest::open(Workspace &workspace, std::chrono::milliseconds pause)
{
    m_test->notifier.clear();
    m_page = std::make_unique<OverviewPage>(m_test->context(workspace), nullptr, pause);
    m_page->resize(1400, 1000);
    m_page->show();
    QSignalSpy ended(m_page->findChild<OverviewReader *>(), &OverviewReader::ended);
    m_page->refresh();
    for (const Tile *each : m_page->findChildren<Tile *>())
        QCOMPARE(each->note(), QStringLiteral("Reading…")); // and claims nothing
    QTRY_VERIFY(!ended.isEmpty());
    QVERIFY(ended.front().front().toBool());
}

void OverviewPageTest::run(const QString &script)
{
    const auto ran =
        m_test->workspace().interactive().run([script](Connection &database) { return database.runScript(script); });
    if (!ran.result())
        qFatal("%s failed", qPrintable(script));
}

void OverviewPageTest::bind(int customer)
{
    BindingOrder order;
    order.process = m_sales;
    order.pool = m_pool;
    order.customer = QStringLiteral("+4477009001%1").arg(customer, 2, 10, QLatin1Char('0'));
    order.agent.number = QStringLiteral("+4477019001%1").arg(customer, 2, 10, QLatin1Char('0'));
    QVERIFY(BindingService(m_test->workspace()).make(std::move(order)).result());
}

void OverviewPageTest::saysWhatToDoWhereThereIsNothing()
{
    open();
    QCOMPARE(value(masked), QStringLiteral("0"));
    QCOMPARE(tile(duration).note(), QStringLiteral("No call was answered today yet."));
    QCOMPARE(value(bound), QStringLiteral("0"));
    QCOMPARE(tile(utilisation).note(), QStringLiteral("No pool has numbers yet."));
    QVERIFY(tile(findings).note().contains(QStringLiteral("not everything was scanned yet")));
    QVERIFY(page().says(QStringLiteral("Import call records to see some here.")));
    QVERIFY(page().says(QStringLiteral("Make a pool and add the numbers")));
    for (const auto &[button, place] :
        {std::pair("Import call records", "calls"), std::pair("Make number pools", "pools")}) {
        QSignalSpy links(m_page.get(), &Page::linkFollowed);
        page().press(QLatin1String(button));
        QCOMPARE(followed(links).page, QLatin1String(place));
    }
}

void OverviewPageTest::theFirstSignInIsWelcome()
{
    open();
    QVERIFY(page().says(QStringLiteral("This is your first sign-in.")));
    m_page.reset();
    const auto again = m_test->enter(QStringLiteral("asha"));
    open(*again);
    QVERIFY(page().says(QStringLiteral("You signed in before at ")));
}

void OverviewPageTest::showsHowThingsStand()
{
    CallFile file(QDateTime::currentMSecsSinceEpoch() - 4000, 1);
    file.add(3);
    importCalls(*m_test, m_sales, file);
    Pool pool;
    pool.name = QStringLiteral("London");
    pool.country = QStringLiteral("GB");
    pool.sharing = Sharing::Exclusive;
    PoolService service(m_test->workspace());
    m_pool = service.save(pool).result().value_or(PoolId());
    QVERIFY(service
                .addNumbers(m_pool, QStringLiteral("+442079460100 .. +442079460109"),
                    std::make_shared<std::atomic<bool>>(false))
                .result());
    bind(1);
    open();
    QCOMPARE(value(masked), QStringLiteral("3"));
    QVERIFY(tile(masked).note().startsWith(QStringLiteral("of 3 calls.")));
    QCOMPARE(value(duration), QStringLiteral("0:21")); // 20, 21 and 22 seconds
    QCOMPARE(value(bound), QStringLiteral("1"));
    QCOMPARE(value(utilisation), QStringLiteral("10 %"));
    QCOMPARE(plain(tile(utilisation).note()), QStringLiteral("Fullest: London, 10 %."));
    QCOMPARE(tile(utilisation).accessibleDescription(),
        QStringLiteral("%1. %2").arg(tile(utilisation).value(), tile(utilisation).note()));
    QVERIFY(picture(days).contains(QStringLiteral("Masked 3, Not masked 0")));
    QVERIFY(picture(pools).contains(QStringLiteral("London: Utilisation 10 %, Few left beyond ")));
    QVERIFY(page().says(QStringLiteral("As of ")));
    for (const char *step : {"Import call records", "Make number pools"})
        QVERIFY(!page().find<QAbstractButton>(QLatin1String(step)));
}

void OverviewPageTest::aTileLeadsWhereMoreIsKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("text");
    QTest::newRow("calls") << masked << QStringLiteral("calls") << QString();
    QTest::newRow("duration") << duration << QStringLiteral("reports") << QStringLiteral("average-duration");
    QTest::newRow("bindings") << bound << QStringLiteral("bindings") << QString();
    QTest::newRow("pools") << utilisation << QStringLiteral("pools") << QString();
    QTest::newRow("findings") << findings << QStringLiteral("leaks") << QString();
}

void OverviewPageTest::aTileLeadsWhereMoreIsKnown()
{
    QFETCH(QString, name);
    QFETCH(QString, place);
    QFETCH(QString, text);
    open();
    QSignalSpy links(m_page.get(), &Page::linkFollowed);
    QTest::mouseClick(&tile(name), Qt::LeftButton);
    QCOMPARE(links.size(), 1);
    QCOMPARE(followed(links).page, place);
    QCOMPARE(followed(links).text, text);
    QCOMPARE(followed(links).since.has_value(),
        place == QLatin1String("calls") || place == QLatin1String("reports")); // those that the tile counts
    QVERIFY(!tile(name).whatsThis().isEmpty());
}

void OverviewPageTest::keysPressATile()
{
    open();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        QSignalSpy links(m_page.get(), &Page::linkFollowed);
        tile(bound).setFocus(Qt::TabFocusReason);
        QVERIFY(tile(bound).hasFocus());
        QTest::keyClick(&tile(bound), key);
        QCOMPARE(links.size(), 1);
    }
    const QImage focused = tile(bound).grab().toImage();
    tile(masked).setFocus(Qt::TabFocusReason);
    QVERIFY(tile(bound).grab().toImage() != focused); // one sees where one is
}

void OverviewPageTest::whatChangesChangesInItsPlace()
{
    open(20ms);
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    tile(masked).setFocus(Qt::TabFocusReason);
    const auto widgets = m_page->findChildren<QWidget *>();
    const QRect place = tile(bound).geometry();
    const QString before = value(bound);
    QTest::keyClick(&page().get<QAbstractScrollArea>(chart(days).name()), Qt::Key_Down);
    QVERIFY(reads(QStringLiteral("Masked 3, Not masked 0")));
    bind(2);
    QTRY_VERIFY(value(bound) != before);
    QTRY_COMPARE(value(utilisation), QStringLiteral("20 %"));
    QTRY_VERIFY(picture(pools).contains(QStringLiteral("Utilisation 20 %")));
    QVERIFY(m_page->findChildren<QWidget *>() == widgets);
    QCOMPARE(tile(bound).geometry(), place);
    QVERIFY(reads(QStringLiteral("Masked 3, Not masked 0"))); // its calls are as they were: nothing was drawn anew
    QVERIFY(tile(masked).hasFocus());
}

void OverviewPageTest::tellsWhatHappenedSinceTheSignInBefore()
{
    static_cast<void>(m_test->enter(QStringLiteral("asha")));
    PolicyOrder order;
    order.policy = MaskingPolicy::random();
    order.targets = {{m_sales, 1}};
    QVERIFY(MaskingService(m_test->workspace()).apply(order).result());
    const auto again = m_test->enter(QStringLiteral("asha"));
    open(*again);
    QVERIFY(page().says(QStringLiteral("Since then:")));
    QSignalSpy links(m_page.get(), &Page::linkFollowed);
    page().press(QStringLiteral("Changes of masking: 1"));
    QCOMPARE(followed(links).page, QStringLiteral("masking"));
    for (const char *none : {"callsSince", "importsSince", "findingsSince", "optOutsSince", "lowPools"})
        QVERIFY2(!m_page->findChild<QWidget *>(QLatin1String(none))->isVisible(), none);
}

void OverviewPageTest::wrapsWhereTheWindowIsNarrow()
{
    open();
    const auto rows = [this] {
        QSet<int> rows;
        for (const Tile *each : m_page->findChildren<Tile *>())
            rows.insert(each->y());
        return rows.size();
    };
    const auto isBeside = [this] { return chart(days).y() == chart(pools).y(); };
    m_page->resize(3000, 1000);
    QTRY_COMPARE(rows(), 1);
    QTRY_VERIFY(isBeside());
    m_page->resize(tile(bound).sizeHint().width() * 2, 1000);
    QTRY_VERIFY(rows() >= 3);
    QTRY_VERIFY(!isBeside());
    for (const Tile *each : m_page->findChildren<Tile *>())
        QVERIFY(each->parentWidget()->rect().contains(each->geometry()));
}

void OverviewPageTest::showsWhatARoleMaySee()
{
    m_test->hire(QStringLiteral("elena"), QStringLiteral("Elena"), Role::Executive);
    const auto elena = m_test->enter(QStringLiteral("elena"));
    open(*elena);
    QVERIFY(find(masked) && find(duration));
    QVERIFY(!find(bound) && !find(utilisation) && !find(findings));
    QVERIFY(!m_page->findChild<BarChart *>(pools));
    QSignalSpy links(m_page.get(), &Page::linkFollowed);
    QTest::mouseClick(&tile(masked), Qt::LeftButton);
    QCOMPARE(followed(links).page, QStringLiteral("reports")); // the calls are not hers
    QCOMPARE(followed(links).text, QStringLiteral("masked-calls"));
}

void OverviewPageTest::aRightThatGoesTakesItsFiguresAway()
{
    const auto asha = m_test->enter(QStringLiteral("asha"));
    open(*asha);
    SignedInPerson fewer = *asha->identity();
    fewer.permissions.remove(Permission::ManagePools);
    fewer.permissions.remove(Permission::ViewAudit);
    asha->narrow(asha->identity(), fewer);
    m_page->refresh();
    QVERIFY(!find(bound) && !find(utilisation) && !find(findings));
    QVERIFY(!chart(pools).isVisible());
    QVERIFY(find(masked) && chart(days).isVisible());
}

void OverviewPageTest::aFailureIsToldOnce()
{
    open(20ms);
    const QString before = value(bound);
    QSignalSpy ended(m_page->findChild<OverviewReader *>(), &OverviewReader::ended);
    run(QStringLiteral("ALTER TABLE leak_finding RENAME TO elsewhere;"));
    QTRY_VERIFY(m_test->notifier.hasFailed());
    ended.clear();
    QTRY_VERIFY(ended.size() >= 3);
    QCOMPARE(m_test->notifier.messages.size(), 1);
    QCOMPARE(value(bound), before); // what was known stays
    m_page->refresh(); // asked by hand, it is told again
    QTRY_COMPARE(m_test->notifier.messages.size(), 2);
    run(QStringLiteral("ALTER TABLE elsewhere RENAME TO leak_finding;"));
    QTRY_VERIFY(ended.last().front().toBool());
    QCOMPARE(m_test->notifier.messages.size(), 2);
}

} // namespace callveil

QTEST_MAIN(callveil::OverviewPageTest)
#include "tst_overview_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_table_model.h"

#include "tables/call_desk.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>

namespace callveil {

using Order = CallTableModel::Order;

namespace {
constexpr qint64 firstStart = 1700000000000; // 14 November 2023
}

class CallTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithTheNewestCall();
    void scrollsToTheEndAndBackSeeingEveryCallOnce_data();
    void scrollsToTheEndAndBackSeeingEveryCallOnce();
    void keepsAFewPagesInMemory();
    void jumpsToTheFirstCallAfterTheMoment_data();
    void jumpsToTheFirstCallAfterTheMoment();
    void theEndIsReadBackwards();
    void countsOnceTheEndIsReached();
    void doesNotCountAfterAJump();
    void reloadKeepsTheTopRow();
    void theLastWishWins();
    void aCancelledSearchLeavesNoRowsOfAnotherFilter();
    void filtersByProxyProcessSessionAndDisposition();
    void arrivalsWhileScrollingNeitherRepeatNorLoseACall();

private:
    void show(const CallFilter &filter = {}, Order order = Order::NewestFirst);
    void wait() { QTRY_VERIFY(!m_model->isLoading()); }
    /// Where the window's rows stand in the order of `all`; -1 when they are no run of it.
    [[nodiscard]] int placeIn(const std::vector<CallLine> &all) const;
    [[nodiscard]] std::vector<CallLine> expected(Order order);
    [[nodiscard]] CallId idAt(int row) const { return m_model->window().at(row).id; }

    std::unique_ptr<CallDesk> m_desk;
    ProcessId m_process;
    std::unique_ptr<CallTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void CallTableModelTest::initTestCase()
{
    m_desk = std::make_unique<CallDesk>();
    m_process = m_desk->addProcess(QStringLiteral("Support"));
    CallFile file(firstStart);
    file.add(2350);
    m_desk->import(m_process, file);
}

void CallTableModelTest::init()
{
    m_model = std::make_unique<CallTableModel>(m_desk->calls, CallCells(CallDesk::texts()));
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void CallTableModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void CallTableModelTest::show(const CallFilter &filter, Order order)
{
    QSignalSpy landed(m_model.get(), &CallTableModel::landed);
    m_model->show(filter, order);
    QTRY_COMPARE(landed.size(), 1);
}

std::vector<CallLine> CallTableModelTest::expected(Order order)
{
    std::vector<CallLine> all = m_desk->all();
    if (order == Order::OldestFirst)
        std::reverse(all.begin(), all.end());
    return all;
}

int CallTableModelTest::placeIn(const std::vector<CallLine> &all) const
{
    const CallWindow &window = m_model->window();
    if (window.size() == 0)
        return -1;
    const auto first =
        std::find_if(all.begin(), all.end(), [&](const CallLine &call) { return call.id == window.at(0).id; });
    if (all.end() - first < window.size())
        return -1;
    for (int row = 0; row < window.size(); ++row) {
        if ((first + row)->id != window.at(row).id)
            return -1;
    }
    return int(first - all.begin());
}

void CallTableModelTest::startsWithTheNewestCall()
{
    show();
    const std::vector<CallLine> all = m_desk->all();
    QCOMPARE(m_model->rowCount(), CallWindow::pageRows);
    QCOMPARE(placeIn(all), 0);
    QVERIFY(m_model->window().atStart());
    QVERIFY(!m_model->window().atEnd());
}

void CallTableModelTest::scrollsToTheEndAndBackSeeingEveryCallOnce_data()
{
    QTest::addColumn<Order>("order");
    QTest::newRow("newest first") << Order::NewestFirst;
    QTest::newRow("oldest first") << Order::OldestFirst;
}

void CallTableModelTest::scrollsToTheEndAndBackSeeingEveryCallOnce()
{
    QFETCH(const Order, order);
    const std::vector<CallLine> all = expected(order);
    show({}, order);
    int reached = m_model->rowCount();
    while (!m_model->window().atEnd()) {
        m_model->keepAround(m_model->rowCount() - 30, m_model->rowCount() - 1);
        wait();
        const int place = placeIn(all);
        QVERIFY(place >= 0 && place <= reached); // a run of the log that leaves no gap behind what was seen
        QVERIFY(place + m_model->rowCount() > reached || m_model->window().atEnd());
        reached = place + m_model->rowCount();
    }
    QCOMPARE(reached, int(all.size()));
    int from = placeIn(all);
    while (!m_model->window().atStart()) {
        m_model->keepAround(0, 29);
        wait();
        const int place = placeIn(all);
        QVERIFY(place >= 0 && place + m_model->rowCount() >= from);
        QVERIFY(place < from || m_model->window().atStart());
        from = place;
    }
    QCOMPARE(from, 0);
}

void CallTableModelTest::keepsAFewPagesInMemory()
{
    show();
    while (!m_model->window().atEnd()) {
        m_model->keepAround(m_model->rowCount() - 30, m_model->rowCount() - 1);
        wait();
        QVERIFY(m_model->rowCount() <= CallWindow::mostRows);
    }
}

void CallTableModelTest::jumpsToTheFirstCallAfterTheMoment_data()
{
    QTest::addColumn<Order>("order");
    QTest::addColumn<qint64>("moment");
    const qint64 middle = firstStart + 45000000;
    QTest::newRow("newest first, on a start") << Order::NewestFirst << middle;
    QTest::newRow("newest first, between starts") << Order::NewestFirst << middle + 7001;
    QTest::newRow("oldest first, on a start") << Order::OldestFirst << middle;
    QTest::newRow("oldest first, between starts") << Order::OldestFirst << middle + 7001;
}

void CallTableModelTest::jumpsToTheFirstCallAfterTheMoment()
{
    QFETCH(const Order, order);
    QFETCH(const qint64, moment);
    show({}, order);
    m_model->jumpTo(moment);
    wait();
    const std::vector<CallLine> all = expected(order);
    const auto first = std::find_if(all.begin(), all.end(), [&](const CallLine &call) {
        return order == Order::NewestFirst ? call.startedAt <= moment : call.startedAt >= moment;
    });
    QVERIFY(first != all.begin() && first != all.end());
    QCOMPARE(placeIn(all), int(first - all.begin()));
    m_model->keepAround(0, 30);
    wait();
    QCOMPARE(placeIn(all), std::max(0, int(first - all.begin()) - CallWindow::pageRows));
}

void CallTableModelTest::theEndIsReadBackwards()
{
    show();
    QSignalSpy landed(m_model.get(), &CallTableModel::landed);
    m_model->goToEnd();
    wait();
    QCOMPARE(landed.size(), 1);
    QCOMPARE(landed[0][0].value<CallTableModel::Landing>(), CallTableModel::Landing::Bottom);
    const std::vector<CallLine> all = m_desk->all();
    QCOMPARE(placeIn(all), int(all.size()) - CallWindow::pageRows);
    QVERIFY(m_model->window().atEnd());
    m_model->goToStart();
    wait();
    QCOMPARE(placeIn(all), 0);
}

void CallTableModelTest::countsOnceTheEndIsReached()
{
    show();
    QCOMPARE(m_model->window().atLeast(), CallWindow::pageRows);
    QVERIFY(!m_model->window().total());
    while (!m_model->window().atEnd()) {
        m_model->keepAround(m_model->rowCount() - 30, m_model->rowCount() - 1);
        wait();
    }
    QCOMPARE(m_model->window().total().value_or(-1), 2350);
}

void CallTableModelTest::doesNotCountAfterAJump()
{
    show();
    m_model->goToEnd();
    wait();
    QVERIFY(!m_model->window().total());
    QCOMPARE(m_model->window().atLeast(), CallWindow::pageRows);
}

void CallTableModelTest::reloadKeepsTheTopRow()
{
    show();
    const CallId top = idAt(57);
    m_model->reload(57);
    wait();
    QCOMPARE(idAt(0), top);
    QVERIFY(!m_model->window().atStart());
    m_model->goToStart();
    wait();
    m_model->reload(0);
    wait();
    QVERIFY(m_model->window().atStart());
}

void CallTableModelTest::theLastWishWins()
{
    CallFilter none;
    none.from = 1;
    none.to = 2;
    QSignalSpy landed(m_model.get(), &CallTableModel::landed);
    m_model->show({}, Order::NewestFirst);
    m_model->show(none, Order::NewestFirst);
    m_model->show({}, Order::OldestFirst);
    m_model->jumpTo(firstStart + 45000000);
    wait();
    QCOMPARE(landed.size(), 1);
    QVERIFY(idAt(0) < idAt(1));
    QVERIFY(m_model->window().at(0).startedAt >= firstStart + 45000000);
}

void CallTableModelTest::aCancelledSearchLeavesNoRowsOfAnotherFilter()
{
    show();
    QSemaphore gate;
    [[maybe_unused]] const auto held = m_desk->workspace->interactive().run([&gate](Connection &) -> Result<void> {
        gate.acquire();
        return {};
    });
    CallFilter answered;
    answered.from = firstStart;
    answered.to = firstStart + 86400000;
    answered.disposition = Disposition::Answered;
    QSignalSpy cancelled(m_model.get(), &CallTableModel::cancelled);
    m_model->show(answered, Order::NewestFirst);
    m_model->cancel();
    gate.release();
    QTRY_COMPARE(cancelled.size(), 1);
    QCOMPARE(m_model->rowCount(), 0);
}

void CallTableModelTest::filtersByProxyProcessSessionAndDisposition()
{
    const std::vector<CallLine> all = m_desk->all();
    CallFilter filter;
    filter.proxy = CallFile::did;
    show(filter);
    QCOMPARE(placeIn(all), 0);
    filter.process = {m_process.value + 1000};
    show(filter);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(m_model->window().isComplete());

    CallFilter one;
    one.session = all[1200].publicId;
    show(one);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(idAt(0), all[1200].id);
    QVERIFY(m_model->window().isComplete());
    m_model->goToEnd();
    wait();
    QCOMPARE(m_model->rowCount(), 1);

    CallFilter unanswered;
    unanswered.from = firstStart;
    unanswered.to = firstStart + qint64(10) * 86400000;
    unanswered.disposition = Disposition::NoAnswer;
    show(unanswered);
    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->window().at(row).disposition, Disposition::NoAnswer);
    while (!m_model->window().atEnd()) {
        m_model->keepAround(m_model->rowCount() - 30, m_model->rowCount() - 1);
        wait();
    }
    QCOMPARE(m_model->window().total().value_or(-1), 587); // every fourth
}

void CallTableModelTest::arrivalsWhileScrollingNeitherRepeatNorLoseACall()
{
    const std::vector<CallLine> before = m_desk->all();
    show();
    QSet<qint64> seen;
    bool arrived = false;
    const auto look = [&] {
        QSet<qint64> here;
        const CallWindow &window = m_model->window();
        for (int row = 0; row < window.size(); ++row) {
            QVERIFY(row == 0
                || std::pair(window.at(row - 1).startedAt, window.at(row - 1).id.value)
                    > std::pair(window.at(row).startedAt, window.at(row).id.value));
            here.insert(window.at(row).id.value);
        }
        QCOMPARE(here.size(), window.size());
        seen += here;
    };
    look();
    while (!m_model->window().atEnd()) {
        m_model->keepAround(m_model->rowCount() - 30, m_model->rowCount() - 1);
        wait();
        look();
        if (!std::exchange(arrived, arrived || seen.size() > 1000) && seen.size() > 1000) {
            CallFile more(firstStart + 500, 130); // between the others, over the whole time
            more.add(700);
            m_desk->import(m_process, more);
        }
    }
    QVERIFY(arrived);
    for (const CallLine &call : before)
        QVERIFY(seen.contains(call.id.value));
    while (!m_model->window().atStart()) {
        m_model->keepAround(0, 29);
        wait();
        look();
    }
    QCOMPARE(seen.size(), 3050); // backwards the arrivals were met as well
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallTableModelTest)
#include "tst_call_table_model.moc"

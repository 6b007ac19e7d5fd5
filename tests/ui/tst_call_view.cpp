// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_view.h"

#include "ui/support/call_log_screen.h"

namespace callveil {

class CallViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_screen = std::make_unique<CallLogScreen>(); }
    void init();
    void cleanup() { m_screen->close(); }
    void sortsByStartBothWays();
    void anotherHeadingDoesNotSort();
    void theWheelPassesEveryCallInOrder();
    void homeAndEndGoToTheEdges();
    void aDragLandsWhereTheBarSays();
    void theChosenCallStaysWhileItIsScrolledAway();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    [[nodiscard]] CallTable &table() const { return m_screen->table(); }
    [[nodiscard]] QScrollBar &bar() const { return m_screen->bar(); }
    [[nodiscard]] QString session(int row) const { return m_screen->session(row); }
    [[nodiscard]] QStringList sessions() const { return m_screen->sessions(); }

    std::unique_ptr<CallLogScreen> m_screen;
};

void CallViewTest::init()
{
    m_screen->forgetSettings();
    m_screen->test.notifier.clear();
    m_screen->open();
}

void CallViewTest::sortsByStartBothWays()
{
    const QStringList all = sessions();
    page().choose(QStringLiteral("Order"), QStringLiteral("Oldest first"));
    QTRY_COMPARE(session(0), all.last());
    QCOMPARE(table().horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
    const int x = table().columnViewportPosition(0) + 10;
    QTest::mouseClick(table().horizontalHeader()->viewport(), Qt::LeftButton, {}, {x, 8});
    QTRY_COMPARE(session(0), all.first());
    QCOMPARE(page().get<QComboBox>(QStringLiteral("Order")).currentText(), QStringLiteral("Newest first"));
}

void CallViewTest::anotherHeadingDoesNotSort()
{
    const QString first = session(0);
    const int x = table().columnViewportPosition(int(CallColumn::Process)) + 10;
    QTest::mouseClick(table().horizontalHeader()->viewport(), Qt::LeftButton, {}, {x, 8});
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(CallColumn::Started));
    QCOMPARE(table().horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(session(0), first);
}

void CallViewTest::theWheelPassesEveryCallInOrder()
{
    const QStringList all = sessions();
    qsizetype seen = 0;
    const auto look = [&] {
        for (int row = table().topRow(); row <= table().topRow() + table().visibleRows() - 1; ++row) {
            if (row >= table().model()->rowCount())
                return;
            const qsizetype place = all.indexOf(session(row));
            QVERIFY(place >= 0 && place <= seen); // no call is passed over
            seen = std::max(seen, place + 1);
        }
    };
    look();
    for (int turns = 0; seen < all.size() && turns < 2000; ++turns) {
        const QPointF middle = table().viewport()->rect().center();
        QWheelEvent wheel(middle, table().viewport()->mapToGlobal(middle), {}, {0, -240}, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        const int before = table().topRow(), rows = table().model()->rowCount();
        QCoreApplication::sendEvent(table().viewport(), &wheel);
        // At the end of what was read it moves nothing: rows are added then, and the next turn goes on.
        QTRY_VERIFY(table().topRow() != before || table().model()->rowCount() != rows || seen == all.size());
        look();
        QCoreApplication::processEvents();
        look();
    }
    QCOMPARE(seen, all.size());
    QTRY_COMPARE(bar().value(), bar().maximum());
}

void CallViewTest::homeAndEndGoToTheEdges()
{
    const QStringList all = sessions();
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_End);
    QTRY_COMPARE(session(table().currentIndex().row()), all.last());
    QCOMPARE(table().topRow() + table().visibleRows() >= table().model()->rowCount(), true);
    QCOMPARE(bar().value(), bar().maximum());
    QTest::keyClick(&table(), Qt::Key_Up);
    QCOMPARE(session(table().currentIndex().row()), all[all.size() - 2]);
    QTest::keyClick(&table(), Qt::Key_Home);
    QTRY_COMPARE(session(table().currentIndex().row()), all.first());
    QCOMPARE(bar().value(), 0);
    QTest::keyClick(&table(), Qt::Key_PageDown);
    QVERIFY(table().currentIndex().row() > 3);
}

void CallViewTest::aDragLandsWhereTheBarSays()
{
    const QStringList all = sessions();
    QTRY_VERIFY(bar().maximum() > 1500);
    bar().setSliderDown(true);
    bar().setSliderPosition(700);
    bar().setSliderPosition(1000);
    QTRY_VERIFY(!m_screen->model().isLoading() && table().topRow() >= 100); // landed, and the page before has come
    const qsizetype place = all.indexOf(session(table().topRow()));
    QVERIFY2(qAbs(place - 1000) < 60, qPrintable(QString::number(place))); // within a day and a half of calls
    QCOMPARE(bar().value(), 1000);
    bar().setSliderDown(false);
    QVERIFY(qAbs(bar().value() - 1000) < 60);
}

void CallViewTest::theChosenCallStaysWhileItIsScrolledAway()
{
    page().selectRow(QStringLiteral("Calls"), 3);
    const QString chosen = session(3);
    QTRY_COMPARE(page().cell(QStringLiteral("Details"), 0, QStringLiteral("Value")), chosen);
    bar().setSliderPosition(1500);
    QTRY_VERIFY(!m_screen->model().isLoading() && table().topRow() >= 100);
    QVERIFY(!table().currentIndex().isValid());
    QCOMPARE(page().cell(QStringLiteral("Details"), 0, QStringLiteral("Value")), chosen);
    bar().setSliderPosition(0);
    QTRY_COMPARE(session(0), sessions().first());
    QCOMPARE(session(table().currentIndex().row()), chosen);
}

} // namespace callveil

QTEST_MAIN(callveil::CallViewTest)
#include "tst_call_view.moc"

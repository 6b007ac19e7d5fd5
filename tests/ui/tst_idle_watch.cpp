// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle_watch.h"

#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace callveil;
using namespace std::chrono_literals;

/// What counts as using the program, and what does not.
class TestIdleWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_now = 0; }

    void tellsOnceThatNobodyIsThere()
    {
        IdleWatch watch([this] { return m_now; });
        QSignalSpy idled(&watch, &IdleWatch::idled);
        watch.start(10ms);
        m_now = 20;
        QTRY_COMPARE(idled.size(), 1);
        QLineEdit line;
        QTest::keyClick(&line, Qt::Key_A); // it has stopped
        QCOMPARE(line.text(), QStringLiteral("a"));
        QCOMPARE(idled.size(), 1);
    }

    void runsOnTheUsualClock()
    {
        IdleWatch watch(IdleWatch::usualClock());
        QSignalSpy idled(&watch, &IdleWatch::idled);
        watch.start(50ms);
        QTRY_COMPARE(idled.size(), 1);
    }

    void startsAnewWithKeysClicksAndMovementsInAnyWindow()
    {
        IdleWatch watch([this] { return m_now; });
        QSignalSpy idled(&watch, &IdleWatch::idled);
        QWidget window;
        QDialog dialog(&window);
        QLineEdit line(&dialog);
        window.show();
        dialog.open();
        watch.start(5min);
        const auto key = [&] { QTest::keyClick(&line, Qt::Key_A); };
        const auto click = [&] { QTest::mouseClick(&window, Qt::LeftButton); };
        const auto move = [&] { QTest::mouseMove(window.windowHandle(), {5, 5}); };
        for (const std::function<void()> &use : std::initializer_list<std::function<void()>>{key, click, move}) {
            m_now += 290000; // near the end
            use();
            m_now += 290000; // past it, had it not counted
            use();
            QCOMPARE(idled.size(), 0);
        }
    }

    void mindsNothingThatTheProgramDoesItself()
    {
        IdleWatch watch([this] { return m_now; });
        QSignalSpy idled(&watch, &IdleWatch::idled);
        QLineEdit line;
        watch.start(5min);
        m_now += 299000;
        QKeyEvent own(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"));
        QApplication::sendEvent(&line, &own);
        line.show();
        m_now += 2000;
        QTRY_COMPARE_WITH_TIMEOUT(idled.size(), 1, 10000);
    }

    void swallowsTheFirstKeyAfterASleep()
    {
        IdleWatch watch([this] { return m_now; });
        QSignalSpy idled(&watch, &IdleWatch::idled);
        QLineEdit line;
        watch.start(5min);
        m_now += 8 * 3600000;
        QTest::keyClick(&line, Qt::Key_A);
        QCOMPARE(idled.size(), 1);
        QCOMPARE(line.text(), QString());
    }

    void beginsAnewWhenTheClockIsSetBack()
    {
        m_now = 3600000;
        int looks = 0;
        IdleWatch watch([this, &looks] {
            ++looks;
            return m_now;
        });
        QSignalSpy idled(&watch, &IdleWatch::idled);
        watch.start(20ms);
        m_now = 0;
        looks = 0;
        QTRY_VERIFY(looks > 0);
        QCOMPARE(idled.size(), 0);
        m_now = 30;
        QTRY_COMPARE_WITH_TIMEOUT(idled.size(), 1, 10000);
    }

private:
    qint64 m_now = 0;
};

QTEST_MAIN(TestIdleWatch)
#include "tst_idle_watch.moc"

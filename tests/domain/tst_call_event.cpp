// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/call_event.h"

#include "support/task_names.h"

#include <QtTest>

using namespace callveil;

/// Words of events, and names of tasks in which no number hides.
class TestCallEvent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsItsOwnWords()
    {
        for (const CallState state : allCallStates)
            QCOMPARE(callStateFromKey(callStateKey(state)), std::optional(state));
        for (const TaskState state : allTaskStates)
            QCOMPARE(taskStateFromKey(taskStateKey(state)), std::optional(state));
        QCOMPARE(callStateKey(CallState::Disconnected), QStringLiteral("disconnected"));
        QVERIFY(!callStateFromKey(QStringLiteral("Ringing")));
        QVERIFY(!taskStateFromKey(QString()));
    }
    void takesNamesOfTasks()
    {
        for (const auto &[name, fits] : taskNames())
            QVERIFY2(isTaskName(name) == fits, qPrintable(name));
    }
    void writesCounts()
    {
        QCOMPARE(taskCountsText({}), QStringLiteral("{}"));
        QCOMPARE(taskCountsText({{QStringLiteral("unanswered"), 7}, {QStringLiteral("successful"), mostTaskCount}}),
            QStringLiteral("{\"successful\":999999999,\"unanswered\":7}"));
    }
};

QTEST_GUILESS_MAIN(TestCallEvent)
#include "tst_call_event.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/leaks/canary_table_model.h"
#include "tables/leaks/leak_table_model.h"

#include "table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

CellTexts cells()
{
    return {nullptr, [](const QString &text) { return QString(u'<' + text + u'>'); }, QTimeZone::utc()};
}

LeakWords words()
{
    return {cells(), &leakSeverityKey, &leakKindKey, [](const Leak &leak) { return QString(leak.processName); },
        [](LeakKind kind) { return QString(QStringLiteral("mend ") + leakKindKey(kind)); }, &leakStateKey};
}

Leak finding(qint64 id, LeakSeverity severity, LeakState state = LeakState::Open)
{
    Leak leak;
    leak.id = {id};
    leak.key.kind = LeakKind::ClearNumber;
    leak.severity = severity;
    leak.state = state;
    leak.oldestAt = 1767225600000; // 2026-01-01
    leak.processName = QStringLiteral("Sales");
    return leak;
}

CellSign signOf(const QAbstractItemModel &model, int row, int column)
{
    return CellSign(model.index(row, column).data(SignRole).toInt());
}

} // namespace

/// What the tables of findings and of canary numbers show.
class LeakTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void findingsAreShownInWords();
    void whatIsGraveAndOpenIsMarked();
    void sortsByHowGraveItIs();
    void tellsWhoSettledIt();
    void canariesTellWhetherTheyWereSeen();
};

void LeakTablesTest::findingsAreShownInWords()
{
    LeakTableModel model(words());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({finding(1, LeakSeverity::Critical)});
    QCOMPARE(rowText(model, -1), QStringLiteral("Severity | Finding | Where | Since | Remedy | State"));
    QCOMPARE(tableText(model, PlainRole),
        QStringList(QStringLiteral("critical | clear-number | Sales | 01/01/2026 00:00 | mend clear-number | open")));
}

void LeakTablesTest::whatIsGraveAndOpenIsMarked()
{
    LeakTableModel model(words());
    model.setItems({finding(1, LeakSeverity::High), finding(2, LeakSeverity::Medium),
        finding(3, LeakSeverity::Critical, LeakState::Accepted)});
    QCOMPARE(signOf(model, 0, LeakTableModel::Severity), CellSign::Warning);
    QCOMPARE(signOf(model, 1, LeakTableModel::Severity), CellSign::Neutral);
    QCOMPARE(signOf(model, 2, LeakTableModel::Severity), CellSign::Neutral);
    QCOMPARE(signOf(model, 2, LeakTableModel::State), CellSign::Good);
}

void LeakTablesTest::sortsByHowGraveItIs()
{
    LeakTableModel model(words());
    model.setItems({finding(1, LeakSeverity::High), finding(2, LeakSeverity::Low), finding(3, LeakSeverity::Critical)});
    model.sort(LeakTableModel::Severity, Qt::DescendingOrder);
    QCOMPARE(model.item(0).id.value, 3);
    QCOMPARE(model.item(2).id.value, 2);
}

void LeakTablesTest::tellsWhoSettledIt()
{
    Leak accepted = finding(1, LeakSeverity::Low, LeakState::Accepted);
    accepted.settledAt = 1769904000000; // 2026-02-01
    accepted.settledBy = {5};
    accepted.settledByName = QStringLiteral("Asha Rao");
    accepted.reason = QStringLiteral("A contract");
    Leak gone = finding(2, LeakSeverity::Low, LeakState::Resolved);
    gone.settledAt = accepted.settledAt;
    LeakTableModel model(words());
    model.setItems({accepted, gone, finding(3, LeakSeverity::Low)});
    const auto tip = [&](int row) { return model.index(row, LeakTableModel::State).data(Qt::ToolTipRole).toString(); };
    QCOMPARE(tip(0), QStringLiteral("accepted: Asha Rao, <01/02/2026 00:00>\nA contract"));
    QCOMPARE(tip(1), QStringLiteral("resolved: a scan of <01/02/2026 00:00> did not find it any more"));
    QVERIFY(!tip(2).contains(u':'));
}

void LeakTablesTest::canariesTellWhetherTheyWereSeen()
{
    CanaryTableModel model(cells());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Canary quiet{{1}, QStringLiteral("A list"), QStringLiteral("GB"), QStringLiteral("Asha"), 1767225600000, 0};
    Canary seen = quiet;
    seen.id = {2};
    seen.seen = 1234;
    quiet.isLookedFor = true;
    Canary fresh = quiet;
    fresh.id = {3};
    fresh.isLookedFor = false;
    model.setItems({quiet, seen, fresh});
    QCOMPARE(tableText(model, PlainRole),
        QStringList({QStringLiteral("A list | Nowhere | 01/01/2026 00:00 | Asha"),
            QStringLiteral("A list | Open findings: 1,234 | 01/01/2026 00:00 | Asha"),
            QStringLiteral("A list | Not looked for everywhere yet | 01/01/2026 00:00 | Asha")}));
    QCOMPARE(signOf(model, 0, CanaryTableModel::Seen), CellSign::Good);
    QCOMPARE(signOf(model, 1, CanaryTableModel::Seen), CellSign::Warning);
    QVERIFY(signOf(model, 2, CanaryTableModel::Seen) != CellSign::Good);
    model.sort(CanaryTableModel::Seen, Qt::AscendingOrder); // nobody knows, then nowhere, then somewhere
    QCOMPARE(model.item(0).id, fresh.id);
    QCOMPARE(model.item(2).id, seen.id);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LeakTablesTest)
#include "tst_leak_tables.moc"

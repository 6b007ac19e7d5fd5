// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/leaks/leak.h"

#include "domain/leaks/text_columns.h"

#include <QSet>
#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace callveil;

/// What findings are called, how grave they are, and what becomes of them.
class TestLeak : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachHasAKeyOfItsOwn();
    void whatShowsANumberIsCritical();
    void oneIsSettledOnlyWhileItIsOpen();
    void quietTimesAreLongerForLongerBusiness();
    void keysTellFindingsApart();
    void rowsWithoutANumberAreToldByTheirMoment();
    void pagesAddUp();
    void everyColumnIsDecidedOnOnce();
};

void TestLeak::eachHasAKeyOfItsOwn()
{
    QSet<QString> kinds, severities, states;
    for (const LeakKind kind : allLeakKinds)
        kinds.insert(leakKindKey(kind));
    for (const LeakSeverity severity : allLeakSeverities)
        severities.insert(leakSeverityKey(severity));
    for (const LeakState state : allLeakStates)
        states.insert(leakStateKey(state));
    QCOMPARE(kinds.size(), qsizetype(allLeakKinds.size()));
    QCOMPARE(severities.size(), qsizetype(allLeakSeverities.size()));
    QCOMPARE(states.size(), qsizetype(allLeakStates.size()));
    for (const auto &keys : {kinds, severities, states})
        QVERIFY(!keys.contains(QString()));
}

void TestLeak::whatShowsANumberIsCritical()
{
    QCOMPARE(severityOf(LeakKind::ClearNumber), LeakSeverity::Critical);
    QCOMPARE(severityOf(LeakKind::CanarySeen), LeakSeverity::Critical);
    QCOMPARE(severityOf(LeakKind::DialledAround), LeakSeverity::High);
    QCOMPARE(severityOf(LeakKind::EndlessBinding), LeakSeverity::Medium);
    QCOMPARE(severityOf(LeakKind::PoolLow), LeakSeverity::Low);
    QVERIFY(LeakSeverity::Critical > LeakSeverity::High); // they are sorted by it
}

void TestLeak::oneIsSettledOnlyWhileItIsOpen()
{
    for (const LeakState from : allLeakStates)
        for (const LeakState to : allLeakStates) {
            const bool settles = to == LeakState::Resolved || to == LeakState::Accepted;
            QCOMPARE(maySettle(from, to), isOpen(from) ? settles : to == LeakState::Reopened);
        }
}

void TestLeak::quietTimesAreLongerForLongerBusiness()
{
    QCOMPARE(quietLimitMs(BindingModel::Session), 86400000LL);
    QVERIFY(quietLimitMs(BindingModel::Case) > quietLimitMs(BindingModel::Session));
    QVERIFY(quietLimitMs(BindingModel::Agent) > quietLimitMs(BindingModel::Case));
    QCOMPARE(quietLimitMs(BindingModel::Customer), quietLimitMs(BindingModel::Agent));
}

void TestLeak::keysTellFindingsApart()
{
    const LeakKey key{LeakKind::ClearNumber, {1}, {2}, {3}, 4, QStringLiteral("process.name")};
    QList<LeakKey> others(6, key);
    others[0].kind = LeakKind::CanarySeen;
    others[1].process = {9};
    others[2].pool = {9};
    others[3].did = {9};
    others[4].object = 9;
    others[5].place = QStringLiteral("process.project");
    for (const LeakKey &other : others) {
        QVERIFY(other != key);
        QVERIFY(key < other && !(other < key));
    }
    QVERIFY(!(key < key));
}

void TestLeak::rowsWithoutANumberAreToldByTheirMoment()
{
    LeakKey key{LeakKind::ClearNumber, {}, {}, {}, 1767225600000, QStringLiteral("setting.value")};
    QVERIFY(key.isMoment());
    key.kind = LeakKind::CanarySeen; // whose object is the canary
    QVERIFY(!key.isMoment());
    key = {LeakKind::ClearNumber, {}, {}, {}, 7, QStringLiteral("saved_view.body")};
    QVERIFY(!key.isMoment());
}

void TestLeak::pagesAddUp()
{
    const bool holds = rc::check("whatever the pages are, rows are counted and the newest calls kept", [] {
        const auto pages = *rc::gen::container<std::vector<std::vector<int>>>(
            rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 500)));
        LeakSighting sum;
        sum.rows = 0;
        sum.oldestAt = 1000;
        QList<CallId> all;
        for (const std::vector<int> &page : pages) {
            LeakSighting part;
            part.rows = qint64(page.size());
            part.oldestAt = part.newestAt = 500;
            for (const int id : page)
                part.calls.append(CallId{id});
            all += part.calls;
            sum.add(part);
        }
        std::sort(all.begin(), all.end(), std::greater<>());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        qint64 rows = 0;
        for (const std::vector<int> &page : pages)
            rows += qint64(page.size());
        RC_ASSERT(sum.rows == rows);
        RC_ASSERT(sum.calls == all.first(std::min<qsizetype>(all.size(), LeakSighting::mostCalls)));
        RC_ASSERT(sum.oldestAt == (pages.empty() ? 1000 : 500));
    });
    QVERIFY(holds);
}

void TestLeak::everyColumnIsDecidedOnOnce()
{
    QStringList names;
    for (const TextColumn &column : textColumns())
        names.append(QLatin1String(column.table) + u'.' + QLatin1String(column.column));
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QVERIFY(std::is_sorted(names.begin(), names.end()));
}

QTEST_GUILESS_MAIN(TestLeak)
#include "tst_leak.moc"

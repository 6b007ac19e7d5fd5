// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/leak_text.h"

#include "domain/leaks/text_columns.h"

#include <QSet>
#include <QTest>

using namespace callveil;

namespace {

Leak ofKind(LeakKind kind)
{
    Leak leak;
    leak.key.kind = kind;
    return leak;
}

} // namespace

/// Each finding says what it is, why it matters and what to do.
class TestLeakText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void eachKindHasWordsOfItsOwn();
    void eachStateAndSeverityHasAWord();
    void eachPlaceOfATextHasAName();
    void tellsWhereItIs();
};

void TestLeakText::eachKindHasWordsOfItsOwn()
{
    QSet<QString> names, remedies, explanations, advices;
    for (const LeakKind kind : allLeakKinds) {
        names.insert(leakKindText(kind));
        remedies.insert(leakRemedyText(kind));
        explanations.insert(leakExplanation(ofKind(kind)));
        advices.insert(leakAdvice(ofKind(kind)));
        QVERIFY2(leakExplanation(ofKind(kind)).size() > leakKindText(kind).size(), qPrintable(leakKindKey(kind)));
        QVERIFY2(leakAdvice(ofKind(kind)).size() > leakRemedyText(kind).size(), qPrintable(leakKindKey(kind)));
    }
    for (const auto &texts : {names, remedies, explanations, advices})
        QCOMPARE(texts.size(), qsizetype(allLeakKinds.size()));
}

void TestLeakText::eachStateAndSeverityHasAWord()
{
    QStringList words;
    for (const LeakState state : allLeakStates)
        words.append(leakStateText(state));
    QCOMPARE(words.join(u' '), QStringLiteral("Open Reopened Resolved Accepted"));
    words.clear();
    for (const LeakSeverity severity : allLeakSeverities)
        words.append(leakSeverityText(severity));
    QCOMPARE(words.join(u' '), QStringLiteral("Critical High Medium Low"));
}

void TestLeakText::eachPlaceOfATextHasAName()
{
    QStringList unnamed;
    for (const TextColumn &column : textColumns()) {
        const QString place = QLatin1String(column.table) + u'.' + QLatin1String(column.column);
        if ((column.use == TextUse::Searched || column.use == TextUse::Party) && leakPlaceText(place) == place)
            unnamed.append(place);
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    for (const char *place : {placeOfCalls, placeOfBindings, placeOfAgents})
        QVERIFY(leakPlaceText(QLatin1String(place)) != QLatin1String(place));
}

void TestLeakText::tellsWhereItIs()
{
    Leak leak = ofKind(LeakKind::CanarySeen);
    leak.key.process = {1};
    leak.key.place = QStringLiteral("call_leg.account");
    leak.counted = true;
    leak.rows = 1234;
    leak.processName = QStringLiteral("Sales");
    leak.canaryName = QStringLiteral("List for Acme");
    QCOMPARE(leakWhereText(leak), QStringLiteral("canary “List for Acme”, Sales, Account of calls, calls: 1,234"));
    leak = ofKind(LeakKind::ClearNumber);
    leak.key.place = QStringLiteral("deed.reason");
    leak.counted = true;
    QCOMPARE(leakWhereText(leak), QStringLiteral("Record of deeds: reason, entries: 1"));
    leak = ofKind(LeakKind::PoolLow);
    leak.poolName = QStringLiteral("London");
    QCOMPARE(leakWhereText(leak), QStringLiteral("pool London"));
}

QTEST_MAIN(TestLeakText)
#include "tst_leak_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/audit/deed_value.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace callveil;

/// Which values of deeds are the organisation's own.
class TestDeedValue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownValuesAreNotSearched_data();
    void ownValuesAreNotSearched();
    void everythingElseIs_data();
    void everythingElseIs();
    void whatIsLeftOutHoldsNoWords();
};

void TestDeedValue::ownValuesAreNotSearched_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("searched");
    const auto add = [](const char *name, const char *action, const char *text, const char *searched) {
        QTest::newRow(name) << QString::fromUtf8(action) << QString::fromUtf8(text) << QString::fromUtf8(searched);
    };
    add("money", "rate.rerated", "cost 2025.551234 EUR, 0.50 USD; recharge none; unrated 20255512; legs 3",
        "recharge none");
    add("processes", "rate.rerate", "processes 1 2 3 4 5 6 7 8 9 10; calls from 2026-03-01T00:00:00Z",
        "calls from 2026-03-01T00:00:00Z");
    add("price", "rate.add", "list cost; prefix +1202555; price 0.0125; currency EUR", "list cost; currency EUR");
    add("process", "process.create", "name Sales; caller id +442079460000; DIDs +442079460001 +442079460002",
        "name Sales");
    add("gateway", "gateway.create", "name A; target 442079460000@10.1.2.3; prefixes 44 1202555; priority 1",
        "name A; priority 1");
    add("pool", "pool.create", "late answer 02079460000; processes all; fallbacks 1 2", "processes all");
    add("binding", "binding.create", "process 2; pool 3; number +442079460001; case C-1", "case C-1");
    add("numbers", "pool.add-numbers", "numbers 4; +442079460001..+442079460003 +442079460009", "");
    add("backup", "backup.create", "file x; bytes 2025551234", "file x");
}

void TestDeedValue::ownValuesAreNotSearched()
{
    QFETCH(QString, action);
    QFETCH(QString, text);
    QTEST(searchedText(action, text), "searched");
}

void TestDeedValue::everythingElseIs_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, const char *action, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(action) << QString::fromUtf8(text);
    };
    add("a name", "process.change", "name cost 2025551234; account +44 20 7946 0999; project number 7");
    add("a case", "binding.create", "case 020 7946 0999");
    add("words behind the field", "rate.rerated", "cost 12.30 EUR for 2025551234; legs ask 2025551234");
    add("no list of numbers", "pool.change", "numbers of 020 7946 0999; 020 7946 0999");
    add("the word in a row of letters", "process.change", "costs 2025551234; prefixed 2025551234");
    add("a name alone", "campaign.rename", "number 2025551234");
    add("processes by name", "agent.create", "processes 2025551234, Support");
    add("nothing", "person.sign-in", "");
}

void TestDeedValue::everythingElseIs()
{
    QFETCH(QString, action);
    QFETCH(QString, text);
    QCOMPARE(searchedText(action, text), text);
}

void TestDeedValue::whatIsLeftOutHoldsNoWords()
{
    const bool holds = rc::check("a typed value is searched whatever stands before it", [] {
        const auto field = *rc::gen::elementOf(std::vector<std::string>{"cost", "recharge", "price", "number", "prefix",
            "prefixes", "DIDs", "digits", "rows", "processes", "pool"});
        const auto digits = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('0', '9')));
        const auto word = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('f', 'z')));
        const QString text = QString::fromStdString(field + ' ' + digits + ' ' + word);
        RC_ASSERT(searchedText(QStringLiteral("rate.add"), text) == text);
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(TestDeedValue)
#include "tst_deed_value.moc"

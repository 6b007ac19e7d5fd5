// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/rate.h"

#include <QtTest>

using namespace callveil;

namespace {

constexpr qint64 newYear = 1767225600000; // 2026-01-01 00:00 UTC

Rate rate()
{
    Rate rate;
    rate.prefix = QStringLiteral("+44");
    rate.price = 12500;
    rate.currency = QStringLiteral("EUR");
    rate.validFrom = newYear;
    return rate;
}

} // namespace

/// What a rate may be, field by field.
class TestRate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPrefixesAsTheyAreTyped();
    void refusesWhatIsNoPrefix_data();
    void refusesWhatIsNoPrefix();
    void readsIncrementsAsTariffsWriteThem();
    void refusesWhatIsNoIncrement_data();
    void refusesWhatIsNoIncrement();
    void bringsFieldsIntoOneForm();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
    void readsMomentsInUtc();
    void keysAreStable();
};

void TestRate::readsPrefixesAsTheyAreTyped()
{
    for (const char *typed : {"+4420", "4420", " +44 20 ", "+44-20"})
        QCOMPARE(readRatePrefix(QLatin1String(typed)).value(), QStringLiteral("+4420"));
    QCOMPARE(readRatePrefix(QStringLiteral("1")).value(), QStringLiteral("+1"));
    QCOMPARE(readRatePrefix(QStringLiteral("+1234567")).value(), QStringLiteral("+1234567"));
}

void TestRate::refusesWhatIsNoPrefix_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "+", "0044", "+044", "44x", "++44", "44+", "+12345678", "+447700900123",
             "4477 0090 0123", "all", "\xd9\xa4\xd9\xa4", "+4.4", "=44"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TestRate::refusesWhatIsNoPrefix()
{
    QFETCH(QString, typed);
    const auto prefix = readRatePrefix(typed);
    QVERIFY(!prefix);
    QCOMPARE(prefix.error().fault, Fault::ChoiceUnknown);
    QCOMPARE(prefix.error().args.value(0), QStringLiteral("prefix"));
    QVERIFY(!prefix.error().args.value(1).contains(QStringLiteral("77")));
}

void TestRate::readsIncrementsAsTariffsWriteThem()
{
    for (const auto &[typed, minimum, increment] :
        {std::tuple("1/1", 1, 1), {"6/6", 6, 6}, {"60/6", 60, 6}, {" 60 / 60 ", 60, 60}, {"6", 30, 6}, {"0/1", 0, 1}}) {
        Rate read = rate();
        read.minimum = 30; // which stays when the tariff names none
        QVERIFY2(readIncrement(QLatin1String(typed), read), typed);
        QCOMPARE(read.minimum, minimum);
        QCOMPARE(read.increment, increment);
    }
    Rate some = rate();
    some.minimum = 60;
    some.increment = 6;
    QCOMPARE(incrementText(some), QStringLiteral("60/6"));
}

void TestRate::refusesWhatIsNoIncrement_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "/", "6/", "/6", "6/6/6", "-6", "6.5", "60:6", "12345", "a", "6 6"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TestRate::refusesWhatIsNoIncrement()
{
    QFETCH(QString, typed);
    Rate unchanged = rate();
    const auto read = readIncrement(typed, unchanged);
    QVERIFY(!read);
    QCOMPARE(read.error().args.value(0), QStringLiteral("increment"));
    QVERIFY(unchanged == rate());
}

void TestRate::bringsFieldsIntoOneForm()
{
    Rate typed = rate();
    typed.prefix = QStringLiteral(" 44 20 ");
    typed.currency = QStringLiteral(" gbp ");
    const auto checked = checkedRate(typed);
    QVERIFY(checked);
    QCOMPARE(checked->prefix, QStringLiteral("+4420"));
    QCOMPARE(checked->currency, QStringLiteral("GBP"));
    QVERIFY(checkedRate(*checked).value() == *checked);
}

void TestRate::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<Rate>("wrong");
    QTest::addColumn<QString>("field");
    const auto add = [](const char *name, const char *field, const std::function<void(Rate &)> &edit) {
        Rate wrong = rate();
        edit(wrong);
        QTest::newRow(name) << wrong << QString(QLatin1String(field));
    };
    add("prefix", "prefix", [](Rate &r) { r.prefix = QStringLiteral("0044"); });
    add("no currency", "currency", [](Rate &r) { r.currency.clear(); });
    add("sign", "currency", [](Rate &r) { r.currency = QStringLiteral("€"); });
    add("negative", "price", [](Rate &r) { r.price = -1; });
    add("too dear", "price", [](Rate &r) { r.price = Rate::mostPrice + 1; });
    add("no increment", "increment", [](Rate &r) { r.increment = 0; });
    add("long increment", "increment", [](Rate &r) { r.increment = 3601; });
    add("negative minimum", "minimum", [](Rate &r) { r.minimum = -1; });
    add("long minimum", "minimum", [](Rate &r) { r.minimum = 3601; });
    add("too early", "valid-from", [](Rate &r) { r.validFrom = 0; });
    add("too late", "valid-from", [](Rate &r) { r.validFrom = 9000000000000; });
    add("ends before it begins", "valid-until", [](Rate &r) { r.validUntil = newYear; });
}

void TestRate::refusesWhatIsOutOfRange()
{
    QFETCH(Rate, wrong);
    QFETCH(QString, field);
    const auto checked = checkedRate(wrong);
    QVERIFY(!checked);
    QCOMPARE(checked.error().fault, Fault::ChoiceUnknown);
    QCOMPARE(checked.error().args.value(0), field);
}

void TestRate::readsMomentsInUtc()
{
    for (const char *typed : {"2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T05:30:00+05:30",
             "2025-12-31T22:00:00-02:00"})
        QCOMPARE(validityFrom(QLatin1String(typed)), std::optional(newYear));
    QCOMPARE(validityFrom(QStringLiteral("2026-01-01T10:00:00Z")), std::optional(newYear + 36000000));
    for (const char *typed : {"", "2026", "01.01.2026", "2026-13-01", "now", "2026-01-01T25:00:00", "2026-01-01 or so"})
        QVERIFY2(!validityFrom(QLatin1String(typed)), typed);
}

void TestRate::keysAreStable()
{
    for (const RateKind kind : allRateKinds)
        QCOMPARE(rateKindFromKey(rateKindKey(kind)), std::optional(kind));
    QCOMPARE(rateKindKey(RateKind::Cost), QStringLiteral("cost"));
    QCOMPARE(rateKindKey(RateKind::Recharge), QStringLiteral("recharge"));
    QVERIFY(!rateKindFromKey(QStringLiteral("Cost")));
}

QTEST_GUILESS_MAIN(TestRate)
#include "tst_rate.moc"

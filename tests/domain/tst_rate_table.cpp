// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/rate_table.h"

#include "domain/masking/masking.h"
#include "domain/number/number_reader.h"

#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>

using namespace callveil;

namespace {

Rate rate(const char *prefix, qint64 price, qint64 from = 0, RateKind kind = RateKind::Cost)
{
    Rate rate;
    rate.kind = kind;
    rate.prefix = QLatin1String(prefix);
    rate.price = price;
    rate.currency = QStringLiteral("EUR");
    rate.validFrom = from;
    return rate;
}

PhoneNumber number(const QString &e164)
{
    return NumberReader(QStringLiteral("GB")).read(e164);
}

/// The price that holds for a zone at a moment; -1 without one.
qint64 priceOf(const RateTable &table, const QString &zone, qint64 at = 100)
{
    const Rate *found = table.find(RateKind::Cost, zone, at);
    return found ? found->price : -1;
}

/// The same without any cleverness: all rates are looked through.
const Rate *slowly(const std::vector<Rate> &rates, RateKind kind, const QString &zone, qint64 at)
{
    const Rate *best = nullptr;
    for (const Rate &each : rates) {
        const bool isLast = std::none_of(rates.begin(), rates.end(), [&](const Rate &other) {
            return other.kind == each.kind && other.prefix == each.prefix && other.validFrom > each.validFrom
                && other.validFrom <= at;
        });
        if (each.kind == kind && zone.startsWith(each.prefix) && each.validFrom <= at && isLast
            && (!each.validUntil || at < *each.validUntil) && (!best || each.prefix.size() > best->prefix.size()))
            best = &each;
    }
    return best;
}

QString digits(int least, int most)
{
    QString text;
    const auto count = *rc::gen::inRange(least, most + 1);
    for (int i = 0; i < count; ++i)
        text += QChar(u'0' + *rc::gen::inRange(i == 0 ? 1 : 0, i == 0 ? 4 : 3)); // few digits, so that prefixes meet
    return text;
}

} // namespace

/// Which rate holds: by the longest prefix and by the moment; and what of a number a leg may keep for that.
class TestRateTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLongestPrefixCounts();
    void theRateOfTheMomentHolds();
    void anEndLeadsToTheShorterPrefix();
    void listsAreApart();
    void findsWhatALookThroughAllFinds();
    void aZoneIsThePrefix();
    void aZoneNeverUndoesTheMask_data();
    void aZoneNeverUndoesTheMask();
    void aZoneLeavesFourDigitsToGuess();
    void aZoneRatesLikeTheNumber();
    void whatIsNoNumberHasNoZone();
    void theOtherPartyIsRated_data();
    void theOtherPartyIsRated();
    void onlyVoiceIsCharged();
    void tellsCountriesOfPrefixes();
};

void TestRateTable::theLongestPrefixCounts()
{
    const RateTable table({rate("+4", 1), rate("+44", 2), rate("+4420", 3), rate("+447", 4)});
    QCOMPARE(priceOf(table, QStringLiteral("+4420")), 3);
    QCOMPARE(priceOf(table, QStringLiteral("+442079")), 3);
    QCOMPARE(priceOf(table, QStringLiteral("+4421")), 2);
    QCOMPARE(priceOf(table, QStringLiteral("+44")), 2);
    QCOMPARE(priceOf(table, QStringLiteral("+49")), 1);
    QCOMPARE(priceOf(table, QStringLiteral("+33")), -1);
    QCOMPARE(priceOf(table, QString()), -1);
    QCOMPARE(priceOf(RateTable(), QStringLiteral("+44")), -1);
}

void TestRateTable::theRateOfTheMomentHolds()
{
    const RateTable table({rate("+44", 30, 300), rate("+44", 10, 100), rate("+44", 20, 200)});
    for (const auto &[at, price] :
        {std::pair(99, -1), {100, 10}, {199, 10}, {200, 20}, {299, 20}, {300, 30}, {9999, 30}})
        QCOMPARE(priceOf(table, QStringLiteral("+44"), at), price);
}

void TestRateTable::anEndLeadsToTheShorterPrefix()
{
    Rate ended = rate("+4420", 3, 100);
    ended.validUntil = 200;
    const RateTable table({rate("+44", 2), ended, rate("+4420", 1, 50)});
    QCOMPARE(priceOf(table, QStringLiteral("+4420"), 99), 1);
    QCOMPARE(priceOf(table, QStringLiteral("+4420"), 199), 3);
    QCOMPARE(priceOf(table, QStringLiteral("+4420"), 200), 2); // and the one before does not come back
}

void TestRateTable::listsAreApart()
{
    const RateTable table({rate("+44", 2), rate("+4420", 9, 0, RateKind::Recharge)});
    const LegCharges charges = table.charges({Medium::Voice, QStringLiteral("+4420"), 5, 120});
    QCOMPARE(charges.cost, std::optional(Money{4, QStringLiteral("EUR")}));
    QCOMPARE(charges.recharge, std::optional(Money{18, QStringLiteral("EUR")}));
    QVERIFY(!table.charges({Medium::Voice, QStringLiteral("+44"), 5, 120}).recharge);
}

void TestRateTable::findsWhatALookThroughAllFinds()
{
    const bool holds = rc::check([] {
        std::vector<Rate> rates;
        const int count = *rc::gen::inRange(0, 30);
        for (int i = 0; i < count; ++i) {
            Rate each =
                rate("", i, *rc::gen::inRange(0, 5) * 10, *rc::gen::element(RateKind::Cost, RateKind::Recharge));
            each.prefix = u'+' + digits(1, 4);
            if (*rc::gen::arbitrary<bool>())
                each.validUntil = each.validFrom + *rc::gen::inRange(1, 30);
            const bool isTaken = std::any_of(rates.begin(), rates.end(), [&](const Rate &other) {
                return other.kind == each.kind && other.prefix == each.prefix && other.validFrom == each.validFrom;
            });
            if (!isTaken) // which the database sees to
                rates.push_back(each);
        }
        const RateTable table(rates);
        const QString zone = u'+' + digits(1, 6);
        const qint64 at = *rc::gen::inRange(-5, 80);
        for (const RateKind kind : allRateKinds) {
            const Rate *found = table.find(kind, zone, at);
            const Rate *expected = slowly(rates, kind, zone, at);
            RC_ASSERT((found == nullptr) == (expected == nullptr));
            RC_ASSERT((!found || *found == *expected));
        }
    });
    QVERIFY(holds);
}

void TestRateTable::aZoneIsThePrefix()
{
    const MaskingPolicy policy; // 2 + 2
    const RateTable table({rate("+44", 1), rate("+447700", 2), rate("+4420", 3, 9999), rate("+9", 4)});
    QCOMPARE(table.zoneOf(number(QStringLiteral("+447700900123")), policy), QStringLiteral("+447700"));
    QCOMPARE(table.zoneOf(number(QStringLiteral("+447911123456")), policy), QStringLiteral("+44"));
    // One that will be valid counts too: the leg can be rated by it later.
    QCOMPARE(table.zoneOf(number(QStringLiteral("+442079460123")), policy), QStringLiteral("+4420"));
    // Without a prefix it is the country's, also where a list begins shorter.
    QCOMPARE(table.zoneOf(number(QStringLiteral("+33639980123")), policy), QStringLiteral("+33"));
    QCOMPARE(table.zoneOf(number(QStringLiteral("+919876543210")), policy), QStringLiteral("+91"));
    QCOMPARE(zoneOfCallingCode(QStringLiteral("44")), QStringLiteral("+44"));
    for (const char *none : {"", "0", "999", "012", "800"})
        QCOMPARE(zoneOfCallingCode(QLatin1String(none)), QString());
}

void TestRateTable::aZoneNeverUndoesTheMask_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<MaskingPolicy>("policy");
    QTest::addColumn<QString>("zone");
    const auto add = [](const char *name, const char *text, const MaskingPolicy &policy, const char *zone) {
        QTest::newRow(name) << QString(QLatin1String(text)) << policy << QString(QLatin1String(zone));
    };
    const auto shown = [](int leading, int trailing) { return *MaskingPolicy::replacement(leading, trailing); };
    // Twelve digits; every prefix of it has a rate.
    add("2 + 2", "+447700900123", shown(2, 2), "+447700"); // 6: four of them stay hidden
    add("2 + 4", "+447700900123", shown(2, 4), "+4477");
    add("2 + 6", "+447700900123", shown(2, 6), "+44");
    add("6 + 4", "+447700900123", shown(6, 4), "+447700"); // which the mask shows anyhow
    add("9 + 2", "+447700900123", shown(9, 2), "+4477009"); // no more than a prefix may have
    add("random", "+447700900123", MaskingPolicy::random(), "+4477009");
    add("masked whole", "+447700900123", shown(8, 4), "+4477009"); // 4 + 8: nothing is shown
    add("off", "+447700900123", MaskingPolicy::off(), "+44770"); // +44 770***0123
    add("off, as few digits as a mask of stars hides", "+12125550123", MaskingPolicy::off(), "+1212"); // +1 212***0123
    add("off, stars alone", "+443009001", MaskingPolicy::off(), "+44300"); // +44 *******
    add("short number", "+6834002", shown(2, 0), "+683");
    add("short number, random", "+6834002", MaskingPolicy::random(), "+683");
}

void TestRateTable::aZoneNeverUndoesTheMask()
{
    QFETCH(QString, text);
    QFETCH(MaskingPolicy, policy);
    QFETCH(QString, zone);
    std::vector<Rate> rates;
    for (int length = 1; length <= Rate::mostDigits; ++length)
        rates.push_back(rate(qPrintable(text.left(length + 1)), length));
    const PhoneNumber read = number(text);
    QCOMPARE(read.kind, NumberKind::E164);
    QCOMPARE(RateTable(rates).zoneOf(read, policy), zone);
}

void TestRateTable::aZoneLeavesFourDigitsToGuess()
{
    const bool holds = rc::check([] {
        PhoneNumber some;
        some.kind = NumberKind::E164;
        some.countryCode = *rc::gen::element(1, 44, 683);
        some.text = u'+' + QString::number(some.countryCode);
        const int length = *rc::gen::inRange(4, 12);
        for (int i = 0; i < length; ++i)
            some.text += QChar(u'0' + *rc::gen::inRange(0, 10));
        const int leading = *rc::gen::inRange(0, 16), trailing = *rc::gen::inRange(0, 16 - leading);
        const MaskingPolicy policy = *rc::gen::element(
            *MaskingPolicy::replacement(leading, trailing), MaskingPolicy::random(), MaskingPolicy::off());
        const int most = mostZoneDigits(some, policy);
        const int code = int(QString::number(some.countryCode).size());
        const bool isReplaced = policy.kind == MaskingKind::Replacement && some.digits() > leading + trailing;
        const bool isStarred =
            policy.kind == MaskingKind::Off && some.digits() - code > starredLeading + starredTrailing;
        const int known = isReplaced ? std::max(leading, code) : isStarred ? code + starredLeading : code;
        const int behind = isReplaced ? trailing : isStarred ? starredTrailing : 0;
        RC_ASSERT((most >= code || most == Rate::mostDigits));
        RC_ASSERT(most <= Rate::mostDigits);
        RC_ASSERT((most <= known || some.digits() - most - behind >= leastLeftToGuess));
    });
    QVERIFY(holds);
}

/// What a leg keeps rates it as its number did, while the mask allows the prefix.
void TestRateTable::aZoneRatesLikeTheNumber()
{
    const bool holds = rc::check([] {
        std::vector<Rate> rates;
        const int count = *rc::gen::inRange(0, 20);
        for (int i = 0; i < count; ++i) {
            Rate each = rate("", i, i); // each begins at another moment
            each.prefix = u'+' + digits(1, 5);
            rates.push_back(each);
        }
        PhoneNumber some;
        some.kind = NumberKind::E164;
        some.countryCode = 1;
        some.text = QStringLiteral("+1") + digits(10, 10);
        const RateTable table(rates);
        const QString zone = table.zoneOf(some, MaskingPolicy());
        const qint64 at = *rc::gen::inRange(0, 30);
        RC_ASSERT(some.text.startsWith(zone));
        const Rate *byZone = table.find(RateKind::Cost, zone, at);
        const Rate *byNumber = slowly(rates, RateKind::Cost, some.text, at);
        RC_ASSERT((byZone == nullptr) == (byNumber == nullptr));
        RC_ASSERT((!byZone || *byZone == *byNumber));
    });
    QVERIFY(holds);
}

void TestRateTable::whatIsNoNumberHasNoZone()
{
    const RateTable table({rate("+4", 1), rate("+44", 2), rate("+9", 3)});
    for (const char *text : {"", "anonymous", "999", "2001", "*69", "sip:asha@example.org", "+44xxxxxxxx23", "12ab"})
        QCOMPARE(table.zoneOf(number(QLatin1String(text)), MaskingPolicy()), QString());
}

void TestRateTable::theOtherPartyIsRated_data()
{
    QTest::addColumn<LegKind>("kind");
    QTest::addColumn<QString>("customer");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("rated");
    const QString here = QStringLiteral("+447700900123"), there = QStringLiteral("+33639980123");
    QTest::newRow("leg A") << LegKind::A << here << there << here;
    QTest::newRow("leg B") << LegKind::B << here << there << there;
    QTest::newRow("leg A without a customer") << LegKind::A << QString() << there << there;
    QTest::newRow("leg A, withheld") << LegKind::A << QStringLiteral("anonymous") << there << there;
    QTest::newRow("leg B to an extension") << LegKind::B << here << QStringLiteral("2001") << here;
    QTest::newRow("transfer") << LegKind::Transfer << here << there << here;
    QTest::newRow("neither") << LegKind::B << QStringLiteral("999") << QStringLiteral("2001") << QString();
}

void TestRateTable::theOtherPartyIsRated()
{
    QFETCH(LegKind, kind);
    QFETCH(QString, customer);
    QFETCH(QString, agent);
    QFETCH(QString, rated);
    const PhoneNumber first = number(customer), second = number(agent);
    const PhoneNumber *found = ratedParty(kind, first, second);
    QCOMPARE(found ? found->text : QString(), rated);
}

void TestRateTable::onlyVoiceIsCharged()
{
    const RateTable table({rate("+44", 60)});
    QVERIFY(table.charges({Medium::Voice, QStringLiteral("+44"), 5, 0}).cost.has_value());
    for (const Medium medium : {Medium::Sms, Medium::Other}) {
        QVERIFY(table.charges({medium, QStringLiteral("+44"), 5, 60}) == LegCharges());
        QCOMPARE(whyUnrated(medium, QStringLiteral("+44")), WhyUnrated::NotVoice);
    }
    QCOMPARE(whyUnrated(Medium::Voice, QStringLiteral("+33")), WhyUnrated::NoRate);
    QCOMPARE(whyUnrated(Medium::Voice, QString()), WhyUnrated::NoNumber);
    QCOMPARE(whyUnratedKey(WhyUnrated::NoRate), QStringLiteral("no-rate"));
}

void TestRateTable::tellsCountriesOfPrefixes()
{
    for (const auto &[prefix, region] : {std::pair("+44", "GB"), {"+4420", "GB"}, {"+1212", "US"}, {"+353", "IE"},
             {"+3539", "IE"}, {"33", "FR"}, {"+2", ""}, {"", ""}})
        QCOMPARE(regionOfPrefix(QLatin1String(prefix)), QString(QLatin1String(region)));
}

QTEST_GUILESS_MAIN(TestRateTable)
#include "tst_rate_table.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking.h"

#include "domain/number/number_reader.h"

#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

namespace {

TokenHash keyed(const QByteArray &key)
{
    return [key](const QString &text, int attempt) {
        return QMessageAuthenticationCode::hash(
            text.toUtf8() + QByteArray::number(attempt), key, QCryptographicHash::Sha256);
    };
}

PhoneNumber numberOf(NumberKind kind, const QString &text, int countryCode = 0)
{
    PhoneNumber number;
    number.kind = kind;
    number.text = text;
    number.countryCode = countryCode;
    return number;
}

PhoneNumber anyE164()
{
    const int countryCode = *rc::gen::element(1, 44, 49, 91, 354);
    QString text = QString(u'+' + QString::number(countryCode));
    const int digits = *rc::gen::inRange(7, 16);
    while (text.size() <= digits)
        text += QChar(u'0' + *rc::gen::inRange(0, 10));
    return numberOf(NumberKind::E164, text, countryCode);
}

// A number of a length that its country has, as only such a number is ever masked as E.164.
QString anyPossibleNumber()
{
    const auto [code, least, most] = *rc::gen::element(std::tuple(u"+1"_qs, 10, 10), std::tuple(u"+44"_qs, 10, 10),
        std::tuple(u"+49"_qs, 6, 13), std::tuple(u"+91"_qs, 10, 10), std::tuple(u"+354"_qs, 7, 7));
    QString text = QString(code + QChar(u'0' + *rc::gen::inRange(2, 10)));
    const int national = *rc::gen::inRange(least, most + 1);
    while (text.size() < code.size() + national)
        text += QChar(u'0' + *rc::gen::inRange(0, 10));
    return text;
}

MaskingPolicy anyReplacement()
{
    const int leading = *rc::gen::inRange(0, 16);
    return {MaskingKind::Replacement, leading, *rc::gen::inRange(0, 16 - leading)};
}

QString digitsOf(QString text)
{
    static const QRegularExpression other(QStringLiteral("[^0-9]"));
    return text.remove(other);
}

// A token of the hash for one attempt, which shows a run of digits only in the first one.
QByteArray digitsFirst(const QString &, int attempt)
{
    return QByteArray(8, attempt == 0 ? '\xff' : '\0');
}

} // namespace

class TestMasking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesDigits_data();
    void replacesDigits();
    void keepsWhatIdentifiesNobody();
    void masksTextWhole();
    void offKeepsEverything();
    void showsOnlyTheFirstAndLastDigits();
    void masksShortNumbersWhole();
    void survivesADamagedPolicy();
    void makesTokens();
    void tokensDependOnKeyAndNumber();
    void triesAgainWhenATokenShowsDigits();
    void hidesWhenTheHashIsBroken();
    void neverReadsAsANumberAgain();
    void starsNumbers_data();
    void starsNumbers();
    void starsHideAllButSevenDigits();
};

void TestMasking::replacesDigits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("leading");
    QTest::addColumn<int>("trailing");
    QTest::addColumn<QString>("masked");
    QTest::addColumn<bool>("whole");

    const QString number = QStringLiteral("+919876543210");
    QTest::newRow("2+2") << number << 2 << 2 << QStringLiteral("+91xxxxxxxx10") << false;
    QTest::newRow("0+0") << number << 0 << 0 << QStringLiteral("+xxxxxxxxxxxx") << false;
    QTest::newRow("0+4") << number << 0 << 4 << QStringLiteral("+xxxxxxxx3210") << false;
    QTest::newRow("5+0") << number << 5 << 0 << QStringLiteral("+91987xxxxxxx") << false;
    QTest::newRow("all but one") << number << 6 << 5 << QStringLiteral("+919876x43210") << false;
    QTest::newRow("all: whole") << number << 6 << 6 << QStringLiteral("+xxxxxxxxxxxx") << true;
    QTest::newRow("more than all: whole") << number << 15 << 0 << QStringLiteral("+xxxxxxxxxxxx") << true;
}

void TestMasking::replacesDigits()
{
    QFETCH(QString, text);
    QFETCH(int, leading);
    QFETCH(int, trailing);
    const auto policy = MaskingPolicy::replacement(leading, trailing);
    const MaskedNumber result = mask(numberOf(NumberKind::E164, text, 91), policy.value(), {});
    QTEST(result.text, "masked");
    QTEST(result.whole, "whole");
}

void TestMasking::keepsWhatIdentifiesNobody()
{
    const TokenHash hash = keyed("key");
    for (const MaskingPolicy &policy : {MaskingPolicy(), MaskingPolicy::random(), MaskingPolicy::off()}) {
        QCOMPARE(mask(numberOf(NumberKind::ShortCode, u"112"_qs), policy, hash).text, u"112"_qs);
        QCOMPARE(mask(numberOf(NumberKind::FeatureCode, u"*69"_qs), policy, hash).text, u"*69"_qs);
        QCOMPARE(mask(numberOf(NumberKind::Extension, u"4021"_qs), policy, hash).text, u"4021"_qs);
        QCOMPARE(mask(numberOf(NumberKind::AlreadyMasked, u"138****1234"_qs), policy, hash).text, u"138****1234"_qs);
        QCOMPARE(mask(numberOf(NumberKind::Withheld, {}), policy, hash).text, u"Withheld"_qs);
        QCOMPARE(mask(numberOf(NumberKind::Absent, {}), policy, hash).text, QString());
    }
}

void TestMasking::masksTextWhole()
{
    const MaskingPolicy policy;
    QCOMPARE(mask(numberOf(NumberKind::Text, u"client1"_qs), policy, {}).text, u"xxxxxxx"_qs);
    QCOMPARE(mask(numberOf(NumberKind::Text, QString(200, u'7')), policy, {}).text, QString(15, u'x'));
}

void TestMasking::offKeepsEverything()
{
    const MaskingPolicy off = MaskingPolicy::off();
    QCOMPARE(mask(numberOf(NumberKind::E164, u"+12125550123"_qs, 1), off, {}).text, u"+12125550123"_qs);
    QCOMPARE(mask(numberOf(NumberKind::Text, u"client1"_qs), off, {}).text, u"client1"_qs);
}

void TestMasking::showsOnlyTheFirstAndLastDigits()
{
    QVERIFY(rc::check("first n and last n' digits, an x for each other, nothing more", [] {
        const PhoneNumber number = anyE164();
        const MaskingPolicy policy = anyReplacement();
        const MaskedNumber masked = mask(number, policy, {});
        const int shown = masked.whole ? 0 : policy.leading + policy.trailing;
        RC_ASSERT(masked.text.size() == number.text.size());
        RC_ASSERT(masked.text.front() == u'+');
        RC_ASSERT(digitsOf(masked.text).size() == shown);
        RC_ASSERT(masked.whole == (number.digits() <= policy.leading + policy.trailing));
        RC_ASSERT(!masked.text.contains(digitsOf(number.text)));
        const QString digits = number.text.mid(1);
        const QString body = masked.text.mid(1);
        for (int i = 0; i < digits.size(); ++i) {
            const bool isShown = !masked.whole && (i < policy.leading || i >= int(digits.size()) - policy.trailing);
            RC_ASSERT(body[i] == (isShown ? digits[i] : QChar(u'x')));
        }
    }));
}

void TestMasking::masksShortNumbersWhole()
{
    for (int digits = 1; digits <= 15; ++digits) {
        const PhoneNumber number = numberOf(NumberKind::E164, QString(u'+' + QString(digits, u'5')), 5);
        for (int leading = 0; leading <= 15; ++leading) {
            const MaskedNumber masked = mask(number, MaskingPolicy::replacement(leading, 15 - leading).value(), {});
            QVERIFY(masked.whole);
            QCOMPARE(masked.text, QString(u'+' + QString(digits, u'x')));
        }
    }
}

void TestMasking::survivesADamagedPolicy()
{
    const PhoneNumber number = numberOf(NumberKind::E164, u"+12125550123"_qs, 1);
    constexpr int most = std::numeric_limits<int>::max();
    QCOMPARE(mask(number, {MaskingKind::Replacement, most, most}, {}).text, u"+xxxxxxxxxxx"_qs);
    QCOMPARE(mask(number, {MaskingKind::Replacement, -most, 2}, {}).text, u"+xxxxxxxxx23"_qs);
    const PhoneNumber damaged = numberOf(NumberKind::E164, u"+1+212 name 23"_qs, 1);
    QCOMPARE(mask(damaged, {MaskingKind::Replacement, 1, 1}, {}).text, u"+1xxxxxxxxxxx3"_qs);
}

void TestMasking::makesTokens()
{
    static const QRegularExpression token(QStringLiteral("^[A-Z2-7]{12}$"));
    static const QRegularExpression digitRun(QStringLiteral("[0-9]{4}"));
    const TokenHash hash = keyed("key");
    QVERIFY(rc::check("12 characters of A-Z and 2-7, never four digits in a row", [&hash] {
        const QString text = mask(anyE164(), MaskingPolicy::random(), hash).text;
        RC_ASSERT(token.match(text).hasMatch());
        RC_ASSERT(!digitRun.match(text).hasMatch());
    }));
    QVERIFY(
        token.match(mask(numberOf(NumberKind::Text, u"client1"_qs), MaskingPolicy::random(), hash).text).hasMatch());
}

void TestMasking::tokensDependOnKeyAndNumber()
{
    QVERIFY(rc::check("equal for equal key and number, different otherwise", [] {
        const PhoneNumber number = anyE164();
        const PhoneNumber other = anyE164();
        const auto token = [](const PhoneNumber &of, const char *key) {
            return mask(of, MaskingPolicy::random(), keyed(key)).text;
        };
        RC_ASSERT(token(number, "process 1") == token(number, "process 1"));
        RC_ASSERT(token(number, "process 1") != token(number, "process 2"));
        RC_ASSERT((token(number, "process 1") == token(other, "process 1")) == (number.text == other.text));
    }));
}

void TestMasking::triesAgainWhenATokenShowsDigits()
{
    const PhoneNumber number = numberOf(NumberKind::E164, u"+12125550123"_qs, 1);
    QCOMPARE(mask(number, MaskingPolicy::random(), digitsFirst).text, QString(12, u'A'));
}

void TestMasking::hidesWhenTheHashIsBroken()
{
    const PhoneNumber number = numberOf(NumberKind::E164, u"+12125550123"_qs, 1);
    const MaskingPolicy random = MaskingPolicy::random();
    const QString hidden(12, u'x');
    QCOMPARE(mask(number, random, {}).text, hidden);
    QCOMPARE(mask(number, random, [](const QString &, int) { return QByteArray(7, 'a'); }).text, hidden);
    QCOMPARE(mask(number, random, [](const QString &, int) { return QByteArray(8, '\xff'); }).text, hidden);
}

void TestMasking::neverReadsAsANumberAgain()
{
    const TokenHash hash = keyed("key");
    QVERIFY(rc::check("masked text is no E.164 number for any reader", [&hash] {
        const NumberReader reader(*rc::gen::element(u"US"_qs, u"GB"_qs, u"DE"_qs, u"IN"_qs, u"IS"_qs));
        const PhoneNumber number = reader.read(anyPossibleNumber());
        RC_PRE(number.kind == NumberKind::E164);
        RC_ASSERT(reader.read(mask(number, anyReplacement(), hash).text).kind != NumberKind::E164);
        RC_ASSERT(reader.read(mask(number, MaskingPolicy::random(), hash).text).kind != NumberKind::E164);
        RC_ASSERT(reader.read(starred(number)).kind != NumberKind::E164);
    }));
}

void TestMasking::starsNumbers_data()
{
    QTest::addColumn<NumberKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("countryCode");
    QTest::addColumn<QString>("shown");

    using enum NumberKind;
    QTest::newRow("China") << E164 << u"+8613800001234"_qs << 86 << u"+86 138****1234"_qs;
    QTest::newRow("eight national digits") << E164 << u"+4520000123"_qs << 45 << u"+45 200*0123"_qs;
    QTest::newRow("seven national digits") << E164 << u"+3545550123"_qs << 354 << u"+354 *******"_qs;
    QTest::newRow("leading zero of Italy") << E164 << u"+390212345678"_qs << 39 << u"+39 021***5678"_qs;
    QTest::newRow("country code that does not fit") << E164 << u"+12125550123"_qs << 44 << u"************"_qs;
    QTest::newRow("country code missing") << E164 << u"+12125550123"_qs << 0 << u"************"_qs;
    QTest::newRow("text") << Text << u"client1"_qs << 0 << u"*******"_qs;
    QTest::newRow("long text") << Text << QString(90, u'a') << 0 << QString(15, u'*');
    QTest::newRow("short code") << ShortCode << u"112"_qs << 0 << u"112"_qs;
    QTest::newRow("feature code") << FeatureCode << u"*69"_qs << 0 << u"*69"_qs;
    QTest::newRow("extension") << Extension << u"4021"_qs << 0 << u"4021"_qs;
    QTest::newRow("masked") << AlreadyMasked << u"0XXXXXX4890"_qs << 0 << u"0XXXXXX4890"_qs;
    QTest::newRow("withheld") << Withheld << QString() << 0 << u"Withheld"_qs;
    QTest::newRow("absent") << Absent << QString() << 0 << QString();
}

void TestMasking::starsNumbers()
{
    QFETCH(NumberKind, kind);
    QFETCH(QString, text);
    QFETCH(int, countryCode);
    QTEST(starred(numberOf(kind, text, countryCode)), "shown");
}

void TestMasking::starsHideAllButSevenDigits()
{
    QVERIFY(rc::check("country code, then at most 3 + 4 digits and a star for each other", [] {
        const PhoneNumber number = anyE164();
        const QString code = QString(u'+' + QString::number(number.countryCode) + u' ');
        const QString shown = starred(number);
        RC_ASSERT(shown.startsWith(code));
        const QString national = shown.mid(code.size());
        RC_ASSERT(national.size() == number.text.size() - code.size() + 1);
        RC_ASSERT(digitsOf(national).size() == (national.size() < 8 ? 0 : 7));
    }));
}

QTEST_APPLESS_MAIN(TestMasking)
#include "tst_masking.moc"

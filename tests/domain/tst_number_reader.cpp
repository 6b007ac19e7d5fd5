// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_reader.h"

#include <QtTest>

#include <thread>

using namespace callveil;

class TestNumberReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheKind_data();
    void tellsTheKind();
    void readsWithheldWords();
    void makesE164_data();
    void makesE164();
    void tellsRegionAndArea();
    void readsAnInvalidNumberWithAWarning();
    void looksAtSixtyFourCharacters();
    void keepsListedExtensions();
    void readsStrictly();
    void refusesStrictlyWithoutRepeatingTheValue_data();
    void refusesStrictlyWithoutRepeatingTheValue();
    void readsInSeveralRegions();
    void knowsRegions();
    void readsInAnUnknownRegion();
    void answersAlikeOnAllThreads();
};

void TestNumberReader::tellsTheKind_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("raw");
    QTest::addColumn<NumberKind>("kind");

    using enum NumberKind;
    const auto row = [](const QString &region, const QString &raw, NumberKind kind) {
        QTest::newRow(qUtf8Printable(QString(region + u": " + raw))) << region << raw << kind;
    };
    const QString us = u"US"_qs;
    const QString in = u"IN"_qs;
    const QString de = u"DE"_qs;
    // withheld
    for (const QString &raw : {u""_qs, u"   "_qs, u"-1"_qs, u"-4"_qs, u"0"_qs, u"0000000000"_qs})
        row(us, raw, Withheld);
    row(us, u"sip:anonymous@anonymous.invalid"_qs, Withheld);
    row(us, u"-5"_qs, Text);
    // masked by the source
    for (const QString &raw : {u"138****1234"_qs, u"0XXXXXX4890"_qs, u"+91xxxxxxxx10"_qs, u"91-XXXXX-43210"_qs,
             u"**6789"_qs, u"98xx"_qs, u"+1 (212) xxx-xxxx"_qs})
        row(us, raw, AlreadyMasked);
    for (const QString &raw : {u"13812345***"_qs, u"212555xx0123"_qs, u"****"_qs, u"xxxxxxxxxx"_qs, u"98765x3210"_qs,
             u"+919876x43210"_qs, u"138****12ab"_qs})
        row(us, raw, Text);
    row(de, u"+493023125x000"_qs, Text); // one hidden digit, not an extension
    // codes
    for (const QString &raw : {u"*69"_qs, u"#31#"_qs, u"*21*4021#"_qs, u"##002#"_qs})
        row(us, raw, FeatureCode);
    for (const QString &raw : {u"*67 2125550123"_qs, u"*672125550123"_qs, u"#31#+919876543210"_qs, u"*"_qs, u"#*#"_qs})
        row(us, raw, Text);
    row(us, u"911"_qs, ShortCode);
    row(in, u"112"_qs, ShortCode);
    row(u"GB"_qs, u"999"_qs, ShortCode);
    row(u"AU"_qs, u"000"_qs, ShortCode);
    row(us, u"000"_qs, Withheld);
    row(us, u"101"_qs, Extension);
    row(us, u"7"_qs, Extension);
    row(in, u"4021"_qs, Extension);
    row(de, u"101"_qs, Text); // may be dialled locally there
    row(us, u"5550123"_qs, Text); // a local number is somebody's line
    row(us, u"10-1"_qs, Text);
    row(us, u"x123"_qs, Text);
    row(us, u"+101"_qs, Text);
    // numbers
    row(us, u"2125550123"_qs, E164);
    row(us, u"sip:+12125550123@pbx.example"_qs, E164);
    row(us, u"sip:2125550123@pbx.example;user=phone"_qs, E164);
    row(us, u"sip:101@pbx.example"_qs, Text);
    row(us, u"sip:212-555-0123@pbx.example"_qs, Text);
    row(us, u"sip:alice@pbx.example"_qs, Text);
    row(us, u"sip:2125550123"_qs, Text);
    row(us, u"tel:+1-212-555-0123"_qs, E164);
    row(us, u"tel:5550123;phone-context=+1-212"_qs, Text);
    // anything else
    for (const QString &raw : {u"client1"_qs, u"Alice"_qs, u"2125550123@example.org"_qs, u"1-800-EXAMPLE"_qs,
             u"212 555 0123, 212 555 0124"_qs, u"9.19877E+11"_qs, u"++12125550123"_qs, u"12345678901234567890"_qs,
             u"\uff12\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff12\uff13"_qs, u"212\u200b5550123"_qs,
             u"\u0669\u0668\u0667\u0666\u0665\u0664\u0663\u0662\u0661\u0660"_qs, u"212555\u00ad0123"_qs, u"&"_qs})
        row(us, raw, Text);
}

void TestNumberReader::tellsTheKind()
{
    QFETCH(QString, region);
    QFETCH(QString, raw);
    const PhoneNumber number = NumberReader(region).read(raw);
    QTEST(number.kind, "kind");
    if (number.kind == NumberKind::Withheld)
        QVERIFY(number.text.isEmpty());
    else if (number.kind != NumberKind::E164)
        QCOMPARE(number.text, raw.trimmed());
}

void TestNumberReader::readsWithheldWords()
{
    const NumberReader reader(u"US"_qs);
    for (const QString &word : {u"anonymous"_qs, u"unknown"_qs, u"private"_qs, u"restricted"_qs, u"unavailable"_qs,
             u"withheld"_qs, u"blocked"_qs, u"not available"_qs}) {
        QCOMPARE(reader.read(word).kind, NumberKind::Withheld);
        QCOMPARE(reader.read(QString(u' ' + word.toUpper() + u'\t')).kind, NumberKind::Withheld);
        QCOMPARE(reader.read(QString(word + u'1')).kind, NumberKind::Text);
    }
}

void TestNumberReader::makesE164_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("text");

    const QString newYork = u"+12125550123"_qs;
    const QString london = u"+442079460123"_qs;
    QTest::newRow("national") << u"US"_qs << u"(212) 555-0123"_qs << newYork;
    QTest::newRow("dots and blanks") << u"US"_qs << u"  1.212.555.0123 "_qs << newYork;
    QTest::newRow("IDD of the United States") << u"US"_qs << u"011442079460123"_qs << london;
    QTest::newRow("IDD of India") << u"IN"_qs << u"0012125550123"_qs << newYork;
    QTest::newRow("trunk zero") << u"GB"_qs << u"020 7946 0123"_qs << london;
    QTest::newRow("trunk zero in brackets") << u"US"_qs << u"+44 (0)20 7946 0123"_qs << london;
    QTest::newRow("mobile without country code") << u"IN"_qs << u"9876543210"_qs << u"+919876543210"_qs;
    QTest::newRow("leading zero of Italy") << u"IT"_qs << u"02 1234 5678"_qs << u"+390212345678"_qs;
    QTest::newRow("extension with x") << u"US"_qs << u"212-555-0123 x57324"_qs << newYork;
    QTest::newRow("extension with glued x") << u"US"_qs << u"001-212-555-0123x573"_qs << QString();
    QTest::newRow("extension glued to an international number") << u"IN"_qs << u"+1 212-555-0123x57324"_qs << newYork;
    QTest::newRow("extension with ext.") << u"US"_qs << u"212-555-0123 ext. 12"_qs << newYork;
    QTest::newRow("extension with hash") << u"US"_qs << u"2125550123#12"_qs << newYork;
}

void TestNumberReader::makesE164()
{
    QFETCH(QString, region);
    QFETCH(QString, raw);
    QFETCH(QString, text);
    const PhoneNumber number = NumberReader(region).read(raw);
    QCOMPARE(number.kind, text.isEmpty() ? NumberKind::Text : NumberKind::E164);
    QCOMPARE(number.text, text.isEmpty() ? raw : text);
}

void TestNumberReader::tellsRegionAndArea()
{
    const NumberReader reader(u"IN"_qs);
    const PhoneNumber newYork = reader.read(u"+12125550123");
    QCOMPARE(newYork.region, u"US"_qs);
    QCOMPARE(newYork.countryCode, 1);
    QCOMPARE(newYork.area, u"212"_qs);
    QVERIFY(newYork.valid);
    const PhoneNumber london = reader.read(u"+442079460123");
    QCOMPARE(london.region, u"GB"_qs);
    QCOMPARE(london.area, u"20"_qs);
    const PhoneNumber milan = reader.read(u"+390212345678");
    QCOMPARE(milan.area, u"02"_qs);
    const PhoneNumber mobile = reader.read(u"9876543210");
    QCOMPARE(mobile.region, u"IN"_qs);
    QCOMPARE(mobile.countryCode, 91);
    QCOMPARE(mobile.area, QString());
    const PhoneNumber tollFree = reader.read(u"+18005550123");
    QCOMPARE(tollFree.area, QString());
    QCOMPARE(reader.read(u"+80012345678").region, u"001"_qs);
}

void TestNumberReader::readsAnInvalidNumberWithAWarning()
{
    const PhoneNumber number = NumberReader(u"IN"_qs).read(u"+15551234567"); // no such area code
    QCOMPARE(number.kind, NumberKind::E164);
    QCOMPARE(number.region, u"US"_qs);
    QVERIFY(!number.valid);
}

void TestNumberReader::looksAtSixtyFourCharacters()
{
    const NumberReader reader(u"US"_qs);
    const QString number = u"2125550123"_qs;
    QCOMPARE(reader.read(QString(number + QString(100, u' '))).kind, NumberKind::E164);
    QCOMPARE(reader.read(QString(number + QString(54, u'-'))).kind, NumberKind::E164);
    QCOMPARE(reader.read(QString(number + QString(55, u'-'))).kind, NumberKind::Text);
    QCOMPARE(reader.read(QString(65, u'x')).text.size(), 65);
}

void TestNumberReader::keepsListedExtensions()
{
    const NumberReader reader(u"US"_qs, {u"5550123"_qs, u"2125550123"_qs});
    QCOMPARE(reader.read(u"5550123").kind, NumberKind::Extension);
    QCOMPARE(reader.read(u" 2125550123 ").kind, NumberKind::Extension);
    QCOMPARE(reader.read(u"212-555-0123").kind, NumberKind::E164);
    QCOMPARE(reader.read(u"5550124").kind, NumberKind::Text);
}

void TestNumberReader::readsStrictly()
{
    const NumberReader reader(u"US"_qs);
    const auto number = reader.readStrictly(u" (212) 555-0123 ", u"number"_qs);
    QVERIFY(number.has_value());
    QVERIFY(*number == reader.read(u"2125550123"));
}

void TestNumberReader::refusesStrictlyWithoutRepeatingTheValue_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<Fault>("fault");

    QTest::newRow("empty") << u" "_qs << Fault::NumberNotPossible;
    QTest::newRow("local") << u"5550123"_qs << Fault::NumberNotPossible;
    QTest::newRow("emergency") << u"911"_qs << Fault::NumberNotPossible;
    QTest::newRow("extension") << u"4021"_qs << Fault::NumberNotPossible;
    QTest::newRow("too long") << QString(70, u'2') << Fault::NumberNotPossible;
    QTest::newRow("letters") << u"212 555 0123 ext 4"_qs << Fault::NumberCharacters;
    QTest::newRow("masked") << u"138****1234"_qs << Fault::NumberCharacters;
    QTest::newRow("address") << u"sip:2125550123@pbx.example"_qs << Fault::NumberCharacters;
}

void TestNumberReader::refusesStrictlyWithoutRepeatingTheValue()
{
    QFETCH(QString, raw);
    const auto number = NumberReader(u"US"_qs).readStrictly(raw, u"number"_qs);
    QVERIFY(!number.has_value());
    QCOMPARE(number.error().code, ErrorCode::Invalid);
    QTEST(number.error().fault, "fault");
    QCOMPARE(number.error().args, QStringList{u"number"_qs});
    QVERIFY(number.error().detail.isEmpty());
}

void TestNumberReader::readsInSeveralRegions()
{
    const QStringList regions{u"GB"_qs, u"DE"_qs, u"GB"_qs};
    const QString london = u"+442079460123"_qs;
    QCOMPARE(NumberReader::readings(u"+44 20 7946 0123", regions), QStringList{london});
    QCOMPARE(NumberReader::readings(u"+44 20 7946 0123", {}), QStringList{london});
    QCOMPARE(NumberReader::readings(u"020 7946 0123", {}), QStringList());
    QCOMPARE(NumberReader::readings(u"020 7946 0123", regions), QStringList({london, u"+492079460123"_qs}));
    for (const QString &typed : {QString(), u"020"_qs, u"+44"_qs, u"138****1234"_qs, u"call me"_qs})
        QCOMPARE(NumberReader::readings(typed, regions), QStringList());
}

void TestNumberReader::knowsRegions()
{
    QVERIFY(NumberReader::isRegion(u"IN"_qs));
    QVERIFY(!NumberReader::isRegion(u"XX"_qs));
    QVERIFY(!NumberReader::isRegion(QString()));
    const QStringList regions = NumberReader::regions();
    QVERIFY(regions.size() > 200);
    QVERIFY(std::is_sorted(regions.cbegin(), regions.cend()));
    QVERIFY(regions.contains(u"US"_qs));
}

void TestNumberReader::readsInAnUnknownRegion()
{
    for (const QString &region : {QString(), u"XX"_qs}) {
        const NumberReader reader(region);
        QCOMPARE(reader.region(), region);
        QCOMPARE(reader.read(u"+12125550123").text, u"+12125550123"_qs);
        QCOMPARE(reader.read(u"2125550123").kind, NumberKind::Text);
    }
}

void TestNumberReader::answersAlikeOnAllThreads()
{
    const NumberReader reader(u"IN"_qs);
    QList<PhoneNumber> alone;
    const QStringList texts{u"+12125550123"_qs, u"+442079460123"_qs, u"112"_qs, u"9876543210"_qs, u"4021"_qs};
    for (const QString &text : texts)
        alone += reader.read(text);
    QList<QList<PhoneNumber>> together(4);
    std::vector<std::thread> threads;
    for (QList<PhoneNumber> &numbers : together) {
        threads.emplace_back([&reader, &texts, &numbers] {
            for (int i = 0; i < 200; ++i)
                numbers += reader.read(texts[i % texts.size()]);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (const QList<PhoneNumber> &numbers : together) {
        for (int i = 0; i < numbers.size(); ++i)
            QVERIFY(numbers[i] == alone[i % alone.size()]);
    }
}

QTEST_APPLESS_MAIN(TestNumberReader)
#include "tst_number_reader.moc"

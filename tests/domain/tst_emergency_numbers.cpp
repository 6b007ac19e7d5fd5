// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/emergency_numbers.h"

#include "domain/number/number_reader.h"

#include <QtTest>

using namespace callveil;

/// What is known of emergency numbers, and what may be one.
class TestEmergencyNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsThoseOfCountries_data();
    void knowsThoseOfCountries();
    void knowsExactNumbersOnly();
    void knowsNoneOfWhatIsNoCountry();
    void answersAgainAtOnce();
    void bringsNumbersIntoOneForm();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
};

void TestEmergencyNumbers::knowsThoseOfCountries_data()
{
    QTest::addColumn<QStringList>("least");
    QTest::addColumn<bool>("exactly");
    const auto add = [](const char *country, const char *least, bool exactly) {
        QTest::newRow(country) << QString::fromLatin1(least).split(u' ') << exactly;
    };
    // The data differ with the library's year; of what never changed, all is expected.
    add("GB", "112 999", true);
    add("DE", "110 112", true);
    add("US", "911", false);
    add("FR", "15 17 18 112", false);
    add("IN", "100 101 102 108 112", false);
    add("JP", "110 119", false);
    add("AU", "000 112", false);
    add("RU", "01 02 03 112", false);
    add("ZA", "112 10111", false);
}

void TestEmergencyNumbers::knowsThoseOfCountries()
{
    QFETCH(QStringList, least);
    QFETCH(bool, exactly);
    const QString country = QString::fromLatin1(QTest::currentDataTag());
    const QStringList known = usualEmergencyNumbers(country);
    if (exactly)
        QCOMPARE(known, least);
    for (const QString &digits : least)
        QVERIFY2(known.contains(digits), qPrintable(digits));
    for (const QString &digits : known)
        QVERIFY(checkedEmergencyNumber({country, digits}) == (EmergencyNumber{country, digits}));
    QVERIFY(std::is_sorted(known.begin(), known.end(),
        [](const QString &a, const QString &b) { return std::pair(a.size(), a) < std::pair(b.size(), b); }));
    QVERIFY(known.size() <= 128); // what a server takes at once
}

void TestEmergencyNumbers::knowsExactNumbersOnly()
{
    const QString britain = QStringLiteral("GB");
    QVERIFY(isUsualEmergencyNumber({britain, QStringLiteral("999")}));
    QVERIFY(!isUsualEmergencyNumber({britain, QStringLiteral("9991")}));
    QVERIFY(!isUsualEmergencyNumber({britain, QStringLiteral("100")}));
    QVERIFY(!isUsualEmergencyNumber({QStringLiteral("DE"), QStringLiteral("999")}));
    QVERIFY(!usualEmergencyNumbers(QStringLiteral("US")).contains(QStringLiteral("9111")));
}

void TestEmergencyNumbers::knowsNoneOfWhatIsNoCountry()
{
    for (const char *region : {"", "XX", "gb", "001", "ZZ"})
        QCOMPARE(usualEmergencyNumbers(QLatin1String(region)), QStringList());
}

void TestEmergencyNumbers::answersAgainAtOnce()
{
    const QStringList first = usualEmergencyNumbers(QStringLiteral("ES"));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(usualEmergencyNumbers(QStringLiteral("ES")), first);
    QVERIFY(time.elapsed() < 10000); // a thousand searches would take a minute
}

void TestEmergencyNumbers::bringsNumbersIntoOneForm()
{
    QVERIFY(checkedEmergencyNumber({QStringLiteral(" gb "), QStringLiteral(" 999 ")})
        == (EmergencyNumber{QStringLiteral("GB"), QStringLiteral("999")}));
}

void TestEmergencyNumbers::refusesWhatIsNone_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("digits");
    QTest::addColumn<int>("fault");
    const auto add = [](const char *country, const char *digits, Fault fault) {
        QTest::addRow("%s %s", country, digits)
            << QString::fromUtf8(country) << QString::fromUtf8(digits) << int(fault);
    };
    add("UK", "999", Fault::CountryUnknown);
    add("", "999", Fault::CountryUnknown);
    add("447700900123", "999", Fault::CountryUnknown);
    add("GB", "", Fault::NameEmpty);
    for (const char *digits :
        {"1", "1234567", "447700900123", "+112", "1 1 2", "11a", "112\n9", "\xd9\xa1\xd9\xa1\xd9\xa2", "#112"})
        add("GB", digits, Fault::ChoiceUnknown);
}

void TestEmergencyNumbers::refusesWhatIsNone()
{
    QFETCH(QString, country);
    QFETCH(QString, digits);
    QFETCH(int, fault);
    const auto number = checkedEmergencyNumber({country, digits});
    QVERIFY(!number);
    QCOMPARE(int(number.error().fault), fault);
    QVERIFY(!number.error().args.join(u' ').contains(QStringLiteral("7700")));
}

QTEST_GUILESS_MAIN(TestEmergencyNumbers)
#include "tst_emergency_numbers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking.h"
#include "domain/number/number_finder.h"
#include "domain/number/number_reader.h"

#include <QtTest>

#include <random>

using namespace callveil;

namespace {

/// Makes texts that are nearly numbers. Always the same ones, so that a failure can be repeated by its round.
class Mutator final {
public:
    explicit Mutator(unsigned seed) : m_random(seed) { }

    QString next()
    {
        static const QStringList seeds{u"+919876543210"_qs, u"(212) 555-0123"_qs, u"+44 20 7946 0123"_qs,
            u"030 23125 000"_qs, u"212-555-0123 ext. 12"_qs, u"+91xxxxxxxx10"_qs, u"138****1234"_qs, u"*67"_qs,
            u"sip:+12125550123@pbx.example"_qs, u"tel:+1-212-555-0123"_qs, u"anonymous"_qs, u"0000"_qs, u"911"_qs,
            u"rec-2125550123-20230726-101010-1690325492.2"_qs, u"550e8400-e29b-41d4-a716-446655440000"_qs, u"4021"_qs,
            u"011442079460123"_qs, u"\uff12\uff11\uff125550123"_qs, u"+2125550123x45"_qs, QString()};
        QString text = seeds[below(int(seeds.size()))];
        for (int change = below(6); change > 0; --change)
            mutate(text);
        return text;
    }

private:
    int below(int limit) { return int(m_random() % unsigned(limit)); }

    QString piece()
    {
        static const QStringList pieces{u"0"_qs, u"1"_qs, u"5"_qs, u"9"_qs, u"00"_qs, u"+"_qs, u"x"_qs, u"X"_qs,
            u"*"_qs, u"xx"_qs, u"#"_qs, u" "_qs, u"-"_qs, u"("_qs, u")"_qs, u"."_qs, u"/"_qs, u"@"_qs, u";"_qs,
            u"ext"_qs, u"sip:"_qs, u"tel:"_qs, u"\u0661"_qs, u"\uff19"_qs, u"\u200b"_qs, u"\u00ad"_qs, u"\u00a0"_qs,
            u"\U0001D7CF"_qs, QString(QChar(0xd83d)), QString(QChar(0)), u"%2B"_qs, u"\n"_qs, u"2125550123"_qs,
            QString(70, u'7'), u"a"_qs};
        return pieces[below(int(pieces.size()))];
    }

    void mutate(QString &text)
    {
        const int at = below(int(text.size()) + 1);
        switch (below(4)) {
        case 0:
            text.insert(at, piece());
            break;
        case 1:
            text.remove(at, 1 + below(3));
            break;
        case 2:
            text.replace(at, 1, piece());
            break;
        case 3:
            text += text.mid(at);
            break;
        }
    }

    std::mt19937 m_random;
};

int digitsIn(const QString &text)
{
    return int(std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); }));
}

// The most digits that masked text of a kind may show under Replacement(2, 2).
int mostShown(NumberKind kind)
{
    switch (kind) {
    case NumberKind::E164:
        return 4;
    case NumberKind::AlreadyMasked:
        return 7;
    case NumberKind::ShortCode:
    case NumberKind::FeatureCode:
    case NumberKind::Extension:
        return 6;
    case NumberKind::Absent:
    case NumberKind::Text:
    case NumberKind::Withheld:
        break;
    }
    return 0;
}

} // namespace

class TestHostileNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leakNothing();

private:
    void check(const QString &text, const NumberReader &reader, const NumberFinder &finder);
};

void TestHostileNumbers::leakNothing()
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("CALLVEIL_TEST_COUNT", &isGiven);
    const int rounds = isGiven ? given : 10'000;
    const QStringList regions{u"US"_qs, u"IN"_qs, u"DE"_qs, u"GB"_qs};
    std::vector<std::pair<NumberReader, NumberFinder>> tools;
    for (const QString &region : regions)
        tools.emplace_back(NumberReader(region), NumberFinder(region));
    Mutator mutator(20240229);
    for (int round = 0; round < rounds; ++round) {
        const auto &[reader, finder] = tools[size_t(round) % tools.size()];
        check(mutator.next(), reader, finder);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("in round %1").arg(round)));
    }
}

void TestHostileNumbers::check(const QString &text, const NumberReader &reader, const NumberFinder &finder)
{
    const PhoneNumber number = reader.read(text);
    const QString masked = mask(number, {}, {}).text;
    const QString shown = starred(number);
    QVERIFY(digitsIn(masked) <= mostShown(number.kind));
    QVERIFY(reader.read(masked).kind != NumberKind::E164);
    if (number.kind == NumberKind::E164) {
        QVERIFY(number.digits() >= 3 && number.digits() <= 15);
        QVERIFY(number.text == QString(u'+' + number.text.right(number.digits())));
        QVERIFY(digitsIn(shown) <= QString::number(number.countryCode).size() + 7);
        QVERIFY(number.digits() < 7 || !masked.contains(number.text.mid(1)));
        QVERIFY(!shown.contains(number.text.mid(1 + QString::number(number.countryCode).size())));
    } else {
        QVERIFY(digitsIn(shown) <= mostShown(number.kind));
    }

    const QString cleaned = finder.withNumbersMasked(text);
    QCOMPARE(cleaned.size(), text.size());
    QVERIFY(!finder.containsNumber(cleaned));
    QCOMPARE(finder.containsNumber(text), cleaned != text);
    static const QRegularExpression wideGap(QStringLiteral("[- ()./]{5}"));
    const bool hasTenNationalDigits = number.countryCode == 1 || number.countryCode == 91;
    if (number.valid && hasTenNationalDigits && !text.contains(wideGap))
        QVERIFY(reader.read(cleaned).text != number.text);
}

QTEST_APPLESS_MAIN(TestHostileNumbers)
#include "tst_hostile_numbers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/own_digits.h"

#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

class TestOwnDigits final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void masksTheRecordsOwnNumbers_data();
    void masksTheRecordsOwnNumbers();
    void leavesOtherDigitsAlone_data();
    void leavesOtherDigitsAlone();
    void neverLeavesSevenDigitsInARow();
};

void TestOwnDigits::masksTheRecordsOwnNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    QTest::newRow("in a recording id") << "out-447700900123-1001-20240301.wav"
                                       << "out-xxxxxxxxxxxx-1001-20240301.wav";
    QTest::newRow("national form") << "q-700-07700900123"
                                   << "q-700-0xxxxxxxxxx";
    QTest::newRow("international prefix") << "00447700900123"
                                          << "00xxxxxxxxxxxx";
    QTest::newRow("without its first digits") << "ref 700900123"
                                              << "ref xxxxxxxxx";
    QTest::newRow("punctuated") << "(0044) 7700 - 900.123"
                                << "(00xx) xxxx - xxx.xxx";
    QTest::newRow("glued to other digits") << "1447700900123456"
                                           << "1xxxxxxxxxxxx456";
    QTest::newRow("other digits of Unicode") << QString::fromUtf8("٧٧٠٠٩٠٠١٢٣") << "xxxxxxxxxx";
    QTest::newRow("twice") << "7700900123,7700900123"
                           << "xxxxxxxxxx,xxxxxxxxxx";
}

void TestOwnDigits::masksTheRecordsOwnNumbers()
{
    QFETCH(QString, text);
    QFETCH(QString, masked);
    QCOMPARE(withOwnDigitsMasked(text, {QStringLiteral("1001"), QStringLiteral("+44 7700 900123")}), masked);
}

void TestOwnDigits::leavesOtherDigitsAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a time") << "20240301-101500.wav";
    QTest::newRow("six of them") << "900123";
    QTest::newRow("letters between") << "7700a900b123";
    QTest::newRow("another number") << "441632960999";
    QTest::newRow("nothing") << "";
}

void TestOwnDigits::leavesOtherDigitsAlone()
{
    QFETCH(QString, text);
    QCOMPARE(withOwnDigitsMasked(text, {QStringLiteral("+447700900123"), QStringLiteral("900123")}), text);
}

void TestOwnDigits::neverLeavesSevenDigitsInARow()
{
    const auto texts = [](const std::string &alphabet, int least, int most) {
        return rc::gen::mapcat(rc::gen::inRange(least, most), [alphabet](int size) {
            return rc::gen::container<std::string>(size_t(size), rc::gen::elementOf(alphabet));
        });
    };
    QVERIFY(rc::check("no piece of the number stays in the text", [&] {
        const std::string number = *texts("0123456789", 7, 16);
        const std::string text = *texts("0123456789-_ x.", 0, 20) + number + *texts("0123456789-_ x.", 0, 20);
        const QString masked =
            withOwnDigitsMasked(QString::fromStdString(text), {QString::fromStdString('+' + number)});
        RC_ASSERT(size_t(masked.size()) == text.size());
        for (size_t i = 0; i + 7 <= number.size(); ++i)
            RC_ASSERT(!masked.contains(QString::fromStdString(number.substr(i, 7))));
    }));
}

QTEST_APPLESS_MAIN(TestOwnDigits)
#include "tst_own_digits.moc"

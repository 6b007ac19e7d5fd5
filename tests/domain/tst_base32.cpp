// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/base32.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

class TestBase32 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodesTheVectorsOfTheStandard_data();
    void encodesTheVectorsOfTheStandard();
    void encodesBytesAboveSevenBits();
    void givesEachBlockItsOwnText();
};

void TestBase32::encodesTheVectorsOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    // RFC 4648, section 10, without the padding.
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("one") << QByteArray("f") << QStringLiteral("MY");
    QTest::newRow("two") << QByteArray("fo") << QStringLiteral("MZXQ");
    QTest::newRow("three") << QByteArray("foo") << QStringLiteral("MZXW6");
    QTest::newRow("four") << QByteArray("foob") << QStringLiteral("MZXW6YQ");
    QTest::newRow("five") << QByteArray("fooba") << QStringLiteral("MZXW6YTB");
    QTest::newRow("six") << QByteArray("foobar") << QStringLiteral("MZXW6YTBOI");
}

void TestBase32::encodesTheVectorsOfTheStandard()
{
    QFETCH(QByteArray, bytes);
    QTEST(toBase32(bytes), "text");
}

void TestBase32::encodesBytesAboveSevenBits()
{
    QCOMPARE(toBase32(QByteArray("\xff\xff\xff\xff\xff", 5)), QStringLiteral("77777777"));
    QCOMPARE(toBase32(QByteArray("\0\0", 2)), QStringLiteral("AAAA"));
    QCOMPARE(toBase32(QByteArray(8, '\x80')).size(), 13);
}

void TestBase32::givesEachBlockItsOwnText()
{
    QVERIFY(rc::check("different bytes of one length have different texts of one length", [](quint64 a, quint64 b) {
        const auto text = [](quint64 value) { return toBase32(QByteArrayView(reinterpret_cast<char *>(&value), 8)); };
        RC_ASSERT((a == b) == (text(a) == text(b)));
        RC_ASSERT(text(a).size() == 13);
    }));
}

QTEST_APPLESS_MAIN(TestBase32)
#include "tst_base32.moc"

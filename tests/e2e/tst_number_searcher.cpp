// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/number_searcher.h"

#include <QTest>

using namespace callveil;

/// What looks for leaks must find them: a search that finds nothing proves nothing.
class TestNumberSearcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void searcherFindsEveryForm_data();
    void searcherFindsEveryForm();

private:
    NumberSearcher m_searcher;
};

void TestNumberSearcher::initTestCase()
{
    m_searcher.add(QStringLiteral("customer"), QStringLiteral("+919845017263"), QStringLiteral("9845017263"));
}

void TestNumberSearcher::searcherFindsEveryForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray digits = "+919845017263";
    const QString wide = QStringLiteral("call ") + QStringLiteral("+919845017263");
    const QByteArray utf16(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
    QTest::newRow("E.164") << digits;
    QTest::newRow("trunk prefix") << QByteArray("tel=09845017263;");
    QTest::newRow("groups") << QByteArray("+91 (98450) 17-263");
    QTest::newRow("dots") << QByteArray("98.450.172.63");
    QTest::newRow("reversed") << QByteArray("x3627105489x");
    QTest::newRow("UTF-16") << utf16;
    QTest::newRow("hexadecimal") << digits.toHex();
    QTest::newRow("upper hexadecimal") << digits.toHex().toUpper();
    QTest::newRow("base64") << digits.toBase64();
    QTest::newRow("base64, one before") << QByteArray('a' + digits).toBase64();
    QTest::newRow("base64, two before") << QByteArray("ab" + digits).toBase64();
    QTest::newRow("base64 of UTF-16") << utf16.toBase64();
}

void TestNumberSearcher::searcherFindsEveryForm()
{
    QFETCH(QByteArray, bytes);
    const QByteArray around = "before " + bytes + " behind";
    QCOMPARE(NumberSearcher::labelsOf(m_searcher.inBytes(around, {})), QStringList(QStringLiteral("customer")));
    QCOMPARE(m_searcher.inBytes("+9198xxxxxx63, 98450 172, 17263", {}).size(), 0);
}

QTEST_GUILESS_MAIN(TestNumberSearcher)

#include "tst_number_searcher.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_text.h"

#include <QtTest>

using namespace callveil;

class TestNumberText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsExtensions_data();
    void cutsExtensions();
    void dialsDigitsAndPlusOnly_data();
    void dialsDigitsAndPlusOnly();
    void takesTheUserOfASipAddress();
};

void TestNumberText::cutsExtensions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("extension");
    QTest::addColumn<bool>("glued");

    QTest::newRow("none") << u"212-555-0123"_qs << u"212-555-0123"_qs << QString() << false;
    QTest::newRow("x") << u"212-555-0123 x12"_qs << u"212-555-0123"_qs << u"12"_qs << false;
    QTest::newRow("glued x") << u"212-555-0123x12"_qs << u"212-555-0123"_qs << u"12"_qs << true;
    QTest::newRow("capital X and blanks") << u"2125550123 X 456"_qs << u"2125550123"_qs << u"456"_qs << false;
    QTest::newRow("ext") << u"2125550123 ext 123"_qs << u"2125550123"_qs << u"123"_qs << false;
    QTest::newRow("ext.") << u"2125550123 Ext. 123"_qs << u"2125550123"_qs << u"123"_qs << false;
    QTest::newRow("hash") << u"2125550123#123"_qs << u"2125550123"_qs << u"123"_qs << false;
    QTest::newRow("too long") << u"2125550123x12345678"_qs << u"2125550123x12345678"_qs << QString() << false;
    QTest::newRow("extension only") << u"x12"_qs << QString() << u"12"_qs << false;
    QTest::newRow("no digits behind") << u"2125550123x"_qs << u"2125550123x"_qs << QString() << false;
}

void TestNumberText::cutsExtensions()
{
    QFETCH(QString, text);
    const SplitNumber split = splitExtension(text);
    QTEST(split.number.toString(), "number");
    QTEST(split.extension.toString(), "extension");
    QTEST(split.glued, "glued");
}

void TestNumberText::dialsDigitsAndPlusOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("characters"); // empty: refused

    QTest::newRow("plus and separators") << u"+1 (212) 555-01.23/4"_qs << u"+121255501234"_qs;
    QTest::newRow("no-break space") << u"212\u00a05550123"_qs << u"2125550123"_qs;
    QTest::newRow("plus inside") << u"1+2125550123"_qs << QString();
    QTest::newRow("two plus signs") << u"++12125550123"_qs << QString();
    QTest::newRow("letter") << u"212555O123"_qs << QString();
    QTest::newRow("star") << u"212*555"_qs << QString();
    QTest::newRow("full-width digits") << u"\uff12\uff11\uff12"_qs << QString();
    QTest::newRow("zero-width space") << u"212\u200b5550123"_qs << QString();
    QTest::newRow("plus only") << u"+"_qs << QString();
    QTest::newRow("separators only") << u"(-)"_qs << QString();
}

void TestNumberText::dialsDigitsAndPlusOnly()
{
    QFETCH(QString, text);
    QTEST(QString::fromStdString(dialled(text).value_or(std::string())), "characters");
}

void TestNumberText::takesTheUserOfASipAddress()
{
    QCOMPARE(sipUser(u"sip:alice@example.org").value(), QStringView(u"alice"));
    QCOMPARE(sipUser(u"SIPS:+12125550123@example.org;user=phone").value(), QStringView(u"+12125550123"));
    QVERIFY(sipUser(u"sip:example.org")->isEmpty());
    QVERIFY(!sipUser(u"alice@example.org"));
}

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"

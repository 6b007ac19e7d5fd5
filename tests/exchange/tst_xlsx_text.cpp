// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/xlsx_text.h"

#include "exchange/sheet_texts.h"
#include "support/xlsx_book.h"

#include <QTest>
#include <rapidcheck.h>

using namespace callveil;

class tst_XlsxText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesUsualTextsAlone();
    void escapesWhatXmlCannotHold();
    void escapesWhatLooksEscaped();
    void anyTextCanBeReadBack();
    void cutsWhatACellCannotHold();
    void namesSheets_data();
    void namesSheets();
};

void tst_XlsxText::leavesUsualTextsAlone()
{
    for (const QString &text : {QStringLiteral("+441632960001"), QStringLiteral("=1+1"), QStringLiteral("a_b\tc\nd"),
             QStringLiteral("sess_x"), QStringLiteral("Zoë 😀 <&>")})
        QCOMPARE(xlsxText(text), text.toUtf8());
}

void tst_XlsxText::escapesWhatXmlCannotHold()
{
    QCOMPARE(xlsxText(QStringLiteral("a\x01z\r")), QByteArray("a_x0001_z_x000D_"));
    QCOMPARE(xlsxText(QString(QChar(u'\0'))), QByteArray("_x0000_"));
    QCOMPARE(xlsxText(QString(QChar(char16_t(0xFFFF)))), QByteArray("_xFFFF_"));
    QCOMPARE(xlsxText(QString(QChar(char16_t(0xD83D))) + u'a'), QByteArray("_xD83D_a"));
}

void tst_XlsxText::escapesWhatLooksEscaped()
{
    QCOMPARE(xlsxText(QStringLiteral("_x0041_")), QByteArray("_x005F_x0041_"));
    QCOMPARE(xlsxText(QStringLiteral("_x0041\x01")), QByteArray("_x005F_x0041_x0001_"));
    QCOMPARE(xlsxText(QStringLiteral("_x004G_")), QByteArray("_x004G_"));
}

void tst_XlsxText::anyTextCanBeReadBack()
{
    QVERIFY(rc::check([] {
        const QString text = anyText();
        const QByteArray written = xlsxText(text);
        RC_ASSERT(xstring(QString::fromUtf8(written)) == text);
        for (const char byte : written)
            RC_ASSERT(uchar(byte) >= 0x20 || byte == '\t' || byte == '\n');
    }));
}

void tst_XlsxText::cutsWhatACellCannotHold()
{
    const QString whole(32767, u'a');
    QCOMPARE(xlsxText(whole), whole.toUtf8());
    const QString cut = QString::fromUtf8(xlsxText(QString(32768, u'a')));
    QCOMPARE(cut, QString(QString(32766, u'a') + u'…'));
    const QString escaped = QString::fromUtf8(xlsxText(QString(10000, u'\x01')));
    QVERIFY(escaped.size() <= 32767 && escaped.endsWith(QStringLiteral("_x0001_…"))); // no half of an escape
}

void tst_XlsxText::namesSheets_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::newRow("first") << QStringLiteral("Calls") << 1 << QStringLiteral("Calls");
    QTest::newRow("second") << QStringLiteral("Calls") << 2 << QStringLiteral("Calls (2)");
    QTest::newRow("forbidden") << QStringLiteral("a/b: [c]*?\\") << 1 << QStringLiteral("a b c");
    QTest::newRow("quotes") << QStringLiteral("'it's'") << 1 << QStringLiteral("it's");
    QTest::newRow("nothing") << QStringLiteral("//") << 3 << QStringLiteral("Sheet (3)");
    QTest::newRow("long") << QString(40, u'x') << 12 << QString(QString(26, u'x') + QStringLiteral(" (12)"));
}

void tst_XlsxText::namesSheets()
{
    QFETCH(QString, title);
    QFETCH(int, number);
    QTEST(xlsxSheetName(title, number), "name");
    QVERIFY(xlsxSheetName(title, number).size() <= 31);
}

QTEST_GUILESS_MAIN(tst_XlsxText)
#include "tst_xlsx_text.moc"

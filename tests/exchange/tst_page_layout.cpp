// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/page_layout.h"

#include "exchange/sheet_texts.h"
#include "exchange/sheets/sheet_pages.h"

#include <QFontMetricsF>
#include <QTest>

#include <algorithm>

using namespace callveil;

namespace {

const QSizeF a4(595, 842); // points

QStringList textsOf(const SheetPage &page)
{
    QStringList texts;
    for (const PlacedText &text : page.texts)
        texts.append(text.text);
    return texts;
}

std::vector<QStringList> someRows(int count)
{
    std::vector<QStringList> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(someRow(i));
    return rows;
}

/// Broad and narrow letters, blanks and line ends. Of letters of which the test's computer has no font, nobody knows
/// how broad they are: the painter clips them.
QString someText()
{
    QString text;
    for (int left = *rc::gen::inRange(0, 60); left > 0; --left)
        text += *rc::gen::element(u'W', u'i', u'5', u'+', u'x', u' ', u'\n', u'\t', u'é', u'…', u'm', u'|');
    return text;
}

/// Many columns with long texts.
SheetHead wideHead(int columns)
{
    SheetHead head = someHead();
    head.columns.clear();
    for (int i = 0; i < columns; ++i)
        head.columns.push_back({QStringLiteral("Column number %1").arg(i), i % 3 == 0});
    return head;
}

QStringList wideRow(int columns)
{
    QStringList row;
    for (int i = 0; i < columns; ++i)
        row.append(QStringLiteral("+44xxxxxx%1 and more").arg(i));
    return row;
}

} // namespace

class tst_PageLayout final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageHasTheHead();
    void everyRowIsOnOnePage();
    void aTableWithoutRowsHasAPage();
    void figuresAreOnTheRight();
    void wideTablesLie();
    void longTextsAreShortenedInTheirMiddle();
    void longTitlesTakeTwoLines();
    void lineEndsAreBlanks();
    void everythingHasItsPlace();
};

void tst_PageLayout::everyPageHasTheHead()
{
    const SheetPages pages(someHead(), someRows(200), a4);
    QVERIFY(pages.count() > 2);
    for (int i = 0; i < pages.count(); ++i) {
        const QStringList texts = textsOf(pages.page(i));
        for (const QString &text : someHead().titles()
                + QStringList{
                    QStringLiteral("Calls"), QStringLiteral("Times in UTC"), QStringLiteral("Page %1").arg(i + 1)})
            QCOMPARE(texts.count(text), 1);
    }
}

void tst_PageLayout::everyRowIsOnOnePage()
{
    const auto rows = someRows(201);
    const SheetPages pages(someHead(), rows, a4);
    QStringList seen;
    for (int i = 0; i < pages.count(); ++i)
        for (const QString &text : textsOf(pages.page(i)))
            if (text.startsWith(QLatin1String("row ")))
                seen.append(text);
    QCOMPARE(seen.size(), 201);
    for (int i = 0; i < 201; ++i)
        QCOMPARE(seen[i], someRow(i)[2]);
}

void tst_PageLayout::aTableWithoutRowsHasAPage()
{
    const SheetPages pages(someHead(), {}, a4);
    QCOMPARE(pages.count(), 1);
    QVERIFY(textsOf(pages.page(0)).contains(QStringLiteral("Duration")));
}

void tst_PageLayout::figuresAreOnTheRight()
{
    const SheetPages pages(someHead(), someRows(1), a4);
    int right = 0;
    for (const PlacedText &text : pages.page(0).texts)
        if (text.right) {
            QVERIFY2(QStringList({QStringLiteral("Duration"), QStringLiteral("0"), QStringLiteral("Page 1")})
                         .contains(text.text),
                qPrintable(text.text));
            ++right;
        }
    QCOMPARE(right, 3);
}

void tst_PageLayout::wideTablesLie()
{
    QVERIFY(!SheetPages(someHead(), someRows(5), a4).layout().isLandscape());
    const SheetPages wide(wideHead(8), {wideRow(8)}, a4);
    QVERIFY(wide.layout().isLandscape());
    QCOMPARE(textsOf(wide.page(0)).filter(QStringLiteral("and more")).size(), 8); // nothing is cut
}

void tst_PageLayout::longTextsAreShortenedInTheirMiddle()
{
    QStringList row = someRow(1);
    row[2] = QString(QStringLiteral("begins") + QString(2000, u'x') + QStringLiteral("ends"));
    const SheetPages pages(someHead(), {row, someRow(2)}, a4);
    const QStringList texts = textsOf(pages.page(0));
    const QStringList cut = texts.filter(QStringLiteral("begins"));
    QCOMPARE(cut.size(), 1);
    QVERIFY(cut[0].endsWith(QLatin1String("ends")) && cut[0].contains(u'…') && cut[0].size() < 500);
    QVERIFY(texts.contains(someRow(2)[1])); // the others stay whole
}

void tst_PageLayout::longTitlesTakeTwoLines()
{
    SheetHead head = someHead();
    head.columns[3].title = QStringLiteral("Duration in seconds");
    const QStringList texts = textsOf(SheetPages(head, someRows(3), a4).page(0));
    QVERIFY(texts.contains(QStringLiteral("Duration")) && texts.contains(QStringLiteral("in seconds")));
}

void tst_PageLayout::lineEndsAreBlanks()
{
    QStringList row = someRow(1);
    row[2] = QStringLiteral("two\nlines");
    QVERIFY(textsOf(SheetPages(someHead(), {row}, a4).page(0)).contains(QStringLiteral("two lines")));
}

/// Whatever the table holds: texts stay within the paper and do not stand on each other.
void tst_PageLayout::everythingHasItsPlace()
{
    QVERIFY(rc::check([] {
        const int columns = *rc::gen::inRange(1, 20);
        std::vector<QStringList> rows;
        for (int left = *rc::gen::inRange(0, 8); left > 0; --left) {
            QStringList row;
            for (int i = 0; i < columns; ++i)
                row.append(someText());
            rows.push_back(row);
        }
        const SheetPages pages(wideHead(columns), rows, *rc::gen::element(a4, QSizeF(612, 792), QSizeF(297, 420)));
        const QRectF paper(QPointF(), pages.layout().size());
        const SheetPage page = pages.page(0);
        for (size_t i = 0; i < page.texts.size(); ++i) {
            const PlacedText &text = page.texts[i];
            RC_ASSERT(paper.contains(text.box));
            const qreal width = QFontMetricsF(PageLayout::font(text.font)).horizontalAdvance(text.text);
            RC_ASSERT(width <= text.box.width() + PageLayout::s_perInch / 100 || text.text.size() <= 1);
            for (size_t other = 0; other < i; ++other)
                RC_ASSERT(!page.texts[other].box.adjusted(1, 1, -1, -1).intersects(text.box));
        }
    }));
}

QTEST_MAIN(tst_PageLayout)
#include "tst_page_layout.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/csv_rows.h"

#include <QBuffer>
#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

namespace {

/// Rows as text, "line: a|b" or "line: fault 4 in 2".
QStringList rowsOf(QByteArray bytes, char delimiter = ',')
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    CsvRows rows(TextDecoder(buffer, TextEncoding::Utf8, QStringLiteral("file")), delimiter);
    QStringList all;
    CsvRow row;
    for (auto more = rows.next(row); more && *more; more = rows.next(row)) {
        QStringList cells;
        for (int column = 0; column < row.size(); ++column)
            cells.append(QString::fromUtf8(row.field(column)));
        const QString what =
            row.fault ? QStringLiteral("fault %1 in %2").arg(int(*row.fault)).arg(row.faultColumn) : cells.join(u'|');
        all.append(QStringLiteral("%1: %2").arg(row.line).arg(what));
    }
    return all;
}

QString fault(qint64 line, RowFault fault, int column = -1)
{
    return QStringLiteral("%1: fault %2 in %3").arg(line).arg(int(fault)).arg(column);
}

QStringList list(std::initializer_list<const char *> rows)
{
    QStringList all;
    for (const char *row : rows)
        all.append(QString::fromUtf8(row));
    return all;
}

/// How many lines of a text without quotes have anything but blanks and delimiters in them.
int filledLines(const QByteArray &text)
{
    int filled = 0;
    QByteArray rest = text;
    rest.replace('\r', '\n');
    for (const QByteArray &line : rest.split('\n'))
        filled += std::any_of(line.begin(), line.end(), [](char c) { return !QByteArrayView(", \t").contains(c); });
    return filled;
}

} // namespace

class tst_CsvRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trimsFieldsAndNumbersLines();
    void takesEveryKindOfLineEnd();
    void skipsBlankLinesAndRowsOfDelimiters();
    void joinsFieldsForTheCanonicalRow();
    void readsQuotedFieldsOverSeveralLines();
    void undoublesQuotes();
    void takesAQuoteInsideAFieldAsText();
    void rejectsOnlyTheFirstLineOfAnOpenQuote();
    void doesNotSwallowRowsUpToTheNextQuote();
    void givesUpOnAQuoteAfterFiftyLines();
    void namesTheColumnOfANulOrAnUndecodableByte();
    void rejectsAFieldOverTheLimitAndKeepsOneAtIt();
    void rejectsAnOverlongLineOnce();
    void rejectsARowOfTooManyFields();
    void accountsForEveryLineWithoutQuotes();
    void accountsForEveryLineWithQuotes();
};

void tst_CsvRows::trimsFieldsAndNumbersLines()
{
    QCOMPARE(rowsOf(" a , b\t,\xC2\xA0"
                    "c\xE2\x80\x83\n1,2,3"),
        list({"1: a|b|c", "2: 1|2|3"}));
}

void tst_CsvRows::takesEveryKindOfLineEnd()
{
    const QStringList expected = list({"1: a|b", "2: c|d"});
    for (const char *text : {"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "a,b\r\nc,d", "a,b\rc,d"})
        QCOMPARE(rowsOf(text), expected);
}

void tst_CsvRows::skipsBlankLinesAndRowsOfDelimiters()
{
    QCOMPARE(rowsOf("\n  \na,b\n\t\n,,,\n\"\",\"\"\r\n\r\nc,d\n\n"), list({"3: a|b", "8: c|d"}));
    QCOMPARE(rowsOf(""), QStringList());
}

void tst_CsvRows::joinsFieldsForTheCanonicalRow()
{
    CsvRow row;
    row.append(" a ");
    row.append("");
    row.append("c");
    QCOMPARE(row.joined().toByteArray(),
        QByteArray("a\x1F\x1F"
                   "c"));
    QCOMPARE(row.field(1).size(), 0);
    row.clear();
    row.append("d");
    QCOMPARE(row.joined().toByteArray(), QByteArray("d"));
}

void tst_CsvRows::readsQuotedFieldsOverSeveralLines()
{
    QCOMPARE(rowsOf("a,\"x\ny\r\nz\",c\nd,e,f\n"), list({"1: a|x\ny\r\nz|c", "4: d|e|f"}));
}

void tst_CsvRows::undoublesQuotes()
{
    QCOMPARE(rowsOf("\"\"\"Desk\"\" <100>\";b\n", ';'), list({"1: \"Desk\" <100>|b"}));
}

void tst_CsvRows::takesAQuoteInsideAFieldAsText()
{
    QCOMPARE(rowsOf("a,5\" pipe,c\nd,e,f\n"), list({"1: a|5\" pipe|c", "2: d|e|f"}));
}

void tst_CsvRows::rejectsOnlyTheFirstLineOfAnOpenQuote()
{
    const QStringList expected{fault(1, RowFault::QuoteUnclosed), QStringLiteral("2: c|d"), QStringLiteral("3: e|f")};
    QCOMPARE(rowsOf("a,\"b\nc,d\ne,f\n"), expected);
    QCOMPARE(rowsOf("a,\"b\rc,d\re,f"), expected);
}

void tst_CsvRows::doesNotSwallowRowsUpToTheNextQuote()
{
    const QStringList expected{fault(1, RowFault::QuoteUnclosed), QStringLiteral("2: c|d"), QStringLiteral("3: e|f")};
    QCOMPARE(rowsOf("a,\"b\nc,d\ne,\"f\"\n"), expected);
}

void tst_CsvRows::givesUpOnAQuoteAfterFiftyLines()
{
    const QByteArray closed = "a,\"" + QByteArray("x\n").repeated(49) + "\",c\n";
    QCOMPARE(rowsOf(closed).size(), 1);
    const QStringList open = rowsOf("a,\"" + QByteArray("x\n").repeated(50) + "\",c\n");
    QCOMPARE(open.first(), fault(1, RowFault::QuoteUnclosed));
    QCOMPARE(open.size(), 51);
}

void tst_CsvRows::namesTheColumnOfANulOrAnUndecodableByte()
{
    QCOMPARE(rowsOf(QByteArray("a,b\0c,d\ne,f,g\n", 14)),
        (QStringList{fault(1, RowFault::NulCharacter, 1), QStringLiteral("2: e|f|g")}));
    QCOMPARE(rowsOf("a,b\nc,d\xFF\n"), (QStringList{QStringLiteral("1: a|b"), fault(2, RowFault::NotDecodable, 1)}));
}

void tst_CsvRows::rejectsAFieldOverTheLimitAndKeepsOneAtIt()
{
    const QByteArray most(CsvRow::s_longestField, 'x');
    QCOMPARE(rowsOf("a," + most + "\n").first().size(), most.size() + 5);
    QCOMPARE(rowsOf("a," + most + "x,b\nc,d\n"),
        (QStringList{fault(1, RowFault::FieldTooLong, 1), QStringLiteral("2: c|d")}));
}

void tst_CsvRows::rejectsAnOverlongLineOnce()
{
    const QByteArray line(3 * LineBuffer::s_longest, 'x');
    for (const char *end : {"\n", "\r", "\r\n"}) {
        QCOMPARE(rowsOf("a,b" + QByteArray(end) + line + end + "c,d"),
            (QStringList{QStringLiteral("1: a|b"), fault(2, RowFault::FieldTooLong), QStringLiteral("3: c|d")}));
    }
    QCOMPARE(rowsOf("\"" + line), QStringList{fault(1, RowFault::FieldTooLong)});
}

void tst_CsvRows::rejectsARowOfTooManyFields()
{
    QCOMPARE(rowsOf(QByteArray("x,").repeated(5000) + "\na,b\n"),
        (QStringList{fault(1, RowFault::TooManyFields), QStringLiteral("2: a|b")}));
    QCOMPARE(rowsOf(QByteArray("x,").repeated(600000) + "\na,b\n"),
        (QStringList{fault(1, RowFault::TooManyFields), QStringLiteral("2: a|b")}));
}

void tst_CsvRows::accountsForEveryLineWithoutQuotes()
{
    const auto piece = rc::gen::element<std::string>("a", ",", "\n", "\r", "\r\n", " ", "\t", "\xFF", "12", ";");
    QVERIFY(rc::check([&] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
        QByteArray text;
        for (const std::string &part : pieces)
            text.append(part.c_str());
        text.replace("\r\n", "\n");
        RC_ASSERT(rowsOf(text).size() == filledLines(text));
    }));
}

void tst_CsvRows::accountsForEveryLineWithQuotes()
{
    const auto piece = rc::gen::element<std::string>("a", ",", "\n", "\"", "\"\"", "\",\"", "\r\n", "b,c\n");
    QVERIFY(rc::check([&] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
        QByteArray text;
        for (const std::string &part : pieces)
            text.append(part.c_str());
        QBuffer buffer(&text);
        buffer.open(QIODevice::ReadOnly);
        CsvRows rows(TextDecoder(buffer, TextEncoding::Utf8, QStringLiteral("file")), ',');
        QSet<qint64> accounted;
        CsvRow row;
        for (auto more = rows.next(row); more && *more; more = rows.next(row)) {
            for (int line = 0; line < row.lines; ++line) {
                RC_ASSERT(!accounted.contains(row.line + line));
                accounted.insert(row.line + line);
            }
        }
        text.replace("\r\n", "\n");
        const QList<QByteArray> lines = text.split('\n');
        for (int line = 0; line < lines.size(); ++line)
            RC_ASSERT(accounted.contains(line + 1) || !QString::fromUtf8(lines[line]).contains(u'a'));
    }));
}

QTEST_APPLESS_MAIN(tst_CsvRows)
#include "tst_csv_rows.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_text.h"

#include "exchange/calls/decimal_sign.h"

#include <QTest>

using namespace callveil;

namespace {

char signOf(const QStringList &cells)
{
    QList<QStringList> rows;
    for (const QString &cell : cells)
        rows.append({cell});
    return guessDecimalSign(rows, 0);
}

} // namespace

/// 1,234 and 1.234: the other cells of the column tell.
class tst_DecimalSign final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatHasOtherThanThreeDigitsForDecimals()
    {
        QCOMPARE(signOf({QStringLiteral("1.234"), QStringLiteral("0.512")}), '.');
        QCOMPARE(signOf({QStringLiteral("1,234"), QStringLiteral("57,5")}), ',');
        QCOMPARE(signOf({QStringLiteral("1,234.5")}), '.');
    }
    void takesASignAmongWholeNumbersForThousands()
    {
        QCOMPARE(signOf({QStringLiteral("45"), QStringLiteral("1.234"), QStringLiteral("0")}), ',');
        QCOMPARE(signOf({QStringLiteral("45"), QStringLiteral("1,234")}), '.');
        QCOMPARE(signOf({QStringLiteral("1.234.567")}), ',');
    }
    void takesThousandthsInEveryRowForDecimals()
    {
        QCOMPARE(
            signOf({QStringLiteral("12.345"), QStringLiteral("3.001"), QStringLiteral("0"), QStringLiteral("7.250")}),
            '.');
    }
    void leavesOpenWhatNothingProves()
    {
        QCOMPARE(signOf({QStringLiteral("1.234")}), '\0');
        QCOMPARE(signOf({QStringLiteral("45"), QStringLiteral("duration")}), '\0');
    }
    void readsTheThousandsOfAFile()
    {
        const QByteArray header = "caller;callee;start;duration\n";
        const QByteArray row = "+4915550101;+4915550102;2024-03-05 14:00:00;";
        QCOMPARE(readText(header + row + "45\n" + row + "1.234\n").calls.value(1).billableSeconds, 1234);
        QCOMPARE(readText(header + row + "\"1,234\"\n").calls.value(0).billableSeconds, 1234);
        QCOMPARE(readText(header + row + "0,5\n" + row + "1,234\n").calls.value(1).billableSeconds, 1);
        QCOMPARE(readText(header + row + "1.234\n").rejects.value(0).fault, RowFault::DurationNotUnderstood);
    }
};

QTEST_APPLESS_MAIN(tst_DecimalSign)
#include "tst_decimal_sign.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_text.h"

#include "exchange/calls/csv_guess.h"

#include <QTest>

using namespace callveil;

namespace {

const std::optional<QString> s_absent;

std::optional<QString> party(const char *number)
{
    return QString::fromLatin1(number);
}

/// `count` numbers of an area code in no order, as people dial.
QList<QByteArray> numbersOf(const QByteArray &area, int count)
{
    QList<QByteArray> numbers;
    for (int i = 0; i < count; ++i)
        numbers.append(area + QByteArray::number((i * 7368787 + 5550101) % 10000000).rightJustified(7, '0'));
    return numbers;
}

CsvMapping guessOf(const QByteArray &text)
{
    QByteArray copy = text;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    const auto sample = sampleCsv(buffer, QStringLiteral("calls.csv"), testOptions(), 20);
    return sample ? sample->guess : CsvMapping();
}

} // namespace

/// What a column means: numbers of ten digits against seconds since 1970, names in other languages, the customer's
/// side.
class tst_CsvGuess final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTenDigitNumbersApartFromTimes_data();
    void keepsTenDigitNumbersApartFromTimes();
    void prefersAnyDateToATenDigitNumber();
    void readsEpochsThatAHeaderNames();
    void readsEpochsWithoutAHeader();
    void readsEpochsUnderAmbiguousNames();
    void doesNotTakeAHandfulOfNumbersForTimes();
    void putsTheCustomerOnTheSideOfTheDirection();
    void putsTheCustomerOnTheUsualSideOtherwise();
    void keepsNumbersOutOfTheWords();
    void readsHeadersInOtherLanguages_data();
    void readsHeadersInOtherLanguages();
};

void tst_CsvGuess::keepsTenDigitNumbersApartFromTimes_data()
{
    QTest::addColumn<QByteArray>("area");
    // American area codes up to 255 and numbers that lie between 2000 and now when read as seconds.
    for (const char *area : {"201", "202", "205", "212", "253", "113", "151", "170", "179", "987"})
        QTest::newRow(area) << QByteArray(area);
}

void tst_CsvGuess::keepsTenDigitNumbersApartFromTimes()
{
    QFETCH(QByteArray, area);
    const QList<QByteArray> callers = numbersOf(area, 20);
    const QList<QByteArray> callees = numbersOf("202", 20);
    for (const QByteArray header : {"", "caller,callee,start,duration,direction\n", "from,to,date,length,type\n",
             "calling phone line,b number,begin,secs,direction\n"}) {
        QByteArray text = header;
        for (int i = 0; i < 20; ++i)
            text += callers[i] + ',' + callees[i] + ",2024-03-05 14:" + QByteArray::number(10 + i) + ":00,30,inbound\n";
        const ReadText read = readText(text);
        QCOMPARE(read.calls.size(), 20);
        for (int i = 0; i < 20; ++i) {
            QVERIFY(read.calls[i].caller == QString::fromLatin1(callers[i]));
            QVERIFY(read.calls[i].callee == QString::fromLatin1(callees[i]));
        }
        QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 14:10:00"));
    }
}

void tst_CsvGuess::prefersAnyDateToATenDigitNumber()
{
    QByteArray text = "from,to,date,length\n";
    for (int i = 0; i < 5; ++i) // in order, as if they were times
        text += "151234000" + QByteArray::number(i) + ",160000000" + QByteArray::number(i * 2) + ",2024-03-05,30\n";
    const CsvMapping mapping = guessOf(text);
    QCOMPARE(mapping.columns.value(CsvField::Start, -1), 2);
    QCOMPARE(mapping.columns.value(CsvField::Caller, -1), 0);
    QCOMPARE(mapping.columns.value(CsvField::Callee, -1), 1);
}

void tst_CsvGuess::readsEpochsThatAHeaderNames()
{
    const ReadText read =
        readText("src,dst,start_epoch,end_epoch,billsec\n2125550101,2025550102,1709647200,1709647260,60\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(read.calls.first().endedAt, std::optional(utc("2024-03-05 14:01:00")));
    QCOMPARE(read.calls.first().caller, party("2125550101"));
    const ReadText odd = readText("src,dst,call begin (unix),billsec\n2125550101,2025550102,1709647200,60\n");
    QCOMPARE(odd.calls.value(0).startedAt, utc("2024-03-05 14:00:00"));
}

void tst_CsvGuess::readsEpochsWithoutAHeader()
{
    const QList<QByteArray> callers = numbersOf("151", 8);
    QByteArray text;
    for (int i = 0; i < 8; ++i)
        text += callers[i] + ",2125550102," + QByteArray::number(1709647200 + i * 977) + ",3" + QByteArray::number(i)
            + "\n";
    const ReadText read = readText(text);
    QCOMPARE(read.calls.size(), 8);
    QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(read.calls.first().caller, party(callers.first().constData()));
    QCOMPARE(read.calls.first().callee, party("2125550102"));
    QCOMPARE(read.calls.first().billableSeconds, 30);
}

void tst_CsvGuess::readsEpochsUnderAmbiguousNames()
{
    QByteArray text = "from,to,phone number,direction\n";
    for (const int start : {1709650000, 1709647200, 1709749000}) // in no order, but each with its end
        text += QByteArray::number(start) + ',' + QByteArray::number(start + 60) + ",2125550101,in\n";
    const ReadText read = readText(text);
    QCOMPARE(read.calls.size(), 3);
    QCOMPARE(read.calls[1].startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(read.calls[1].endedAt, std::optional(utc("2024-03-05 14:01:00")));
}

void tst_CsvGuess::doesNotTakeAHandfulOfNumbersForTimes()
{
    // No column can be the start: the file is refused rather than read with invented times.
    const ReadText read = readText("1512345678,1765432109,30\n1709647200,1512345678,40\n");
    QCOMPARE(read.refusal, std::optional(Fault::FormatUnknown));
}

void tst_CsvGuess::putsTheCustomerOnTheSideOfTheDirection()
{
    for (const char *name : {"customer number", "Customer Phone", "contactnumber", "Kundennummer", "client number"}) {
        const ReadText read = readText(QByteArray(name)
            + ",start,duration,direction\n2125550101,2024-03-05 14:00:00,5,inbound\n"
              "2025550102,2024-03-05 14:10:00,5,outbound\n");
        QCOMPARE(read.calls.size(), 2);
        QCOMPARE(read.calls[0].caller, party("2125550101"));
        QCOMPARE(read.calls[0].callee, s_absent);
        QCOMPARE(read.calls[1].caller, s_absent);
        QCOMPARE(read.calls[1].callee, party("2025550102"));
    }
    const ReadText both = readText("user number,customer number,start,duration,direction\n"
                                   "+4915550101,+4915550102,2024-03-05 14:00:00,5,in\n");
    QCOMPARE(guessOf("customer name,phone,start,duration,direction\nJo Doe,+4915550101,2024-03-05 14:00:00,5,in\n")
                 .columns.contains(CsvField::Customer),
        false);
    QCOMPARE(both.calls.value(0).caller, party("+4915550102"));
}

void tst_CsvGuess::putsTheCustomerOnTheUsualSideOtherwise()
{
    const QByteArray text = "customer number,start,duration\n+4915550101,2024-03-05 14:00:00,5\n";
    QCOMPARE(readText(text).calls.value(0).caller, party("+4915550101"));
    ReadOptions options = testOptions();
    options.mapping = guessOf(text);
    options.mapping->callerIsCustomer = false;
    QCOMPARE(readText(text, options).calls.value(0).callee, party("+4915550101"));
    QCOMPARE(readText(text, options).calls.value(0).caller, s_absent);
}

void tst_CsvGuess::keepsNumbersOutOfTheWords()
{
    const CsvMapping mapping = guessOf("caller,start,duration,type\n"
                                       "2125550101,2024-03-05 14:00:00,5,missed call from +13125550123\n"
                                       "2125550101,2024-03-05 14:00:00,5,missed\n");
    QCOMPARE(mapping.directionWords.keys(), QStringList{QStringLiteral("missed")});
    QCOMPARE(mapping.dispositionWords.keys(), QStringList{QStringLiteral("missed")});
}

void tst_CsvGuess::readsHeadersInOtherLanguages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("German") << QByteArray("Anrufer;Zielrufnummer;Startzeit;Dauer;Richtung;Status\n"
                                          "2125550101;2025550102;05.03.2024 14:00:00;30;eingehend;verpasst\n");
    QTest::newRow("Spanish") << QByteArray("Número origen;Número destino;Fecha y hora;Duración;Sentido;Estado\n"
                                           "2125550101;2025550102;05/03/2024 14:00:00;30;entrante;no contestada\n");
    QTest::newRow("French") << QByteArray("Appelant;Appelé;Date et heure;Durée;Sens;Statut\n"
                                          "2125550101;2025550102;05/03/2024 14:00:00;30;entrant;non répondu\n");
    QTest::newRow("German, two columns") << QByteArray(
        "Datum;Uhrzeit;Von;An;Dauer;Richtung;Ergebnis\n"
        "05.03.2024;14:00:00;2125550101;2025550102;30;eingehend;verpasst\n");
}

void tst_CsvGuess::readsHeadersInOtherLanguages()
{
    QFETCH(QByteArray, text);
    const ReadText read = readText(text);
    QCOMPARE(read.calls.size(), 1);
    const RawCall &call = read.calls.first();
    QCOMPARE(call.caller, party("2125550101"));
    QCOMPARE(call.callee, party("2025550102"));
    QCOMPARE(call.startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(call.direction, Direction::Inbound);
    QCOMPARE(call.disposition, Disposition::NoAnswer);
    QCOMPARE(call.billableSeconds, 0);
}

QTEST_APPLESS_MAIN(tst_CsvGuess)
#include "tst_csv_guess.moc"

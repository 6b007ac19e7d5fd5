// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_text.h"

#include <QTest>

using namespace callveil;

namespace {

const std::optional<QString> s_absent;

std::optional<QString> party(const char *number)
{
    return QString::fromLatin1(number);
}

} // namespace

/// Reading by a mapping, and the guess of the mapping.
class tst_GenericCsvReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void guessesColumnsFromTheHeader();
    void guessesColumnsWithoutAHeader();
    void joinsADateAndATimeColumn();
    void putsTheSubscriberOnTheSideOfTheDirection();
    void billsOnlyWhatWasAnsweredAndSpoken();
    void takesTheLengthFromStartAndEnd();
    void readsCallTypesThatSaySeveralThings();
    void settlesDateOrdersByContentThenByRegion();
    void guessesDelimitersAndUnits();
    void readsCallsOverTheRepeatedHour();
    void rejectsRaggedRows();
    void rejectsDirectionsItDoesNotKnow();
    void readsRecordingsAndConsent();
    void usesTheMappingItIsGiven();
    void givesASampleForTheMappingPage();
};

void tst_GenericCsvReader::guessesColumnsFromTheHeader()
{
    const ReadText read = readText("Call ID,Caller Number,Called Number,Start Time,Talk Time,Status,Agent ID,Campaign\n"
                                   "c1,+4915550101,+4915550102,2024-03-05 14:00:00,30,Completed,a7,spring\n"
                                   "c1,+4915550103,+4915550102,2024-03-05 14:01:00,0,Missed,,\n");
    QCOMPARE(read.format, QStringLiteral("generic-csv"));
    QCOMPARE(read.calls.size(), 2);
    const RawCall &call = read.calls.first();
    QCOMPARE(call.line, 2);
    QCOMPARE(call.caller, party("+4915550101"));
    QCOMPARE(call.callee, party("+4915550102"));
    QCOMPARE(call.startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(call.billableSeconds, 30);
    QCOMPARE(call.disposition, Disposition::Answered);
    QCOMPARE(call.linkId, QStringLiteral("c1"));
    QCOMPARE(call.agentCode, QStringLiteral("a7"));
    QCOMPARE(call.campaignName, QStringLiteral("spring"));
    QCOMPARE(read.calls[1].disposition, Disposition::NoAnswer);
}

void tst_GenericCsvReader::guessesColumnsWithoutAHeader()
{
    const ReadText read = readText("1;+4915550101;+4915550102;05.03.2024 14:00:00;75\n"
                                   "2;+4915550103;+4915550102;25.03.2024 14:00:00;9\n");
    QCOMPARE(read.calls.size(), 2);
    QVERIFY(!read.mapping->header);
    QCOMPARE(read.calls[0].caller, party("+4915550101"));
    QCOMPARE(read.calls[0].callee, party("+4915550102"));
    QCOMPARE(read.calls[0].startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(read.calls[0].billableSeconds, 75);
}

void tst_GenericCsvReader::joinsADateAndATimeColumn()
{
    const ReadText read = readText("date,time,from,to,duration\n05/03/2024,14:00:10,1000,2000,00:01:05\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls[0].startedAt, utc("2024-03-05 14:00:10"));
    QCOMPARE(read.calls[0].billableSeconds, 65);
    QCOMPARE(read.calls[0].caller, party("1000"));
    QCOMPARE(readText("date,time,duration\n,14:00:10,00:01:05\n05/03/2024,14:00,1:00\n").rejects.value(0).fault,
        RowFault::TimeMissing);
}

void tst_GenericCsvReader::putsTheSubscriberOnTheSideOfTheDirection()
{
    const ReadText alone = readText("msisdn,direction,start,duration\n"
                                    "4915550101,out,2024-03-05 14:00:00,5\n4915550101,in,2024-03-05 14:10:00,5\n");
    QCOMPARE(alone.calls.size(), 2);
    QCOMPARE(alone.calls[0].caller, party("4915550101"));
    QCOMPARE(alone.calls[0].callee, s_absent);
    QCOMPARE(alone.calls[1].caller, s_absent);
    QCOMPARE(alone.calls[1].callee, party("4915550101"));
    const ReadText both = readText("msisdn,other_party,direction,start,duration\n"
                                   "4915550101,4915550102,in,2024-03-05 14:10:00,5\n");
    QCOMPARE(both.calls.value(0).caller, party("4915550102"));
    QCOMPARE(both.calls.value(0).callee, party("4915550101"));
}

void tst_GenericCsvReader::billsOnlyWhatWasAnsweredAndSpoken()
{
    const ReadText read = readText("caller,callee,start,duration,status,service\n"
                                   "100001,200001,2024-03-05 14:00:00,10,answered,voice\n"
                                   "100001,200001,2024-03-05 14:00:00,20,failed,voice\n"
                                   "100001,200001,2024-03-05 14:00:00,30,busy,voice\n"
                                   "100001,200001,2024-03-05 14:00:00,40,no answer,voice\n"
                                   "100001,200001,2024-03-05 14:00:00,50,,voice\n"
                                   "100001,200001,2024-03-05 14:00:00,60,answered,sms\n"
                                   "100001,200001,2024-03-05 14:00:00,70,answered,data\n");
    QList<qint64> billed;
    for (const RawCall &call : read.calls)
        billed.append(call.billableSeconds);
    QCOMPARE(billed, (QList<qint64>{10, 0, 0, 0, 50, 0, 0}));
    QCOMPARE(read.calls.value(5).medium, Medium::Sms);
    QCOMPARE(read.calls.value(6).medium, Medium::Other);
}

void tst_GenericCsvReader::takesTheLengthFromStartAndEnd()
{
    const ReadText read = readText("caller,callee,start,end\n100001,200001,1709647200,1709647290\n"
                                   "100001,200001,1709647200,1709647100\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls[0].billableSeconds, 90);
    QCOMPARE(read.rejects.size(), 1);
    QCOMPARE(read.rejects[0].fault, RowFault::DurationNegative);
    QCOMPARE(read.rejects[0].column, QStringLiteral("end"));
}

void tst_GenericCsvReader::readsCallTypesThatSaySeveralThings()
{
    const ReadText read = readText("caller,receiver,duration,call_type,timestamp\n"
                                   "100001,200001,5,outgoing,2024-03-05 14:00:00\n"
                                   "100001,200001,6,missed,2024-03-05 14:00:00\n"
                                   "100001,200001,7,SMS-IN,2024-03-05 14:00:00\n");
    QCOMPARE(read.calls.size(), 3);
    QCOMPARE(read.calls[0].direction, Direction::Outbound);
    QCOMPARE(read.calls[0].billableSeconds, 5);
    QCOMPARE(read.calls[1].direction, Direction::Inbound);
    QCOMPARE(read.calls[1].disposition, Disposition::NoAnswer);
    QCOMPARE(read.calls[1].billableSeconds, 0);
    QCOMPARE(read.calls[2].medium, Medium::Sms);
    QCOMPARE(read.calls[2].caller, party("100001"));
}

void tst_GenericCsvReader::settlesDateOrdersByContentThenByRegion()
{
    const QByteArray head = "caller,callee,start,duration\n";
    const QByteArray open = "100001,200001,03/04/2024 10:00,5\n";
    const auto start = [&](const QByteArray &rows, const char *region) {
        ReadOptions options = testOptions();
        options.region = QString::fromLatin1(region);
        return readText(head + open + rows, options).calls.value(0).startedAt;
    };
    QCOMPARE(start("", ""), utc("2024-04-03 10:00:00"));
    QCOMPARE(start("", "US"), utc("2024-03-04 10:00:00"));
    QCOMPARE(start("", "PH"), utc("2024-03-04 10:00:00"));
    QCOMPARE(start("100001,200001,25/04/2024 10:00,5\n", "US"), utc("2024-04-03 10:00:00"));
    QCOMPARE(start("100001,200001,04/25/2024 10:00,5\n", "IN"), utc("2024-03-04 10:00:00"));
}

void tst_GenericCsvReader::guessesDelimitersAndUnits()
{
    const QByteArray rows = "caller,callee,start,duration_ms\n100001,200001,2024-03-05 10:00,4600\n";
    for (const char delimiter : {',', ';', '\t', '|'}) {
        QByteArray text = rows;
        const ReadText read = readText(text.replace(',', delimiter));
        QCOMPARE(read.mapping.value_or(CsvMapping()).delimiter, QChar::fromLatin1(delimiter));
        QCOMPARE(read.calls.value(0).billableSeconds, 5);
    }
    QCOMPARE(readText("caller,start,duration (min)\n100001,2024-03-05 10:00,2\n").calls.value(0).billableSeconds, 120);
}

void tst_GenericCsvReader::readsCallsOverTheRepeatedHour()
{
    ReadOptions options = testOptions();
    options.zone = QTimeZone("America/New_York");
    const auto read = [&](const QByteArray &row) {
        const bool timed = row.count(',') == 2;
        return readText(
            QByteArray("caller,start,end") + (timed ? ",duration" : "") + "\n+12125550101," + row + "\n", options)
            .calls.value(0);
    };
    // 2024-11-03: 01:59:59 is followed by 01:00:00.
    const RawCall over = read("2024-11-03 01:55:00,2024-11-03 01:05:00");
    QCOMPARE(over.startedAt, utc("2024-11-03 05:55:00"));
    QCOMPARE(over.endedAt, std::optional(utc("2024-11-03 06:05:00")));
    QCOMPARE(over.billableSeconds, 600);
    const RawCall longer = read("2024-11-03 01:10:00,2024-11-03 01:20:00,4200");
    QCOMPARE(longer.startedAt, utc("2024-11-03 05:10:00"));
    QCOMPARE(longer.endedAt, std::optional(utc("2024-11-03 06:20:00")));
    const RawCall before = read("2024-11-03 01:50:00,2024-11-03 02:10:00,4800");
    QCOMPARE(before.startedAt, utc("2024-11-03 05:50:00"));
    const RawCall after = read("2024-11-03 01:50:00,2024-11-03 02:10:00,1200");
    QCOMPARE(after.startedAt, utc("2024-11-03 06:50:00"));
    QCOMPARE(readText("caller,start,end\n+12125550101,2024-11-02 01:55:00,2024-11-02 01:05:00\n", options)
                 .rejects.value(0)
                 .fault,
        RowFault::DurationNegative);
}

void tst_GenericCsvReader::rejectsRaggedRows()
{
    const ReadText read = readText("caller,callee,start,duration\n100001,200001,2024-03-05 10:00,5\n"
                                   "100001,200001,2024-03-05 10:00\n100001,200001,2024-03-05 10:00,5,6\n"
                                   "100001,200001,2024-03-05 10:00,5,\n");
    QCOMPARE(read.calls.size(), 2);
    QCOMPARE(read.rejects.size(), 2);
    QCOMPARE(read.rejects[0].fault, RowFault::TooFewFields);
    QCOMPARE(read.rejects[0].line, 3);
    QCOMPARE(read.rejects[1].fault, RowFault::TooManyFields);
}

void tst_GenericCsvReader::rejectsDirectionsItDoesNotKnow()
{
    const ReadText read = readText("caller,callee,start,duration,direction\n100001,200001,2024-03-05 10:00,5,in\n"
                                   "100001,200001,2024-03-05 10:00,5,out\n100001,200001,2024-03-05 10:00,5,sideways\n"
                                   "100001,200001,2024-03-05 10:00,5,\n");
    QCOMPARE(read.calls.size(), 3);
    QCOMPARE(read.calls[2].direction, Direction::Unknown);
    QCOMPARE(read.rejects.size(), 1);
    QCOMPARE(read.rejects[0].fault, RowFault::DirectionNotUnderstood);
    QCOMPARE(read.rejects[0].column, QStringLiteral("direction"));
}

void tst_GenericCsvReader::readsRecordingsAndConsent()
{
    const ReadText read = readText("caller,callee,start,duration,recording id,recording consent\n"
                                   "100001,200001,2024-03-05 14:00:00,10,rec-1,Yes\n"
                                   "100001,200001,2024-03-05 14:01:00,10,rec-2,declined\n"
                                   "100001,200001,2024-03-05 14:02:00,10,,\n"
                                   "100001,200001,2024-03-05 14:03:00,10,rec-4,of course\n");
    QCOMPARE(read.rejects.size(), 0);
    QStringList recordings;
    QList<Consent> consent;
    for (const RawCall &call : read.calls) {
        recordings.append(call.recordingId);
        consent.append(call.consent);
    }
    QCOMPARE(recordings,
        QStringList({QStringLiteral("rec-1"), QStringLiteral("rec-2"), QString(), QStringLiteral("rec-4")}));
    // What nobody can read for sure gives no consent, and takes none.
    QCOMPARE(consent, (QList<Consent>{Consent::Yes, Consent::No, Consent::NotAsked, Consent::NotAsked}));
}

void tst_GenericCsvReader::usesTheMappingItIsGiven()
{
    ReadOptions options = testOptions();
    CsvMapping mapping;
    mapping.delimiter = u'|';
    mapping.header = false;
    mapping.columns = {{CsvField::Start, 0}, {CsvField::Callee, 1}, {CsvField::Direction, 2}, {CsvField::Duration, 3},
        {CsvField::RecordingId, 4}, {CsvField::Process, 5}};
    mapping.zone = QStringLiteral("Asia/Kolkata");
    mapping.durationUnit = DurationUnit::Minutes;
    mapping.directionWords.insert(QStringLiteral("rein"), Direction::Inbound);
    options.mapping = mapping;
    const ReadText read = readText("2024-03-05 14:00:00|200|Rein|2|r1|support\n", options);
    QCOMPARE(read.format, QStringLiteral("generic-csv"));
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls[0].caller, s_absent);
    QCOMPARE(read.calls[0].startedAt, utc("2024-03-05 08:30:00"));
    QCOMPARE(read.calls[0].direction, Direction::Inbound);
    QCOMPARE(read.calls[0].billableSeconds, 120);
    QCOMPARE(read.calls[0].recordingId, QStringLiteral("r1"));
    QCOMPARE(read.calls[0].processName, QStringLiteral("support"));
}

void tst_GenericCsvReader::givesASampleForTheMappingPage()
{
    QByteArray text = "caller;start;duration\n100001;2024-03-05 10:00;5\n100002;2024-03-05 10:00;5\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const Result<CsvSample> sample = sampleCsv(buffer, QStringLiteral("calls.csv"), testOptions(), 1);
    QVERIFY(sample);
    QCOMPARE(sample->header.join(u'|'), QStringLiteral("caller|start|duration"));
    QCOMPARE(sample->rows.size(), 1);
    QCOMPARE(sample->guess.columns.value(CsvField::Start), 1);
    QCOMPARE(buffer.pos(), 0);
}

QTEST_APPLESS_MAIN(tst_GenericCsvReader)
#include "tst_generic_csv_reader.moc"

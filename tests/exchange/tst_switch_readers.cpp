// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_text.h"

#include <QTest>

using namespace callveil;

namespace {

const QByteArray s_asterisk =
    R"("","+4915550101","200","from-trunk","""Desk"" <+4915550101>","PJSIP/t-1","PJSIP/200-1",)"
    R"("Dial","PJSIP/200","2024-03-05 14:00:00","2024-03-05 14:00:09","2024-03-05 14:01:09",)"
    R"(69,60,"ANSWERED","DOCUMENTATION")";
const QByteArray s_custom = R"("""Desk"" <+4915550101>","+4915550101","200","from-trunk","PJSIP/t-1","PJSIP/200-1",)"
                            R"("Dial","PJSIP/200","2024-03-05 14:00:00","","2024-03-05 14:00:20",20,0,"NO ANSWER",)"
                            R"("DOCUMENTATION","acc","1709647201.7","",3)";
const QByteArray s_freeswitch = R"("Desk","+4915550101","200","default","2024-03-05 14:00:00","2024-03-05 14:00:09",)"
                                R"("2024-03-05 14:01:09","69","60","NORMAL_CLEARING",)";
const QByteArray s_uuidA = "11111111-aaaa-4bbb-8ccc-000000000001";
const QByteArray s_uuidB = "11111111-aaaa-4bbb-8ccc-000000000002";

/// A record of `start` (local) whose channel was made at `epoch`.
QByteArray asteriskRow(const QByteArray &start, qint64 epoch)
{
    return QByteArray(s_asterisk).replace("2024-03-05 14:00:00", start) + ",\"" + QByteArray::number(epoch)
        + ".5\",\"\"\n";
}

ReadText readAs(const char *format, const QByteArray &text)
{
    ReadOptions options = testOptions();
    options.format = QString::fromLatin1(format);
    return readText(text, options);
}

} // namespace

/// The two formats of telephone switches: Asterisk and FreeSWITCH.
class tst_SwitchReaders final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAnAsteriskRow();
    void infersTheOffsetFromTheUniqueId();
    void usesTheZoneWhenTheUniqueIdDoesNotFit();
    void keepsTheZoneWhenARecordStartsLongAfterItsChannel();
    void settlesOneOffsetForAFile();
    void followsTheClocksOfAServerElsewhere();
    void prefersTheLinkedId();
    void readsTheCustomOrder();
    void readsAsteriskRowsWithAHeader();
    void rejectsAsteriskRowsOfTheWrongWidth();
    void namesTheColumnOfAFault();
    void keepsTheCanonicalRow();
    void readsAFreeswitchRow();
    void linksBothWaysOfNamingTheOtherLeg();
    void readsFreeswitchColumnsInAnyOrder();
    void readsFreeswitchRowsBehindAnAddress();
    void readsFreeswitchRowsThatASpreadsheetSaved();
    void rejectsFreeswitchRowsThatAreTooShort();
};

void tst_SwitchReaders::readsAnAsteriskRow()
{
    const ReadText read = readText(s_asterisk + "\n");
    QCOMPARE(read.format, QStringLiteral("asterisk-csv"));
    QCOMPARE(read.calls.size(), 1);
    const RawCall &call = read.calls.first();
    QCOMPARE(call.line, 1);
    QCOMPARE(call.caller, std::optional(QStringLiteral("+4915550101")));
    QCOMPARE(call.callee, std::optional(QStringLiteral("200")));
    QCOMPARE(call.startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(call.answeredAt, std::optional(utc("2024-03-05 14:00:09")));
    QCOMPARE(call.endedAt, std::optional(utc("2024-03-05 14:01:09")));
    QCOMPARE(call.billableSeconds, 60);
    QCOMPARE(call.disposition, Disposition::Answered);
    QCOMPARE(call.linkId, QString());
}

void tst_SwitchReaders::infersTheOffsetFromTheUniqueId()
{
    // 1709640030 is 12:00:30 UTC: the row's clock is two hours ahead and the channel half a minute younger.
    for (const char *id : {"1709640030.5", "pbx-1709640030.5", "my-pbx-2-1709640030"}) {
        const ReadText read = readText(s_asterisk + ",\"" + id + "\",\"\"\n");
        QCOMPARE(read.calls.size(), 1);
        QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 12:00:00"));
        QCOMPARE(read.calls.first().endedAt, std::optional(utc("2024-03-05 12:01:09")));
        QCOMPARE(read.calls.first().linkId, QString::fromLatin1(id));
    }
}

void tst_SwitchReaders::usesTheZoneWhenTheUniqueIdDoesNotFit()
{
    ReadOptions options = testOptions();
    options.zone = QTimeZone("Asia/Kolkata");
    for (const char *id : {"1709640300.5", "1609640030.5", "abc", "17096400300000.1"})
        QCOMPARE(
            readText(s_asterisk + ",\"" + id + "\"\n", options).calls.value(0).startedAt, utc("2024-03-05 08:30:00"));
}

void tst_SwitchReaders::keepsTheZoneWhenARecordStartsLongAfterItsChannel()
{
    ReadOptions options = testOptions();
    options.zone = QTimeZone("Asia/Kolkata");
    const qint64 start = utc("2024-03-05 08:30:00") / 1000; // 14:00 in India
    const QByteArray usual = asteriskRow("2024-03-05 14:00:00", start);
    for (const qint64 late : {15, 30, 45, 60, 90}) {
        const ReadText read = readText(usual + usual + asteriskRow("2024-03-05 14:00:00", start - late * 60), options);
        QCOMPARE(read.calls.size(), 3);
        QCOMPARE(read.calls.last().startedAt, start * 1000);
    }
    for (const qint64 late : {15, 30, 45}) {
        const ReadText alone = readText(asteriskRow("2024-03-05 14:00:00", start - late * 60), options);
        QCOMPARE(alone.calls.value(0).startedAt, start * 1000);
    }
}

void tst_SwitchReaders::settlesOneOffsetForAFile()
{
    ReadOptions options = testOptions();
    options.zone = QTimeZone("Asia/Kolkata");
    const qint64 start = utc("2024-03-05 14:00:00") / 1000; // the server logs UTC
    const QByteArray usual = asteriskRow("2024-03-05 14:00:00", start - 2);
    const ReadText read = readText(usual + asteriskRow("2024-03-05 14:00:00", start - 1800) + usual + usual, options);
    QCOMPARE(read.calls.size(), 4);
    for (const RawCall &call : read.calls)
        QCOMPARE(call.startedAt, start * 1000);
}

void tst_SwitchReaders::followsTheClocksOfAServerElsewhere()
{
    // The server is in New York, whose clocks are put back at 06:00 UTC on that day; the process is in India.
    ReadOptions options = testOptions();
    options.zone = QTimeZone("Asia/Kolkata");
    const qint64 summer = utc("2024-11-02 14:00:00") / 1000;
    const qint64 winter = utc("2024-11-04 14:00:00") / 1000;
    QByteArray text;
    for (int i = 0; i < 3; ++i)
        text += asteriskRow("2024-11-02 10:00:00", summer);
    text += asteriskRow("2024-11-04 09:00:00", winter);
    const ReadText read = readText(text, options);
    QCOMPARE(read.calls.size(), 4);
    QCOMPARE(read.calls.first().startedAt, summer * 1000);
    QCOMPARE(read.calls.last().startedAt, winter * 1000);
}

void tst_SwitchReaders::prefersTheLinkedId()
{
    const QByteArray id = ",\"1709647201.7\",\"\"";
    QCOMPARE(
        readText(s_asterisk + id + ",\"1709647200.1\",\"\",4\n").calls.value(0).linkId, QStringLiteral("1709647200.1"));
    QCOMPARE(readText(s_asterisk + id + ",\"\",\"\",4\n").calls.value(0).linkId, QStringLiteral("1709647201.7"));
}

void tst_SwitchReaders::readsTheCustomOrder()
{
    const ReadText read = readText(s_custom + "\n");
    QCOMPARE(read.format, QStringLiteral("asterisk-csv"));
    QCOMPARE(read.calls.size(), 1);
    const RawCall &call = read.calls.first();
    QCOMPARE(call.startedAt, utc("2024-03-05 14:00:00"));
    QVERIFY(!call.answeredAt);
    QCOMPARE(call.disposition, Disposition::NoAnswer);
    QCOMPARE(call.billableSeconds, 0);
    QCOMPARE(call.accountCode, QStringLiteral("acc"));
    QCOMPARE(call.linkId, QStringLiteral("1709647201.7"));
}

void tst_SwitchReaders::readsAsteriskRowsWithAHeader()
{
    const ReadText read = readText("calldate,src,dst,duration,billsec,disposition,uniqueid\n"
                                   "2024-03-05 14:00:00,100,200,12,9,ANSWERED,1709640000.1\n");
    QCOMPARE(read.format, QStringLiteral("asterisk-csv"));
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls.first().line, 2);
    QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 12:00:00"));
    QCOMPARE(read.calls.first().billableSeconds, 9);
}

void tst_SwitchReaders::rejectsAsteriskRowsOfTheWrongWidth()
{
    const ReadText read = readText(s_asterisk + "\n\"\",\"short\"\n" + s_asterisk + ",1,2,3,4,5,6,7\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.rejects.size(), 2);
    QCOMPARE(read.rejects[0].line, 2);
    QCOMPARE(read.rejects[0].column, QString());
    QCOMPARE(read.rejects[0].fault, RowFault::TooFewFields);
    QCOMPARE(read.rejects[1].fault, RowFault::TooManyFields);
}

void tst_SwitchReaders::namesTheColumnOfAFault()
{
    const auto with = [](const char *before, const char *after) {
        QByteArray row = s_asterisk;
        return row.replace(before, after);
    };
    const ReadText read =
        readText(s_asterisk + "\n" + with("\"+4915550101\"", "\"4.91555E+11\"") + "\n" + with("69,60", "69,-60") + "\n"
            + with("\"2024-03-05 14:00:00\"", "\"\"") + "\n" + with("69,60", "69,\"\"") + "\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.rejects.size(), 4);
    QCOMPARE(read.rejects[0].column, QStringLiteral("column 2"));
    QCOMPARE(read.rejects[0].fault, RowFault::NumberDamaged);
    QCOMPARE(read.rejects[1].column, QStringLiteral("column 14"));
    QCOMPARE(read.rejects[1].fault, RowFault::DurationNegative);
    QCOMPARE(read.rejects[2].column, QStringLiteral("column 10"));
    QCOMPARE(read.rejects[2].fault, RowFault::TimeMissing);
    QCOMPARE(read.rejects[3].fault, RowFault::DurationNotUnderstood);
}

void tst_SwitchReaders::keepsTheCanonicalRow()
{
    const QByteArray row = readText(s_asterisk + "\n").calls.value(0).canonicalRow;
    QVERIFY(row.startsWith("\x1F+4915550101\x1F"
                           "200\x1F"
                           "from-trunk\x1F\"Desk\" <+4915550101>\x1F"));
    QCOMPARE(row.count('\x1F'), 15);
    QByteArray spaced = s_asterisk;
    spaced.replace(",\"200\",", ", \" 200 \" ,");
    QCOMPARE(readText(spaced).calls.value(0).canonicalRow, row);
}

void tst_SwitchReaders::readsAFreeswitchRow()
{
    const ReadText read = readText(s_freeswitch + s_uuidA + ",,\"acc\",\"PCMU\",\"PCMU\"\n");
    QCOMPARE(read.format, QStringLiteral("freeswitch-csv"));
    QCOMPARE(read.calls.size(), 1);
    const RawCall &call = read.calls.first();
    QCOMPARE(call.caller, std::optional(QStringLiteral("+4915550101")));
    QCOMPARE(call.callee, std::optional(QStringLiteral("200")));
    QCOMPARE(call.startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(call.billableSeconds, 60);
    QCOMPARE(call.disposition, Disposition::Answered);
    QCOMPARE(call.accountCode, QStringLiteral("acc"));
    QCOMPARE(call.linkId, QString::fromLatin1(s_uuidA));
    QVERIFY(!call.linked);
}

void tst_SwitchReaders::linksBothWaysOfNamingTheOtherLeg()
{
    const QByteArray end = ",\"acc\"\n";
    const QByteArray legNamesFirst = s_freeswitch + s_uuidA + "," + end + s_freeswitch + s_uuidB + "," + s_uuidA + end;
    const QByteArray firstNamesLeg = s_freeswitch + s_uuidA + "," + s_uuidB + end + s_freeswitch + s_uuidB + "," + end;
    for (const QByteArray &text : {legNamesFirst, firstNamesLeg}) {
        const ReadText read = readText(text);
        QCOMPARE(read.calls.size(), 2);
        QCOMPARE(read.calls[0].linkId, read.calls[1].linkId);
        QVERIFY(read.calls[0].linked != read.calls[1].linked);
    }
}

void tst_SwitchReaders::readsFreeswitchColumnsInAnyOrder()
{
    const ReadText read =
        readText("uuid,start_stamp,billsec,destination_number,bleg_uuid,caller_id_number,hangup_cause\n" + s_uuidA
            + ",2024-03-05 14:00:00.123456789,0,200,,100,USER_BUSY\n");
    QCOMPARE(read.format, QStringLiteral("freeswitch-csv"));
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls.first().caller, std::optional(QStringLiteral("100")));
    QCOMPARE(read.calls.first().startedAt, utc("2024-03-05 14:00:00") + 123);
    QCOMPARE(read.calls.first().disposition, Disposition::Busy);
}

void tst_SwitchReaders::readsFreeswitchRowsBehindAnAddress()
{
    const ReadText read = readText("\"192.0.2.1\"," + s_freeswitch + s_uuidA + ",,\"acc\"\n");
    QCOMPARE(read.format, QStringLiteral("freeswitch-csv"));
    QCOMPARE(read.calls.value(0).callee, std::optional(QStringLiteral("200")));
}

void tst_SwitchReaders::readsFreeswitchRowsThatASpreadsheetSaved()
{
    const ReadText read =
        readText("Desk,100,&,default,2024/3/5 14:00,,2024/3/5 14:01,69,0,NO_USER_RESPONSE," + s_uuidA + ",,,\n");
    QCOMPARE(read.format, QStringLiteral("freeswitch-csv"));
    QCOMPARE(read.calls.value(0).startedAt, utc("2024-03-05 14:00:00"));
    QCOMPARE(read.calls.value(0).disposition, Disposition::NoAnswer);
}

void tst_SwitchReaders::rejectsFreeswitchRowsThatAreTooShort()
{
    const ReadText read = readAs("freeswitch-csv", "a,b,c\n" + s_freeswitch + s_uuidA + ",,\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.rejects.size(), 1);
    QCOMPARE(read.rejects.first().fault, RowFault::TooFewFields);
}

QTEST_APPLESS_MAIN(tst_SwitchReaders)
#include "tst_switch_readers.moc"

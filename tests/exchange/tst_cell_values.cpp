// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/column_names.h"
#include "exchange/calls/duration_text.h"
#include "exchange/calls/number_cell.h"
#include "exchange/calls/value_words.h"

#include <QTest>

using namespace callveil;

namespace {

std::optional<qint64> seconds(const char *text, DurationUnit unit = DurationUnit::Seconds)
{
    return parseDuration(text, unit).value_or(std::nullopt);
}

} // namespace

/// Single cells: durations, numbers, words, names of columns.
class tst_CellValues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsDurationsInEveryUnit();
    void readsThousands();
    void takesAnEmptyDurationAsAbsent();
    void refusesNegativeAndNonsenseDurations();
    void findsNumbersThatASpreadsheetDamaged();
    void findsHiddenCharactersInNumbers();
    void leavesOtherNumbersAsTheyAre();
    void limitsTheLengthOfANumber();
    void readsDispositions();
    void readsDirectionsAndMedia();
    void readsSeveralMeaningsFromOneWord();
    void knowsNothingAboutOtherWords();
    void letsTheAnswerDecideAHangupCause();
    void namesColumnsByHeaderOrNumber();
    void neverRepeatsANumberAsAColumnName();
};

void tst_CellValues::readsDurationsInEveryUnit()
{
    QCOMPARE(seconds("120"), std::optional<qint64>(120));
    QCOMPARE(seconds("57.5"), std::optional<qint64>(58));
    QCOMPARE(seconds("57,43"), std::optional<qint64>(57));
    QCOMPARE(seconds("90 sec"), std::optional<qint64>(90));
    QCOMPARE(seconds("01:02:03"), std::optional<qint64>(3723));
    QCOMPARE(seconds("75:30", DurationUnit::Clock), std::optional<qint64>(4530));
    QCOMPARE(seconds("00:00:01.6", DurationUnit::Clock), std::optional<qint64>(2));
    QCOMPARE(seconds("57430", DurationUnit::Milliseconds), std::optional<qint64>(57));
    QCOMPARE(seconds("1.5", DurationUnit::Minutes), std::optional<qint64>(90));
    QCOMPARE(seconds("-0"), std::optional<qint64>(0));
}

void tst_CellValues::readsThousands()
{
    QCOMPARE(seconds("1,234"), std::optional<qint64>(1234));
    QCOMPARE(seconds("1,234,567", DurationUnit::Milliseconds), std::optional<qint64>(1235));
    QCOMPARE(seconds("1.234.567", DurationUnit::Milliseconds), std::optional<qint64>(1235));
    QCOMPARE(seconds("1,234.6"), std::optional<qint64>(1235));
    QCOMPARE(seconds("1.234,6 s"), std::optional<qint64>(1235));
    QCOMPARE(seconds("0.512"), std::optional<qint64>(1));
    QCOMPARE(seconds("1234.567"), std::optional<qint64>(1235));
    // Three digits behind a point are thousandths as often as they are units.
    QCOMPARE(parseDuration("1.234", DurationUnit::Seconds).error(), RowFault::DurationNotUnderstood);
    QCOMPARE(*parseDuration("1.234", DurationUnit::Seconds, '.'), std::optional<qint64>(1));
    QCOMPARE(*parseDuration("1.234", DurationUnit::Seconds, ','), std::optional<qint64>(1234));
    QCOMPARE(*parseDuration("1,234", DurationUnit::Seconds, ','), std::optional<qint64>(1));
}

void tst_CellValues::takesAnEmptyDurationAsAbsent()
{
    for (const char *text : {"", " ", "-", "NULL", "n/a"}) {
        const auto duration = parseDuration(text, DurationUnit::Seconds);
        QVERIFY(duration && !duration->has_value());
    }
}

void tst_CellValues::refusesNegativeAndNonsenseDurations()
{
    QCOMPARE(parseDuration("-5", DurationUnit::Seconds).error(), RowFault::DurationNegative);
    QCOMPARE(parseDuration("-00:00:05", DurationUnit::Clock).error(), RowFault::DurationNegative);
    for (const char *text :
        {"long", "1:2:3:4", "1:99", "12 parsecs", "99999999999", "1,00,000", "1,2.3,4", "4e2", "40000000"})
        QCOMPARE(parseDuration(text, DurationUnit::Seconds).error(), RowFault::DurationNotUnderstood);
}

void tst_CellValues::findsNumbersThatASpreadsheetDamaged()
{
    for (const char *text : {"9.19877E+11", "9,19877E+11", "+4.9155E+11", "4.9E11", "5e+10"})
        QCOMPARE(numberFault(text), std::optional(RowFault::NumberDamaged));
    for (const char *text : {"5E10", "E+11", "9.19877E+", "1000e", "desk.5e"})
        QVERIFY(!numberFault(text));
}

void tst_CellValues::findsHiddenCharactersInNumbers()
{
    for (const char *text : {"+4915\xE2\x80\x8B"
                             "5501",
             "\xE2\x80\xAA+49155501",
             "+49\xEF\xBB\xBF"
             "155501",
             "+49\xC2\xAD"
             "155501",
             "+49\t155501", "+49\n155501",
             "+49\x7F"
             "155501",
             "+49\x1F"
             "155501"})
        QCOMPARE(numberFault(text), std::optional(RowFault::NumberHidden));
}

void tst_CellValues::leavesOtherNumbersAsTheyAre()
{
    for (const char *text : {"", "+49 155 501", "(030) 123-45 x6", "anonymous", "*97", "138****1234",
             "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93", "\xD9\xA1\xD9\xA2\xD9\xA3", "sip:desk@example.org"})
        QVERIFY(!numberFault(text));
}

void tst_CellValues::limitsTheLengthOfANumber()
{
    QVERIFY(!numberFault(QByteArray(256, '1')));
    QCOMPARE(numberFault(QByteArray(257, '1')), std::optional(RowFault::NumberTooLong));
    QVERIFY(!numberFault(QByteArray("\xD9\xA1").repeated(256)));
    QCOMPARE(numberFault(QByteArray("\xD9\xA1").repeated(257)), std::optional(RowFault::NumberTooLong));
}

void tst_CellValues::readsDispositions()
{
    const auto disposition = [](const char *word) { return callWords(word).disposition; };
    for (const char *word : {"ANSWERED", "Completed", "success", "Answered"})
        QCOMPARE(disposition(word), std::optional(Disposition::Answered));
    for (const char *word : {"NO ANSWER", "no-answer", "NOANSWER", "Not answered", "Missed", "NO_USER_RESPONSE"})
        QCOMPARE(disposition(word), std::optional(Disposition::NoAnswer));
    QCOMPARE(disposition("BUSY"), std::optional(Disposition::Busy));
    QCOMPARE(disposition("USER_BUSY"), std::optional(Disposition::Busy));
    QCOMPARE(disposition("FAILED"), std::optional(Disposition::Failed));
    QCOMPARE(disposition("CONGESTION"), std::optional(Disposition::Failed));
    QCOMPARE(disposition("CANCEL"), std::optional(Disposition::Cancelled));
    QCOMPARE(disposition("ORIGINATOR_CANCEL"), std::optional(Disposition::Cancelled));
    QCOMPARE(disposition("voicemail"), std::optional(Disposition::Voicemail));
}

void tst_CellValues::readsDirectionsAndMedia()
{
    for (const char *word : {"in", "INBOUND", "Incoming", "02"})
        QCOMPARE(callWords(word).direction, std::optional(Direction::Inbound));
    for (const char *word : {"out", "outbound", "Outgoing call", "01"})
        QCOMPARE(callWords(word).direction, std::optional(Direction::Outbound));
    QCOMPARE(callWords("SMS").medium, std::optional(Medium::Sms));
    QCOMPARE(callWords("data").medium, std::optional(Medium::Other));
    QCOMPARE(callWords("call").medium, std::optional(Medium::Voice));
}

void tst_CellValues::readsSeveralMeaningsFromOneWord()
{
    const CallWords missed = callWords("missed");
    QCOMPARE(missed.direction, std::optional(Direction::Inbound));
    QCOMPARE(missed.disposition, std::optional(Disposition::NoAnswer));
    for (const char *word : {"SMS-IN", "SMSIN", "incoming sms", "Sms_Incoming"}) {
        QCOMPARE(callWords(word).direction, std::optional(Direction::Inbound));
        QCOMPARE(callWords(word).medium, std::optional(Medium::Sms));
    }
    QCOMPARE(callWords("Voice Outgoing").direction, std::optional(Direction::Outbound));
}

void tst_CellValues::knowsNothingAboutOtherWords()
{
    for (const char *word : {"", "purple", "0", "2024-01-01", "a b c d e f g h"})
        QVERIFY(callWords(word).isEmpty());
}

void tst_CellValues::letsTheAnswerDecideAHangupCause()
{
    QCOMPARE(hangupDisposition("NORMAL_CLEARING", true), Disposition::Answered);
    QCOMPARE(hangupDisposition("NORMAL_CLEARING", false), Disposition::NoAnswer);
    QCOMPARE(hangupDisposition("USER_BUSY", true), Disposition::Answered);
    QCOMPARE(hangupDisposition("USER_BUSY", false), Disposition::Busy);
    QCOMPARE(hangupDisposition("NO_USER_RESPONSE", false), Disposition::NoAnswer);
    QCOMPARE(hangupDisposition("ORIGINATOR_CANCEL", false), Disposition::Cancelled);
    QCOMPARE(hangupDisposition("GATEWAY_DOWN", false), Disposition::Failed);
    QCOMPARE(hangupDisposition("", false), Disposition::Unknown);
}

void tst_CellValues::namesColumnsByHeaderOrNumber()
{
    const ColumnNames names({QStringLiteral("src"), QString()});
    QCOMPARE(names.name(0), QStringLiteral("src"));
    QCOMPARE(names.name(1), QStringLiteral("column 2"));
    QCOMPARE(names.name(7), QStringLiteral("column 8"));
    QCOMPARE(names.name(-1), QString());
}

void tst_CellValues::neverRepeatsANumberAsAColumnName()
{
    const ColumnNames names({QStringLiteral("+49 155 501 99")});
    QCOMPARE(names.name(0), QStringLiteral("column 1"));
}

QTEST_APPLESS_MAIN(tst_CellValues)
#include "tst_cell_values.moc"

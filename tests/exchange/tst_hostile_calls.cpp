// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_text.h"

#include <QTest>

#include <rapidcheck.h>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace callveil;

namespace {

const QByteArray s_head = "caller,callee,start,duration\n";
const QByteArray s_row = "100001,200001,2024-03-05 10:00:00,5\n";

QByteArray utf16(const QByteArray &ascii, bool little)
{
    QByteArray bytes(little ? "\xFF\xFE" : "\xFE\xFF");
    for (const char c : ascii)
        bytes.append(little ? c : '\0').append(little ? '\0' : c);
    return bytes;
}

/// One good row, a line of `s_long` bytes, one good row; made while it is read, so that only the reader needs memory.
class LongLineDevice final : public QIODevice {
public:
    static constexpr qint64 s_long = 100 * 1000 * 1000;

    explicit LongLineDevice(QByteArray lineStart) : m_before(s_head + s_row + lineStart), m_after("\n" + s_row)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] qint64 size() const override { return m_before.size() + s_long + m_after.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 from = pos();
        const qint64 count = qMin(most, size() - from);
        for (qint64 i = 0; i < count; ++i)
            data[i] = at(from + i);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    [[nodiscard]] char at(qint64 place) const
    {
        if (place < m_before.size())
            return m_before[place];
        const qint64 after = place - m_before.size() - s_long;
        return after < 0 ? 'x' : m_after[after];
    }

    QByteArray m_before;
    QByteArray m_after;
};

/// KiB, the most that the process ever had in memory; 0 under the address sanitizer, which keeps what is freed.
qint64 peakMemory()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
#else
    return 0;
#endif
}

QList<RowFault> faultsOf(const ReadText &read)
{
    QList<RowFault> faults;
    for (const RowReject &reject : read.rejects)
        faults.append(reject.fault);
    return faults;
}

int filledLines(const QByteArray &text)
{
    int filled = 0;
    for (const QByteArray &line : QByteArray(text).replace('\r', '\n').split('\n'))
        filled += std::any_of(line.begin(), line.end(), [](char c) { return !QByteArrayView(", \t").contains(c); });
    return filled;
}

} // namespace

/// Files that were damaged or made to do harm: each row becomes a call or a clear reject, and nothing crashes.
class tst_HostileCalls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // First, while the peak of the process's memory is still low.
    void skipsAHundredMegabyteLineInLittleMemory_data();
    void skipsAHundredMegabyteLineInLittleMemory();
    void readsEveryEncodingOfTheSameFile();
    void readsEveryLineEnd();
    void refusesEmptyFiles();
    void refusesBinaryGarbageAndOtherFormats();
    void refusesAFileWithAHeaderOnly();
    void refusesAFormatItDoesNotKnow();
    void refusesACsvFileWithoutCalls();
    void rejectsNulAndUndecodableRows();
    void rejectsALoneQuoteAndReadsOn();
    void rejectsDamagedAndHiddenNumbers();
    void keepsForeignDigitsAsText();
    void rejectsStartsOutOfRange();
    void neverFailsOnRandomBytes();
    void accountsForEveryLineOfADamagedFile();
};

void tst_HostileCalls::readsEveryEncodingOfTheSameFile()
{
    const QByteArray text = s_head + s_row + s_row;
    const QList<QByteArray> files{text, "\xEF\xBB\xBF" + text, utf16(text, true), utf16(text, false),
        utf16(text, true).mid(2), utf16(text, false).mid(2)};
    for (const QByteArray &file : files) {
        const ReadText read = readText(file);
        QCOMPARE(read.calls.size(), 2);
        QCOMPARE(read.calls[1].line, 3);
        QCOMPARE(read.calls[1].caller, std::optional(QStringLiteral("100001")));
    }
}

void tst_HostileCalls::readsEveryLineEnd()
{
    for (const char *end : {"\r", "\r\n", "\n"}) {
        QByteArray text = s_head + s_row + "\n" + s_row;
        const ReadText read = readText(text.replace("\n", end));
        QCOMPARE(read.lines, (QList<qint64>{2, 4}));
    }
}

void tst_HostileCalls::refusesEmptyFiles()
{
    for (const char *text : {"", "\n\n", " \r\n", "\xEF\xBB\xBF", ",,,\n"})
        QCOMPARE(readText(text).refusal, std::optional(Fault::FileEmpty));
}

void tst_HostileCalls::refusesBinaryGarbageAndOtherFormats()
{
    QByteArray garbage;
    for (int i = 0; i < 100000; ++i)
        garbage.append(char((i * 7919) >> 5 ^ i * 31));
    for (const QByteArray &file : {garbage, QByteArray(5000, '\0'), QByteArray("{\"start\":\"2024-03-05\",\n\"b\":1}"),
             QByteArray("<calls><call start=\"2024-03-05\"/></calls>"), QByteArray("just a sentence")})
        QCOMPARE(readText(file).refusal, std::optional(Fault::FormatUnknown));
}

void tst_HostileCalls::refusesAFileWithAHeaderOnly()
{
    QCOMPARE(readText(s_head).refusal, std::optional(Fault::FormatNoCalls));
}

void tst_HostileCalls::refusesAFormatItDoesNotKnow()
{
    ReadOptions options = testOptions();
    options.format = QStringLiteral("morse");
    QCOMPARE(readText(s_head + s_row, options).refusal, std::optional(Fault::ChoiceUnknown));
}

void tst_HostileCalls::refusesACsvFileWithoutCalls()
{
    const QByteArray customers = "name,phone,created\nAda,+4915550101,2024-03-05 10:00:00\n";
    QCOMPARE(readText(customers).refusal, std::optional(Fault::FormatUnknown));
    ReadOptions options = testOptions();
    options.format = QStringLiteral("generic-csv");
    QCOMPARE(readText("name,phone\nAda,+4915550101\n", options).refusal, std::optional(Fault::MappingIncomplete));
}

void tst_HostileCalls::rejectsNulAndUndecodableRows()
{
    QByteArray nul = s_row;
    nul[2] = '\0';
    QByteArray bad = s_row;
    bad[8] = '\xFF';
    const ReadText read = readText(s_head + "100001,\xC3\xB6,2024-03-05 10:00:00,5\n" + nul + bad + s_row);
    QCOMPARE(read.calls.size(), 2);
    QCOMPARE(faultsOf(read), (QList<RowFault>{RowFault::NulCharacter, RowFault::NotDecodable}));
    QCOMPARE(read.rejects[0].column, QStringLiteral("caller"));
    QCOMPARE(read.rejects[1].column, QStringLiteral("callee"));
}

void tst_HostileCalls::rejectsALoneQuoteAndReadsOn()
{
    const ReadText read = readText(s_head + s_row + "\"" + s_row + s_row + s_row);
    QCOMPARE(read.lines, (QList<qint64>{2, 3, 4, 5}));
    QCOMPARE(faultsOf(read), QList<RowFault>{RowFault::QuoteUnclosed});
}

void tst_HostileCalls::rejectsDamagedAndHiddenNumbers()
{
    const ReadText read = readText("caller;callee;start;duration\n9,19877E+11;200001;2024-03-05 10:00:00;5\n"
                                   "100001;9.19877E+11;2024-03-05 10:00:00;5\n"
                                   "1000\xE2\x80\x8B"
                                   "01;200001;2024-03-05 10:00:00;5\n"
        + QByteArray(300, '1') + ";200001;2024-03-05 10:00:00;5\n100001;200001;2024-03-05 10:00:00;5\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(faultsOf(read),
        (QList<RowFault>{
            RowFault::NumberDamaged, RowFault::NumberDamaged, RowFault::NumberHidden, RowFault::NumberTooLong}));
    QCOMPARE(read.rejects[0].column, QStringLiteral("caller"));
    QCOMPARE(read.rejects[1].column, QStringLiteral("callee"));
}

void tst_HostileCalls::keepsForeignDigitsAsText()
{
    const QString wide = QStringLiteral("\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16");
    const QString arabic = QStringLiteral("\u0661\u0662\u0663\u0664\u0665\u0666");
    const ReadText read = readText(s_head + wide.toUtf8() + "," + arabic.toUtf8() + ",2024-03-05 10:00:00,5\n");
    QCOMPARE(read.calls.size(), 1);
    QCOMPARE(read.calls[0].caller, std::optional(wide));
    QCOMPARE(read.calls[0].callee, std::optional(arabic));
}

void tst_HostileCalls::rejectsStartsOutOfRange()
{
    const ReadText read = readText(s_head + s_row + s_row + "1,2,1999-03-05 10:00:00,5\n1,2,2031-03-05 10:00:00,5\n");
    QCOMPARE(read.calls.size(), 2);
    QCOMPARE(faultsOf(read), (QList<RowFault>{RowFault::TimeOutOfRange, RowFault::TimeOutOfRange}));
}

void tst_HostileCalls::skipsAHundredMegabyteLineInLittleMemory_data()
{
    QTest::addColumn<QByteArray>("lineStart");
    QTest::newRow("a plain line") << QByteArray("1,");
    QTest::newRow("a quoted line") << QByteArray("1,\"");
    QTest::newRow("behind an open quote") << QByteArray("1,\"a\n2,");
}

void tst_HostileCalls::skipsAHundredMegabyteLineInLittleMemory()
{
    QFETCH(QByteArray, lineStart);
    LongLineDevice device(lineStart);
    const qint64 before = peakMemory();
    const ReadText read = readDevice(device);
    const qint64 grown = peakMemory() - before;
    qInfo("peak memory grew by %lld KiB", grown);
    QVERIFY(grown < 20 * 1024);
    const bool quoteBefore = lineStart.contains('\n');
    QCOMPARE(read.lines, quoteBefore ? (QList<qint64>{2, 3, 4, 5}) : (QList<qint64>{2, 3, 4}));
    QCOMPARE(read.calls.size(), 2);
    QCOMPARE(read.rejects.last().fault, RowFault::FieldTooLong);
}

void tst_HostileCalls::neverFailsOnRandomBytes()
{
    QVERIFY(rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        ReadOptions options = testOptions();
        options.format = callFormats().at(*rc::gen::inRange(0, 2));
        const ReadText read = readText(QByteArray::fromStdString(bytes), options);
        RC_ASSERT(!read.refusal || read.refusal == Fault::FileEmpty);
        RC_ASSERT(std::is_sorted(read.lines.begin(), read.lines.end()));
    }));
}

void tst_HostileCalls::accountsForEveryLineOfADamagedFile()
{
    QVERIFY(rc::check([] {
        QByteArray text;
        for (int row = 0; row < 12; ++row)
            text.append(s_row);
        const int wounds = *rc::gen::inRange(0, 12);
        for (int wound = 0; wound < wounds; ++wound) {
            const auto place = *rc::gen::inRange<qsizetype>(0, text.size());
            const QByteArray piece = QByteArray::fromStdString(*rc::gen::element<std::string>(
                "", ",", "\n", "\r", "\xFF", std::string(1, '\0'), "E+11", "\xE2\x80\x8B", "-", ";", "\xD9\xA1", " "));
            text.replace(place, *rc::gen::inRange(0, 3), piece);
        }
        ReadOptions options = testOptions();
        CsvMapping mapping;
        mapping.header = false;
        mapping.encoding = QStringLiteral("UTF-8");
        mapping.columns = {{CsvField::Caller, 0}, {CsvField::Callee, 1}, {CsvField::Start, 2}, {CsvField::Duration, 3}};
        options.mapping = mapping;
        text.replace("\r\n", "\n");
        const ReadText read = readText(text, options);
        RC_ASSERT(!read.refusal);
        RC_ASSERT(read.lines.size() == filledLines(text));
        RC_ASSERT(QSet<qint64>(read.lines.begin(), read.lines.end()).size() == read.lines.size());
    }));
}

QTEST_APPLESS_MAIN(tst_HostileCalls)
#include "tst_hostile_calls.moc"

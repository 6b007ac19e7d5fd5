// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/text_decoder.h"

#include <QBuffer>
#include <QTest>

using namespace callveil;

namespace {

const QString s_text = QStringLiteral("caller;Gr\u00f6\u00dfe;\u20ac;\U0001F4DE\r\n");

QByteArray decoded(QByteArray bytes, std::optional<TextEncoding> encoding = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    TextDecoder decoder(buffer, encoding, QStringLiteral("file"));
    QByteArray text;
    for (auto more = decoder.read(text); more && *more; more = decoder.read(text)) { }
    return text;
}

QByteArray utf16(const QString &text, bool little)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char low = char(c.unicode() & 0xFF);
        const char high = char(c.unicode() >> 8);
        bytes.append(little ? low : high).append(little ? high : low);
    }
    return bytes;
}

} // namespace

class tst_TextDecoder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropsTheByteOrderMark();
    void readsUtf16OfBothKindsWithAndWithoutAMark();
    void keepsValidUtf8();
    void readsOtherBytesAsWindows1252();
    void staysWithUtf8WhenOneByteIsDamaged();
    void marksWhatCannotBeDecoded();
    void decidesLateWhenTheBeginningIsAscii();
    void joinsUnitsAcrossChunks();
    void obeysTheEncodingAskedFor();
};

void tst_TextDecoder::dropsTheByteOrderMark()
{
    QCOMPARE(decoded("\xEF\xBB\xBF"
                     "a,b"),
        QByteArray("a,b"));
}

void tst_TextDecoder::readsUtf16OfBothKindsWithAndWithoutAMark()
{
    const QByteArray expected = s_text.toUtf8();
    QCOMPARE(decoded(QByteArray("\xFF\xFE") + utf16(s_text, true)), expected);
    QCOMPARE(decoded(QByteArray("\xFE\xFF") + utf16(s_text, false)), expected);
    QCOMPARE(decoded(utf16(s_text, true)), expected);
    QCOMPARE(decoded(utf16(s_text, false)), expected);
}

void tst_TextDecoder::keepsValidUtf8()
{
    QCOMPARE(decoded(s_text.toUtf8()), s_text.toUtf8());
}

void tst_TextDecoder::readsOtherBytesAsWindows1252()
{
    QCOMPARE(decoded("Gr\xF6\xDF"
                     "e \x80"),
        QStringLiteral("Gr\u00f6\u00dfe \u20ac").toUtf8());
}

void tst_TextDecoder::staysWithUtf8WhenOneByteIsDamaged()
{
    const QByteArray damaged = s_text.toUtf8() + "\xF6\n";
    QCOMPARE(decoded(damaged), damaged);
}

void tst_TextDecoder::marksWhatCannotBeDecoded()
{
    QCOMPARE(decoded("a\x81"
                     "b",
                 TextEncoding::Windows1252),
        QByteArray("a\xFF"
                   "b"));
    QCOMPARE(decoded(QByteArray("\x00\xDC"
                                "a\x00",
                         4),
                 TextEncoding::Utf16Le),
        QByteArray("\xFF"
                   "a"));
    QCOMPARE(decoded(QByteArray("a\x00\x3D\xD8", 4), TextEncoding::Utf16Le), QByteArray("a\xFF"));
    QCOMPARE(decoded(QByteArray("a\x00"
                                "b",
                         3),
                 TextEncoding::Utf16Le),
        QByteArray("a\xFF"));
}

void tst_TextDecoder::decidesLateWhenTheBeginningIsAscii()
{
    const QByteArray ascii(300 * 1024, 'a');
    QCOMPARE(decoded(ascii + "\xF6 m"), ascii + "\xC3\xB6 m");
    QCOMPARE(decoded(ascii + "\xC3\xB6 m"), ascii + "\xC3\xB6 m");
}

void tst_TextDecoder::joinsUnitsAcrossChunks()
{
    // One byte and one surrogate lie on each side of the border between two reads.
    QString text(128 * 1024 - 1, u'a');
    text += QStringLiteral("\U0001F4DE end");
    QCOMPARE(decoded(utf16(text, true)), text.toUtf8());
    QCOMPARE(decoded(QByteArray("\xFE\xFF") + utf16(text, false)), text.toUtf8());
}

void tst_TextDecoder::obeysTheEncodingAskedFor()
{
    QCOMPARE(decoded("\xC3\xB6", TextEncoding::Latin1), QByteArray("\xC3\x83\xC2\xB6"));
    QCOMPARE(encodingOf(QStringLiteral("utf-16le")), std::optional(TextEncoding::Utf16Le));
    QVERIFY(!encodingOf(QStringLiteral("EBCDIC")));
}

QTEST_APPLESS_MAIN(tst_TextDecoder)
#include "tst_text_decoder.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/text_decoder.h"

#include <QIODevice>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr qsizetype s_chunkSize = 256 * 1024;
constexpr char s_undecodable = '\xFF';

/// Characters of the bytes 0x80 to 0x9F in windows-1252; 0 where it has none.
constexpr std::array<char16_t, 32> s_windows1252{
    0x20AC,
    0,
    0x201A,
    0x0192,
    0x201E,
    0x2026,
    0x2020,
    0x2021,
    0x02C6,
    0x2030,
    0x0160,
    0x2039,
    0x0152,
    0,
    0x017D,
    0, //
    0,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2022,
    0x2013,
    0x2014,
    0x02DC,
    0x2122,
    0x0161,
    0x203A,
    0x0153,
    0,
    0x017E,
    0x0178,
};

void appendCharacter(char32_t character, QByteArray &text)
{
    if (character < 0x80) {
        text.append(char(character));
    } else if (character < 0x800) {
        text.append(char(0xC0 | (character >> 6))).append(char(0x80 | (character & 0x3F)));
    } else if (character < 0x10000) {
        text.append(char(0xE0 | (character >> 12))).append(char(0x80 | ((character >> 6) & 0x3F)));
        text.append(char(0x80 | (character & 0x3F)));
    } else {
        text.append(char(0xF0 | (character >> 18))).append(char(0x80 | ((character >> 12) & 0x3F)));
        text.append(char(0x80 | ((character >> 6) & 0x3F))).append(char(0x80 | (character & 0x3F)));
    }
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return uchar(byte) < 0x80; });
}

} // namespace

TextDecoder::TextDecoder(QIODevice &device, std::optional<TextEncoding> encoding, QString name)
    : m_device(device), m_encoding(encoding), m_name(std::move(name))
{ }

Result<bool> TextDecoder::read(QByteArray &text)
{
    m_chunk.resize(s_chunkSize);
    const qint64 got = m_device.read(m_chunk.data(), m_chunk.size());
    if (got < 0)
        return fail(ErrorCode::Invalid, Fault::FileUnreadable, {m_name}, m_device.errorString());
    if (got == 0) {
        if (m_oddByte || m_surrogate != 0)
            text.append(s_undecodable);
        m_oddByte.reset();
        m_surrogate = 0;
        return false;
    }
    m_bytesRead += got;
    QByteArrayView chunk(m_chunk.constData(), got);
    begin(chunk);
    if (m_encoding == TextEncoding::Utf16Le || m_encoding == TextEncoding::Utf16Be)
        appendUtf16(chunk, text);
    else
        appendBytes(chunk, text);
    return true;
}

void TextDecoder::begin(QByteArrayView &chunk)
{
    if (!m_begun) {
        m_begun = true;
        if (!m_encoding)
            m_encoding = detectEncoding(chunk).encoding;
        if (m_encoding)
            chunk = chunk.sliced(bomLength(chunk, *m_encoding));
    } else if (!m_encoding && !isAscii(chunk)) {
        m_encoding = detectEncoding(chunk).encoding;
    }
}

void TextDecoder::appendBytes(QByteArrayView chunk, QByteArray &text) const
{
    if (!m_encoding || m_encoding == TextEncoding::Utf8) {
        text.append(chunk);
        return;
    }
    text.reserve(text.size() + chunk.size() + chunk.size() / 4);
    for (const char byte : chunk) {
        const uchar value = uchar(byte);
        if (m_encoding == TextEncoding::Latin1 || value < 0x80 || value >= 0xA0)
            appendCharacter(value, text);
        else if (const char16_t character = s_windows1252[value - 0x80])
            appendCharacter(character, text);
        else
            text.append(s_undecodable);
    }
}

void TextDecoder::appendUtf16(QByteArrayView chunk, QByteArray &text)
{
    text.reserve(text.size() + chunk.size());
    for (const char byte : chunk) {
        if (!m_oddByte) {
            m_oddByte = uchar(byte);
            continue;
        }
        const bool little = m_encoding == TextEncoding::Utf16Le;
        const uchar high = little ? uchar(byte) : *m_oddByte;
        const uchar low = little ? *m_oddByte : uchar(byte);
        m_oddByte.reset();
        appendUnit(char16_t(high << 8 | low), text);
    }
}

void TextDecoder::appendUnit(char16_t unit, QByteArray &text)
{
    const bool low = QChar::isLowSurrogate(unit);
    if (m_surrogate != 0 && low) {
        appendCharacter(QChar::surrogateToUcs4(m_surrogate, unit), text);
        m_surrogate = 0;
        return;
    }
    if (m_surrogate != 0 || low)
        text.append(s_undecodable);
    m_surrogate = QChar::isHighSurrogate(unit) ? unit : char16_t(0);
    if (m_surrogate == 0 && !low)
        appendCharacter(unit, text);
}

} // namespace callveil

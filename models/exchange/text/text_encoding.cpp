// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/text_encoding.h"

#include <array>

namespace callveil {

namespace {

struct NamedEncoding {
    TextEncoding encoding;
    QLatin1String name;
};

const std::array s_encodings{
    NamedEncoding{TextEncoding::Utf8, QLatin1String("UTF-8")},
    NamedEncoding{TextEncoding::Utf16Le, QLatin1String("UTF-16LE")},
    NamedEncoding{TextEncoding::Utf16Be, QLatin1String("UTF-16BE")},
    NamedEncoding{TextEncoding::Latin1, QLatin1String("ISO-8859-1")},
    NamedEncoding{TextEncoding::Windows1252, QLatin1String("windows-1252")},
};

/// Text in Latin letters and digits written as UTF-16 has a NUL in nearly every pair, always on the same side.
std::optional<TextEncoding> encodingByNuls(QByteArrayView sample)
{
    qsizetype low = 0;
    qsizetype high = 0;
    const qsizetype pairs = sample.size() / 2;
    for (qsizetype i = 0; i < pairs; ++i) {
        low += sample[2 * i] == '\0';
        high += sample[2 * i + 1] == '\0';
    }
    if (pairs >= 4 && high * 2 > pairs && low * 8 < high)
        return TextEncoding::Utf16Le;
    if (pairs >= 4 && low * 2 > pairs && high * 8 < low)
        return TextEncoding::Utf16Be;
    return std::nullopt;
}

/// Bytes of the UTF-8 character that begins with `lead`; 0 when none does.
int sequenceLength(uchar lead)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// Compares well-formed multi-byte characters with stray bytes, so that one damaged row does not change the reading of
/// all the others. nullopt when every byte is ASCII.
std::optional<TextEncoding> encodingByCharacters(QByteArrayView sample)
{
    qsizetype formed = 0;
    qsizetype stray = 0;
    for (qsizetype i = 0; i < sample.size();) {
        const uchar lead = uchar(sample[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const int length = sequenceLength(lead);
        if (length > 0 && i + length > sample.size())
            break;
        const bool valid = length > 0 && sample.sliced(i, length).isValidUtf8();
        formed += valid;
        stray += !valid;
        i += valid ? length : 1;
    }
    if (formed == 0 && stray == 0)
        return std::nullopt;
    return formed >= stray ? TextEncoding::Utf8 : TextEncoding::Windows1252;
}

} // namespace

QString encodingName(TextEncoding encoding)
{
    return s_encodings[size_t(encoding)].name;
}

std::optional<TextEncoding> encodingOf(const QString &name)
{
    for (const NamedEncoding &named : s_encodings) {
        if (name.compare(named.name, Qt::CaseInsensitive) == 0)
            return named.encoding;
    }
    return std::nullopt;
}

QStringList encodingNames()
{
    QStringList names;
    for (const NamedEncoding &named : s_encodings)
        names.append(named.name);
    return names;
}

int bomLength(QByteArrayView sample, TextEncoding encoding)
{
    if (encoding == TextEncoding::Utf8)
        return sample.startsWith(QByteArrayView("\xEF\xBB\xBF", 3)) ? 3 : 0;
    if (encoding == TextEncoding::Utf16Le)
        return sample.startsWith(QByteArrayView("\xFF\xFE", 2)) ? 2 : 0;
    if (encoding == TextEncoding::Utf16Be)
        return sample.startsWith(QByteArrayView("\xFE\xFF", 2)) ? 2 : 0;
    return 0;
}

DetectedEncoding detectEncoding(QByteArrayView sample)
{
    for (const TextEncoding marked : {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be}) {
        if (const int bom = bomLength(sample, marked); bom > 0)
            return {marked, bom};
    }
    if (const auto wide = encodingByNuls(sample))
        return {wide, 0};
    return {encodingByCharacters(sample), 0};
}

} // namespace callveil

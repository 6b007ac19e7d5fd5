// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/base32.h"

namespace callveil {

QString toBase32(QByteArrayView bytes)
{
    static constexpr char16_t alphabet[] = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    text.reserve((bytes.size() * 8 + 4) / 5);
    quint32 pending = 0;
    int pendingBits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | static_cast<quint8>(byte);
        pendingBits += 8;
        while (pendingBits >= 5) {
            pendingBits -= 5;
            text += QChar(alphabet[(pending >> pendingBits) & 31]);
        }
    }
    if (pendingBits > 0)
        text += QChar(alphabet[(pending << (5 - pendingBits)) & 31]);
    return text;
}

std::optional<QByteArray> fromBase32(QStringView text)
{
    QByteArray bytes;
    quint32 pending = 0;
    int pendingBits = 0;
    for (const QChar c : text) {
        const bool letter = c >= u'A' && c <= u'Z';
        if (!letter && !(c >= u'2' && c <= u'7'))
            return std::nullopt;
        pending = (pending << 5) | quint32(letter ? c.unicode() - u'A' : c.unicode() - u'2' + 26);
        pendingBits += 5;
        if (pendingBits >= 8) {
            pendingBits -= 8;
            bytes.append(char(pending >> pendingBits & 255));
        }
    }
    return bytes;
}

} // namespace callveil

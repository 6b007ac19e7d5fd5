// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/proquint.h"

namespace callveil {

namespace {
constexpr char consonants[] = "bdfghjklmnprstvz";
constexpr char vowels[] = "aiou";
} // namespace

QStringList toWords(const QByteArray &bytes)
{
    Q_ASSERT(bytes.size() % 2 == 0);
    QStringList words;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        const unsigned bits = unsigned(quint8(bytes[i])) << 8 | quint8(bytes[i + 1]);
        const char word[] = {consonants[bits >> 12], vowels[bits >> 10 & 3], consonants[bits >> 6 & 15],
            vowels[bits >> 4 & 3], consonants[bits & 15], 0};
        words.append(QString::fromLatin1(word));
    }
    return words;
}

std::optional<QByteArray> fromWords(const QString &words)
{
    QByteArray bytes;
    QString clean = words.toLower();
    clean.replace(u'-', u' ');
    for (const QString &word : clean.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QByteArray letters = word.toLatin1();
        if (letters.size() != 5)
            return std::nullopt;
        unsigned bits = 0;
        for (int i = 0; i < 5; ++i) {
            const bool vowel = i % 2 == 1;
            const QByteArray alphabet = vowel ? QByteArray(vowels) : QByteArray(consonants);
            const qsizetype at = alphabet.indexOf(letters[i]);
            if (at < 0)
                return std::nullopt;
            bits = bits << (vowel ? 2 : 4) | unsigned(at);
        }
        bytes.append(char(bits >> 8)).append(char(bits & 255));
    }
    return bytes;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/word_cache.h"

namespace callveil {

namespace {

constexpr qsizetype s_mostWords = 1000;
constexpr qsizetype s_longestWord = 64; ///< bytes; longer cells are prose

template <typename Value>
void prefer(const QHash<QString, Value> &words, const QString &word, std::optional<Value> &meaning)
{
    if (const auto own = words.constFind(word); own != words.constEnd())
        meaning = *own;
}

} // namespace

WordCache::WordCache(const CsvMapping &mapping)
    : m_directions(mapping.directionWords), m_dispositions(mapping.dispositionWords), m_media(mapping.mediumWords)
{ }

const CallWords &WordCache::lookUp(QByteArrayView cell)
{
    const QByteArray key = cell.first(qMin(cell.size(), s_longestWord)).toByteArray();
    const auto known = m_known.constFind(key);
    if (known != m_known.constEnd())
        return *known;
    if (m_known.size() >= s_mostWords)
        m_known.clear();
    return *m_known.insert(key, meaningOf(key));
}

CallWords WordCache::meaningOf(const QByteArray &cell) const
{
    CallWords words = callWords(cell);
    const QString word = QString::fromUtf8(cell).toLower();
    prefer(m_directions, word, words.direction);
    prefer(m_dispositions, word, words.disposition);
    prefer(m_media, word, words.medium);
    return words;
}

} // namespace callveil

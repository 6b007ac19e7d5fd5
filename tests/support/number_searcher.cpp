// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/number_searcher.h"

#include <QDirIterator>
#include <QFile>
#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype mostDescribed = 20;

quint32 startOf(const char *bytes)
{
    return quint32(quint8(bytes[0])) << 16 | quint32(quint8(bytes[1])) << 8 | quint8(bytes[2]);
}

bool isPunctuation(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '_';
}

/// What is written between the digits of a number goes, so that no grouping needs to be guessed.
QByteArray withoutPunctuation(const QByteArray &bytes)
{
    QByteArray plain = bytes;
    plain.resize(std::remove_if(plain.begin(), plain.end(), isPunctuation) - plain.begin());
    return plain;
}

QByteArray utf16(const QByteArray &latin, bool littleEndian)
{
    QByteArray wide;
    for (const char c : latin) {
        wide.append(littleEndian ? c : '\0');
        wide.append(littleEndian ? '\0' : c);
    }
    return wide;
}

/// The characters of base64 that depend on the text alone, when `skipped` (0 to 2) other bytes stand before it in its
/// group of three.
QByteArray base64Core(const QByteArray &text, int skipped)
{
    const QByteArray padded = QByteArray(skipped, '\0') + text;
    const QByteArray coded = padded.toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype first = skipped == 0 ? 0 : skipped + 1;
    const qsizetype last = (skipped + text.size()) * 8 / 6;
    return coded.mid(first, last - first);
}

} // namespace

NumberSearcher::NumberSearcher() : m_starts(1U << 24) { }

void NumberSearcher::addPattern(const QByteArray &bytes, const QString &label, const char *form)
{
    Q_ASSERT(bytes.size() >= 6);
    const quint32 start = startOf(bytes.constData());
    m_starts[start] = true;
    m_byStart[start].append(qsizetype(m_patterns.size()));
    m_patterns.push_back({bytes, label, QLatin1String(form)});
}

void NumberSearcher::add(const QString &label, const QString &e164, const QString &national)
{
    const QByteArray digits = national.toLatin1();
    QByteArray reversed = digits;
    std::reverse(reversed.begin(), reversed.end());
    addPattern(digits, label, "digits");
    addPattern(reversed, label, "reversed digits");
    addPattern(utf16(digits, true), label, "UTF-16LE");
    addPattern(utf16(digits, false), label, "UTF-16BE");
    addPattern(digits.toHex(), label, "hexadecimal");
    // The + before the digits is the only character whose hexadecimal text has a letter; the digits cover both cases.
    addPattern(utf16(digits, true).toHex(), label, "hexadecimal UTF-16");
    for (int skipped = 0; skipped < 3; ++skipped) {
        addPattern(base64Core(digits, skipped), label, "base64");
        addPattern(base64Core(utf16(digits, true), skipped), label, "base64 of UTF-16");
    }
    const quint64 value = e164.mid(1).toULongLong();
    QByteArray integer(8, '\0');
    qToLittleEndian(value, integer.data());
    addPattern(integer, label, "integer");
    qToBigEndian(value, integer.data());
    addPattern(integer.right(6), label, "integer"); // the length in which SQLite stores it
}

void NumberSearcher::search(const QByteArray &bytes, const QString &where, QList<Finding> &findings) const
{
    const char *const data = bytes.constData();
    for (qsizetype i = 0; i + 2 < bytes.size(); ++i) {
        const quint32 start = startOf(data + i);
        if (!m_starts[start])
            continue;
        for (const qsizetype index : m_byStart.value(start)) {
            const Pattern &pattern = m_patterns[size_t(index)];
            if (QByteArrayView(data + i, bytes.size() - i).startsWith(pattern.bytes))
                findings.append({pattern.label, pattern.form, QStringLiteral("%1 at %2").arg(where).arg(i)});
        }
    }
}

QList<NumberSearcher::Finding> NumberSearcher::inBytes(const QByteArray &bytes, const QString &where) const
{
    QList<Finding> findings;
    search(bytes, where, findings);
    search(withoutPunctuation(bytes), where + QStringLiteral(" without punctuation"), findings);
    return findings;
}

QList<NumberSearcher::Finding> NumberSearcher::inFile(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return inBytes(file.readAll(), path);
}

QList<NumberSearcher::Finding> NumberSearcher::inFolder(const QString &path) const
{
    QList<Finding> findings;
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext())
        findings += inFile(files.next());
    return findings;
}

QStringList NumberSearcher::labelsOf(const QList<Finding> &findings)
{
    QStringList labels;
    for (const Finding &finding : findings)
        labels.append(finding.label);
    labels.removeDuplicates();
    labels.sort();
    return labels;
}

QString NumberSearcher::describe(const QList<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings.first(std::min(findings.size(), mostDescribed)))
        lines.append(QStringLiteral("%1 as %2 in %3").arg(finding.label, finding.form, finding.where));
    return QStringLiteral("%1 findings\n").arg(findings.size()) + lines.join(u'\n');
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <vector>

namespace callveil {

/// Looks for telephone numbers in any bytes, in every form in which one could leak: plain or with any punctuation,
/// reversed, UTF-16, base64, hexadecimal, as an integer. Findings name numbers by their label only.
class NumberSearcher final {
public:
    struct Finding {
        QString label; ///< of the number
        QString form;
        QString where; ///< file or title, and the offset
    };

    NumberSearcher();

    /// `e164` is "+" and digits; `national` its national digits without a trunk 0, which every written form contains.
    void add(const QString &label, const QString &e164, const QString &national);

    [[nodiscard]] QList<Finding> inBytes(const QByteArray &bytes, const QString &where) const;
    [[nodiscard]] QList<Finding> inFile(const QString &path) const;
    /// All files below, hidden ones too.
    [[nodiscard]] QList<Finding> inFolder(const QString &path) const;

    /// The labels that were found, sorted, each once.
    [[nodiscard]] static QStringList labelsOf(const QList<Finding> &findings);
    /// A line for each finding, at most twenty.
    [[nodiscard]] static QString describe(const QList<Finding> &findings);

private:
    struct Pattern {
        QByteArray bytes;
        QString label, form;
    };
    void addPattern(const QByteArray &bytes, const QString &label, const char *form);
    void search(const QByteArray &bytes, const QString &where, QList<Finding> &findings) const;

    std::vector<Pattern> m_patterns;
    QHash<quint32, QList<qsizetype>> m_byStart; ///< first three bytes of a pattern -> patterns
    std::vector<bool> m_starts; ///< which first three bytes there are
};

} // namespace callveil

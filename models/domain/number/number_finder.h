// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace callveil {

/// A telephone number in a text. Holds personal data: never log it.
struct FoundNumber {
    qsizetype start = 0, end = 0; ///< in UTF-16 units
    QString number; ///< E.164
};

/// Finds telephone numbers inside free text (recording ids, case ids, notes, reasons), so that none is stored there in
/// clear. Uses libphonenumber's matcher: numbers valid in the region, and numbers possible with a leading +.
class NumberFinder final {
public:
    explicit NumberFinder(QString region);

    [[nodiscard]] bool containsNumber(const QString &text) const;
    /// Whether it holds a number of one of the regions, or of any country with a leading +.
    [[nodiscard]] static bool containsNumber(const QString &text, const QStringList &regions);
    /// The numbers themselves. One place may read as several numbers, and places may overlap. None of a text of more
    /// than 2,000 characters, in which containsNumber() counts digits alone.
    [[nodiscard]] std::vector<FoundNumber> find(const QString &text) const;
    /// The text with each digit of each number found replaced by x; the text itself when there is none.
    [[nodiscard]] QString withNumbersMasked(const QString &text) const;

    /// A typed text needs no digits that could be a number at all: whether nine or more stand in a row, with separators
    /// of numbers between them. Dates, known ids and ids with a prefix of capitals (INC0012345678, CASE-2026-000123)
    /// are none. Stricter than containsNumber, which must leave the ids of telephone exchanges alone.
    [[nodiscard]] static bool holdsLongRow(const QString &text);

private:
    QString m_region;
};

} // namespace callveil

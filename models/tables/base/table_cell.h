// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

namespace callveil {

/// What a table's cells answer besides Qt's own roles.
enum TableRole {
    PlainRole = Qt::UserRole, ///< as copied and searched
    SortRole,
    IdRole, ///< of the row's value
    SignRole ///< a CellSign
};

/// The sign that stands before a state's word.
enum class CellSign { None, Good, Warning, Neutral };

/// What one cell shows.
struct TableCell {
    /// A state as a sign and a word.
    [[nodiscard]] static TableCell state(CellSign sign, const QString &word) { return {word, {}, {}, {}, sign}; }

    QString text; ///< as painted
    QString plain{}; ///< as copied, searched and read aloud, when that differs from `text`
    QVariant key{}; ///< what the column sorts by; the plain text when not set
    QString tip{}; ///< explains the cell; `text` when empty
    CellSign sign = CellSign::None;

    [[nodiscard]] QVariant data(int role) const;
    [[nodiscard]] QVariant sortKey() const;
};

/// A column's heading; figures are aligned to the right.
struct TableColumn {
    QString title;
    bool figures = false;
};

/// Texts as the language sorts them, everything else by value.
[[nodiscard]] bool sortsBefore(const QVariant &left, const QVariant &right);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace callveil {

/// Where the fields of an Asterisk call record stand in a row; -1: nowhere.
struct AsteriskLayout {
    int accountCode = 0;
    int source = 1;
    int destination = 2;
    int start = 9;
    int answer = 10;
    int end = 11;
    int duration = 12;
    int billable = 13;
    int disposition = 14;
    int uniqueId = 16;
    int linkedId = 18;
    int least = 16; ///< fields that a row must have
    int most = 21; ///< fields that a row may have
    bool header = false;

    /// The order of cdr_csv: accountcode first, 16 to 21 columns.
    [[nodiscard]] static AsteriskLayout standard() { return {}; }
    /// The order of the sample cdr_custom.conf: clid first, accountcode behind amaflags.
    [[nodiscard]] static AsteriskLayout custom();
    /// From a header row with Asterisk's own names; nullopt when it has not enough of them.
    [[nodiscard]] static std::optional<AsteriskLayout> fromHeader(const QStringList &header);
    /// Recognises the layout from the first rows of a file; nullopt when they are no Asterisk records.
    [[nodiscard]] static std::optional<AsteriskLayout> recognise(const QList<QStringList> &rows);
};

} // namespace callveil

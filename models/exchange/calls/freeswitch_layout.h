// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace callveil {

/// Where the fields of a FreeSWITCH mod_cdr_csv record stand in a row; -1: nowhere.
struct FreeswitchLayout {
    int caller = 1;
    int destination = 2;
    int start = 4;
    int answer = 5;
    int end = 6;
    int duration = 7;
    int billable = 8;
    int cause = 9;
    int uuid = 10;
    int otherUuid = 11; ///< bleg_uuid
    int accountCode = 12;
    int direction = -1;
    int least = 12; ///< fields that a row must have
    bool header = false;

    /// The order of the "example" template.
    [[nodiscard]] static FreeswitchLayout standard() { return {}; }
    /// From a header row with FreeSWITCH's own names, in any order; nullopt when it has not enough of them.
    [[nodiscard]] static std::optional<FreeswitchLayout> fromHeader(const QStringList &header);
    /// Recognises the layout from the first rows of a file; nullopt when they are no FreeSWITCH records.
    [[nodiscard]] static std::optional<FreeswitchLayout> recognise(const QList<QStringList> &rows);

private:
    [[nodiscard]] FreeswitchLayout shifted(int by) const;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace callveil {

struct CallKey;

/// A place in the program: a page or a tab of System Configuration, and what of it is to be shown.
struct PageLink {
    QString page; ///< id of its entry: "pools"
    qint64 id = 0; ///< of the object that the page is about (in the call log and reports: of a process); 0: none
    QString text = {}; ///< the name of what is looked for: a session, the key of a report; with `calls`, what they are
    std::shared_ptr<const std::vector<CallKey>> calls = {}; ///< in the call log: these alone
    std::optional<qint64> since = {}; ///< in the call log: from the day of that moment on; in reports: of today
};

} // namespace callveil

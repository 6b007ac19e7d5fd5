// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>
#include <vector>

namespace callveil {

/// The rows of a table that go, as first and last of those beside each other, the last run first:
/// whoever removes one leaves the others where they are. Views work at each removal, so that there should be few.
[[nodiscard]] inline std::vector<std::pair<int, int>> runsFromEnd(int rows, const std::function<bool(int)> &goes)
{
    std::vector<std::pair<int, int>> runs;
    for (int row = rows - 1; row >= 0; --row) {
        if (!goes(row))
            continue;
        if (!runs.empty() && runs.back().first == row + 1)
            runs.back().first = row;
        else
            runs.emplace_back(row, row);
    }
    return runs;
}

} // namespace callveil

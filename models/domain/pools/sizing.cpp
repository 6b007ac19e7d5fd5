// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/sizing.h"

#include <algorithm>

namespace callveil {

double erlangB(double load, int lines)
{
    if (load <= 0)
        return lines > 0 ? 0 : 1;
    double refused = 1; // the recursion over lines is stable; factorials are not
    for (int line = 1; line <= lines; ++line)
        refused = load * refused / (line + load * refused);
    return refused;
}

int linesFor(double load, double refused)
{
    if (load <= 0)
        return 0;
    double share = 1;
    int lines = 0;
    while (share > refused && lines < mostLines) {
        ++lines;
        share = load * share / (lines + load * share);
    }
    return lines;
}

double loadFor(int lines, double refused)
{
    constexpr double close = 1e-7;
    double least = 0, most = std::max(1.0, 2.0 * lines / (1 - refused)); // more is refused at that for certain
    while (most - least > close * std::max(1.0, least)) {
        const double middle = (least + most) / 2;
        (erlangB(middle, lines) > refused ? most : least) = middle;
    }
    return least;
}

} // namespace callveil

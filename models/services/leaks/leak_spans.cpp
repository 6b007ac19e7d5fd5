// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/leak_spans.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 sessionsAtOnce = 20000;
constexpr size_t spansAtOnce = 2000;

bool isWhole(const LeakSpan &span)
{
    return span.fromLeg == 1;
}

bool endsBefore(const LeakSpan &one, const LeakSpan &other)
{
    return std::pair(one.process, one.last) < std::pair(other.process, other.last);
}

} // namespace

std::vector<LeakSpan> withoutRepeats(std::vector<LeakSpan> spans)
{
    std::vector<LeakSpan> whole;
    std::copy_if(spans.begin(), spans.end(), std::back_inserter(whole),
        [](const LeakSpan &span) { return isWhole(span) && sessionsIn(span) > 0; });
    std::sort(whole.begin(), whole.end(), endsBefore); // no two of a process share a session
    std::erase_if(spans, [&](const LeakSpan &span) {
        const auto at = std::lower_bound(whole.begin(), whole.end(), span, endsBefore);
        return !isWhole(span) && at != whole.end() && at->process == span.process && at->first <= span.first;
    });
    return spans;
}

qint64 sessionsIn(const LeakSpan &span)
{
    return std::max<qint64>(0, span.last - span.first + 1);
}

LeakPages paged(const std::vector<LeakSpan> &spans)
{
    LeakPages pages;
    qint64 room = 0;
    for (LeakSpan rest : spans) {
        while (rest.first <= rest.last) {
            if (room <= 0 || pages.back().size() >= spansAtOnce) {
                pages.emplace_back();
                room = sessionsAtOnce;
            }
            LeakSpan part = rest;
            part.last = std::min(rest.last, rest.first + room - 1);
            pages.back().push_back(part);
            room -= sessionsIn(part);
            rest.first = part.last + 1;
        }
    }
    return pages;
}

} // namespace callveil

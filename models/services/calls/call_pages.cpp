// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_pages.h"

#include <algorithm>
#include <limits>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

/// A filter that no index finds is answered slice by slice of time, so that it can be stopped and never runs away. The
/// slices grow while they are empty.
Result<CallPage> pageInSlices(
    CallStore &store, const CallFilter &filter, CallKey key, bool older, int rows, const CallLogService::Stop &stop)
{
    CallPage page;
    const qint64 from = filter.from.value_or(0);
    const qint64 to = filter.to.value_or(std::numeric_limits<qint64>::max());
    qint64 edge = older ? std::min(to, key.startedAt == std::numeric_limits<qint64>::max() ? to : key.startedAt + 1)
                        : std::max(from, key.startedAt);
    for (qint64 width = dayMs; older ? edge > from : edge < to; width *= 2) {
        if (stop && *stop)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        CallFilter slice = filter;
        slice.from = older ? std::max(from, edge - width) : edge;
        slice.to = older ? edge : std::min(to, edge + width);
        auto part = store.page(slice, key, older, rows - int(page.calls.size()));
        if (!part)
            return failed(part);
        std::move(part->begin(), part->end(), std::back_inserter(page.calls));
        if (int(page.calls.size()) >= rows)
            return page;
        edge = older ? *slice.from : *slice.to;
    }
    page.ends = true;
    return page;
}

} // namespace

Result<CallPage> readCalls(
    CallStore &store, const CallFilter &filter, CallKey key, bool older, int rows, const CallLogService::Stop &stop)
{
    const bool bounded = filter.from && filter.to;
    const bool isIndexed =
        filter.found || !filter.session.isEmpty() || !filter.recording.isEmpty() || !filter.tag.isEmpty();
    if (filter.disposition && bounded && !isIndexed)
        return pageInSlices(store, filter, key, older, rows, stop);
    auto calls = store.page(filter, key, older, rows);
    if (!calls)
        return failed(calls);
    const bool ends = int(calls->size()) < rows;
    return CallPage{std::move(*calls), ends};
}

} // namespace callveil

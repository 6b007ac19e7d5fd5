// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/revision_row.h"

#include <algorithm>

namespace callveil {

namespace {

RevisionRow::State stateOf(const PolicyRevision &revision, const ProcessPolicy &process)
{
    if (revision.cancelledAt)
        return RevisionRow::State::Cancelled;
    if (revision.id == process.current.id)
        return RevisionRow::State::InForce;
    const bool waits = std::any_of(process.waiting.begin(), process.waiting.end(),
        [&](const PolicyRevision &waiting) { return waiting.id == revision.id; });
    return waits ? RevisionRow::State::Waiting : RevisionRow::State::Past;
}

} // namespace

std::vector<RevisionRow> waitingRows(const std::vector<ProcessPolicy> &processes)
{
    std::vector<RevisionRow> rows;
    for (const ProcessPolicy &process : processes)
        for (const PolicyRevision &revision : process.waiting)
            rows.push_back({revision, process.process.name, RevisionRow::State::Waiting});
    std::stable_sort(rows.begin(), rows.end(), [](const RevisionRow &left, const RevisionRow &right) {
        return left.revision.effectiveAt < right.revision.effectiveAt;
    });
    return rows;
}

std::vector<RevisionRow> historyRows(const ProcessPolicy &process, const std::vector<PolicyRevision> &history)
{
    std::vector<RevisionRow> rows;
    for (const PolicyRevision &revision : history)
        rows.push_back({revision, process.process.name, stateOf(revision, process)});
    return rows;
}

} // namespace callveil

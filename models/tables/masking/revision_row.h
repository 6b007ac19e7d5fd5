// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"

namespace callveil {

/// A revision with what its table needs to know of its process.
struct RevisionRow {
    enum class State { Waiting, InForce, Past, Cancelled };

    PolicyRevision revision;
    QString processName;
    State state = State::Past;
};

/// The revisions that wait, of all processes, soonest first.
[[nodiscard]] std::vector<RevisionRow> waitingRows(const std::vector<ProcessPolicy> &processes);
/// A process's whole history with the state of each revision.
[[nodiscard]] std::vector<RevisionRow> historyRows(
    const ProcessPolicy &process, const std::vector<PolicyRevision> &history);

} // namespace callveil

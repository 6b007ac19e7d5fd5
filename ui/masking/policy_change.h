// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"

#include <functional>

namespace callveil {

/// What applying a policy changes for one process.
struct PolicyChange {
    Process process;
    int lastRevision = 0;
    MaskingPolicy before, after;
    std::vector<PolicyRevision> later; ///< scheduled, and replacing this again
};

/// The processes for which `policy` at that moment (nullopt: now) differs from what would be in force then. Archived
/// ones are left out.
[[nodiscard]] std::vector<PolicyChange> policyChanges(
    const std::vector<ProcessPolicy> &processes, const MaskingPolicy &policy, std::optional<qint64> effectiveAt);

/// What the question before applying tells besides the changes.
struct ApplyFacts {
    QString moment; ///< empty: now
    int signedIn = 0; ///< people
    QString weakness; ///< of the new policy; empty: none
    QString note;
    std::function<QString(qint64)> timeText; ///< a moment as the person reads it
};

/// The question before applying: what changes, and in a second paragraph what that means.
[[nodiscard]] QString applyQuestion(const std::vector<PolicyChange> &changes, const ApplyFacts &facts);

/// The policy among them that shows least; of several processes it is offered for all.
[[nodiscard]] MaskingPolicy strongestOf(const std::vector<ProcessPolicy> &processes);

/// Takes revisions that were just made into their processes: as the policy in force, or among those that wait.
void addRevisions(std::vector<ProcessPolicy> &processes, const std::vector<PolicyRevision> &revisions);

/// Which of the processes store numbers in clear; empty: none.
[[nodiscard]] QString offText(const std::vector<ProcessPolicy> &processes);

/// What was applied, for the banner.
[[nodiscard]] QString appliedText(
    const std::vector<PolicyChange> &changes, const std::vector<PolicyRevision> &revisions, const QString &moment);

} // namespace callveil

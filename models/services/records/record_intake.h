// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"

namespace callveil {

struct RecordIntakeState;

/// Makes legs of the call log of the call records that wait: masked by the policy in force at this moment, and sealed
/// for the vault of their process. What has become a leg waits no longer; whatever fails, nothing is lost and nothing
/// comes twice. The numbers are those that the service has when a record comes up: of a call whose binding ended first
/// it has none, and its legs keep masked texts alone, with no number in the vault.
class RecordIntake final : public Service {
public:
    /// `batch`: how many records make one transaction.
    explicit RecordIntake(Workspace &workspace, int batch = 500);

    /// Until nothing waits, or for about a second; how many records. Those of a process that somebody else works on
    /// wait for the next run. For a service alone: fails with NotPermitted. Records of a process that nothing can be
    /// written for wait on: it fails with why, after others are done.
    [[nodiscard]] QFuture<Result<qint64>> run();

private:
    std::shared_ptr<RecordIntakeState> m_state;
    int m_batch;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_record.h"
#include "services/base/service.h"
#include "services/bindings/did_book.h"

namespace callveil {

/// Takes in call records of applications (switches of a server hand theirs in past the service), and tells how many
/// wait to become legs. RecordIntake makes legs of them.
class RecordService final : public Service {
public:
    explicit RecordService(Workspace &workspace) : Service(workspace), m_dids(std::make_shared<DidShelf>()) { }

    /// Keeps a record of `source`, whose names of calls are its own; false when it was known already. Its numbers are
    /// forgotten at once. Fails with DidUnknown, with TimeNotUnderstood, with NameEmpty for a call without a name, and
    /// with NotPermitted for whoever is no service.
    [[nodiscard]] QFuture<Result<bool>> add(NewCallRecord record, QString source);
    /// Needs to manage pools or security.
    [[nodiscard]] QFuture<Result<SpoolState>> state();

private:
    std::shared_ptr<DidShelf> m_dids;
};

} // namespace callveil

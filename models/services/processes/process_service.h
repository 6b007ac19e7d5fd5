// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// A process with what belongs to it.
struct ProcessDetails {
    Process process;
    QStringList dids; ///< E.164, sorted
    std::vector<Campaign> campaigns;
};

/// Processes and their campaigns: create, change, archive. Nothing is ever deleted, because legs refer to it.
class ProcessService final : public Service {
public:
    using Service::Service;

    /// The person's processes with DIDs and campaigns, by name; archived ones included.
    [[nodiscard]] QFuture<Result<std::vector<ProcessDetails>>> list();
    /// Checks the fields (country, time zone, DIDs as the country writes them), makes the process with its vault and
    /// its first revision, Replacement(2, 2). An empty time zone means usualZone(). A country without emergency numbers
    /// gets those that are known of it, here and in update().
    [[nodiscard]] QFuture<Result<ProcessId>> create(ProcessDetails details);
    [[nodiscard]] QFuture<Result<void>> update(ProcessDetails details);
    [[nodiscard]] QFuture<Result<void>> setArchived(ProcessId process, bool archived);

    [[nodiscard]] QFuture<Result<CampaignId>> addCampaign(ProcessId process, QString name);
    [[nodiscard]] QFuture<Result<void>> renameCampaign(CampaignId campaign, QString name);
    [[nodiscard]] QFuture<Result<void>> setCampaignArchived(CampaignId campaign, bool archived);
};

/// The process, or NotFound ProcessUnknown when there is none or the person does not see it.
[[nodiscard]] Result<Process> requireProcess(Connection &connection, const Identity &person, ProcessId process);

/// The process of that name (case does not matter), or NotFound ProcessUnknown; for commands and imports.
[[nodiscard]] Result<Process> findProcess(Connection &connection, const Identity &person, const QString &name);

} // namespace callveil

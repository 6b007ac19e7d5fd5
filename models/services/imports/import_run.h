// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/call_stream.h"
#include "storage/imports/import_store.h"

namespace callveil {

/// Opens the calls of the file from its start, read as in this process's country and time zone.
using OpenCalls = std::function<Result<std::unique_ptr<CallReader>>(const Process &process)>;

/// What is imported, once the file's format is known.
struct ImportPlan {
    ProcessId process; ///< unset: each row tells
    CampaignId campaign; ///< for rows of its process that name none
    bool callerIsCustomer = true; ///< when neither number nor direction tells
    bool dryRun = false;
    QString format;
    qint64 fileBytes = 0;
    OpenCalls open;
};

/// One import: stages the file's calls, one pass for each process, then publishes all of them in one transaction; again
/// from the start when a policy or the rates changed meanwhile.
class ImportRun final {
public:
    ImportRun(Connection &connection, const Identity &person, ImportProgress &progress);

    [[nodiscard]] Result<ImportSummary> run(const ImportPlan &plan);

private:
    /// The calls of one process.
    struct Pass {
        PrepareContext context;
        ImportSummary summary;
        std::unique_ptr<ImportStore> store; ///< none in a dry run
        PublishOutcome outcome;

        [[nodiscard]] PublishOrder order(const Identity &person) const;
    };
    using Passes = std::vector<Pass>;

    [[nodiscard]] Result<ImportSummary> attempt(const ImportPlan &plan);
    [[nodiscard]] Result<Passes> stageAll(
        const ImportPlan &plan, const ProcessRouter &router, const std::vector<ProcessId> &processes);
    [[nodiscard]] Result<void> stage(Pass &pass, const ImportPlan &plan, const ProcessRouter *router);
    [[nodiscard]] Result<void> write(ImportStore &store, CallStream &stream, int generation);
    [[nodiscard]] Result<void> countOnly(CallStream &stream);
    [[nodiscard]] Result<void> publish(Passes &passes);
    [[nodiscard]] Result<void> checkStillHolds(const Passes &passes);
    [[nodiscard]] Result<void> record(const Pass &pass);

    Connection &m_connection;
    const Identity &m_person;
    ImportProgress &m_progress;
};

} // namespace callveil

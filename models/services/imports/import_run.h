// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/call_stream.h"
#include "storage/imports/import_store.h"

namespace callveil {

/// Makes the reader of one pass over the calls: a file is opened anew for each.
using OpenCalls = std::function<Result<std::unique_ptr<CallReader>>()>;

/// One import, start to end, on the database thread that it is given: everything of the file or nothing. Calls are
/// staged, then published in one transaction that checks the policy's revision; when the policy changed meanwhile, the
/// file is read and masked again.
class ImportRun final {
public:
    ImportRun(Connection &connection, const Identity &person, ImportProgress &progress);

    /// All calls belong to `process`.
    [[nodiscard]] Result<ImportSummary> run(ProcessId process, CampaignId campaign, bool callerIsCustomer,
        const QString &format, const OpenCalls &open, bool dryRun);
    /// Each row tells its process; one pass over the file for each.
    [[nodiscard]] Result<ImportSummary> runRouted(
        const ImportOrder &order, bool callerIsCustomer, const QString &format, const OpenCalls &open);

private:
    [[nodiscard]] Result<ImportSummary> stage(
        ImportStore *store, const PrepareContext &context, const ProcessRouter *router, const OpenCalls &open);
    [[nodiscard]] Result<void> write(ImportStore &store, CallStream &stream, int generation);
    [[nodiscard]] Result<void> countOnly(CallStream &stream);
    [[nodiscard]] Result<void> publish(ImportStore &store, const PrepareContext &context, ImportSummary &summary);
    [[nodiscard]] Result<ImportSummary> attempt(ProcessId process, CampaignId campaign, bool callerIsCustomer,
        const QString &format, const OpenCalls &open, bool dryRun);
    [[nodiscard]] Result<ImportSummary> attemptRouted(
        const ImportOrder &order, bool callerIsCustomer, const QString &format, const OpenCalls &open);
    [[nodiscard]] Result<void> publishPass(const ImportOrder &order, ProcessId process, const ProcessRouter &router,
        bool callerIsCustomer, const OpenCalls &open, ImportSummary &total);

    Connection &m_connection;
    const Identity &m_person;
    ImportProgress &m_progress;
};

} // namespace callveil

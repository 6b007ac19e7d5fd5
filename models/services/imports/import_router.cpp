// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_router.h"

#include <set>
#include <unordered_set>

namespace callveil {

Result<RoutedFile> routeFile(CallReader &calls, const ProcessRouter &router, ImportProgress &progress)
{
    RoutedFile file;
    std::set<ProcessId> processes;
    while (true) {
        auto row = calls.next();
        if (!row)
            return failed(row);
        if (!*row)
            break;
        if (progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        progress.bytes = calls.bytesRead();
        ++file.rows;
        std::optional<RowReject> refused;
        if (auto *reject = std::get_if<RowReject>(&**row))
            refused = *reject;
        else if (const ProcessId process = router.route(std::get<RawCall>(**row)); process.isSet())
            processes.insert(process);
        else
            refused = RowReject{std::get<RawCall>(**row).line, {}, RowFault::ProcessNotKnown};
        if (refused && file.rejects.size() < ImportSummary::mostRejects)
            file.rejects.push_back(*refused);
    }
    file.processes.assign(processes.begin(), processes.end());
    return file;
}

ImportSummary summaryOf(const RoutedFile &file, const std::vector<const ImportSummary *> &passes)
{
    ImportSummary total;
    total.rejects = file.rejects;
    std::unordered_set<qint64> lines;
    for (const RowReject &reject : total.rejects)
        lines.insert(reject.line);
    for (const ImportSummary *pass : passes) {
        total.records += pass->records;
        total.sessions += pass->sessions;
        total.legs += pass->legs;
        total.duplicates += pass->duplicates;
        total.billableSeconds += pass->billableSeconds;
        total.unknownAgents += pass->unknownAgents;
        total.sidesAssumed += pass->sidesAssumed;
        total.unusedColumns = pass->unusedColumns;
        if (pass->firstStart)
            total.firstStart = std::min(total.firstStart.value_or(*pass->firstStart), *pass->firstStart);
        if (pass->lastStart)
            total.lastStart = std::max(total.lastStart.value_or(*pass->lastStart), *pass->lastStart);
        for (const RowReject &reject : pass->rejects)
            if (total.rejects.size() < ImportSummary::mostRejects && lines.insert(reject.line).second)
                total.rejects.push_back(reject);
    }
    total.rejected = file.rows - total.records;
    return total;
}

} // namespace callveil

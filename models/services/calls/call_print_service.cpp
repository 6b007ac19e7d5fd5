// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_print_service.h"

#include "services/calls/call_pages.h"
#include "storage/vault/export_store.h"

namespace callveil {

namespace {

constexpr int rowsAtOnce = 500;

Result<CallPrint> readPrint(
    CallStore &store, const CallFilter &filter, CallSheet sheet, const CallLogService::Stop &stop)
{
    CallPrint print{std::move(sheet.head), {}};
    for (CallKey key = CallLogService::newest();;) {
        if (*stop)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto page = readCalls(store, filter, key, true, rowsAtOnce, stop);
        if (!page)
            return failed(page);
        for (const CallLine &line : page->calls) {
            if (int(print.rows.size()) == CallPrintService::s_mostRows) {
                print.more = true;
                return print;
            }
            print.rows.push_back(sheet.cells(line));
            print.clear += int(isClear(line.customer)) + int(isClear(line.agentParty));
            key = {line.startedAt, line.id.value};
        }
        if (page->ends || page->calls.empty())
            return print;
    }
}

} // namespace

QFuture<Result<CallPrint>> CallPrintService::read(CallFilter filter, CallSheet sheet, Stop stop)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), filter = std::move(filter), sheet = std::move(sheet),
            stop = std::move(stop)](Connection &connection) -> Result<CallPrint> {
            for (const Permission needed : {Permission::ViewCallLog, Permission::Export})
                if (const auto allowed = require(*identity, needed); !allowed)
                    return failed(allowed);
            CallStore store(connection, *identity);
            return readPrint(store, filter, sheet, stop);
        });
}

QFuture<Result<void>> CallPrintService::note(qint64 rows, qint64 clear)
{
    return change(Permission::Export, [rows, clear](Connection &connection, const Identity &person) -> Result<void> {
        QString what = QStringLiteral("masked; rows %1").arg(rows);
        if (clear > 0)
            what += QStringLiteral("; clear %1").arg(clear);
        what += QStringLiteral("; format print");
        return DeedLog(connection)
            .append(person, {QStringLiteral("call.export"), ExportStore::objectOfExport(), {}, what, {}});
    });
}

} // namespace callveil

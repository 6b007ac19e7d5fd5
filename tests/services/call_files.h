// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "desk.h"
#include "roll_up_fault.h"

#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"

namespace callveil {

/// The header that the generic files of the tests have; Asterisk's and FreeSWITCH's are in the test of the service.
inline const QByteArray genericHeader =
    "Call ID,Caller Number,Called Number,Start Time,Talk Time,Status,Direction,Agent ID,Campaign,Process\n";

/// One row of such a file; a start within the first of March 2026.
struct GenericRow {
    QByteArray id, caller, callee;
    int second = 0;
    int talk = 30;
    QByteArray status = "Completed";
    QByteArray direction{}, agent{}, campaign{}, process{};

    [[nodiscard]] QByteArray text() const
    {
        const QByteArray start = QTime(0, 0).addSecs(second % 86400).toString(QStringLiteral("HH:mm:ss")).toLatin1();
        return QByteArrayList{id, caller, callee, "2026-03-01 " + start, QByteArray::number(talk), status, direction,
                   agent, campaign, process}
                   .join(',')
            + '\n';
    }
};

inline QByteArray genericFile(const QList<GenericRow> &rows)
{
    QByteArray text = genericHeader;
    for (const GenericRow &row : rows)
        text += row.text();
    return text;
}

/// So many calls of different customers, beginning at the first.
inline QByteArray customerCalls(int first, int count)
{
    QList<GenericRow> rows;
    for (int i = first; i < first + count; ++i) {
        GenericRow row;
        row.id = "c" + QByteArray::number(i);
        row.caller = "+4477009" + QByteArray::number(100000 + i).right(5);
        row.callee = "+442079460100";
        row.second = i;
        rows.append(row);
    }
    return genericFile(rows);
}

/// A process with one proxy number.
struct LineDesk : Desk {
    explicit LineDesk(Engine engine)
        : Desk(engine), process(addLine(QStringLiteral("Support"), QStringLiteral("+442079460100")))
    { }

    ProcessId addLine(const QString &name, const QString &did)
    {
        return organisation.addProcess(*admin, name, QStringLiteral("GB"), QStringList(did));
    }

    ProcessId process;
};

/// Imports a file as a person; the process may be unset.
inline Result<ImportSummary> tryImport(
    Workspace &workspace, const QString &file, ProcessId process, bool dryRun = false)
{
    ImportOrder order;
    order.file = file;
    order.process = process;
    order.dryRun = dryRun;
    return ImportService(workspace).run(order, std::make_shared<ImportProgress>()).result();
}

inline ImportSummary import(Desk &desk, const QByteArray &text, ProcessId process)
{
    static int counter = 0;
    const QString file = desk.organisation.writeFile(QStringLiteral("calls%1.csv").arg(++counter), text);
    const auto summary = tryImport(*desk.admin, file, process);
    if (!summary)
        qFatal("import: fault %d, %s, %s", int(summary.error().fault), qPrintable(summary.error().args.join(u',')),
            qPrintable(summary.error().detail));
    return *summary;
}

/// All sessions of the log that a person sees, newest first.
inline std::vector<CallLine> logOf(Workspace &workspace, const CallFilter &filter = {})
{
    return taken(CallLogService(workspace).page(filter, CallLogService::newest(), true, 100000)).calls;
}

/// The texts of the customer's side, oldest session first.
inline QStringList customersOf(Workspace &workspace, ProcessId process = {})
{
    CallFilter filter;
    filter.process = process;
    QStringList texts;
    for (const CallLine &call : logOf(workspace, filter))
        texts.prepend(call.customer.text);
    return texts;
}

} // namespace callveil

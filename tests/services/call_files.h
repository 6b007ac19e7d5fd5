// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "desk.h"

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
    QByteArray direction, agent, campaign, process;

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

/// Empty when the roll-up by day and every session's sums are what a full scan of sessions and legs gives.
inline QString rollUpFault(const TestOrganisation &organisation)
{
    const DatabaseLook look(organisation);
    const QString columns = QStringLiteral("process_id, local_day, campaign_id, ");
    const auto rolled =
        look.run(QStringLiteral("SELECT %1 sessions, legs, answered, talk_seconds, billable_seconds FROM "
                                "call_day WHERE sessions <> 0 OR legs <> 0 OR answered <> 0 OR "
                                "talk_seconds <> 0 OR billable_seconds <> 0 ORDER BY 1, 2, 3")
                     .arg(columns));
    const auto scanned = look.run(QStringLiteral(
        "SELECT %1 COUNT(*), CAST(SUM(legs) AS bigint), SUM(CASE WHEN disposition = 1 THEN 1 ELSE 0 END), "
        "CAST(SUM(talk_seconds) AS bigint), CAST(SUM(billable_seconds) AS bigint) FROM call_session "
        "GROUP BY process_id, local_day, campaign_id ORDER BY 1, 2, 3")
                                      .arg(columns));
    if (rolled != scanned)
        return QStringLiteral("the roll-up by day differs from the sessions");
    if (look.number(
            QStringLiteral("SELECT COUNT(*) FROM call_session s WHERE legs <> (SELECT COUNT(*) FROM call_leg l "
                           "WHERE l.session_id = s.id) OR billable_seconds <> (SELECT SUM(billable_seconds) FROM "
                           "call_leg l WHERE l.session_id = s.id) OR talk_seconds <> (SELECT "
                           "MAX(billable_seconds) FROM call_leg l WHERE l.session_id = s.id) OR started_at <> "
                           "(SELECT MIN(started_at) FROM call_leg l WHERE l.session_id = s.id)"))
        != 0)
        return QStringLiteral("a session's sums differ from its legs");
    if (look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg l LEFT JOIN call_session s ON s.id = l.session_id "
                                   "WHERE s.id IS NULL"))
        != 0)
        return QStringLiteral("a leg without a session");
    if (look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg"))
        != look.number(QStringLiteral("SELECT COUNT(*) FROM import_row")))
        return QStringLiteral("another number of remembered rows than legs");
    return {};
}

} // namespace callveil

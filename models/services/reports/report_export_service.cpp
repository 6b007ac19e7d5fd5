// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_export_service.h"

#include "domain/reports/report_rules.h"
#include "exchange/sheets/sheet_file.h"

namespace callveil {

namespace {

Deed deedOf(ReportKind kind, const QString &format, qint64 rows)
{
    return {QStringLiteral("report.export"), reportKindKey(kind), {},
        QStringLiteral("format %1; rows %2").arg(format).arg(rows), {}};
}

/// Reveals are of the record of deeds.
QList<Permission> permissionsFor(ReportKind kind)
{
    QList<Permission> needed{Permission::ViewReports, Permission::Export};
    if (kind == ReportKind::Reveals)
        needed.append(Permission::ViewAudit);
    return needed;
}

Result<void> addRows(SheetFile &file, const std::vector<QStringList> &rows, ReportExportProgress &progress)
{
    for (const QStringList &cells : rows) {
        if (progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        if (const auto added = file.add(cells); !added)
            return added;
        ++progress.done;
    }
    return {};
}

Result<qint64> writeReport(
    Connection &connection, const Identity &me, const ReportExportOrder &order, ReportExportProgress &progress)
{
    const auto rows = qint64(order.rows.size());
    progress.all = rows;
    SheetFile file(order.file, order.format);
    if (const auto opened = file.open(order.head); !opened)
        return failed(opened);
    if (const auto added = addRows(file, order.rows, progress); !added)
        return failed(added);
    // The record first: no file without an entry.
    const auto recorded = connection.transact(
        [&] { return DeedLog(connection).append(me, deedOf(order.kind, sheetKey(order.format), rows)); });
    if (!recorded)
        return failed(recorded);
    if (const auto done = file.commit(); !done)
        return failed(done);
    return rows;
}

} // namespace

QFuture<Result<qint64>> ReportExportService::write(
    ReportExportOrder order, std::shared_ptr<ReportExportProgress> progress)
{
    return m_workspace.background().run([identity = m_workspace.identity(), order = std::move(order),
                                            progress = std::move(progress)](Connection &connection) -> Result<qint64> {
        for (const Permission needed : permissionsFor(order.kind))
            if (const auto allowed = require(*identity, needed); !allowed)
                return failed(allowed);
        return writeReport(connection, *identity, order, *progress);
    });
}

QFuture<Result<void>> ReportExportService::notePrint(ReportKind kind, qint64 rows)
{
    return change(Permission::Export, [kind, rows](Connection &connection, const Identity &me) -> Result<void> {
        for (const Permission needed : permissionsFor(kind))
            if (const auto allowed = require(me, needed); !allowed)
                return allowed;
        return DeedLog(connection).append(me, deedOf(kind, QStringLiteral("print"), rows));
    });
}

} // namespace callveil

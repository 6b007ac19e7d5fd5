// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_service.h"

#include "domain/reports/report_rules.h"
#include "services/reports/local_days.h"
#include "services/reports/report_reader.h"

#include <QDateTime>
#include <QTimeZone>

namespace callveil {

QFuture<Result<Report>> ReportService::run(ReportRequest request, Stop stop)
{
    return read(Permission::ViewReports,
        [request, stop = std::move(stop)](Connection &connection, const Identity &me) -> Result<Report> {
            if (const auto fits = checkedRequest(request); !fits)
                return failed(fits);
            if (request.kind == ReportKind::Reveals) // who looked at numbers is what the record of deeds tells
                if (const auto allowed = require(me, Permission::ViewAudit); !allowed)
                    return failed(allowed);
            return connection.snapshot([&] { return ReportReader(connection, me, request, stop).read(); });
        });
}

QFuture<Result<QDate>> ReportService::today()
{
    return read(Permission::ViewReports, [](Connection &connection, const Identity &me) -> Result<QDate> {
        const auto days = localDays(connection, me);
        return days ? Result<QDate>(days->latest) : failed(days);
    });
}

} // namespace callveil

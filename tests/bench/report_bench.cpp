// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_bench.h"

#include "bench_options.h"
#include "measure.h"
#include "raw_postgres.h"
#include "raw_sqlite.h"

#include "services/reports/report_service.h"
#include "storage/reports/report_store.h"

#include <array>

namespace callveil {

namespace {

constexpr int days = 90, scans = 3, rounds = 100;
constexpr int firstDay = 20094; // of the call files, days since 1970
/// What a chart would have to do without sums.
constexpr const char *wholeScan =
    "SELECT local_day, SUM(calls) AS calls, SUM(answered) AS answered, SUM(talk) AS talk, SUM(cost) AS cost FROM "
    "(SELECT s.local_day AS local_day, s.id AS "
    "id, 1 AS calls, CASE WHEN s.disposition = 1 THEN 1 ELSE 0 END AS answered, s.talk_seconds AS talk, "
    "SUM(l.cost_micros) AS cost FROM call_session s JOIN call_leg l ON l.session_id = s.id GROUP BY s.id, s.local_day, "
    "s.disposition, s.talk_seconds) x WHERE local_day BETWEEN %1 AND %2 GROUP BY local_day";

template <typename T>
T must(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: fault %d %s", what, int(result.error().fault), qPrintable(result.error().detail));
    return *result;
}

/// Calls that were imported without rates get costs.
void putCosts(const TestOrganisation &organisation)
{
    const QByteArray cost = "UPDATE call_leg SET cost_micros = session_id % 100000, currency = 'EUR'";
    const QByteArray sums = "INSERT INTO charge_day SELECT s.process_id, s.local_day, s.campaign_id, 0, '', 0, 'EUR', "
                            "COUNT(*), SUM(l.cost_micros) FROM call_session s JOIN call_leg l ON l.session_id = s.id "
                            "GROUP BY s.process_id, s.local_day, s.campaign_id";
    if (organisation.engine() == Engine::Sqlite) {
        RawSqlite file(organisation.address().file);
        file.run(cost.constData());
        file.run("DELETE FROM charge_day");
        file.run(sums.constData());
        return;
    }
    RawPostgres server(organisation.address().database);
    for (const QByteArray &statement : {QByteArray("SET session_replication_role = replica"), cost,
             QByteArray("DELETE FROM charge_day"), sums, QByteArray("VACUUM ANALYZE call_leg"),
             QByteArray("VACUUM ANALYZE call_day"), QByteArray("VACUUM ANALYZE charge_day")})
        server.readAll(statement);
}

QString scanText()
{
    return QString(QLatin1String(wholeScan)).arg(firstDay).arg(firstDay + days - 1);
}

double scanMs(const TestOrganisation &organisation)
{
    const QByteArray statement = scanText().toLatin1();
    if (organisation.engine() == Engine::Sqlite) {
        RawSqlite file(organisation.address().file);
        return wallMs([&] { static_cast<void>(file.readAll(statement)); });
    }
    RawPostgres server(organisation.address().database);
    return wallMs([&] { server.readAll(statement); });
}

/// Each figure of each day, times the day: other days or figures would give another sum.
using Weighed = std::array<qint64, 4>;

Weighed weighed(const TestOrganisation &organisation)
{
    Weighed sums{};
    size_t place = 0;
    for (const char *column : {"calls", "answered", "talk", "cost"})
        sums[place++] = scalar(organisation,
            QStringLiteral("SELECT SUM(local_day * %1) FROM (%2) w").arg(QLatin1String(column), scanText()));
    return sums;
}

/// The chart's figures as the product reads them.
Weighed fromSums(Connection &connection, const DaySums &which)
{
    ReportStore store(connection);
    Weighed sums{};
    for (const CallSumsOf &day : must(store.calls(which), "calls")) {
        sums[0] += (firstDay + day.piece) * day.sums.calls;
        sums[1] += (firstDay + day.piece) * day.sums.answered;
        sums[2] += (firstDay + day.piece) * day.sums.talkSeconds;
    }
    for (const ChargeSumsOf &day : must(store.charges(which), "charges"))
        if (day.list == 0)
            sums[3] += (firstDay + day.piece) * day.micros;
    return sums;
}

ReportRequest requestOf(ReportKind kind)
{
    ReportRequest request;
    request.kind = kind;
    request.from = QDate(1970, 1, 1).addDays(firstDay);
    request.to = request.from.addDays(days - 1);
    return request;
}

} // namespace

void benchSums(BenchOrganisation &organisation, BenchReport &report)
{
    const TestOrganisation &tests = organisation.tests();
    putCosts(tests);
    DaySums which;
    for (int day = 0; day < days; ++day)
        which.pieces.emplace_back(firstDay + day, firstDay + day);
    for (const BenchProcess &process : organisation.processes())
        which.processes.append(process.id);
    const Weighed scanned = weighed(tests);
    Samples ours, service, reference;
    bool isSame = true;
    ReportService reports(organisation.workspace());
    for (int round = 0; round < rounds; ++round) {
        const auto read = [&](Connection &connection) -> Result<double> {
            return wallMs([&] { isSame = isSame && fromSums(connection, which) == scanned; });
        };
        ours.add(must(organisation.workspace().interactive().run(read).result(), "sums"));
        service.add(wallMs([&] {
            for (const ReportKind kind : {ReportKind::AverageDuration, ReportKind::Cost})
                static_cast<void>(must(reports.run(requestOf(kind)).result(), "report"));
        }));
    }
    for (int scan = 0; scan < scans; ++scan)
        reference.add(scanMs(tests));
    if (!isSame)
        qFatal("the sums by day are not those of the calls");
    const QString engine = engineName(tests.engine());
    report.add({QStringLiteral("5"), engine, QStringLiteral("90-day chart from sums by day"), ours.median(),
        reference.median(), QStringLiteral("ms"), 1.0 / 500, false, 0,
        QStringLiteral("calls, mean duration and cost; the same numbers as the scan")});
    report.add({QStringLiteral("5"), engine, QStringLiteral("the same as two reports"), service.median(),
        reference.median(), QStringLiteral("ms"), 0, false, 0, QStringLiteral("with names, shares and totals")});
}

} // namespace callveil

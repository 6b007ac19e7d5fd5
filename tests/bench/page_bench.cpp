// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_bench.h"

#include "raw_postgres.h"
#include "raw_sqlite.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>

#include <limits>

namespace callveil {

namespace {

constexpr int pageRows = 200;
constexpr int rounds = 200;
constexpr qint64 longestMs = 20000; // for one line; what is slow is repeated less often
constexpr qint64 firstDay = 1736121600000; // of the call files
constexpr qint64 dayMs = 86400000;

/// The page as somebody would write it by hand on the tables, without privileges or filters.
constexpr const char *barePage =
    "SELECT s.id, s.public_id, s.process_id, s.started_at, p.name, c.name, s.direction, a.code, a.name, "
    "coalesce(nullif(l.customer_text, ''), b.customer_text), l.customer_starred, l.customer_kind, "
    "coalesce(nullif(l.agent_text, ''), b.agent_text), l.agent_starred, l.agent_kind, d.number, s.talk_seconds, "
    "s.billable_seconds, s.legs, s.disposition, s.recording_id, s.case_ref, s.cost_micros, s.currency "
    "FROM call_session s LEFT JOIN call_leg l ON l.session_id = s.id AND l.leg = 1 "
    "LEFT JOIN call_leg b ON b.session_id = s.id AND b.leg = 2 LEFT JOIN process p ON p.id = s.process_id "
    "LEFT JOIN campaign c ON c.id = s.campaign_id LEFT JOIN agent a ON a.id = s.agent_id "
    "LEFT JOIN did d ON d.id = s.proxy_did ORDER BY s.started_at DESC, s.id DESC LIMIT 200";

} // namespace

PageBench::PageBench(const BenchOptions &options, BenchOrganisation &organisation, BenchReport &report)
    : m_options(options), m_organisation(organisation), m_report(report), m_service(organisation.workspace()),
      m_engine(engineName(organisation.tests().engine()))
{ }

void PageBench::addLine(
    const char *row, const QString &what, double ours, double reference, double goal, double limit, const QString &note)
{
    m_report.add({QLatin1String(row), m_engine, what, ours, reference, QStringLiteral("ms"), goal, false, limit, note});
}

double PageBench::page(const CallFilter &filter, const CallKey &key, int expected)
{
    qsizetype rows = -1;
    const double ms = wallMs([&] {
        const auto page = m_service.page(filter, key, true, pageRows).result();
        if (!page)
            qFatal("page: fault %d %s", int(page.error().fault), qPrintable(page.error().detail));
        rows = qsizetype(page->calls.size());
    });
    if (expected >= 0 && rows != expected)
        qFatal("a page of %d rows instead of %d", int(rows), expected);
    return ms;
}

void PageBench::run()
{
    const QDeadlineTimer deadline(longestMs);
    for (int i = 0; i < 20 && !deadline.hasExpired(); ++i) // statements prepared, pages cached
        page({}, CallLogService::newest(), pageRows);
    firstPage();
    if (m_options.wants(2))
        jumps();
    if (m_options.wants(3))
        filters();
}

void PageBench::firstPage()
{
    Samples ours, reference;
    const bool embedded = m_organisation.tests().engine() == Engine::Sqlite;
    std::unique_ptr<RawSqlite> file;
    std::unique_ptr<RawPostgres> server;
    if (embedded)
        file = std::make_unique<RawSqlite>(m_organisation.tests().address().file);
    else
        server = std::make_unique<RawPostgres>(m_organisation.tests().address().database);
    const QDeadlineTimer deadline(longestMs);
    for (int i = 0; i < rounds && !deadline.hasExpired(); ++i) {
        ours.add(page({}, CallLogService::newest(), pageRows));
        qint64 bytes = 0;
        const double ms = wallMs([&] { bytes = embedded ? file->readAll(barePage) : server->readAll(barePage); });
        if (bytes == 0)
            qFatal("the bare page is empty");
        reference.add(ms);
    }
    m_firstPage = ours.median();
    if (!m_options.wants(1))
        return;
    const QString note =
        QStringLiteral("p99 %1 ms against %2 ms").arg(ours.p99(), 0, 'f', 2).arg(reference.p99(), 0, 'f', 2);
    addLine("1", QStringLiteral("first page, 200 newest"), m_firstPage, reference.median(), embedded ? 3 : 4, 16, note);
}

void PageBench::jumps()
{
    QRandomGenerator random(20250106);
    Samples jump, first;
    const double before = residentMb();
    const QDeadlineTimer deadline(longestMs);
    int jumps = 0;
    for (int i = 0; i < rounds * 5 && !deadline.hasExpired(); ++i, ++jumps) {
        const qint64 moment = firstDay + dayMs + qint64(random.generate64() % quint64(88 * dayMs));
        jump.add(page({}, {moment, std::numeric_limits<qint64>::max()}, -1));
        if (i % 5 == 0)
            first.add(page({}, CallLogService::newest(), pageRows));
    }
    const QString note = QStringLiteral("%1 jumps, memory + %2 MB; frames not measured")
                             .arg(jumps)
                             .arg(residentMb() - before, 0, 'f', 1);
    addLine("2", QStringLiteral("jump to any moment, p50"), jump.median(), first.median(), 3, 0, note);
    addLine("2", QStringLiteral("jump to any moment, p99"), jump.p99(), first.p99(), 0, 5);
}

void PageBench::filters()
{
    const auto processes = m_organisation.processes();
    CallFilter period;
    period.process = processes[1].id;
    period.from = firstDay + 30 * dayMs;
    period.to = firstDay + 60 * dayMs;
    CallFilter none = period;
    none.from = firstDay + 400 * dayMs;
    none.to = firstDay + 430 * dayMs;
    CallFilter proxy;
    proxy.proxy = processes[0].dids.first();
    CallFilter noProxy = proxy;
    noProxy.process = processes[1].id; // a DID of another process
    CallFilter unknown;
    unknown.proxy = QStringLiteral("+19705559999");
    CallFilter neverSeen = period;
    neverSeen.from = firstDay;
    neverSeen.to = firstDay + 90 * dayMs;
    neverSeen.disposition = Disposition::Cancelled;
    const auto newest = m_service.page({}, CallLogService::newest(), true, 1).result();
    CallFilter session;
    session.session = newest->calls.front().publicId;

    const struct {
        const char *what;
        CallFilter filter;
        int rows;
        int repeat;
    } cases[] = {{"process and period", period, pageRows, rounds}, {"process and period, no match", none, 0, rounds},
        {"proxy number", proxy, pageRows, rounds}, {"unknown proxy number, no match", unknown, 0, rounds},
        {"proxy of another process, no match", noProxy, 0, 5}, {"session", session, 1, rounds},
        {"process, 90 days, outcome that never was", neverSeen, 0, 5}};
    for (const auto &test : cases) {
        Samples filtered, first;
        page(test.filter, CallLogService::newest(), test.rows);
        const QDeadlineTimer deadline(longestMs);
        for (int i = 0; i < test.repeat && !deadline.hasExpired(); ++i) {
            filtered.add(page(test.filter, CallLogService::newest(), test.rows));
            first.add(page({}, CallLogService::newest(), pageRows));
        }
        addLine("3", QLatin1String(test.what), filtered.median(), first.median(), 5, 0,
            QStringLiteral("p99 %1 ms").arg(filtered.p99(), 0, 'f', 2));
    }
}

} // namespace callveil

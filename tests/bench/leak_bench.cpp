// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_bench.h"

#include "bench_options.h"
#include "measure.h"
#include "raw_postgres.h"
#include "raw_sqlite.h"

#include "services/bindings/binding_service.h"
#include "services/calls/call_log_service.h"
#include "services/leaks/canary_service.h"
#include "services/leaks/leak_audit_service.h"
#include "services/pools/pool_service.h"

namespace callveil {

namespace {

constexpr int times = 3, pages = 50;
/// What any audit has to look at.
const QByteArray wholeLog = "SELECT process_id, proxy_did, direction, medium, customer_kind, agent_kind, consent, "
                            "COUNT(*), MIN(started_at), MAX(started_at), SUM(length(presented)), SUM(length(account)), "
                            "SUM(length(recording_id)), SUM(length(customer_text)), SUM(length(agent_text)) "
                            "FROM call_leg GROUP BY 1, 2, 3, 4, 5, 6, 7";

template <typename T>
T must(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: fault %d %s", what, int(result.error().fault), qPrintable(result.error().detail));
    return *result;
}

/// The database behind the product.
class Bare final {
public:
    explicit Bare(const TestOrganisation &organisation)
    {
        if (organisation.engine() == Engine::Sqlite)
            m_file = std::make_unique<RawSqlite>(organisation.address().file);
        else
            m_server = std::make_unique<RawPostgres>(organisation.address().database);
    }
    qint64 run(const QByteArray &statement)
    {
        return m_file ? m_file->readAll(statement) : m_server->readAll(statement);
    }

private:
    std::unique_ptr<RawSqlite> m_file;
    std::unique_ptr<RawPostgres> m_server;
};

/// From its first binding on each call of a process is compared with its bindings: here, all of them are.
void bindEachProcess(BenchOrganisation &organisation, Bare &bare)
{
    PoolService pools(organisation.workspace());
    Pool pool;
    pool.name = QStringLiteral("Audited");
    pool.country = QStringLiteral("GB");
    pool.id = must(pools.save(pool).result(), "pool");
    static_cast<void>(must(pools
                               .addNumbers(pool.id, QStringLiteral("+442079460000 .. +442079460009"),
                                   std::make_shared<std::atomic<bool>>(false))
                               .result(),
        "numbers"));
    for (const BenchProcess &process : organisation.processes()) {
        BindingOrder order;
        order.process = process.id;
        order.pool = pool.id;
        order.customer = QStringLiteral("+447700900%1").arg(100 + process.id.value);
        order.agent.number = QStringLiteral("+447700901%1").arg(100 + process.id.value);
        static_cast<void>(must(BindingService(organisation.workspace()).make(std::move(order)).result(), "binding"));
    }
    bare.run("UPDATE binding SET created_at = 1");
    const CanaryOrder canary{QStringLiteral("A list"), QStringLiteral("+442079460999")};
    static_cast<void>(must(CanaryService(organisation.workspace()).plant(canary).result(), "canary"));
}

} // namespace

void benchLeaks(BenchOrganisation &organisation, BenchReport &report)
{
    Workspace &workspace = organisation.workspace();
    Bare bare(organisation.tests());
    bindEachProcess(organisation, bare);
    LeakAuditService leaks(workspace);
    CallLogService log(workspace);
    const auto progress = [] { return std::make_shared<LeakProgress>(); };
    const auto firstPage = [&] {
        return wallMs([&] { must(log.page({}, CallLogService::newest(), true, 200).result(), "page"); });
    };
    Samples whole, sinceLast, reference, idle, busy;
    for (int time = 0; time < times; ++time) {
        whole.add(wallMs([&] { must(leaks.scan(false, progress()).result(), "scan"); }));
        sinceLast.add(wallMs([&] { must(leaks.scan(true, progress()).result(), "scan"); }));
        reference.add(wallMs([&] { bare.run(wholeLog); }));
    }
    for (int page = 0; page < pages; ++page)
        idle.add(firstPage());
    const auto running = leaks.scan(false, progress());
    while (!running.isFinished())
        busy.add(firstPage());
    const LeakReport last = must(running.result(), "scan");
    const QString engine = engineName(organisation.tests().engine());
    report.add({QStringLiteral("106"), engine, QStringLiteral("leak audit of all calls"), whole.median(),
        reference.median(), QStringLiteral("ms"), 0, false, 0,
        QStringLiteral("since the last one %1 ms; %2 findings; bare: one statement over the same legs")
            .arg(sinceLast.median(), 0, 'f', 0)
            .arg(last.open)});
    report.add({QStringLiteral("106"), engine, QStringLiteral("first page of the log while it runs"), busy.median(),
        idle.median(), QStringLiteral("ms"), 0, false, 0, QStringLiteral("p99 %1 ms").arg(busy.p99(), 0, 'f', 2)});
}

} // namespace callveil

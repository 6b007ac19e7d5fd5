// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_bench.h"

#include "bench_organisation.h"
#include "measure.h"
#include "raw_postgres.h"

#include "services/bindings/binding_service.h"
#include "services/people/people_service.h"
#include "services/platform/service_enrolment.h"
#include "services/pools/pool_service.h"
#include "services/routes/route_service.h"
#include "support/postgres_cluster.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace callveil {

namespace {

constexpr int numbers = 2000, agents = 500, clients = 4;
constexpr int questions = 5000; // of one client

template <typename T>
T must(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: fault %d %s", what, int(result.error().fault), qPrintable(result.error().detail));
    return *result;
}

template <typename Work>
void together(Work work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (std::thread &thread : threads)
        thread.join();
}

QString customerOf(int binding)
{
    return QStringLiteral("+4477%1").arg(10000000 + binding);
}

QString lineOf(int binding)
{
    return QStringLiteral("+4478%1").arg(10000000 + binding % agents);
}

/// A call that a switch asks about.
struct Question {
    QString did, caller;
};

class RouteBench final {
public:
    RouteBench(int bindings, BenchReport &report)
        : m_bindings(bindings), m_report(report), m_organisation(Engine::PostgreSql)
    {
        const ServiceFile identity =
            must(ServiceEnrolment(m_organisation.workspace()).enrol(ServiceEnrolment::usualName()).result(), "service");
        m_service = m_organisation.tests().signIn(ServiceEnrolment::usualName(), identity.password());
    }

    void run()
    {
        bind();
        const double first = wallMs([&] { project(); });
        add(QStringLiteral("routes of new bindings"), first, 0, QStringLiteral("ms"), 0);
        crash();
        const double again = wallMs([&] { project(); });
        add(QStringLiteral("all routes anew after a crash"), again, 0, QStringLiteral("ms"), 5000);
        ask();
    }

private:
    void bind()
    {
        PoolService pools(m_organisation.workspace());
        Pool pool;
        pool.name = QStringLiteral("Bench");
        pool.country = QStringLiteral("GB");
        const PoolId id = must(pools.save(pool).result(), "pool");
        const QString list = QStringLiteral("+442079460000 .. +44207946%1").arg(numbers - 1, 4, 10, QLatin1Char('0'));
        static_cast<void>(
            must(pools.addNumbers(id, list, std::make_shared<std::atomic<bool>>(false)).result(), "numbers"));
        std::vector<std::shared_ptr<Workspace>> people;
        for (int i = 0; i < clients; ++i) {
            const QString name = QStringLiteral("client%1").arg(i);
            const NewPerson person{name, {}, Role::GroupManager, true, {}, TestOrganisation::password()};
            static_cast<void>(must(PeopleService(m_organisation.workspace()).create(person).result(), "person"));
            people.push_back(m_organisation.tests().signIn(name));
        }
        std::atomic<int> next = 0;
        std::mutex writing;
        const double took = wallMs([&] {
            together([&](int client) {
                BindingService service(*people[size_t(client)]);
                for (int i = next++; i < m_bindings; i = next++) {
                    BindingOrder order;
                    order.process = m_organisation.processes().front().id;
                    order.pool = id;
                    order.customer = customerOf(i);
                    order.agent.number = lineOf(i);
                    const Binding made = must(service.make(std::move(order)).result(), "binding").binding;
                    const std::lock_guard guard(writing);
                    m_questions.push_back({made.number, i % 2 == 0 ? customerOf(i) : lineOf(i)});
                }
            });
        });
        m_report.note(QStringLiteral("%1 bindings made at %2/s by %3 clients")
                          .arg(m_bindings)
                          .arg(1000.0 * m_bindings / took, 0, 'f', 0)
                          .arg(clients));
    }

    /// As the service does: a lost connection is opened again by the next try.
    void project()
    {
        while (true) {
            const auto report = RouteService(*m_service).project().result();
            if (!report && report.error().code == ErrorCode::Offline)
                continue;
            if (must(report, "routes").numbers == 0)
                return;
        }
    }

    void crash()
    {
        PostgresCluster::shared().kill();
        if (!PostgresCluster::shared().restart())
            qFatal("the server does not come back: %s", qPrintable(PostgresCluster::shared().error()));
    }

    /// As a switch asks: one statement a call, on a connection that stays open.
    void ask()
    {
        const QString database = m_organisation.tests().address().database;
        std::vector<Samples> routed(clients), plain(clients);
        const double took =
            wallMs([&] { together([&](int client) { answer(database, client, routed[size_t(client)]); }); });
        together([&](int client) {
            RawPostgres server(database);
            for (int i = 0; i < questions; ++i)
                plain[size_t(client)].add(wallMs([&] { server.readAll("SELECT 1"); }));
        });
        Samples alone;
        answer(database, 0, alone);
        add(QStringLiteral("route(), %1 clients, median").arg(clients), routed[0].median(), plain[0].median(),
            QStringLiteral("ms"), 0);
        add(QStringLiteral("route(), %1 clients, p99").arg(clients), routed[0].p99(), plain[0].p99(),
            QStringLiteral("ms"), 0);
        add(QStringLiteral("route(), alone, median"), alone.median(), 0, QStringLiteral("ms"), 0);
        m_report.note(QStringLiteral("%1 answers of route() a second, %2 clients")
                          .arg(1000.0 * clients * questions / took, 0, 'f', 0)
                          .arg(clients));
    }

    void answer(const QString &database, int client, Samples &samples) const
    {
        RawPostgres server(database);
        server.readAll(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(database).toUtf8());
        for (int i = 0; i < questions; ++i) {
            const Question &question = m_questions[size_t(client + i * 7919) % m_questions.size()];
            const QByteArray sql = QStringLiteral("SELECT action FROM switch_v1.route('%1', '%2')")
                                       .arg(question.did, question.caller)
                                       .toUtf8();
            QByteArray action;
            samples.add(wallMs([&] { action = server.value(sql); }));
            if (action != "bridge")
                qFatal("a bound call is answered %s", action.constData());
        }
    }

    void add(const QString &what, double ours, double reference, const QString &unit, double limit)
    {
        m_report.add({QStringLiteral("103"), QStringLiteral("postgresql"), what, ours, reference, unit, 0, false, limit,
            QStringLiteral("%1 bindings").arg(m_bindings)});
    }

    const int m_bindings;
    BenchReport &m_report;
    BenchOrganisation m_organisation;
    std::shared_ptr<Workspace> m_service;
    std::vector<Question> m_questions;
};

} // namespace

void benchRoutes(int bindings, BenchReport &report)
{
    RouteBench(bindings, report).run();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "allocation_bench.h"

#include "bench_organisation.h"
#include "measure.h"
#include "raw_postgres.h"

#include "services/bindings/binding_service.h"
#include "services/people/people_service.h"
#include "services/pools/pool_service.h"

#include <thread>

namespace callveil {

namespace {

constexpr int numbers = 2000;
constexpr int bindingsEach = 40, insertsEach = 400; // of one client in one round
constexpr int agents = 500; // whom the clients bind customers to

template <typename T>
T must(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: fault %d %s", what, int(result.error().fault), qPrintable(result.error().detail));
    return *result;
}

/// Runs `work(client)` in so many threads at once; how long all of them take, in ms.
template <typename Work>
double together(int clients, Work work)
{
    return wallMs([&] {
        std::vector<std::thread> threads;
        for (int i = 0; i < clients; ++i)
            threads.emplace_back([&work, i] { work(i); });
        for (std::thread &thread : threads)
            thread.join();
    });
}

PoolId makePool(BenchOrganisation &organisation)
{
    PoolService pools(organisation.workspace());
    Pool pool;
    pool.name = QStringLiteral("Bench");
    pool.country = QStringLiteral("GB");
    const PoolId id = must(pools.save(pool).result(), "pool");
    const QString list = QStringLiteral("+442079460000 .. +44207946%1").arg(numbers - 1, 4, 10, QLatin1Char('0'));
    static_cast<void>(must(pools.addNumbers(id, list, std::make_shared<std::atomic<bool>>(false)).result(), "numbers"));
    return id;
}

/// Each client is somebody of his own: people have chains of entries of their own.
std::vector<std::shared_ptr<Workspace>> hire(BenchOrganisation &organisation, int from, int to)
{
    std::vector<std::shared_ptr<Workspace>> people;
    for (int i = from; i < to; ++i) {
        const QString name = QStringLiteral("client%1").arg(i);
        const NewPerson person{name, {}, Role::GroupManager, true, {}, TestOrganisation::password()};
        static_cast<void>(must(PeopleService(organisation.workspace()).create(person).result(), "person"));
        people.push_back(organisation.tests().signIn(name));
    }
    return people;
}

} // namespace

void benchAllocation(int rounds, BenchReport &report)
{
    BenchOrganisation organisation(Engine::PostgreSql);
    const PoolId pool = makePool(organisation);
    const ProcessId process = organisation.processes().front().id;
    const QString database = organisation.tests().address().database;
    RawPostgres(database).readAll("CREATE TABLE public.bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                                  "client integer NOT NULL, at timestamptz NOT NULL DEFAULT now())");
    std::vector<std::shared_ptr<Workspace>> people;
    std::atomic<int> customer = 0;
    for (const int clients : {8, 32}) {
        for (auto &person : hire(organisation, int(people.size()), clients))
            people.push_back(std::move(person));
        Samples ours, reference;
        for (int round = 0; round < rounds; ++round) {
            reference.add(together(clients, [&](int client) {
                RawPostgres server(database);
                const QByteArray insert =
                    "INSERT INTO public.bench_row (client) VALUES (" + QByteArray::number(client) + ") RETURNING id";
                for (int i = 0; i < insertsEach; ++i)
                    server.readAll(insert);
            }));
            ours.add(together(clients, [&](int client) {
                BindingService bindings(*people[size_t(client)]);
                for (int i = 0; i < bindingsEach; ++i) {
                    const int next = customer++;
                    BindingOrder order;
                    order.process = process;
                    order.pool = pool;
                    order.customer = QStringLiteral("+4477%1").arg(10000000 + next);
                    order.agent.number = QStringLiteral("+4478%1").arg(10000000 + next % agents);
                    static_cast<void>(must(bindings.make(std::move(order)).result(), "binding"));
                }
            }));
        }
        const double made = 1000.0 * clients * bindingsEach / ours.median();
        const double inserted = 1000.0 * clients * insertsEach / reference.median();
        report.add({QStringLiteral("10"), QStringLiteral("postgresql"),
            QStringLiteral("allocation, %1 clients").arg(clients), made, inserted, QStringLiteral("/s"), 0.2, true, 0,
            QStringLiteral("%1 bindings made").arg(customer.load())});
    }
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_service.h"

#include "services/bindings/binding_service.h"
#include "services/demo/demo_calls.h"
#include "services/demo/demo_history.h"
#include "services/demo/demo_rates.h"
#include "services/imports/import_run.h"
#include "services/people/people_service.h"
#include "services/platform/gateway_service.h"
#include "services/rates/rate_service.h"
#include "services/security/security_service.h"
#include "services/session/sign_in_service.h"
#include "services/setup/part_database.h"
#include "storage/bindings/binding_store.h"
#include "storage/people/person_store.h"
#include "storage/pools/sample_store.h"

#include <QtConcurrentRun>

namespace callveil {

namespace {

constexpr int agentCount = 60;

/// Makes the organisation step by step with the services that an administrator would use.
class DemoBuilder final {
public:
    DemoBuilder(Workspace &workspace, const DemoOrder &order, std::shared_ptr<ImportProgress> progress)
        : m_workspace(workspace), m_order(order), m_progress(std::move(progress)), m_processes(demoProcesses()),
          m_agents(demoAgents(m_processes, agentCount))
    { }

    Result<void> build()
    {
        for (Result<void> (DemoBuilder::*step)() :
            {&DemoBuilder::makeProcesses, &DemoBuilder::makePeople, &DemoBuilder::makePools, &DemoBuilder::makeAgents,
                &DemoBuilder::makeGateways, &DemoBuilder::makeBindings, &DemoBuilder::makeHistory,
                &DemoBuilder::makeRates, &DemoBuilder::makeCalls, &DemoBuilder::hideClearNumbers})
            if (const Result<void> done = (this->*step)(); !done)
                return done;
        return {};
    }

private:
    Result<void> makeProcesses()
    {
        for (const DemoProcess &demo : m_processes) {
            const auto id = ProcessService(m_workspace).create(demo.details).result();
            if (!id)
                return failed(id);
            m_ids.push_back(*id);
            if (demo.policy == MaskingPolicy{})
                continue;
            const auto applied = MaskingService(m_workspace).apply({{{*id, 1}}, demo.policy, demo.note, {}}).result();
            if (!applied)
                return failed(applied);
        }
        return {};
    }

    Result<void> makePools()
    {
        PoolService service(m_workspace);
        const std::vector<DemoPool> pools = demoPools(m_processes);
        for (size_t i = 0; i < pools.size(); ++i) {
            Pool pool = pools[i].pool;
            pool.processes = {m_ids[i]};
            const auto id = service.save(pool).result();
            if (!id)
                return failed(id);
            const auto added =
                service.addNumbers(*id, pools[i].numbers, std::make_shared<std::atomic<bool>>(false)).result();
            if (!added)
                return failed(added);
            const auto numbers = service.numbers(*id).result();
            if (!numbers)
                return failed(numbers);
            // The last ones go: a carrier's contract ends.
            QList<SeenDid> leaving;
            const std::vector<PoolNumber> &all = numbers->numbers;
            for (size_t n = all.size() - std::min<size_t>(all.size(), 3); n < all.size(); ++n)
                leaving.append({all[n].id, *id, all[n].state});
            m_poolIds.push_back(*id);
            if (const auto drained = service.setState(leaving, DidState::Draining).result(); !drained)
                return drained;
        }
        return {};
    }

    Result<void> makePeople()
    {
        for (const DemoPerson &person : DemoService::people()) {
            if (person.role == Role::Administrator)
                continue; // made by set-up
            NewPerson order{person.name, person.displayName, person.role, true, {}, DemoService::password()};
            const auto made = PeopleService(m_workspace).create(order).result();
            if (!made)
                return failed(made);
        }
        return {};
    }

    Result<void> makeAgents()
    {
        for (const AgentForm &agent : m_agents) {
            const auto saved = AgentService(m_workspace).save(agent).result();
            if (!saved)
                return failed(saved);
            m_agentIds.push_back(*saved);
        }
        return {};
    }

    /// One carrier for Europe, and one that takes the rest.
    Result<void> makeGateways()
    {
        const Gateway gateways[] = {{{}, 0, QStringLiteral("Continental Carrier"),
                                        QStringLiteral("sips:gw.continental.example:5061;transport=tls"),
                                        {QStringLiteral("+33"), QStringLiteral("+44")}, 10, 60, true},
            {{}, 0, QStringLiteral("World Carrier"), QStringLiteral("sip:sbc.world.example;transport=tcp"), {}, 50, 0,
                true}};
        for (const Gateway &gateway : gateways)
            if (const auto saved = GatewayService(m_workspace).save(gateway).result(); !saved)
                return failed(saved);
        return {};
    }

    /// Customers with agents who have a number, in each pool; some are over already.
    Result<void> makeBindings()
    {
        constexpr int inEach = 24, everyReleased = 6;
        BindingService service(m_workspace);
        for (size_t place = 0; place < m_processes.size(); ++place) {
            const QString name = m_processes[place].details.process.name;
            std::vector<AgentId> agents;
            for (size_t i = 0; i < m_agents.size(); ++i)
                if (!m_agents[i].number.isEmpty() && m_agents[i].processes.contains(name))
                    agents.push_back(m_agentIds[i]);
            for (int i = 0; !agents.empty() && i < inEach; ++i) {
                BindingOrder order;
                order.process = m_ids[place];
                order.pool = m_poolIds[place];
                order.customer = demoCustomer(m_processes[place], 37 * i + 5);
                order.agent.agent = agents[size_t(i) % agents.size()];
                const auto made = service.make(std::move(order)).result();
                if (!made && made.error().fault == Fault::PoolExhausted) // as it happens in a pool that is full
                    continue;
                if (!made)
                    return failed(made);
                if (i % everyReleased == 0)
                    if (const auto released = service.release(made->binding).result(); !released)
                        return failed(released);
            }
        }
        return {};
    }

    /// How full the pools were in the weeks before. A server notes it by its own clock alone.
    Result<void> makeHistory()
    {
        return m_workspace.background()
            .run([this](Connection &connection) -> Result<void> {
                if (connection.engine() == Engine::PostgreSql)
                    return {};
                return connection.transact([&]() -> Result<void> {
                    const auto use = BindingStore(connection).poolUse();
                    if (!use)
                        return failed(use);
                    const auto counts = PoolStore(connection).counts();
                    if (!counts)
                        return failed(counts);
                    SampleStore store(connection);
                    for (size_t i = 0; i < m_poolIds.size(); ++i)
                        for (const PoolSample &sample : demoHistory(
                                 use->value(m_poolIds[i]), numbersIn(counts->value(m_poolIds[i])), m_order.now, i))
                            if (const auto noted = store.note(m_poolIds[i], sample); !noted)
                                return noted;
                    return {};
                });
            })
            .result();
    }

    /// Before the calls, which are rated when they are written.
    Result<void> makeRates()
    {
        for (const Rate &rate : demoRates(m_order.now))
            if (const auto added = RateService(m_workspace).add(rate).result(); !added)
                return failed(added);
        return {};
    }

    Result<void> makeCalls()
    {
        m_progress->totalBytes = m_order.legs;
        qint64 before = 0;
        for (size_t i = 0; i < m_processes.size(); ++i) {
            const qint64 legs = m_order.legs * m_processes[i].share / 100;
            const auto done =
                m_workspace.background()
                    .run([this, i, legs](Connection &connection) -> Result<ImportSummary> {
                        const OpenCalls open = [&](const Process &) -> Result<std::unique_ptr<CallReader>> {
                            return std::unique_ptr<CallReader>(std::make_unique<DemoCalls>(
                                m_processes[i], m_agents, legs, m_order.seed + quint32(i), m_order.now));
                        };
                        return ImportRun(connection, *m_workspace.identity(), *m_progress)
                            .run({m_ids[i], {}, true, false, QStringLiteral("demo"), 0, open});
                    })
                    .result();
            if (!done)
                return failed(done);
            before += legs;
            m_progress->bytes = before;
        }
        return {};
    }

    /// The last step: its setting tells that the demo is whole.
    Result<void> hideClearNumbers()
    {
        return SecurityService(m_workspace).save({}, {.hidesClearNumbers = true}).result();
    }

    Workspace &m_workspace;
    const DemoOrder &m_order;
    std::shared_ptr<ImportProgress> m_progress;
    std::vector<DemoProcess> m_processes;
    std::vector<AgentForm> m_agents;
    std::vector<ProcessId> m_ids;
    std::vector<PoolId> m_poolIds;
    std::vector<AgentId> m_agentIds; ///< of m_agents
};

/// Makes the whole organisation at an address where nothing is yet, and leaves no connection open.
Result<void> makeDemo(LocalState &local, const DemoOrder &order, std::shared_ptr<ImportProgress> progress)
{
    const DemoPerson admin = DemoService::people().front();
    const SetupOrder setup{order.address, order.superuserPassword, QStringLiteral("Callveil Demo"), admin.name,
        admin.displayName, DemoService::password(), true};
    const auto made = SetupService(local).create(setup).result();
    if (!made)
        return failed(made);
    DatabaseAddress address = order.address;
    address.user = admin.name;
    SignInService signIn(local);
    const auto workspace = signIn.signIn(address, admin.name, DemoService::password()).result();
    if (!workspace)
        return failed(workspace);
    if (const auto built = DemoBuilder(**workspace, order, std::move(progress)).build(); !built)
        return built;
    return SignInService::signOut(**workspace).result();
}

/// The same for a file, which is there whole or not at all.
Result<void> makeDemoFile(LocalState &local, const DemoOrder &order, std::shared_ptr<ImportProgress> progress)
{
    PartDatabase part(order.address.file);
    if (const auto begun = part.begin(); !begun)
        return begun;
    DemoOrder inPart = order;
    inPart.address.file = part.file();
    const Result<void> made = makeDemo(local, inPart, std::move(progress));
    const QByteArray fingerprint = local.pinned(inPart.address.place());
    local.unpin(inPart.address.place());
    if (!made)
        return made;
    if (const auto finished = part.finish(); !finished)
        return finished;
    local.pin(order.address.place(), fingerprint);
    return {};
}

} // namespace

QFuture<Result<void>> DemoService::create(DemoOrder order, std::shared_ptr<ImportProgress> progress)
{
    return QtConcurrent::run(
        [this, order = std::move(order), progress = std::move(progress)]() mutable -> Result<void> {
            if (order.now == 0)
                order.now = QDateTime::currentMSecsSinceEpoch();
            return order.address.engine == Engine::Sqlite ? makeDemoFile(m_local, order, std::move(progress))
                                                          : makeDemo(m_local, order, std::move(progress));
        });
}

QFuture<Result<void>> DemoService::check(DatabaseAddress address)
{
    return QtConcurrent::run([this, address = std::move(address)]() mutable -> Result<void> {
        address.user = people().front().name;
        const auto workspace = SignInService(m_local).signIn(address, address.user, password()).result();
        if (!workspace)
            return failed(workspace);
        const auto isWhole = (*workspace)
                                 ->interactive()
                                 .run([](Connection &connection) {
                                     return PersonStore(connection).setting(QStringLiteral("hide_clear_numbers"));
                                 })
                                 .result();
        if (!isWhole)
            return failed(isWhole);
        if (!*isWhole)
            return fail(ErrorCode::Conflict, Fault::DemoUnfinished, {address.database});
        return SignInService::signOut(**workspace).result();
    });
}

} // namespace callveil

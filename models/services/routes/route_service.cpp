// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/route_service.h"

#include "services/calls/call_log_service.h"
#include "services/routes/gap_filler.h"
#include "storage/routes/route_copy.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>
#include <map>

namespace callveil {

namespace {

constexpr int numbersAtOnce = 100; // proxy numbers to a transaction: others wait for it

/// The live bindings of one proxy number, open; what was open is wiped with it.
struct OpenNumber {
    QString brand;
    std::vector<OpenBinding> bindings;

    ~OpenNumber()
    {
        for (OpenBinding &binding : bindings) {
            wipe(binding.customer);
            wipe(binding.agent);
        }
    }
};

class Projector final {
public:
    Projector(Connection &connection, const Identity &me)
        : m_connection(connection), m_me(me), m_index(me.writerKey), m_keys(me.writerKey)
    { }

    /// One transaction; false when nothing was due.
    Result<bool> step()
    {
        RouteStore store(m_connection);
        auto due = store.due(numbersAtOnce);
        if (!due)
            return failed(due);
        if (due->dids.empty())
            return false;
        const auto bindings = store.bindings(due->bindings);
        if (!bindings)
            return failed(bindings);
        RouteDraft draft = draftOf(*bindings);
        draft.dids = std::move(due->dids);
        const auto made = store.put(draft);
        for (RouteRow &row : draft.rows) {
            wipe(row.route.caller);
            wipe(row.route.callee);
        }
        if (!made)
            return failed(made);
        m_report.numbers += qint64(draft.dids.size());
        m_report.routes += *made;
        m_report.withoutCopy += qint64(draft.kept.size());
        m_report.damaged += draft.misfits;
        return true;
    }

    [[nodiscard]] const RouteReport &report() const { return m_report; }

private:
    struct Fit {
        bool customer = false, agent = false;
    };
    /// Whether the numbers stand on the proxy number for this binding: the database lets no party stand there twice, so
    /// that nobody takes the calls of another binding by binding its party once more. Over a number that is one party's
    /// own, that party is looked at, whoever the other one is.
    [[nodiscard]] Fit fitOf(const SealedBinding &sealed, const OpenBinding &open) const
    {
        const QByteArray customer = m_index.agentIndex(open.customer), agent = m_index.agentIndex(open.agent);
        const bool customerStands = sealed.customerParty == m_keys.party(sealed.did, customer);
        const bool agentStands = sealed.agentParty == m_keys.party(sealed.did, agent);
        const auto owns = [&](const QByteArray &party) {
            return sealed.owner == m_keys.owner(sealed.asked, sealed.process, sealed.model, party);
        };
        if (sealed.model == BindingModel::Agent)
            return {true, agentStands && owns(agent)};
        if (sealed.model == BindingModel::Customer)
            return {customerStands && owns(customer), true};
        return {customerStands, agentStands};
    }

    void open(const SealedBinding &sealed, OpenNumber &number, RouteDraft &draft) const
    {
        if (sealed.customerCopy.isEmpty() || sealed.agentCopy.isEmpty())
            return draft.kept.push_back(sealed.id);
        auto customer = openedCopy(sealed.customerCopy, m_me.keys.box);
        auto agent = openedCopy(sealed.agentCopy, m_me.keys.box);
        OpenBinding binding{sealed.id, sealed.model, customer ? std::move(*customer) : QString(),
            agent ? std::move(*agent) : QString(), CallLogService::sessionName(sealed.session), sealed.recording,
            sealed.createdAt, sealed.expiresAt};
        const Fit fit = fitOf(sealed, binding);
        if (customer && agent && fit.customer && fit.agent)
            return number.bindings.push_back(std::move(binding));
        wipe(binding.customer);
        wipe(binding.agent);
        ++draft.misfits;
        if (!customer || !fit.customer || !sealed.agent.isSet())
            draft.damaged.push_back(sealed.id);
    }

    [[nodiscard]] RouteDraft draftOf(const std::vector<SealedBinding> &bindings) const
    {
        std::map<qint64, OpenNumber> numbers;
        RouteDraft draft;
        for (const SealedBinding &sealed : bindings) {
            OpenNumber &number = numbers[sealed.did.value];
            number.brand = sealed.brand;
            open(sealed, number, draft);
        }
        for (const auto &[did, number] : numbers)
            for (Route &route : routesOf(number.bindings)) {
                QByteArray key = m_keys.optOut(number.brand, m_index.agentIndex(route.callee));
                draft.rows.push_back({{did}, std::move(route), std::move(key)});
            }
        return draft;
    }

    Connection &m_connection;
    const Identity &m_me;
    WriterKeys m_index;
    RouteKeys m_keys;
    RouteReport m_report;
};

Result<RouteReport> projected(Connection &connection, const Identity &me)
{
    const auto waits = RouteStore(connection).waits();
    if (!waits)
        return failed(waits);
    if (!*waits)
        return RouteReport{};
    const auto begun = connection.transact([&] { return RouteStore(connection).begin(); });
    if (!begun)
        return failed(begun);
    Projector projector(connection, me);
    while (true) {
        const auto more = connection.transact([&] { return projector.step(); });
        if (!more)
            return failed(more);
        if (!*more)
            return projector.report();
    }
}

} // namespace

QFuture<Result<RouteReport>> RouteService::project()
{
    return m_workspace.background().run(
        [identity = m_workspace.identity()](Connection &connection) -> Result<RouteReport> {
            if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
                return failed(allowed);
            if (identity->role != Role::Service)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (identity->writerKey.isEmpty())
                return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
            if (connection.engine() == Engine::Sqlite)
                return RouteReport{};
            return projected(connection, *identity);
        });
}

QFuture<Result<qint64>> RouteService::fillGaps()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        qint64 all = 0;
        while (true) {
            const auto some = GapFiller(connection, *identity).fill();
            if (!some)
                return some;
            all += *some;
            if (*some < GapFiller::mostAtOnce)
                return all;
        }
    });
}

QFuture<Result<qint64>> RouteService::missing(int most)
{
    return read(Permission::ManagePools, [most](Connection &connection, const Identity &me) -> Result<qint64> {
        const auto gaps = RouteStore(connection).gaps(most);
        if (!gaps)
            return failed(gaps);
        return std::count_if(gaps->begin(), gaps->end(), [&](const RouteGap &gap) { return me.sees(gap.process); });
    });
}

} // namespace callveil

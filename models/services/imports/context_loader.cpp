// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/context_loader.h"

#include "storage/agents/agent_store.h"
#include "storage/vault/vault_store.h"

namespace callveil {

namespace {

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text)
        if (c >= u'0' && c <= u'9')
            digits.append(c);
    return digits;
}

Result<void> loadAgents(Connection &connection, PrepareContext &context)
{
    AgentStore store(connection);
    const auto agents = store.list();
    if (!agents)
        return failed(agents);
    for (const Agent &agent : *agents) {
        context.agentsByCode.insert(nameKey(agent.code), agent.id);
        if (!agent.extension.isEmpty())
            context.agentsByExtension.insert(agent.extension, agent.id);
    }
    auto index = store.index();
    if (!index)
        return failed(index);
    context.agentsByNumber = std::move(*index);
    return {};
}

/// Which process a number leads to, where it leads to one.
class NumberOwners final {
public:
    void note(const std::vector<Did> &dids, ProcessId process)
    {
        for (const Did &did : dids) {
            const QString key = digitsOf(did.number);
            if (m_owners.contains(key) && m_owners.value(key) != process)
                m_shared.insert(key);
            m_owners.insert(key, process);
        }
    }
    [[nodiscard]] QHash<QString, ProcessId> unambiguous() const
    {
        QHash<QString, ProcessId> owners = m_owners;
        for (const QString &key : m_shared)
            owners.remove(key);
        return owners;
    }

private:
    QHash<QString, ProcessId> m_owners;
    QSet<QString> m_shared;
};

} // namespace

Result<PrepareContext> loadContext(
    Connection &connection, const Identity &person, ProcessId process, CampaignId campaign, bool callerIsCustomer)
{
    if (person.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    ProcessStore processes(connection);
    const auto found = processes.find(process);
    if (!found)
        return failed(found);
    if (!*found || !person.sees(process))
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(process.value)});
    if ((*found)->archivedAt)
        return fail(ErrorCode::Invalid, Fault::ProcessArchived, {(*found)->name});
    const auto revision = PolicyStore(connection).inForce(process);
    if (!revision)
        return failed(revision);
    const auto vault = VaultStore(connection, person).newest(process);
    if (!vault)
        return failed(vault);
    PrepareContext context;
    context.process = **found;
    context.revision = *revision;
    context.vault = *vault;
    context.fingerprint = person.fingerprint;
    context.keys = std::make_shared<const WriterKeys>(person.writerKey);
    context.callerIsCustomer = callerIsCustomer;
    const auto dids = processes.knownDidsOf(process);
    if (!dids)
        return failed(dids);
    for (const Did &did : *dids)
        context.dids.insert(did.number, did.id);
    const auto campaigns = processes.campaigns();
    if (!campaigns)
        return failed(campaigns);
    for (const Campaign &entry : *campaigns)
        if (entry.process == process) {
            context.campaigns.insert(nameKey(entry.name), entry.id);
            if (entry.id == campaign)
                context.campaign = campaign;
        }
    if (const auto done = loadAgents(connection, context); !done)
        return failed(done);
    auto rates = RateBook().current(connection, person.id);
    if (!rates)
        return failed(rates);
    context.rates = std::move(*rates);
    return context;
}

Result<ProcessRouter> ProcessRouter::load(Connection &connection, const Identity &person)
{
    ProcessRouter router;
    ProcessStore store(connection);
    const auto processes = store.list();
    if (!processes)
        return failed(processes);
    NumberOwners owned, pooled;
    for (const Process &process : *processes) {
        if (!person.sees(process.id) || process.archivedAt)
            continue;
        router.m_processes.push_back(process);
        router.m_byName.insert(nameKey(process.name), process.id);
        const auto own = store.didsOf(process.id);
        if (!own)
            return failed(own);
        const auto known = store.knownDidsOf(process.id);
        if (!known)
            return failed(known);
        owned.note(*own, process.id);
        pooled.note(*known, process.id);
    }
    router.m_byDid = pooled.unambiguous();
    router.m_byDid.insert(owned.unambiguous()); // a process's own number is its own, whatever pool it is in
    return router;
}

ProcessId ProcessRouter::byDid(const std::optional<QString> &number) const
{
    return number ? m_byDid.value(digitsOf(*number)) : ProcessId{};
}

ProcessId ProcessRouter::route(const RawCall &call) const
{
    if (!call.processName.isEmpty())
        return m_byName.value(nameKey(call.processName));
    const ProcessId callee = byDid(call.callee);
    return callee.isSet() ? callee : byDid(call.caller);
}

} // namespace callveil

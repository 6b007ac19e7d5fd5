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
    const auto dids = processes.didsOf(process);
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
    return context;
}

Result<ProcessRouter> ProcessRouter::load(Connection &connection, const Identity &person)
{
    ProcessRouter router;
    ProcessStore store(connection);
    const auto processes = store.list();
    if (!processes)
        return failed(processes);
    QSet<QString> shared;
    for (const Process &process : *processes) {
        if (!person.sees(process.id) || process.archivedAt)
            continue;
        router.m_processes.push_back(process);
        router.m_byName.insert(nameKey(process.name), process.id);
        const auto dids = store.didsOf(process.id);
        if (!dids)
            return failed(dids);
        for (const Did &did : *dids) {
            const QString key = digitsOf(did.number);
            if (router.m_byDid.contains(key))
                shared.insert(key);
            router.m_byDid.insert(key, process.id);
        }
    }
    for (const QString &key : shared)
        router.m_byDid.remove(key);
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

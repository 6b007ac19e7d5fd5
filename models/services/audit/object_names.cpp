// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/object_names.h"

#include "services/pools/pool_rules.h"
#include "storage/agents/agent_store.h"
#include "storage/leaks/canary_store.h"
#include "storage/masking/policy_store.h"
#include "storage/people/person_store.h"
#include "storage/platform/api_key_store.h"
#include "storage/platform/gateway_store.h"
#include "storage/platform/switch_login_store.h"
#include "storage/processes/process_store.h"
#include "storage/rates/rate_store.h"

#include <algorithm>

namespace callveil {

Result<QString> ObjectNames::of(const QString &object)
{
    const qsizetype gap = object.indexOf(u' ');
    bool isId = false;
    const qint64 id = object.mid(gap + 1).toLongLong(&isId);
    return gap > 0 && isId ? of(object.first(gap), id) : Result<QString>(QString());
}

Result<QString> ObjectNames::of(const QString &noun, qint64 id)
{
    if (!m_known.contains(noun)) {
        const auto names = read(noun);
        if (!names)
            return failed(names);
        m_known.insert(noun, *names);
    }
    return m_known[noun].value(id);
}

Result<DeedNames> ObjectNames::in(const Deed &deed)
{
    DeedNames names;
    for (const QString &text : {deed.before, deed.after})
        for (const QString &part : text.split(QStringLiteral("; "), Qt::SkipEmptyParts))
            if (const auto added = add(deed.action, part, names); !added)
                return failed(added);
    return names;
}

/// Those in one field.
Result<void> ObjectNames::add(const QString &action, const QString &part, DeedNames &names)
{
    const QString noun = nounOfField(action, part.section(u' ', 0, 0));
    if (noun.isEmpty())
        return {};
    for (const qint64 id : idsInField(noun, part.section(u' ', 1))) {
        const auto name = of(noun, id);
        if (!name)
            return failed(name);
        if (!name->isEmpty())
            names.insert(deedReference(noun, id), *name);
    }
    return {};
}

Result<ObjectNames::Names> ObjectNames::read(const QString &noun)
{
    if (noun == QLatin1String("person"))
        return people();
    if (noun == QLatin1String("process"))
        return processes();
    if (noun == QLatin1String("campaign"))
        return campaigns();
    if (noun == QLatin1String("agent"))
        return agents();
    if (noun == QLatin1String("revision"))
        return revisions();
    if (noun == QLatin1String("pool"))
        return pools();
    if (noun == QLatin1String("gateway"))
        return gateways();
    if (noun == QLatin1String("api-key"))
        return apiKeys();
    if (noun == QLatin1String("switch-login"))
        return switchLogins();
    if (noun == QLatin1String("canary"))
        return CanaryStore(m_connection).names();
    if (noun == QLatin1String("rate"))
        return rates();
    return Names();
}

Result<ObjectNames::Names> ObjectNames::people()
{
    const auto all = PersonStore(m_connection).list();
    if (!all)
        return failed(all);
    Names names;
    for (const Person &person : *all)
        names.insert(person.id.value, person.displayName);
    return names;
}

Result<ObjectNames::Names> ObjectNames::processes()
{
    const auto all = ProcessStore(m_connection).list();
    if (!all)
        return failed(all);
    Names names;
    for (const Process &process : *all)
        if (m_reader.sees(process.id))
            names.insert(process.id.value, process.name);
    return names;
}

Result<ObjectNames::Names> ObjectNames::campaigns()
{
    const auto all = ProcessStore(m_connection).campaigns();
    if (!all)
        return failed(all);
    Names names;
    for (const Campaign &campaign : *all)
        if (m_reader.sees(campaign.process))
            names.insert(campaign.id.value, campaign.name);
    return names;
}

/// Agents of no process are everybody's.
Result<ObjectNames::Names> ObjectNames::agents()
{
    const auto all = AgentStore(m_connection).list();
    if (!all)
        return failed(all);
    Names names;
    for (const Agent &agent : *all)
        if (agent.processes.empty()
            || std::any_of(agent.processes.begin(), agent.processes.end(),
                [this](const AgentNumber &number) { return m_reader.sees(number.process); }))
            names.insert(agent.id.value, agent.name);
    return names;
}

/// Of removed ones too.
Result<ObjectNames::Names> ObjectNames::pools()
{
    PoolStore store(m_connection);
    Names names;
    for (const auto &all : {store.list(), store.removed()}) {
        if (!all)
            return failed(all);
        for (const Pool &pool : *all)
            if (seesPool(m_reader, pool))
                names.insert(pool.id.value, pool.name);
    }
    return names;
}

Result<ObjectNames::Names> ObjectNames::gateways()
{
    const auto all = GatewayStore(m_connection).list();
    if (!all)
        return failed(all);
    Names names;
    for (const Gateway &gateway : *all)
        names.insert(gateway.id.value, gateway.name);
    return names;
}

/// Of revoked ones too. Whoever does not manage security may not read them.
Result<ObjectNames::Names> ObjectNames::apiKeys()
{
    return m_reader.may(Permission::ManageSecurity) ? ApiKeyStore(m_connection).names() : Names();
}

/// A file has none, and a server tells them to whoever manages users alone.
Result<ObjectNames::Names> ObjectNames::switchLogins()
{
    Names names;
    if (m_connection.engine() != Engine::PostgreSql || !m_reader.may(Permission::ManageUsers))
        return names;
    auto store = SwitchLoginStore::open(m_connection);
    if (!store)
        return failed(store);
    const auto all = store->list();
    if (!all)
        return failed(all);
    for (const SwitchLogin &login : *all)
        names.insert(login.id.value, login.name);
    return names;
}

/// A rate goes by its prefix and its list, also when it holds no more.
Result<ObjectNames::Names> ObjectNames::rates()
{
    const auto all = RateStore(m_connection, m_reader.id).list(true);
    if (!all)
        return failed(all);
    Names names;
    for (const RateEntry &entry : *all)
        names.insert(
            entry.rate.id.value, QStringLiteral("%1 (%2)").arg(entry.rate.prefix, rateKindKey(entry.rate.kind)));
    return names;
}

/// A revision goes by the name of its process.
Result<ObjectNames::Names> ObjectNames::revisions()
{
    const auto all = PolicyStore(m_connection).all();
    if (!all)
        return failed(all);
    Names names;
    for (const PolicyRevision &revision : *all) {
        const auto name = of(QStringLiteral("process"), revision.process.value);
        if (!name)
            return failed(name);
        names.insert(revision.id.value, *name);
    }
    return names;
}

} // namespace callveil

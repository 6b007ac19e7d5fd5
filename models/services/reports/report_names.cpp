// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_names.h"

#include "services/pools/pool_rules.h"
#include "storage/agents/agent_store.h"
#include "storage/people/person_store.h"
#include "storage/processes/process_store.h"

namespace callveil {

Result<ReportNames> ReportNames::read(Connection &connection, const Identity &me, ReportBy by)
{
    ReportNames names(by);
    Result<void> read;
    switch (by) {
    case ReportBy::Process:
    case ReportBy::Project:
        read = names.readProcesses(connection);
        break;
    case ReportBy::Campaign:
        read = names.readCampaigns(connection);
        break;
    case ReportBy::Agent:
        read = names.readAgents(connection);
        break;
    case ReportBy::Pool:
        read = names.readPools(connection, me);
        break;
    case ReportBy::Person:
        read = names.readPeople(connection);
        break;
    case ReportBy::Brand:
        read = names.readBrands(connection, me);
        break;
    case ReportBy::Nothing:
    case ReportBy::Account:
    case ReportBy::Country:
        break;
    }
    if (!read)
        return failed(read);
    return names;
}

std::optional<QString> ReportNames::of(const QString &member) const
{
    switch (m_by) {
    case ReportBy::Nothing:
        return QString();
    case ReportBy::Account:
    case ReportBy::Country:
        return member;
    default:
        break;
    }
    if (m_brands) {
        const bool isSeen = m_showsUnknown || m_brands->withKey(member);
        return isSeen ? std::optional(m_brands->nameOf(member)) : std::nullopt;
    }
    if (member == QLatin1String("0"))
        return QString();
    const auto name = m_names.constFind(member);
    if (name != m_names.constEnd())
        return *name;
    return m_showsUnknown ? std::optional(u'#' + member) : std::nullopt;
}

void ReportNames::insert(const std::vector<Named> &members)
{
    QHash<QString, int> uses;
    for (const Named &member : members)
        ++uses[member.name];
    for (const Named &member : members)
        m_names.insert(member.key,
            uses.value(member.name) > 1 ? QStringLiteral("%1 (%2)").arg(member.name, member.owner) : member.name);
}

Result<void> ReportNames::readProcesses(Connection &connection)
{
    const auto processes = ProcessStore(connection).list();
    if (!processes)
        return failed(processes);
    for (const Process &process : *processes)
        m_names.insert(QString::number(process.id.value), m_by == ReportBy::Project ? process.project : process.name);
    return {};
}

Result<void> ReportNames::readCampaigns(Connection &connection)
{
    ProcessStore store(connection);
    const auto processes = store.list();
    const auto campaigns = store.campaigns();
    if (!processes)
        return failed(processes);
    if (!campaigns)
        return failed(campaigns);
    QHash<ProcessId, QString> owners;
    for (const Process &process : *processes)
        owners.insert(process.id, process.name);
    std::vector<Named> members;
    for (const Campaign &campaign : *campaigns)
        members.push_back({QString::number(campaign.id.value), campaign.name, owners.value(campaign.process)});
    insert(members);
    return {};
}

Result<void> ReportNames::readAgents(Connection &connection)
{
    const auto agents = AgentStore(connection).list();
    if (!agents)
        return failed(agents);
    for (const Agent &agent : *agents)
        m_names.insert(QString::number(agent.id.value), QStringLiteral("%1 %2").arg(agent.code, agent.name).trimmed());
    return {};
}

Result<void> ReportNames::readPools(Connection &connection, const Identity &me)
{
    m_showsUnknown = false;
    const auto pools = seenPools(connection, me);
    const auto removed = PoolStore(connection).removed();
    if (!pools)
        return failed(pools);
    if (!removed)
        return failed(removed);
    std::vector<Named> members;
    for (const auto *some : {&*pools, &*removed})
        for (const Pool &pool : *some)
            if (seesPool(me, pool))
                members.push_back({QString::number(pool.id.value), pool.name, u'#' + QString::number(pool.id.value)});
    insert(members);
    return {};
}

Result<void> ReportNames::readPeople(Connection &connection)
{
    const auto people = PersonStore(connection).list();
    if (!people)
        return failed(people);
    std::vector<Named> members;
    for (const Person &person : *people)
        members.push_back({QString::number(person.id.value), person.displayName, person.name});
    insert(members);
    return {};
}

Result<void> ReportNames::readBrands(Connection &connection, const Identity &me)
{
    auto book = BrandBook::read(connection, me);
    if (!book)
        return failed(book);
    m_showsUnknown = me.allProcesses; // those of brands that no pool has any more
    m_brands = std::move(*book);
    return {};
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_plan.h"

namespace callveil {

namespace {

DemoProcess makeProcess(const char *name, const char *country, const char *zone, const char *account,
    const char *project, const QString &didRange, int dids, const QStringList &campaigns)
{
    DemoProcess process;
    Process &p = process.details.process;
    p.name = QString::fromUtf8(name);
    p.country = QLatin1String(country);
    p.timeZone = QLatin1String(zone);
    p.account = QString::fromUtf8(account);
    p.project = QString::fromUtf8(project);
    for (int i = 0; i < dids; ++i)
        process.details.dids.append(didRange + QStringLiteral("%1").arg(i, 2, 10, QLatin1Char('0')));
    p.defaultCallerId = process.details.dids.front();
    for (const QString &campaign : campaigns)
        process.details.campaigns.push_back({{}, {}, campaign, {}});
    return process;
}

} // namespace

std::vector<DemoProcess> demoProcesses()
{
    DemoProcess collections = makeProcess("Collections", "US", "America/New_York", "Northwind Bank", "Receivables",
        QStringLiteral("+164655501"), 8, {QStringLiteral("Early reminders"), QStringLiteral("Payment plans")});
    collections.policy = {MaskingKind::Replacement, 4, 2};
    collections.note = QStringLiteral("Agents tell callers apart by area code and the last two digits");
    collections.customerRange = QStringLiteral("+1");
    collections.customerDigits = 2;
    collections.customers = 4000;
    collections.share = 30;
    collections.openTo = 20;
    collections.mostlyInbound = false;

    DemoProcess support = makeProcess("Customer Support", "GB", "Europe/London", "Albion Energy", "Helpdesk",
        QStringLiteral("+4420794601"), 6, {QStringLiteral("Billing questions"), QStringLiteral("Moving home")});
    support.policy = MaskingPolicy::random();
    support.note = QStringLiteral("Returning callers stay recognisable, numbers do not");
    support.customerRange = QStringLiteral("+447700900");
    support.customers = 900; // the last hundred are the agents'
    support.share = 35;

    DemoProcess delivery = makeProcess("Home Delivery", "FR", "Europe/Paris", "Marché Frais", "Livraison",
        QStringLiteral("+331990012"), 10, {QStringLiteral("Evening rounds"), QStringLiteral("Weekend rounds")});
    delivery.policy = {MaskingKind::Replacement, 2, 2};
    delivery.customerRange = QStringLiteral("+3363998");
    delivery.customerDigits = 4;
    delivery.customers = 10000;
    delivery.share = 25;
    delivery.openTo = 22;

    DemoProcess visits = makeProcess("Service Visits", "GB", "Europe/London", "Albion Energy", "Boiler care",
        QStringLiteral("+4411349609"), 4, {QStringLiteral("Annual checks")});
    visits.policy = MaskingPolicy::off();
    visits.note = QStringLiteral("Pilot until the engineers' app is ready");
    visits.customerRange = QStringLiteral("+441614960");
    visits.customers = 1000;
    visits.share = 10;
    return {collections, support, delivery, visits};
}

std::vector<DemoPool> demoPools(const std::vector<DemoProcess> &processes)
{
    constexpr int numbers[] = {60, 40, 80, 20};
    const QString names[] = {QStringLiteral("New York reminders"), QStringLiteral("London helpdesk"),
        QStringLiteral("Paris riders"), QStringLiteral("Engineers on site")};
    constexpr Strategy strategies[] = {Strategy::Regional, Strategy::Shared, Strategy::Dedicated, Strategy::Shared};
    constexpr int expiries[] = {24 * 60, 72 * 60, 2 * 60, 24 * 60};
    std::vector<DemoPool> pools;
    for (size_t i = 0; i < processes.size(); ++i) {
        const ProcessDetails &details = processes[i].details;
        Pool pool;
        pool.name = names[i];
        pool.country = details.process.country;
        applyStrategy(pool, strategies[i]);
        pool.expiryMinutes = expiries[i];
        pool.coolDownMinutes = i == 2 ? 30 : Pool::usualExpiry;
        pool.allProcesses = false;
        const QString first = details.dids.front();
        const QString last = first.chopped(2) + QStringLiteral("%1").arg(numbers[i] - 1, 2, 10, QLatin1Char('0'));
        pools.push_back({pool, QStringLiteral("%1 .. %2").arg(first, last)});
    }
    return pools;
}

QString demoCustomer(const DemoProcess &process, int index)
{
    static constexpr int areaCodes[] = {201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218,
        219, 224, 225, 228, 229, 231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281,
        301, 302};
    QString number = process.customerRange;
    if (number == QLatin1String("+1"))
        number += QString::number(areaCodes[index / 100 % 40]) + QStringLiteral("55501");
    int count = 1;
    for (int i = 0; i < process.customerDigits; ++i)
        count *= 10;
    return number + QStringLiteral("%1").arg(index % count, process.customerDigits, 10, QLatin1Char('0'));
}

std::vector<AgentForm> demoAgents(const std::vector<DemoProcess> &processes, int count)
{
    static const char *const given[] = {"Amara", "Ben", "Chloé", "Dilip", "Elena", "Farid", "Grace", "Hugo", "Ines",
        "Jonas", "Kavya", "Liam", "Maya", "Noor", "Oscar", "Priya", "Quentin", "Rosa", "Sami", "Tara"};
    static const char *const family[] = {"Abbott", "Bernard", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Hughes",
        "Ito", "Jensen", "Kaur", "Lopez", "Moreau", "Novak", "Okafor"};
    std::vector<AgentForm> agents;
    for (int i = 0; i < count; ++i) {
        AgentForm agent;
        agent.code = QStringLiteral("A%1").arg(i + 101);
        agent.name =
            QStringLiteral("%1 %2").arg(QString::fromUtf8(given[i % 20]), QString::fromUtf8(family[i * 7 % 15]));
        agent.extension = QString::number(2001 + i);
        const DemoProcess &home = processes[size_t(i) % processes.size()];
        agent.processes.append(home.details.process.name);
        // Field staff have a mobile number of their own; the others sit at an extension.
        if (i % 3 == 0)
            agent.number = QStringLiteral("+447700900%1").arg(900 + i, 3, 10, QLatin1Char('0'));
        if (i % 5 == 0 && i % processes.size() != 1)
            agent.processes.append(processes[1].details.process.name);
        agents.push_back(agent);
    }
    return agents;
}

} // namespace callveil

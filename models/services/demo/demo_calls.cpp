// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_calls.h"

#include <cmath>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;
constexpr int days = 90;

} // namespace

DemoCalls::DemoCalls(
    const DemoProcess &process, const std::vector<AgentForm> &agents, qint64 legs, quint32 seed, qint64 now)
    : m_process(process), m_zone(process.details.process.timeZone.toLatin1()), m_random(seed), m_legs(legs), m_now(now)
{
    for (const AgentForm &agent : agents)
        if (agent.processes.contains(process.details.process.name))
            m_agents.push_back(agent);
}

qint64 DemoCalls::pickStart()
{
    // Office hours in the process's zone, thinner at the edges of the day and at week-ends.
    while (true) {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_now, m_zone).date();
        const QDate day = today.addDays(-int(m_random.bounded(days)));
        const bool weekend = day.dayOfWeek() >= 6;
        if (weekend && m_random.bounded(100) < 65)
            continue;
        const double place = (m_random.generateDouble() + m_random.generateDouble()) / 2;
        const int second = int((m_process.openFrom + place * (m_process.openTo - m_process.openFrom)) * 3600) % 86400;
        const qint64 start = QDateTime(day, QTime(0, 0).addSecs(second), m_zone).toMSecsSinceEpoch();
        if (start < m_now - 60000 && start > m_now - days * dayMs)
            return start;
    }
}

void DemoCalls::makeSession()
{
    // A few customers call often, most of them seldom.
    const double skew = m_random.generateDouble();
    const int customerIndex = int(m_process.customers * skew * skew) % m_process.customers;
    const auto &dids = m_process.details.dids;
    const QString did = dids[qsizetype(m_random.bounded(int(dids.size())))];
    const QString customer = demoCustomer(m_process, customerIndex);
    const auto &campaigns = m_process.details.campaigns;
    const bool inbound = m_random.bounded(100) < (m_process.mostlyInbound ? 70 : 25);
    const int fate = int(m_random.bounded(100));

    RawCall a;
    a.line = ++m_sessions;
    a.startedAt = pickStart();
    a.direction = inbound ? Direction::Inbound : Direction::Outbound;
    a.caller = inbound ? customer : did;
    a.callee = inbound ? did : customer;
    if (inbound && fate >= 97)
        a.caller = QStringLiteral("anonymous");
    a.linkId = QStringLiteral("demo-%1-%2").arg(m_process.details.process.name).arg(m_sessions);
    if (!campaigns.empty())
        a.campaignName = campaigns[size_t(m_random.bounded(int(campaigns.size())))].name;
    a.accountCode = m_process.details.process.account;
    a.caseId = QStringLiteral("CASE-%1").arg(1000 + customerIndex % 9000);
    const qint64 ringing = 3000 + qint64(m_random.bounded(22000));
    const bool answered = fate < 82;
    const qint64 talk = answered ? qint64(20 + 160 * -std::log(1 - 0.999 * m_random.generateDouble())) : 0;
    a.disposition = answered ? Disposition::Answered : fate < 92 ? Disposition::NoAnswer : Disposition::Busy;
    a.billableSeconds = talk;
    a.endedAt = a.startedAt + ringing + talk * 1000;
    if (answered)
        a.answeredAt = a.startedAt + ringing;
    if (answered && m_random.bounded(100) < 60) {
        a.recordingId = QStringLiteral("rec-%1").arg(m_random.generate64(), 16, 16, QLatin1Char('0'));
        a.consent = Consent::Yes;
    }
    a.canonicalRow = a.linkId.toUtf8() + "-A";
    m_ready.push_back(a);
    if (!answered || m_agents.empty())
        return;
    RawCall b = a;
    const AgentForm &agent = m_agents[size_t(m_random.bounded(int(m_agents.size())))];
    b.linked = true;
    b.startedAt += 1500;
    b.answeredAt = *a.answeredAt + 800;
    b.billableSeconds = std::max<qint64>(0, talk - 1);
    b.caller = did;
    b.callee = agent.number.isEmpty() ? agent.extension : agent.number;
    b.agentCode = agent.code;
    b.canonicalRow = a.linkId.toUtf8() + "-B";
    m_ready.push_back(b);
}

Result<std::optional<CallRow>> DemoCalls::next()
{
    if (m_made >= m_legs)
        return std::optional<CallRow>();
    if (m_ready.empty())
        makeSession();
    RawCall call = std::move(m_ready.front());
    m_ready.pop_front();
    ++m_made;
    return std::optional<CallRow>(CallRow(std::move(call)));
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_organisation.h"

#include "services/agents/agent_service.h"

namespace callveil {

BenchOrganisation::BenchOrganisation(Engine engine)
    : m_tests(engine),
      m_workspace(m_tests.signIn()), m_processes{{{}, QStringLiteral("Collections"), QStringLiteral("US"), 55, {}},
                                         {{}, QStringLiteral("Support"), QStringLiteral("US"), 25, {}},
                                         {{}, QStringLiteral("Sales"), QStringLiteral("CA"), 15, {}},
                                         {{}, QStringLiteral("Service visits"), QStringLiteral("GB"), 5, {}}}
{
    for (int i = 0; i < int(m_processes.size()); ++i) {
        BenchProcess &process = m_processes[size_t(i)];
        for (int did = 0; did < 20; ++did)
            process.dids.append(QStringLiteral("+1970555%1").arg(i * 100 + did, 4, 10, QLatin1Char('0')));
        process.id = m_tests.addProcess(*m_workspace, process.name, process.country, process.dids);
    }
    addAgents();
}

QString BenchOrganisation::agentNumber(int agent)
{
    return QStringLiteral("+1989555%1").arg(agent, 4, 10, QLatin1Char('0'));
}

void BenchOrganisation::addAgents()
{
    AgentService service(*m_workspace);
    QStringList names;
    for (const BenchProcess &process : m_processes)
        names.append(process.name);
    for (int i = 0; i < agents; ++i) {
        AgentForm form;
        form.code = QStringLiteral("agent%1").arg(i);
        form.name = QStringLiteral("Agent %1").arg(QChar(u'A' + i / 26)) + QChar(u'a' + i % 26);
        form.extension = QString::number(firstExtension + i);
        form.number = agentNumber(i);
        form.processes = names;
        const auto saved = service.save(form).result();
        if (!saved)
            qFatal("agent: fault %d", int(saved.error().fault));
    }
}

} // namespace callveil

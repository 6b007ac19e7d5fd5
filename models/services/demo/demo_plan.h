// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/masking/masking_service.h"
#include "services/pools/pool_service.h"
#include "services/processes/process_service.h"

namespace callveil {

/// One process of the demo organisation, with everything that its calls are made from.
struct DemoProcess {
    ProcessDetails details;
    MaskingPolicy policy;
    QString note; ///< of its policy
    QString customerRange; ///< the fixed digits of numbers reserved for fiction; "+1" takes one of 40 area codes
    int customerDigits = 3; ///< how many digits follow
    int customers = 1000; ///< how many different numbers are used
    int share = 25; ///< per cent of all calls
    int openFrom = 8, openTo = 18; ///< hours of the process's day
    bool mostlyInbound = true;
};

/// The processes of the demo. Numbers are from ranges reserved for fiction: Ofcom (UK), 555-01XX (US), ARCEP (France).
[[nodiscard]] std::vector<DemoProcess> demoProcesses();

/// A pool for each process, of its own numbers and others of their range, as lists for PoolService::addNumbers().
struct DemoPool {
    Pool pool; ///< without its process
    QString numbers;
};
[[nodiscard]] std::vector<DemoPool> demoPools(const std::vector<DemoProcess> &processes);

/// `count` agents, spread over the processes; deterministic.
[[nodiscard]] std::vector<AgentForm> demoAgents(const std::vector<DemoProcess> &processes, int count);

/// Customer number `index` of a process.
[[nodiscard]] QString demoCustomer(const DemoProcess &process, int index);

} // namespace callveil

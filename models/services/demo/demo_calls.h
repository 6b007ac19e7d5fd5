// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_reader.h"
#include "services/demo/demo_plan.h"

#include <QRandomGenerator>
#include <QTimeZone>

#include <deque>

namespace callveil {

/// Makes up the calls of one demo process, as a reader of a platform's records would yield them: sessions with a leg
/// to the customer and, when it was answered, one to the agent. The same seed yields the same calls.
class DemoCalls final : public CallReader {
public:
    /// `legs` in all, in the 90 days before `now` (ms since 1970).
    DemoCalls(const DemoProcess &process, const std::vector<AgentForm> &agents, qint64 legs, quint32 seed, qint64 now);

    [[nodiscard]] Result<std::optional<CallRow>> next() override;
    [[nodiscard]] qint64 bytesRead() const override { return m_made; }

private:
    void makeSession();
    [[nodiscard]] qint64 pickStart();

    const DemoProcess &m_process;
    std::vector<AgentForm> m_agents;
    QTimeZone m_zone;
    QRandomGenerator m_random;
    qint64 m_legs;
    qint64 m_now;
    qint64 m_made = 0;
    qint64 m_sessions = 0;
    std::deque<RawCall> m_ready;
};

} // namespace callveil

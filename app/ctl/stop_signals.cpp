// SPDX-License-Identifier: GPL-3.0-or-later
#include "stop_signals.h"

namespace callveil {

namespace {

std::atomic<bool> stopAsked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal");

void noteStop(int number)
{
    stopAsked = true;
    std::signal(number, SIG_DFL); // whoever cannot wait asks again
}

} // namespace

StopSignals::StopSignals(QTextStream &err) : m_err(err)
{
    for (size_t i = 0; i < m_signals.size(); ++i) {
        m_before[i] = std::signal(m_signals[i], noteStop);
        if (m_before[i] == SIG_IGN) // as a shell starts what runs in the background, and nohup what outlives it
            std::signal(m_signals[i], SIG_IGN);
    }
}

StopSignals::~StopSignals()
{
    for (size_t i = 0; i < m_signals.size(); ++i)
        std::signal(m_signals[i], m_before[i]);
}

void StopSignals::passOn(std::atomic<bool> &cancelled)
{
    if (!stopAsked)
        return;
    cancelled = true;
    if (m_told)
        return;
    m_told = true;
    m_err << "callveilctl: stopping (again ends it at once, and may leave what is half done)\n"; // a server may wait
    m_err.flush();
}

} // namespace callveil

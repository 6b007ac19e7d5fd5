// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>

#include <csignal>

namespace callveil {

constexpr int patienceMs = 60000;

/// One run of callveild, with what it said so far.
class RunningService final {
public:
    explicit RunningService(const QProcessEnvironment &environment, const QStringList &arguments)
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(CALLVEILD), arguments);
        if (!m_process.waitForStarted())
            qFatal("callveild does not start");
    }
    ~RunningService()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    RunningService(const RunningService &) = delete;
    RunningService &operator=(const RunningService &) = delete;

    [[nodiscard]] bool says(const QByteArray &text)
    {
        m_said += m_process.readAllStandardError();
        return m_said.contains(text);
    }
    [[nodiscard]] bool runs() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] QByteArray said()
    {
        m_said += m_process.readAllStandardError();
        return m_said;
    }
    void signal(int number) { ::kill(pid_t(m_process.processId()), number); }
    /// The exit code; -1 when it does not end, or not by itself.
    [[nodiscard]] int end()
    {
        const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patienceMs);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QByteArray m_said;
};

} // namespace callveil

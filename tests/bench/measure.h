// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <vector>

namespace callveil {

/// Durations of one thing, in milliseconds.
class Samples final {
public:
    void add(double ms) { m_values.push_back(ms); }
    /// The value below which the share `part` (0..1) of the samples lies; 0 without samples.
    [[nodiscard]] double quantile(double part) const;
    [[nodiscard]] double median() const { return quantile(0.5); }
    [[nodiscard]] double p99() const { return quantile(0.99); }

private:
    std::vector<double> m_values;
};

/// How long `work` takes on the wall clock, in milliseconds.
template <typename Work>
[[nodiscard]] double wallMs(Work work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e6;
}

/// CPU that the calling thread has used, in milliseconds.
[[nodiscard]] double threadCpuMs();
/// CPU that `work` takes on the calling thread, in milliseconds: other programs on the machine do not count.
template <typename Work>
[[nodiscard]] double cpuMs(Work work)
{
    const double before = threadCpuMs();
    work();
    return threadCpuMs() - before;
}

/// CPU that all threads of this program have used, in milliseconds.
[[nodiscard]] double processCpuMs();
/// CPU that another process has used, in milliseconds; 0 when it is gone.
[[nodiscard]] double cpuMsOf(qint64 pid);
/// Memory that this program has resident, in MB.
[[nodiscard]] double residentMb();
/// The most that was resident since forgetPeak(), in MB.
[[nodiscard]] double peakMb();
void forgetPeak();

} // namespace callveil

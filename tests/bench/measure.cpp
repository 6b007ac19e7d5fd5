// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure.h"

#include <QFile>

#include <algorithm>
#include <cmath>

#include <time.h>
#include <unistd.h>

namespace callveil {

namespace {

double clockMs(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

double Samples::quantile(double part) const
{
    if (m_values.empty())
        return 0;
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const auto place = size_t(std::ceil(part * double(sorted.size())));
    return sorted[place > 0 ? place - 1 : 0];
}

double threadCpuMs()
{
    return clockMs(CLOCK_THREAD_CPUTIME_ID);
}

double processCpuMs()
{
    return clockMs(CLOCK_PROCESS_CPUTIME_ID);
}

double cpuMsOf(qint64 pid)
{
    // Field 2 may hold blanks: count from the bracket behind it.
    const QByteArray line = contentOf(QStringLiteral("/proc/%1/stat").arg(pid));
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 13)
        return 0;
    return double(fields[11].toLongLong() + fields[12].toLongLong()) * 1e3 / double(sysconf(_SC_CLK_TCK));
}

double residentMb()
{
    const QList<QByteArray> fields = contentOf(QStringLiteral("/proc/self/statm")).split(' ');
    return fields.size() < 2 ? 0 : double(fields[1].toLongLong() * sysconf(_SC_PAGESIZE)) / 1048576;
}

double peakMb()
{
    for (const QByteArray &line : contentOf(QStringLiteral("/proc/self/status")).split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    return 0;
}

void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        qFatal("the peak of the memory cannot be set back");
}

} // namespace callveil

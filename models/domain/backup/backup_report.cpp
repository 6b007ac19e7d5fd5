// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/backup/backup_report.h"

#include <algorithm>

namespace callveil {

namespace {

bool allOpened(const std::vector<SampledNumbers> &samples)
{
    return std::all_of(
        samples.begin(), samples.end(), [](const SampledNumbers &sample) { return sample.opened == sample.tried; });
}

} // namespace

bool BackupReport::isSound() const
{
    return record.breaks.empty() && allOpened(samples);
}

bool RestoreReport::isSound() const
{
    const auto same = [](const RowCount &a, const RowCount &b) { return a.table == b.table && a.rows == b.rows; };
    return record.breaks.empty() && allOpened(samples) && asked != Operator::Refused
        && std::equal(rows.begin(), rows.end(), rowsExpected.begin(), rowsExpected.end(), same);
}

} // namespace callveil

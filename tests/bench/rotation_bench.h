// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

#include "storage/database/database_address.h"

namespace callveil {

/// Besides the contract: giving a vault of so many numbers a new key, alone and with an import beside it.
void benchRotation(Engine engine, qint64 numbers, const QString &folder, BenchReport &report);

} // namespace callveil

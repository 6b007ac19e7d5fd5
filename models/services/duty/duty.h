// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QFuture>

#include <chrono>
#include <functional>

namespace callveil {

/// Something that the service does again and again while it leads.
struct Duty {
    QString name; ///< for the log: "bindings"
    std::chrono::milliseconds pause; ///< after one run, before the next
    std::function<QFuture<Result<qint64>>()> run; ///< how many were done; may be asked for again after a failure
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"

namespace callveil {

/// A number that may be revealed, as it is told to whoever asks for it.
struct RevealSubject {
    NumberId number;
    QString party; ///< "Customer"
    QString shown; ///< its masked text
};

} // namespace callveil

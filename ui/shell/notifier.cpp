// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notifier.h"

#include "ui/texts/fault_text.h"

namespace callveil {

void Notifier::fail(const Error &error)
{
    // Whoever cancelled knows it: that is no failure.
    show(error.code == ErrorCode::Cancelled ? Kind::Information : Kind::Failure, faultText(error), error.detail);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/row_fault.h"

#include <QByteArrayView>

#include <optional>

namespace callveil {

/// Why the text of a number cell (valid UTF-8) cannot be trusted: NumberDamaged, NumberHidden, NumberTooLong; nullopt
/// when it can be taken as it is.
[[nodiscard]] std::optional<RowFault> numberFault(QByteArrayView text);

} // namespace callveil

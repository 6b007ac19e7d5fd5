// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// What Connection::write() answers, for whoever does not ask how many rows.
[[nodiscard]] inline Result<void> written(const Result<qint64> &rows)
{
    return rows ? Result<void>{} : failed(rows);
}

} // namespace callveil

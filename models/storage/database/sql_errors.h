// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/database/database_address.h"

class QSqlError;

namespace callveil {

/// Our error for a driver's error. PostgreSQL is classified by SQLSTATE, SQLite by its result code, never by text.
/// The detail holds the code only: messages of the engines can repeat values.
[[nodiscard]] Error classifySqlError(Engine engine, const QSqlError &error);

/// True when the connection itself is gone and must be opened again before the next statement.
[[nodiscard]] bool isConnectionLost(Engine engine, const QSqlError &error);

/// Our error for a SQLite file that could not be opened.
[[nodiscard]] Error classifyFileError(const DatabaseAddress &address, const QSqlError &error);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

#include <QSet>

#include <vector>

namespace callveil {

/// What one run of the program measures.
struct BenchOptions {
    qint64 legs = 1000000;
    int rounds = 3; ///< of imports; quick things are repeated more often
    /// Measured besides the contract.
    static constexpr int rotation = 101, verification = 102, routes = 103, exports = 105, leaks = 106;
    std::vector<Engine> engines{Engine::Sqlite, Engine::PostgreSql};
    QSet<int> rows{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13};
    int bindings = 100000; ///< that routes are made of
    QString json; ///< empty: no file
    QString keep; ///< folder for the files made; empty: a temporary one
    QString console; ///< the console program of row 11

    [[nodiscard]] bool wants(int row) const { return rows.contains(row); }
    [[nodiscard]] bool wantsCalls() const
    {
        return wants(1) || wants(2) || wants(3) || wants(4) || wants(5) || wants(6) || wants(7) || wants(verification)
            || wants(exports) || wants(leaks);
    }

    /// Reads the command line; ends the program when it is not understood.
    [[nodiscard]] static BenchOptions read();
};

[[nodiscard]] QString engineName(Engine engine);

} // namespace callveil

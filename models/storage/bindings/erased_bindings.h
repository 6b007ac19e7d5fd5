// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

namespace callveil {

/// Takes an erased number out of a process's bindings in an embedded database; servers do so in cv_api.number_erase.
/// Inside a transaction, where no legal hold stands.
class ErasedBindings final {
public:
    ErasedBindings(Connection &connection, PersonId me, ProcessId process);

    /// Ends the bindings that name the number, shows `blank` in its place, and takes what was kept for them out of the
    /// vault, whatever else keeps it. How many bindings. A listed agent's line must not be given.
    [[nodiscard]] Result<qint64> erase(NumberId number, const QString &blank);

private:
    struct Named;
    [[nodiscard]] Result<void> end(const Named &binding);
    [[nodiscard]] Result<void> forget(NumberId number, const QString &blank);

    Connection &m_connection;
    PersonId m_me;
    ProcessId m_process;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/vault/reveal_store.h"

namespace callveil {

/// What a process holds of one number; times are ms since 1970.
struct HeldLine {
    ProcessId process;
    qint64 numbers = 0; ///< copies in the vault that can be read: for each policy one of each month, and of bindings
    std::optional<qint64> dueAt; ///< when the last one of a month is deleted
    qint64 agents = 0; ///< whose line it is
    qint64 bindings = 0; ///< that name it, ended ones too
    qint64 sessions = 0, legs = 0;
    std::optional<qint64> firstAt, lastAt; ///< starts of the calls
    qint64 clear = 0; ///< legs that show it in clear
    qint64 recordings = 0; ///< legs with a recording
    QString holdReason; ///< of a legal hold
};

/// What an erasure did in a process.
struct ErasedLine {
    ProcessId process;
    qint64 numbers = 0, legs = 0, bindings = 0;
    bool held = false; ///< a legal hold stands: nothing was done, in no process
};

/// Everything that is stored of one number. Both functions need a request that was granted and committed.
class HeldStore final {
public:
    HeldStore(Connection &connection, PersonId me) : m_connection(connection), m_me(me) { }

    [[nodiscard]] Result<std::vector<HeldLine>> list(
        const RequestAnswer &granted, const std::vector<BlindIndex> &places);
    /// Inside a transaction. Calls and bindings show `blank` (x for each digit) in its place; bindings end.
    [[nodiscard]] Result<std::vector<ErasedLine>> erase(
        const RequestAnswer &granted, const std::vector<BlindIndex> &places, const QString &blank);

private:
    [[nodiscard]] Result<std::vector<ErasedLine>> eraseEmbedded(
        const std::vector<BlindIndex> &places, const QString &blank);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil

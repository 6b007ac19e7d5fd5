// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/party_sealer.h"
#include "services/rates/rate_book.h"
#include "storage/people/identity.h"
#include "storage/processes/process_store.h"

#include <QElapsedTimer>

#include <map>

namespace callveil {

/// What the call records of one process are written with.
struct RecordWriter {
    Process process;
    PartySealer parties;
    QElapsedTimer age;
    ReadRates rates; ///< as they are now
};

/// The writers of all processes, which live over many batches, so that a call a second makes no epoch a second. Their
/// epoch keys are the only secret; no number stays here. One thread.
class RecordWriters final {
public:
    /// For the policy in force and the newest key of the vault; the same one as long as these are. Valid until the next
    /// call of any function here. Fails with ProcessUnknown, and with CertificateInvalid or VaultNotReadable for a
    /// vault that nothing can be sealed to.
    [[nodiscard]] Result<RecordWriter *> of(Connection &connection, const Identity &me, ProcessId process);
    /// Forgets the keys of months that are over, and of a day ago.
    void settle(int month);
    /// After a failure: whether the epochs were stored, nobody knows.
    void drop(ProcessId process) { m_writers.erase(process); }
    void clear() { m_writers.clear(); }

private:
    std::map<ProcessId, RecordWriter> m_writers;
    RateBook m_rates;
};

} // namespace callveil

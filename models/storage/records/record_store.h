// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_record.h"
#include "storage/database/connection.h"

namespace callveil {

/// A record of the HTTP API without its numbers and names.
struct RecordDraft {
    QByteArray callKey; ///< RouteKeys::call()
    DidId did;
    QByteArray caller; ///< RouteKeys::party() of who called; empty: unknown
    QString callingCode; ///< of who called
};

/// Call records that wait to become legs. On a server switches put theirs in past this program. Changes inside a
/// transaction, for a service alone.
class RecordStore final {
public:
    explicit RecordStore(Connection &connection) : m_connection(connection) { }

    /// Whether any waits. For a service alone.
    [[nodiscard]] Result<bool> waits();
    /// The oldest that wait, of those behind `after`; nobody else takes them until the transaction ends. What is too
    /// old to be kept goes.
    [[nodiscard]] Result<std::vector<SpooledRecord>> take(int most, qint64 after = 0);
    /// They became legs, and go.
    [[nodiscard]] Result<void> done(const std::vector<qint64> &seqs);
    /// They become none, and are taken no more; kept for 30 days.
    [[nodiscard]] Result<void> refuse(const std::vector<qint64> &seqs, RecordFault fault);
    /// False when it was known: one that is sent again within a week is no second leg. The answered record of a call
    /// that was tried more than once takes the place of an unanswered one, or stands beside it once that is a leg.
    [[nodiscard]] Result<bool> put(const RecordDraft &draft, const NewCallRecord &record);
    /// Nothing at all for who may not know it.
    [[nodiscard]] Result<SpoolState> state();

private:
    [[nodiscard]] Result<void> forgetOld();
    /// What the record is kept under; empty when it was known.
    [[nodiscard]] Result<QByteArray> newKey(const QByteArray &callKey, const NewCallRecord &record);

    Connection &m_connection;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/records/record_legs.h"
#include "storage/imports/import_store.h"
#include "storage/records/record_store.h"

#include <map>

namespace callveil {

/// What became of a batch of call records.
struct RecordBatchReport {
    qint64 done = 0; ///< became legs, or never will
    bool wasFull = false; ///< more may wait, behind `last`
    qint64 last = 0; ///< SpooledRecord::seq
    std::optional<Error>
        left; ///< why some of them wait on; those of a process that somebody else works on do so silently
    qint64 at = 0; ///< the database's time, ms since 1970
};

/// Which records are taken.
struct RecordSlice {
    qint64 after = 0; ///< SpooledRecord::seq
    int most = 500; ///< their processes are held meanwhile
};

/// One batch of call records, in one transaction.
class RecordBatch final {
public:
    RecordBatch(Connection &connection, const Identity &me, RecordWriters &writers);

    /// Inside a write transaction, once. What fails in one process keeps no other waiting. Fails with RevisionChanged
    /// when a policy or a vault's key changed meanwhile, with EntryChanged when the rates did.
    [[nodiscard]] Result<RecordBatchReport> run(const RecordSlice &slice);

private:
    using Calls = std::map<ProcessId, std::vector<RecordedCall>>;

    [[nodiscard]] Result<void> hold(const std::vector<SpooledRecord> &records);
    [[nodiscard]] Result<void> readBindings(const std::vector<SpooledRecord> &records);
    [[nodiscard]] const BoundCall *boundOf(const SpooledRecord &record) const;
    [[nodiscard]] const BoundCall *ownerOf(const SpooledRecord &record) const;
    /// Those that can become legs; of the others, what never can is noted as refused.
    [[nodiscard]] Calls sorted(std::vector<SpooledRecord> records);
    [[nodiscard]] Result<void> write(const Calls &calls);
    [[nodiscard]] Result<PublishOrder> writeOne(ProcessId process, const std::vector<RecordedCall> &calls);
    [[nodiscard]] Result<PublishOrder> publish(RecordWriter &writer, const std::vector<RecordedCall> &calls);
    [[nodiscard]] Result<void> checkOrders();
    [[nodiscard]] Result<void> settle();

    Connection &m_connection;
    const Identity &m_me;
    RecordWriters &m_writers;
    RecordStore m_store;
    QSet<ProcessId> m_held;
    std::vector<BoundCall> m_bound;
    QHash<BindingId, const BoundCall *> m_byId;
    QHash<DidId, QString> m_numbers;
    std::vector<PublishOrder> m_orders;
    std::optional<ReadRates> m_rates; ///< the first that were read, which are the oldest
    std::vector<qint64> m_done;
    std::map<RecordFault, std::vector<qint64>> m_refused;
    RecordBatchReport m_report;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/record_batch.h"

#include <algorithm>
#include <set>

namespace callveil {

namespace {

/// What stops all processes: the others are no better off, or the whole batch is done again.
bool isOfAll(const Error &error)
{
    return error.code == ErrorCode::Offline || error.code == ErrorCode::Busy || error.fault == Fault::RevisionChanged;
}

template <typename Ids>
auto listed(const Ids &ids)
{
    return std::vector<typename Ids::value_type>(ids.begin(), ids.end());
}

Error outdated(const Process &process)
{
    return {ErrorCode::Conflict, Fault::RevisionChanged, {process.name}, {}};
}

} // namespace

RecordBatch::RecordBatch(Connection &connection, const Identity &me, RecordWriters &writers)
    : m_connection(connection), m_me(me), m_writers(writers), m_store(connection)
{ }

Result<RecordBatchReport> RecordBatch::run(const RecordSlice &slice)
{
    auto records = m_store.take(slice.most, slice.after);
    if (!records)
        return failed(records);
    if (records->empty())
        return m_report;
    m_report.wasFull = records->size() >= size_t(slice.most);
    m_report.last = records->back().seq;
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    m_report.at = *now;
    if (const auto held = hold(*records); !held)
        return failed(held);
    if (const auto read = readBindings(*records); !read)
        return failed(read);
    if (const auto written = write(sorted(std::move(*records))); !written)
        return failed(written);
    if (const auto fresh = checkOrders(); !fresh)
        return failed(fresh);
    if (const auto settled = settle(); !settled)
        return failed(settled);
    return m_report;
}

/// What is read of a process that is held stays so until the end.
Result<void> RecordBatch::hold(const std::vector<SpooledRecord> &records)
{
    std::set<ProcessId> processes;
    for (const SpooledRecord &record : records)
        if (record.process.isSet())
            processes.insert(record.process);
    auto held = BoundCallStore(m_connection).hold(listed(processes));
    if (!held)
        return failed(held);
    m_held = std::move(*held);
    return {};
}

Result<void> RecordBatch::readBindings(const std::vector<SpooledRecord> &records)
{
    std::set<BindingId> bindings;
    std::set<DidId> dids, strange;
    for (const SpooledRecord &record : records) {
        dids.insert(record.did);
        if (record.binding.isSet())
            bindings.insert(record.binding);
        else
            strange.insert(record.did);
    }
    BoundCallStore store(m_connection);
    auto bound = store.bindings({listed(bindings), listed(strange)}, m_me.id);
    if (!bound)
        return failed(bound);
    m_bound = std::move(*bound);
    for (const BoundCall &call : m_bound)
        m_byId.insert(call.binding.id, &call);
    auto numbers = store.numbers(listed(dids));
    if (!numbers)
        return failed(numbers);
    m_numbers = std::move(*numbers);
    return {};
}

const BoundCall *RecordBatch::boundOf(const SpooledRecord &record) const
{
    return record.binding.isSet() ? m_byId.value(record.binding) : nullptr;
}

/// The binding by which a number was one party's own when the call began. Another process's is no business of this one.
const BoundCall *RecordBatch::ownerOf(const SpooledRecord &record) const
{
    const auto owner = std::find_if(m_bound.begin(), m_bound.end(), [&](const BoundCall &call) {
        const SealedBinding &binding = call.binding;
        return binding.did == record.did && binding.process == record.process && isOfOneParty(binding.model)
            && binding.createdAt <= record.startedAt && call.overAt.value_or(record.startedAt + 1) > record.startedAt;
    });
    return owner == m_bound.end() ? nullptr : &*owner;
}

RecordBatch::Calls RecordBatch::sorted(std::vector<SpooledRecord> records)
{
    // Leg A of a call before its leg B, whoever told of it first.
    std::stable_sort(records.begin(), records.end(), [](const SpooledRecord &left, const SpooledRecord &right) {
        return std::pair(left.startedAt, left.leg) < std::pair(right.startedAt, right.leg);
    });
    Calls calls;
    for (SpooledRecord &record : records) {
        const BoundCall *bound = boundOf(record);
        const ProcessId process = bound ? bound->binding.process : record.process;
        const QString did = m_numbers.value(record.did);
        if (did.isEmpty())
            m_refused[RecordFault::UnknownDid].push_back(record.seq);
        else if (!process.isSet())
            m_refused[RecordFault::NoProcess].push_back(record.seq);
        else if (m_held.contains(process))
            calls[process].push_back({record, did, bound, bound ? nullptr : ownerOf(record)});
    }
    return calls;
}

Result<void> RecordBatch::write(const Calls &calls)
{
    for (const auto &[process, some] : calls) {
        const auto written = m_connection.attempt([&] { return writeOne(process, some); });
        if (!written && isOfAll(written.error()))
            return failed(written);
        if (!written) {
            m_writers.drop(process);
            m_report.left = written.error();
            continue;
        }
        m_orders.push_back(*written);
        for (const RecordedCall &call : some)
            m_done.push_back(call.record.seq);
    }
    return {};
}

Result<PublishOrder> RecordBatch::writeOne(ProcessId process, const std::vector<RecordedCall> &calls)
{
    const auto writer = m_writers.of(m_connection, m_me, process);
    if (!writer)
        return failed(writer);
    if (!m_rates)
        m_rates = (*writer)->rates;
    return publish(**writer, calls);
}

Result<PublishOrder> RecordBatch::publish(RecordWriter &writer, const std::vector<RecordedCall> &calls)
{
    ImportStore store(m_connection);
    if (const auto begun = store.begin(); !begun)
        return failed(begun);
    RecordLegs legs(writer, m_me);
    for (const RecordedCall &call : calls)
        if (const auto added = store.addLeg(legs.leg(call)); !added)
            return failed(added);
    for (const StagedNumber &number : legs.takeNumbers())
        if (const auto added = store.addNumber(number); !added)
            return failed(added);
    const int generation = writer.parties.vaultKey().generation;
    for (const EpochSeal &epoch : writer.parties.vault().takeUsedEpochs())
        if (const auto added = store.addEpoch(epoch, generation); !added)
            return failed(added);
    if (const auto staged = store.finishStaging(); !staged)
        return failed(staged);
    const PublishOrder order{writer.process.id, writer.parties.revision().id, generation, PublishOrder::fromSwitches(),
        m_me.id, qint64(calls.size()), 0};
    const auto outcome = store.publish(order);
    if (!outcome)
        return failed(outcome);
    if (outcome->revisionChanged)
        return tl::unexpected(outdated(writer.process));
    if (m_connection.engine() == Engine::Sqlite) // a server's are gone with the publication
        store.discard();
    return order;
}

/// The last questions before COMMIT: a scheduled revision may have come into force meanwhile, and rates are changed
/// without waiting for a batch.
Result<void> RecordBatch::checkOrders()
{
    for (const PublishOrder &order : m_orders) {
        const auto late = ImportStore(m_connection).isOutdated(order);
        if (!late)
            return failed(late);
        if (*late)
            return fail(ErrorCode::Conflict, Fault::RevisionChanged, {QString::number(order.process.value)});
    }
    return m_rates ? checkUnchanged(*m_rates, m_connection, m_me.id) : Result<void>();
}

Result<void> RecordBatch::settle()
{
    if (!m_done.empty())
        if (const auto done = m_store.done(m_done); !done)
            return done;
    m_report.done = qint64(m_done.size());
    for (const auto &[fault, seqs] : m_refused) {
        if (const auto refused = m_store.refuse(seqs, fault); !refused)
            return refused;
        m_report.done += qint64(seqs.size());
    }
    return {};
}

} // namespace callveil

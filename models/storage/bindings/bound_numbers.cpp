// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bindings/bound_numbers.h"

#include "storage/database/written.h"

namespace callveil {

BoundNumbers::BoundNumbers(Connection &connection, PersonId me, ProcessId process)
    : m_connection(connection), m_me(me), m_process(process)
{
    Q_ASSERT(connection.engine() == Engine::Sqlite);
}

Result<NumberId> BoundNumbers::keep(
    const BoundParty &party, RevisionId revision, int generation, const EpochSeal &epoch)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto indexed = m_connection.write("vault.put_index",
        {{":process", m_process.value}, {":blind", party.blind}, {":month", 0}, {":number", party.sealed.id.value}});
    if (!indexed)
        return failed(indexed);
    const auto kept =
        m_connection.integer("vault.kept", {{":process", m_process.value}, {":blind", party.blind}, {":month", 0}});
    if (!kept)
        return failed(kept);
    if (*indexed != 0) {
        const auto begun = m_connection.write("vault.put_epoch",
            {{":epoch", epoch.id}, {":process", m_process.value}, {":generation", generation}, {":month", 0},
                {":sealed", epoch.sealedKey}, {":person", m_me.value}, {":now", *now}});
        const auto stored = m_connection.write("vault.put_number",
            {{":number", party.sealed.id.value}, {":epoch", epoch.id}, {":revision", revision.value},
                {":cipher", party.sealed.cipher}});
        if (!begun)
            return failed(begun);
        if (!stored)
            return failed(stored);
    }
    const auto used = m_connection.write(
        "ledger.use_number", {{":number", *kept}, {":process", m_process.value}, {":blind", party.blind}});
    if (!used)
        return failed(used);
    return NumberId{*kept};
}

Result<NumberId> BoundNumbers::keepAgent(
    AgentId agent, const BoundParty &party, RevisionId revision, int generation, const EpochSeal &epoch)
{
    if (!agent.isSet())
        return keep(party, revision, generation, epoch);
    const auto line = m_connection.one("ledger.agent_line", {{":agent", agent.value}, {":process", m_process.value}},
        [](const Row &row) { return NumberId{row.integer(0)}; });
    if (!line)
        return failed(line);
    if (!*line)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (const auto used = m_connection.write("ledger.use_line", {{":number", (*line)->value}}); !used)
        return failed(used);
    return **line;
}

Result<bool> BoundNumbers::areHeld()
{
    const auto held = m_connection.integer("ledger.hold", {{":process", m_process.value}});
    if (!held)
        return failed(held);
    return *held != 0;
}

Result<void> BoundNumbers::release(NumberId number)
{
    const Binds which{{":number", number.value}};
    const auto uses = m_connection.one("ledger.unuse_number", which, [](const Row &row) { return row.integer(0); });
    if (!uses)
        return failed(uses);
    if (!*uses || **uses > 0)
        return {};
    const auto ofAgent = m_connection.one("ledger.drop_use", which, [](const Row &row) { return row.flag(0); });
    if (!ofAgent)
        return failed(ofAgent);
    if (ofAgent->value_or(true))
        return {};
    const auto epoch = m_connection.one("ledger.drop_number", which, [](const Row &row) { return row.integer(0); });
    if (!epoch)
        return failed(epoch);
    const auto shredded = m_connection.write("ledger.drop_epoch", {{":epoch", epoch->value_or(0)}});
    if (!shredded)
        return failed(shredded);
    return written(m_connection.write("ledger.drop_index", which));
}

Result<void> BoundNumbers::releaseOrLeave(NumberId number)
{
    const auto held = areHeld();
    if (!held)
        return failed(held);
    if (!*held)
        return release(number);
    return written(
        m_connection.write("ledger.leave_number", {{":process", m_process.value}, {":number", number.value}}));
}

Result<void> BoundNumbers::sweepLeft(Connection &connection, PersonId me)
{
    const auto left = connection.all("ledger.left_numbers", {},
        [](const Row &row) { return std::pair(ProcessId{row.integer(0)}, NumberId{row.integer(1)}); });
    if (!left)
        return failed(left);
    for (const auto &[process, number] : *left)
        if (const auto gone = BoundNumbers(connection, me, process).release(number); !gone)
            return gone;
    return {};
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/rotation_store.h"

#include "storage/database/list_text.h"
#include "storage/database/written.h"

namespace callveil {

Result<int> RotationStore::newest(ProcessId process)
{
    const auto newest = m_connection.integer("rotation.newest", {{":process", process.value}});
    if (!newest)
        return failed(newest);
    return int(*newest);
}

Result<RotationLeft> RotationStore::left(ProcessId process)
{
    const auto left = m_connection.one("rotation.left", {{":process", process.value}}, [](const Row &row) {
        return RotationLeft{row.integer(0), row.integer(1)};
    });
    if (!left)
        return failed(left);
    return left->value_or(RotationLeft{});
}

Result<void> RotationStore::begin(ProcessId process, PersonId me, const NewVault &vault)
{
    if (m_connection.engine() == Engine::Sqlite)
        return beginEmbedded(process, me, vault);
    return written(m_connection.write("rotation.begin",
        {{":process", process.value}, {":generation", vault.generation}, {":key", vault.boxKey},
            {":certificate", vault.certificate}, {":own_seal", vault.ownSeal},
            {":recovery_seal", vault.recoverySeal}}));
}

Result<void> RotationStore::beginEmbedded(ProcessId process, PersonId me, const NewVault &vault)
{
    const auto now = m_connection.integer("operation.now");
    const auto last = newest(process);
    if (!now)
        return failed(now);
    if (!last)
        return failed(last);
    if (vault.generation == *last)
        return {};
    if (vault.generation != *last + 1)
        return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    const auto made = m_connection.write("vault.insert",
        {{":process", process.value}, {":generation", vault.generation}, {":box_key", vault.boxKey},
            {":certificate", vault.certificate}, {":now", *now}});
    if (!made)
        return failed(made);
    for (const auto &[holder, sealed] : {std::pair(PersonId{}, vault.recoverySeal), std::pair(me, vault.ownSeal)}) {
        const auto kept = m_connection.write("vault.add_seal",
            {{":process", process.value}, {":generation", vault.generation}, {":holder", holder.value},
                {":sealed", sealed}});
        if (!kept)
            return failed(kept);
    }
    return written(
        m_connection.write("rotation.due", {{":process", process.value}, {":generation", *last}, {":now", *now}}));
}

Result<std::optional<OldEpoch>> RotationStore::next(ProcessId process, qint64 after)
{
    return m_connection.one("rotation.next", {{":process", process.value}, {":after", after}}, [](const Row &row) {
        return OldEpoch{{row.integer(0), row.number(2), row.bytes(3)}, row.number(1)};
    });
}

Result<std::vector<SealedNumber>> RotationStore::numbers(ProcessId process, qint64 epoch)
{
    return m_connection.all(
        "rotation.numbers", {{":process", process.value}, {":epoch", epoch}}, [epoch](const Row &row) {
            return SealedNumber{{row.integer(0)}, epoch, row.bytes(1)};
        });
}

Result<bool> RotationStore::move(ProcessId process, PersonId me, const OldEpoch &old, const EpochSeal &fresh,
    int generation, const std::vector<SealedNumber> &numbers, qint64 damaged)
{
    if (m_connection.engine() == Engine::Sqlite)
        return moveEmbedded(process, me, old, fresh, generation, numbers, damaged);
    const QString ids = arrayText(numbers, [](const SealedNumber &number) { return number.id.value; });
    const QString ciphers = arrayText(numbers, [](const SealedNumber &number) { return number.cipher; });
    const auto moved = m_connection.integer("rotation.move",
        {{":process", process.value}, {":generation", generation}, {":epoch", old.seal.id}, {":new_epoch", fresh.id},
            {":sealed", fresh.sealedKey}, {":ids", ids}, {":ciphers", ciphers}, {":damaged", damaged}});
    if (!moved)
        return failed(moved);
    return *moved == 1;
}

Result<bool> RotationStore::moveEmbedded(ProcessId process, PersonId me, const OldEpoch &old, const EpochSeal &fresh,
    int generation, const std::vector<SealedNumber> &numbers, qint64 damaged)
{
    const auto last = newest(process);
    if (!last)
        return failed(last);
    if (generation != *last) // another rotation was begun meanwhile
        return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    if (old.generation >= generation)
        return false;
    const Binds epoch{{":process", process.value}, {":epoch", old.seal.id}};
    const auto dropped = damaged > 0 ? m_connection.integer("rotation.holds_epoch", epoch) // it keeps them
                                     : m_connection.write("rotation.drop_epoch", epoch);
    const auto now = m_connection.integer("operation.now");
    if (!dropped)
        return failed(dropped);
    if (!now)
        return failed(now);
    if (*dropped == 0)
        return false;
    const auto begun = m_connection.write("vault.put_epoch",
        {{":epoch", fresh.id}, {":process", process.value}, {":generation", generation}, {":month", fresh.month},
            {":sealed", fresh.sealedKey}, {":person", me.value}, {":now", *now}});
    if (!begun)
        return failed(begun);
    for (const SealedNumber &number : numbers) {
        const auto moved = m_connection.write("rotation.move_number",
            {{":cipher", number.cipher}, {":new_epoch", fresh.id}, {":number", number.id.value},
                {":epoch", old.seal.id}});
        if (!moved)
            return failed(moved);
        if (*moved != 1)
            return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    }
    const auto left = m_connection.integer("rotation.left_in_epoch", {{":epoch", old.seal.id}});
    if (!left)
        return failed(left);
    if (*left != damaged)
        return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    return true;
}

Result<void> RotationStore::leave(ProcessId process, qint64 damaged)
{
    return written(m_connection.write("rotation.leave", {{":process", process.value}, {":damaged", damaged}}));
}

Result<bool> RotationStore::finish(ProcessId process)
{
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto finished = m_connection.integer("rotation.finish", {{":process", process.value}});
        if (!finished)
            return failed(finished);
        return *finished == 1;
    }
    const auto rest = left(process);
    const auto last = newest(process);
    const auto due = m_connection.integer("rotation.due_generation", {{":process", process.value}});
    if (!rest)
        return failed(rest);
    if (!last)
        return failed(last);
    if (!due)
        return failed(due);
    if (rest->epochs > 0 || *due >= *last) // somebody lost the new key meanwhile: it is due again
        return false;
    if (const auto dropped = m_connection.write("rotation.drop_seals", {{":process", process.value}}); !dropped)
        return failed(dropped);
    if (const auto done = m_connection.write("rotation.done", {{":process", process.value}}); !done)
        return failed(done);
    return true;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_store.h"

#include "storage/vault/vault_keys.h"

#include <algorithm>

namespace callveil {

namespace {

OldEpoch readEpoch(const Row &row)
{
    return {{row.integer(0), row.number(2), row.bytes(3)}, row.number(1)};
}

/// At most so many of a list, spread evenly over it.
std::vector<OldEpoch> spread(const std::vector<OldEpoch> &all, size_t most)
{
    if (all.size() <= most)
        return all;
    std::vector<OldEpoch> some;
    for (size_t i = 0; i < most; ++i)
        some.push_back(all[i * all.size() / most]);
    return some;
}

} // namespace

Result<std::vector<RowCount>> BackupStore::counts()
{
    const auto counts = m_connection.one("backup.counts", {}, [](const Row &row) {
        std::vector<RowCount> all;
        for (const BackupTable table : {BackupTable::People, BackupTable::Processes, BackupTable::Sessions,
                 BackupTable::Legs, BackupTable::Numbers, BackupTable::Entries})
            all.push_back({table, row.integer(int(table))});
        return all;
    });
    if (!counts)
        return failed(counts);
    return counts->value_or(std::vector<RowCount>());
}

Result<void> BackupStore::checkPages()
{
    Q_ASSERT(m_connection.engine() == Engine::Sqlite);
    const auto faults = m_connection.integer("backup.damage");
    if (!faults)
        return failed(faults);
    if (*faults > 0)
        return fail(ErrorCode::Internal, Fault::DatabaseDamaged, {m_connection.address().title()});
    return {};
}

Result<std::vector<PersonId>> BackupStore::actors()
{
    return m_connection.all("backup.actors", {}, [](const Row &row) { return PersonId{row.integer(0)}; });
}

Result<std::vector<DeedHead>> BackupStore::heads()
{
    return m_connection.all("backup.heads", {}, [](const Row &row) {
        return DeedHead{{row.integer(0)}, row.integer(1), row.bytes(2)};
    });
}

Result<std::vector<DeedEntry>> BackupStore::chain(PersonId actor, qint64 after, int rows)
{
    return m_connection.all(
        "backup.chain", {{":actor", actor.value}, {":after", after}, {":rows", rows}}, DeedStore::read);
}

Result<BackupStore::Opened> BackupStore::openSome(ProcessId process, const Identity &me, int most)
{
    const auto seals = m_connection.all("backup.vault_seals", {{":person", me.id.value}}, [](const Row &row) {
        return VaultSeal{{row.integer(0)}, row.number(1), row.bytes(2)};
    });
    const auto epochs = m_connection.all("backup.epochs", {{":process", process.value}}, readEpoch);
    if (!seals)
        return failed(seals);
    if (!epochs)
        return failed(epochs);
    VaultKeys vaults(m_connection, me, *seals);
    Opened result;
    for (const VaultSeal &seal : *seals)
        result.held |= seal.process == process;
    if (!result.held)
        return result;
    const std::vector<OldEpoch> some = spread(*epochs, size_t(most));
    const int each = some.empty() ? 0 : (most + int(some.size()) - 1) / int(some.size());
    for (const OldEpoch &epoch : some) {
        const auto vault = vaults.open(process, epoch.generation);
        if (!vault && vault.error().fault == Fault::VaultNotReadable)
            continue; // he was not given the key of this generation
        const auto numbers = m_connection.all("backup.numbers",
            {{":epoch", epoch.seal.id}, {":rows", std::min(each, most - result.tried)}}, [&](const Row &row) {
                return SealedNumber{{row.integer(0)}, epoch.seal.id, row.bytes(1)};
            });
        if (!numbers)
            return failed(numbers);
        result.tried += int(numbers->size());
        const auto key = vault ? openSeal(epoch.seal.sealedKey, **vault) : Result<SecretBytes>(failed(vault));
        for (const SealedNumber &number : *numbers)
            result.opened += key && NumberSealer::opens(number, *key, process, me.fingerprint);
    }
    return result;
}

Result<std::vector<BackupLogin>> BackupStore::logins()
{
    Q_ASSERT(m_connection.engine() == Engine::PostgreSql);
    return m_connection.all("backup.logins", {}, [](const Row &row) {
        return BackupLogin{row.text(0), row.text(1), row.flag(2), row.text(3).split(u',', Qt::SkipEmptyParts)};
    });
}

Result<QString> BackupStore::snapshot()
{
    const auto id = m_connection.one("backup.snapshot", {}, [](const Row &row) { return row.text(0); });
    if (!id)
        return failed(id);
    return id->value_or(QString());
}

Result<QStringList> BackupStore::people()
{
    const auto names = m_connection.all("backup.people", {}, [](const Row &row) { return row.text(0); });
    if (!names)
        return failed(names);
    return QStringList(names->begin(), names->end());
}

Result<QStringList> BackupStore::switches()
{
    const auto names = m_connection.all("backup.switches", {}, [](const Row &row) { return row.text(0); });
    if (!names)
        return failed(names);
    return QStringList(names->begin(), names->end());
}

Result<void> BackupStore::keepLogQuiet()
{
    const auto quiet = m_connection.one("backup.keep_log_quiet", {}, [](const Row &row) { return row.text(0); });
    if (!quiet)
        return failed(quiet);
    return {};
}

Result<void> BackupStore::renameLogins()
{
    const auto renamed = m_connection.write("backup.rename_logins");
    if (!renamed)
        return failed(renamed);
    return {};
}

Result<void> BackupStore::makeCallKey()
{
    Q_ASSERT(m_connection.engine() == Engine::PostgreSql);
    const auto made = m_connection.write("backup.make_call_key");
    if (!made)
        return failed(made);
    return {};
}

Result<void> BackupStore::forgetScans()
{
    Q_ASSERT(m_connection.engine() == Engine::PostgreSql);
    const auto forgotten = m_connection.write("backup.forget_scans");
    if (!forgotten)
        return failed(forgotten);
    return {};
}

} // namespace callveil

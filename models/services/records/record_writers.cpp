// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/record_writers.h"

#include "storage/vault/vault_store.h"

namespace callveil {

namespace {

constexpr qint64 longestLifeMs = 24LL * 3600 * 1000;

bool isFor(const RecordWriter &writer, const PolicyRevision &revision, const VaultKey &vault)
{
    const VaultKey &own = writer.parties.vaultKey();
    return writer.parties.revision().id == revision.id && own.generation == vault.generation
        && own.boxKey == vault.boxKey && writer.age.elapsed() < longestLifeMs;
}

} // namespace

Result<RecordWriter *> RecordWriters::of(Connection &connection, const Identity &me, ProcessId id)
{
    const auto process = ProcessStore(connection).find(id);
    if (!process)
        return failed(process);
    if (!*process || !me.sees(id))
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(id.value)});
    const auto revision = PolicyStore(connection).inForce(id);
    if (!revision)
        return failed(revision);
    const auto vault = VaultStore(connection, me).newest(id);
    if (!vault)
        return failed(vault);
    const auto rates = m_rates.current(connection, me.id);
    if (!rates)
        return failed(rates);
    auto place = m_writers.find(id);
    if (place != m_writers.end() && !isFor(place->second, *revision, *vault)) {
        m_writers.erase(place);
        place = m_writers.end();
    }
    if (place == m_writers.end()) {
        const auto keys = std::make_shared<const WriterKeys>(me.writerKey);
        RecordWriter writer{**process, PartySealer(*revision, *vault, me.fingerprint, keys), {}, {}};
        writer.age.start();
        place = m_writers.emplace(id, std::move(writer)).first;
    }
    place->second.process = **process;
    place->second.rates = *rates;
    return &place->second;
}

void RecordWriters::settle(int month)
{
    std::erase_if(m_writers, [](const auto &entry) { return entry.second.age.elapsed() >= longestLifeMs; });
    for (auto &[process, writer] : m_writers)
        writer.parties.vault().keepOnly(month);
}

} // namespace callveil

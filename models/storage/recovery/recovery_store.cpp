// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/recovery/recovery_store.h"

#include "storage/database/written.h"

namespace callveil {

Result<std::vector<RecoverySeal>> RecoveryStore::seals()
{
    return m_connection.all("recovery.seals", {}, [](const Row &row) {
        return RecoverySeal{KeyKind(row.number(0)), {row.integer(1)}, row.number(2), row.bytes(3)};
    });
}

Result<void> RecoveryStore::replace(const RecoverySeal &seal, const QByteArray &proof)
{
    const QVariant process = seal.process.value;
    if (m_connection.engine() == Engine::PostgreSql)
        return written(m_connection.write("recovery.put",
            {{":kind", int(seal.kind)}, {":process", process}, {":generation", seal.generation}, {":holder", 0},
                {":sealed", seal.sealed}, {":proof", proof}}));
    switch (seal.kind) {
    case KeyKind::Vault:
        return written(m_connection.write("recovery.replace_vault",
            {{":process", process}, {":generation", seal.generation}, {":sealed", seal.sealed}}));
    case KeyKind::Writer:
        return written(m_connection.write("recovery.replace_writer", {{":sealed", seal.sealed}}));
    case KeyKind::Root:
        return written(m_connection.write("recovery.replace_root", {{":sealed", seal.sealed}}));
    }
    return fail(ErrorCode::Internal, Fault::Unexpected);
}

Result<void> RecoveryStore::give(const PendingSeal &pending, const QByteArray &sealed, const QByteArray &proof)
{
    if (m_connection.engine() == Engine::Sqlite)
        return AccessStore(m_connection).give(pending, sealed);
    return written(m_connection.write("recovery.put",
        {{":kind", int(pending.kind)}, {":process", pending.process.value}, {":generation", pending.generation},
            {":holder", pending.person.value}, {":sealed", sealed}, {":proof", proof}}));
}

Result<void> RecoveryStore::replaceKey(
    const QByteArray &key, const QByteArray &certificate, const QByteArray &proof, const QByteArray &newProofHash)
{
    return written(m_connection.write("recovery.replace_key",
        {{":key", key}, {":certificate", certificate}, {":proof", proof}, {":proof_hash", newProofHash}}));
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/masking/masking.h"
#include "storage/crypto/sodium.h"

namespace callveil {

/// The keyed hashes that whoever writes numbers needs, all derived from the organisation's writer key (security.md).
/// Immutable, shared by threads.
class WriterKeys final {
public:
    explicit WriterKeys(const SecretBytes &writerKey);

    /// 16 bytes by which a number is found again within one process and revision.
    [[nodiscard]] QByteArray blindIndex(ProcessId process, RevisionId revision, const QString &number) const;
    /// 16 bytes by which an import recognises an agent's number.
    [[nodiscard]] QByteArray agentIndex(const QString &number) const;
    /// The hash behind the tokens of the Random policy: unlinkable across processes and revisions.
    [[nodiscard]] TokenHash tokenHash(ProcessId process, RevisionId revision) const;
    /// 16 bytes that tell a row imported before, however its times and numbers are understood by now.
    [[nodiscard]] QByteArray rowKey(ProcessId process, const QByteArray &canonicalRow) const;
    /// 16 bytes that join the legs of a session across files.
    [[nodiscard]] QByteArray linkKey(ProcessId process, const QString &linkId) const;

private:
    std::shared_ptr<const SecretBytes> m_blind, m_agent, m_token, m_row, m_link;
};

} // namespace callveil

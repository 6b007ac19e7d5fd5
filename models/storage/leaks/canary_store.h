// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/canary.h"
#include "storage/database/connection.h"

#include <QHash>

namespace callveil {

/// A revision under which a planted number has no blind index yet.
struct CanaryGap {
    CanaryId canary;
    QByteArray sealed; ///< CanaryKeys::seal() of the number
    ProcessId process;
    RevisionId revision;
};

/// What became of planting a number.
struct PlantAnswer {
    enum class Outcome { Planted = 0, OverLimit = 1, PlantedBefore = 2 };

    Outcome outcome = Outcome::Planted;
    CanaryId canary; ///< the one that is there, if it was planted before
    qint64 most = 0; ///< of the limit that was met
};

/// How the leak audit recognises a planted number.
struct CanaryParty {
    CanaryId canary;
    QByteArray party; ///< WriterKeys::agentIndex() of the number
    QString country;
    qint64 plantedAt = 0; ///< ms since 1970
};

/// Reads and writes planted numbers, never in clear. On a server its functions refuse whoever may not.
class CanaryStore final {
public:
    explicit CanaryStore(Connection &connection, PersonId me = {}) : m_connection(connection), m_me(me) { }

    /// The newest first.
    [[nodiscard]] Result<std::vector<Canary>> list();
    /// Of removed ones too.
    [[nodiscard]] Result<QHash<qint64, QString>> names();
    [[nodiscard]] Result<std::vector<CanaryParty>> parties();
    /// As many in an hour as searches by number.
    [[nodiscard]] Result<PlantAnswer> plant(const Canary &canary, const QByteArray &party, const QByteArray &sealed);
    /// False when it is gone.
    [[nodiscard]] Result<bool> remove(CanaryId canary);
    [[nodiscard]] Result<std::vector<CanaryGap>> gaps();
    [[nodiscard]] Result<void> putPlace(const CanaryGap &gap, const QByteArray &blind);

private:
    [[nodiscard]] Result<std::optional<PlantAnswer>> judgedEmbedded(const QByteArray &party);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil

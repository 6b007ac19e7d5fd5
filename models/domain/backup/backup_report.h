// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_break.h"

#include <QStringList>

#include <vector>

namespace callveil {

/// What is counted in a backup and again after it was restored.
enum class BackupTable { People, Processes, Sessions, Legs, Numbers, Entries };

struct RowCount {
    BackupTable table = BackupTable::People;
    qint64 rows = 0;
};

/// How far the record of deeds in a backup fits together.
struct RecordState {
    qint64 entries = 0;
    qint64 actors = 0;
    qint64 lastAt = 0; ///< ms since 1970, of the newest entry; 0 without entries
    std::vector<DeedBreak> breaks; ///< one for each chain that is broken
};

/// Numbers of one process that were decrypted to see whether they can be; none was shown.
struct SampledNumbers {
    QString process;
    bool held = false; ///< the person holds the vault's key; otherwise nothing was tried
    int tried = 0;
    int opened = 0;
};

/// What a backup says of itself.
struct BackupFacts {
    QString organisation;
    QStringList fingerprintWords;
    bool ofServer = false;
    QString database; ///< its name, on a server
    qint64 madeAt = 0; ///< ms since 1970
    QString madeBy; ///< user name
    qint64 bytes = 0; ///< of the file
};

/// What was made, and what was verified before it was called done.
struct BackupReport {
    BackupFacts facts;
    QString file;
    QString kept; ///< the file that this one was to replace, and did not, because it is not sound
    std::vector<RowCount> rows;
    RecordState record;
    std::vector<SampledNumbers> samples;

    /// Everything that was looked at is as it must be.
    [[nodiscard]] bool isSound() const;
};

/// Entries that this computer saw and that are newer than the backup.
struct LaterEntries {
    QString actor;
    qint64 entries = 0;
};

/// What a backup became: the report of the drill.
struct RestoreReport {
    BackupFacts facts;
    QString place; ///< where the database is now
    qint64 milliseconds = 0;
    std::vector<RowCount> rows, rowsExpected; ///< found, and as the backup says
    RecordState record;
    std::vector<LaterEntries> later;
    enum class Operator { None, Refused, SignedIn };
    Operator asked = Operator::None; ///< whether somebody's keys were there to try numbers with
    std::vector<SampledNumbers> samples;
    QStringList people; ///< display names of those who can sign in
    qint64 disabled = 0; ///< people who cannot
    QStringList switches; ///< names of switches, of which none has a login there

    [[nodiscard]] bool isSound() const;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backup/backup_report.h"
#include "storage/database/database_address.h"

namespace callveil {

/// A person's login on a server: what his password is checked by goes with him, so that he keeps it.
struct BackupLogin {
    QString name; ///< user name
    QString verifier; ///< SCRAM; empty for none
    bool enabled = true;
    QStringList groups; ///< without the prefix of the database
};

/// Whether a login can be made anew as it is: a user name, a verifier of SCRAM or none, and groups that people get by
/// their permissions. Fails with UserNameInvalid and ChoiceUnknown.
[[nodiscard]] Result<void> checkLogin(const BackupLogin &login);

/// What a backup says of itself beside the data: whose it is, who made it when, and what must be in it.
struct BackupManifest {
    Engine engine = Engine::Sqlite;
    QString organisation;
    QByteArray rootKey; ///< the organisation's public key
    QString place; ///< the mark by which computers remember the database
    qint64 madeAt = 0; ///< ms since 1970
    QString madeBy; ///< user name
    QByteArray makerBox, makerSign, makerCertificate; ///< by which his signature is checked
    int schema = 0;
    QString database; ///< of a server
    int serverVersion = 0; ///< 150004
    int programVersion = 0; ///< major one of the pg_dump that wrote the data
    qint64 payloadBytes = 0;
    QByteArray payloadHash;
    std::vector<RowCount> rows;
    qint64 lastEntryAt = 0;
    std::vector<BackupLogin> logins;

    [[nodiscard]] QByteArray toJson() const;
    /// Unset for what is no manifest, or one of a kind that this program does not know.
    [[nodiscard]] static std::optional<BackupManifest> fromJson(const QByteArray &json);
};

} // namespace callveil

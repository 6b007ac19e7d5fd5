// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/backup_store.h"
#include "storage/backup/server_programs.h"

namespace callveil {

/// Makes a new database of a server out of a backup, or nothing.
///
/// The roles of a database carry its name, and its functions and policies name them, so that a backup could only come
/// back under its old name, and a drill beside the original would need another server. Therefore the schema is taken
/// out of the dump as text, before and after the data, and the new name is put in there; the data go in untouched. The
/// logins of people are made anew, with the verifiers of their passwords, which hold for any name. Those of switches
/// are not: a drill must let no switch in, and in the original's place each is given a new password.
class ServerRestore final {
public:
    ServerRestore(
        const ServerLogin &login, const BackupManifest &manifest, const QString &file, BackupProgress &progress)
        : m_login(login), m_manifest(manifest), m_file(file), m_progress(progress)
    { }

    [[nodiscard]] Result<void> run();
    /// Takes everything back again because of `why`; answers that, and in its detail what could not be taken back.
    [[nodiscard]] Error undo(Error why);

    /// The statements of a schema, for a database of another name.
    [[nodiscard]] static QString renamed(QString script, const QString &from, const QString &to);

private:
    [[nodiscard]] Result<void> fillDatabase();
    [[nodiscard]] Result<void> runPart(const ServerPrograms &programs, const QString &part);
    [[nodiscard]] Result<void> renameLogins();
    [[nodiscard]] Result<void> checkLogins() const;
    [[nodiscard]] Result<void> checkPeople(BackupStore &store) const;
    [[nodiscard]] Result<void> makeLogins();
    [[nodiscard]] Result<void> makeLogin(Connection &connection, const BackupLogin &login) const;
    [[nodiscard]] tl::unexpected<Error> damaged() const;
    [[nodiscard]] Result<void> makeRolesAnew(int &version);

    const ServerLogin &m_login;
    const BackupManifest &m_manifest;
    const QString &m_file;
    BackupProgress &m_progress;
    bool m_rolesMade = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/local_state.h"
#include "storage/database/database_address.h"

#include <QFuture>

namespace callveil {

/// What a second console needs to know of a server before it trusts it: a small JSON document that an administrator
/// hands over by a way that the server has no part in. No user, no password, no key.
struct ConnectionFile {
    QString name; ///< for the list of connections
    DatabaseAddress address;
    QString organisation; ///< may be empty
    QByteArray fingerprint; ///< 12 bytes

    /// Fails with ConnectionFileUnknown, ConnectionFileNewer and ConnectionFileDamaged; `fileName` is for the sentence.
    [[nodiscard]] static Result<ConnectionFile> parse(const QByteArray &bytes, const QString &fileName);
    [[nodiscard]] QByteArray text() const;
    /// The fingerprint as the six words that people read out and compare.
    [[nodiscard]] QStringList words() const;

    /// The file of a server whose fingerprint is pinned here. Fails with ConnectionNotServer and FingerprintUnknown.
    [[nodiscard]] static Result<ConnectionFile> of(
        const LocalState &local, const QString &name, const DatabaseAddress &address);

    /// Fails with FileUnreadable and as parse() does.
    [[nodiscard]] static QFuture<Result<ConnectionFile>> read(const QString &path);
    /// Fails with FileUnwritable.
    [[nodiscard]] QFuture<Result<void>> write(const QString &path) const;
};

/// Pins the fingerprint and saves the connection; answers the name under which it is saved. Fails with
/// FingerprintConflict.
[[nodiscard]] Result<QString> importConnection(LocalState &local, const ConnectionFile &file);

} // namespace callveil

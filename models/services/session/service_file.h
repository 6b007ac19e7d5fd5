// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/secret_bytes.h"
#include "storage/database/database_address.h"

#include <memory>

namespace callveil {

/// Who a service is and where it works: what enrolment writes and callveild reads. Whoever can read the file is the
/// service, so that it is its owner's alone.
struct ServiceFile {
    DatabaseAddress address; ///< without a user
    QString organisation; ///< may be empty
    QByteArray fingerprint; ///< of the organisation, 12 bytes: the service trusts no other
    QString user;
    std::shared_ptr<const SecretBytes> secret; ///< base32 text; wiped when the last copy goes

    /// What base32 makes of 32 random bytes.
    static constexpr qsizetype secretLetters = 52;

    /// The secret as the sign-in takes it, which wipes what it was given.
    [[nodiscard]] QString password() const;

    /// Fails with ServiceFileDamaged; `fileName` is for the sentence. The bytes are wiped.
    [[nodiscard]] static Result<ServiceFile> parse(QByteArray &bytes, const QString &fileName);
    /// Whoever asks for it wipes it.
    [[nodiscard]] QByteArray text() const;

    /// An empty file for its owner alone (0600), before there is a secret that could not be written. Never over
    /// something that is there (FileExists). Fails with FileUnwritable.
    [[nodiscard]] static Result<void> reserve(const QString &path);
    /// Fills a file that was reserved. Fails with FileExists when it holds something, and with FileUnwritable.
    [[nodiscard]] Result<void> write(const QString &path) const;
    /// Fails with FileUnreadable, FilePermission, and as parse(). On Unix the file must belong to this user or to root,
    /// and be closed to group and others. What systemd hands over (the folder CREDENTIALS_DIRECTORY) may be readable by
    /// a group: there the mode shows the access list by which systemd lets one service in.
    [[nodiscard]] static Result<ServiceFile> read(const QString &path);

    /// Where callveild looks when it is told nothing: the systemd credential callveild.json, /etc/callveil for root and
    /// system users, or the person's configuration folder.
    [[nodiscard]] static QString usualPlace();
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/key_blob.h"

namespace callveil {

/// New keys of a person, certified by the organisation root and closed with a password.
struct FreshKeys {
    QByteArray boxKey, signKey, certificate;
    KeyBlob blob;
    QByteArray verifier; ///< of the database password
    QString oneTimePassword; ///< empty when a password was given

    /// With a one-time password when none is given; `laterThan`: when the keys that they replace were issued. Fails
    /// with NotPermitted for whoever cannot open the root.
    [[nodiscard]] static Result<FreshKeys> make(Connection &connection, const Identity &me, const QString &userName,
        const QString &password, qint64 laterThan = 0);
    /// The same by a root that is open already.
    [[nodiscard]] static Result<FreshKeys> make(const SignKeys &root, const QByteArray &fingerprint,
        const QString &userName, const QString &password, qint64 laterThan);
};

} // namespace callveil

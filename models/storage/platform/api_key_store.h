// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/api_key.h"
#include "storage/database/connection.h"

#include <QHash>

namespace callveil {

/// Reads and writes the keys of the HTTP API. Of a secret it keeps a hash.
class ApiKeyStore final {
public:
    explicit ApiKeyStore(Connection &connection) : m_connection(connection) { }

    /// What a secret is known by. Not salted and not slow: it is random (api_key.h), and looked for at each request.
    [[nodiscard]] static QByteArray hashOf(const QString &secret);

    /// Those that were not revoked, by name.
    [[nodiscard]] Result<std::vector<ApiKey>> list();
    /// Of revoked ones too.
    [[nodiscard]] Result<QHash<qint64, QString>> names();
    /// Fails with NameTaken.
    [[nodiscard]] Result<ApiKeyId> insert(const ApiKey &key, const QByteArray &hash, PersonId by);
    /// False when it is gone already.
    [[nodiscard]] Result<bool> revoke(ApiKeyId key);
    /// Whose secret has this hash; nullopt: nobody's, or it was revoked. Notes its use, at most once a minute. A server
    /// lets services alone ask. Outside of a transaction.
    [[nodiscard]] Result<std::optional<ApiClient>> use(const QByteArray &hash);

private:
    void noteUse(ApiKeyId key);

    Connection &m_connection;
};

} // namespace callveil

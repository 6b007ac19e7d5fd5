// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/secret_bytes.h"

#include <QString>

#include <mutex>

namespace callveil {

/// The database login of a server connection; unused for SQLite. Shared by threads: the password can be replaced while
/// connections live, and the next reopening uses the new one.
class Credentials final {
public:
    Credentials(QString login, SecretBytes password);

    [[nodiscard]] const QString &login() const { return m_login; }
    [[nodiscard]] QString password() const;
    void setPassword(SecretBytes password);
    /// While a change of the password is in doubt, either may be the right one.
    void setOther(SecretBytes password);
    /// Uses the other password from now on; false when there is none.
    bool takeOther() const;

private:
    const QString m_login;
    mutable std::mutex m_mutex;
    mutable SecretBytes m_password, m_other;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <sys/types.h>

class QProcess;

namespace callveil {

/// The account that server processes of a test run under. PostgreSQL refuses to run as root; a test that is root
/// therefore starts it as "postgres", or "nobody" where that account does not exist.
class ChildAccount final {
public:
    ChildAccount();

    /// Gives a file or folder to the account, when it is another one than ours.
    [[nodiscard]] bool own(const QString &path) const;

    /// Makes the process run under the account and end when the calling thread ends, even after a crash.
    void applyTo(QProcess &process) const;

private:
    struct Ids {
        uid_t user;
        gid_t group;
    };
    std::optional<Ids> m_other;
};

} // namespace callveil

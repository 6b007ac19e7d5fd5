// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"
#include "services/session/local_state.h"

#include <QFuture>

namespace callveil {

/// Signs people in: derives the password's keys once, opens the database with them, checks certificates against the
/// pinned fingerprint, opens the person's keys and records the sign-in.
class SignInService final {
public:
    explicit SignInService(LocalState &local) : m_local(local) { }

    using Answer = Result<std::shared_ptr<Workspace>>;
    /// Fails with SignInRefused (whether or not the user exists), SignInBackOff (arg: seconds), FingerprintUnknown,
    /// FingerprintDiffers, PersonDisabled, and what opening a database fails with.
    [[nodiscard]] QFuture<Answer> signIn(DatabaseAddress address, QString userName, QString password);

    /// Replaces key blob and database password in one transaction. Fails with PasswordWrong and the password rules.
    [[nodiscard]] static QFuture<Result<void>> changePassword(
        Workspace &workspace, QString oldPassword, QString newPassword);

    /// Records the end of the sign-in.
    [[nodiscard]] static QFuture<Result<void>> signOut(Workspace &workspace);
    /// Tells the database that the person is still there; call about once a minute. How many sign-ins: one.
    [[nodiscard]] static QFuture<Result<qint64>> touch(Workspace &workspace);

private:
    [[nodiscard]] Answer attempt(const DatabaseAddress &address, const QString &userName, const QString &password);

    LocalState &m_local;
};

} // namespace callveil

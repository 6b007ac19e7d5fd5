// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/sign_in_service.h"

namespace callveil {

/// What is needed to get in again when nobody can sign in.
struct RecoverOrder {
    DatabaseAddress address; ///< on a server: with a superuser's login
    QString superuserPassword; ///< servers only; not kept
    QString words; ///< of the recovery kit
    QString userName; ///< an administrator
    QString newPassword;
};

/// What came of using the kit. The old kit opens nothing from now on.
struct UsedKit {
    QStringList newWords; ///< the new kit: shown once
    int served = 0; ///< people who got keys that they were waiting for
    std::vector<Error> refusals =
        {}; ///< CertificateInvalid: people who got none, because somebody put their keys there
};

/// The recovery kit: gives people the keys that they are entitled to when nobody who holds them is left, and lets an
/// administrator in who lost his password. Its use is recorded, and replaces it by a new one.
class RecoveryService final {
public:
    explicit RecoveryService(LocalState &local) : m_local(local), m_signIn(local) { }

    /// For a signed-in person who manages users. Fails with KitWrong for words that are no kit, or another's.
    [[nodiscard]] static QFuture<Result<UsedKit>> use(Workspace &workspace, QString words);

    struct Recovered {
        std::shared_ptr<Workspace> workspace;
        UsedKit kit;
    };
    /// New keys and a new password for an administrator, who is enabled if he was not; then uses the kit as he. Fails
    /// with KitWrong, PersonUnknown (also for whoever is no administrator of all processes), and the password rules.
    [[nodiscard]] QFuture<Result<std::shared_ptr<Recovered>>> recover(RecoverOrder order);

private:
    LocalState &m_local;
    SignInService m_signIn;
};

} // namespace callveil

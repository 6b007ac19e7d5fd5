// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"
#include "services/session/local_state.h"

#include <QFuture>

namespace callveil {

/// Why a session was locked, for the record of deeds.
enum class LockCause { Asked, Idle, Screen };

/// Locks a session, whose keys are wiped, and opens it again with the password. Neither ends the sign-in.
class LockService final {
public:
    explicit LockService(LocalState &local) : m_local(local) { }

    /// The keys are out of reach when it returns; the answer tells whether that was recorded. Work that runs keeps its
    /// own keys until it ends.
    QFuture<Result<void>> lock(Workspace &workspace, LockCause cause);

    /// Reads the person anew: what was taken from him meanwhile is gone, and what he was given comes with his next
    /// sign-in. Fails with UnlockRefused, SignInBackOff (arg: seconds), PersonDisabled, KeysReplaced,
    /// FingerprintDiffers, CertificateInvalid, and what opening a database fails with. The workspace must outlive the
    /// answer.
    [[nodiscard]] QFuture<Result<void>> unlock(Workspace &workspace, QString password);

private:
    [[nodiscard]] Result<void> attempt(Workspace &workspace, const QString &password);

    LocalState &m_local;
};

} // namespace callveil

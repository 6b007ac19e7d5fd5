// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/local_state.h"
#include "services/session/password_store.h"

namespace callveil {

/// The passwords that this computer keeps in its key chain, and for whom: a key chain cannot be asked what it holds
/// for a place. Only what was put there from here is ever asked for. Used on the main thread, whose event loop brings
/// the answers: whoever blocks it waits for ever. May be copied; an answer on its way needs only what the copies refer
/// to.
class SavedPasswords final {
public:
    SavedPasswords(LocalState &local, PasswordStore &store) : m_local(local), m_store(store) { }

    /// Fails with KeyChainMissing.
    [[nodiscard]] QFuture<Result<void>> check() const { return m_store.check(); }
    [[nodiscard]] QStringList users(const QString &place) const { return m_local.usersWithPassword(place); }
    [[nodiscard]] bool has(const QString &place, const QString &user) const { return users(place).contains(user); }
    /// After a sign-out from a locked console: whoever passes by must not get in by what is saved.
    void withhold(bool withheld) { m_withheld = withheld; }
    /// Saved, and not withheld.
    [[nodiscard]] bool gives(const QString &place, const QString &user) const
    {
        return !m_withheld && has(place, user);
    }

    /// nullopt, without asking the key chain, when nothing was saved; fails as PasswordStore does.
    [[nodiscard]] QFuture<Result<std::optional<QString>>> read(const QString &place, const QString &user) const;
    [[nodiscard]] QFuture<Result<void>> save(const QString &place, const QString &user, const QString &password) const;
    [[nodiscard]] QFuture<Result<void>> forget(const QString &place, const QString &user) const;
    /// Of everybody at these places; the first failure, if there is one.
    [[nodiscard]] QFuture<Result<void>> forgetAll(const QStringList &places) const;
    /// The password was changed: a saved one becomes the new one, or goes when that fails.
    [[nodiscard]] QFuture<Result<void>> replace(
        const QString &place, const QString &user, const QString &password) const;

private:
    LocalState &m_local;
    PasswordStore &m_store;
    bool m_withheld = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_thread.h"
#include "storage/people/identity.h"

#include <mutex>

namespace callveil {

/// One person signed in to one database: who he is, and the two threads that work for him. Everything that a console
/// or a command does goes through services over a workspace. While it is locked, it holds no secret but the login of
/// the database; work that began before keeps its own keys until it ends.
class Workspace final {
public:
    Workspace(DatabaseAddress address, std::shared_ptr<Credentials> credentials,
        std::shared_ptr<const Identity> identity, QString organisation, bool demo);
    ~Workspace();

    [[nodiscard]] const DatabaseAddress &address() const { return m_address; }
    /// As of now: whoever works with it keeps the pointer, since lock() puts another in its place.
    [[nodiscard]] std::shared_ptr<const Identity> identity() const;
    [[nodiscard]] bool isLocked() const { return identity()->isLocked(); }
    void lock();
    void unlock(std::shared_ptr<const Identity> identity);
    /// Goes on with fewer rights than `before`; nothing when somebody else is in his place by now, as after a lock.
    void narrow(const std::shared_ptr<const Identity> &before, const SignedInPerson &rights);
    [[nodiscard]] const QString &organisation() const { return m_organisation; }
    [[nodiscard]] bool isDemo() const { return m_demo; }
    [[nodiscard]] Credentials *credentials() const { return m_credentials.get(); }
    /// For queries and changes that a person waits for.
    [[nodiscard]] DatabaseThread &interactive() { return m_interactive; }
    /// For long work: imports, exports, scans.
    [[nodiscard]] DatabaseThread &background() { return m_background; }

private:
    void replace(std::shared_ptr<const Identity> identity);

    DatabaseAddress m_address;
    std::shared_ptr<Credentials> m_credentials;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Identity> m_identity; ///< under m_mutex
    QString m_organisation;
    bool m_demo;
    DatabaseThread m_interactive;
    DatabaseThread m_background;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/setup/setup_service.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace callveil {

/// A database as set-up leaves it. To found one takes longer than most tests, so it is founded once in a program: who
/// takes it after another gets it as it was then, with its keys. Those that are in use at the same time are different
/// organisations. On a server it keeps its name, which is in its roles and functions.
class FoundedDatabase final {
public:
    /// One that nobody uses, on the shared cluster or in `file`. Ends the test program when that fails.
    [[nodiscard]] static const FoundedDatabase &take(Engine engine, const QString &file);
    /// By its name; one that was not taken is left alone.
    static void giveBack(const QString &name);

    [[nodiscard]] QString name() const { return m_name; } ///< of the server's database
    [[nodiscard]] const SetupOutcome &outcome() const { return m_outcome; }

    /// Of a database in a folder, or of that name on the shared cluster.
    [[nodiscard]] static DatabaseAddress addressOf(
        Engine engine, const QTemporaryDir &folder, const QString &name, const QString &user);
    /// Founds the organisation of all tests at an address, with a superuser's where that is a server.
    [[nodiscard]] static SetupOutcome found(LocalState &local, const DatabaseAddress &address);

private:
    [[nodiscard]] static std::vector<std::unique_ptr<FoundedDatabase>> &all();
    explicit FoundedDatabase(Engine engine);
    [[nodiscard]] DatabaseAddress address() const;
    void copyTo(const QString &file) const;
    void copyOnServer() const;

    Engine m_engine;
    QTemporaryDir m_folder;
    QString m_name;
    QString m_logins; ///< SQL that makes the logins anew: they belong to the server, not to the database
    SetupOutcome m_outcome;
    bool m_taken = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "services/session/sign_in_service.h"
#include "services/setup/setup_service.h"

#include <QTemporaryDir>
#include <QTest>

namespace callveil {

/// A fresh database with an administrator "admin", on either engine: a SQLite file in a temporary folder, or a
/// database on the test program's PostgreSQL cluster. Ends the sessions of the organisation before it.
class TestOrganisation final {
public:
    /// With a name for the server's database an organisation is founded in it; without, a founded one is taken. Whoever
    /// drops the database or sets it up again gives a name: the roles of a taken one are also those of its template.
    explicit TestOrganisation(Engine engine, const QString &database = {});
    ~TestOrganisation();

    [[nodiscard]] static QString password() { return QStringLiteral("correct horse battery"); }
    [[nodiscard]] Engine engine() const { return m_engine; }
    /// The database's address for a person.
    [[nodiscard]] DatabaseAddress address(const QString &user = QStringLiteral("admin")) const;
    [[nodiscard]] LocalState &local() { return m_local; }
    [[nodiscard]] const SetupOutcome &outcome() const { return m_outcome; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Signs in and ends the test program when that fails. Another address (a proxy) may be given.
    [[nodiscard]] std::shared_ptr<Workspace> signIn(
        const QString &user = QStringLiteral("admin"), const QString &password = TestOrganisation::password());
    [[nodiscard]] SignInService::Answer trySignIn(const QString &user, const QString &password);
    [[nodiscard]] SignInService::Answer trySignIn(const DatabaseAddress &address, const QString &password);
    /// A connection of its own, on a server with the superuser's login, to look at the tables behind the services.
    [[nodiscard]] std::unique_ptr<Connection> superConnection() const;
    /// Adds a process and ends the test program when that fails.
    [[nodiscard]] ProcessId addProcess(
        Workspace &workspace, const QString &name, const QString &country, const QStringList &dids = {});
    /// Writes a file into the folder; answers its path.
    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &content) const;

    /// The two rows of the global data of a test that runs on both engines; the column is "engine".
    static void addEngines();

private:
    Engine m_engine;
    QTemporaryDir m_folder;
    LocalState m_local;
    QString m_database;
    SetupOutcome m_outcome;
};

/// One integer that a free statement answers, for looking behind the services.
[[nodiscard]] qint64 scalar(const TestOrganisation &organisation, const QString &sql);

} // namespace callveil

Q_DECLARE_METATYPE(callveil::Engine)

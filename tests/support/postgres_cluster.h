// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/child_account.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace callveil {

/// A throw-away PostgreSQL server in a temporary folder, on a free port of 127.0.0.1, without TLS. Its processes end
/// with the thread that started it, even when the test crashes.
class PostgresCluster final {
public:
    struct Options {
        QStringList settings; ///< more settings, each "name=value", e.g. "log_statement=all"
        bool fsync = false; ///< true for tests of durability
    };

    PostgresCluster() : PostgresCluster(Options{}) { }
    explicit PostgresCluster(const Options &options);
    ~PostgresCluster();

    /// One running cluster for all tests of the program; it ends with the QCoreApplication. Started by the first call.
    /// Durable when the environment has CALLVEIL_DURABLE_SERVER.
    [[nodiscard]] static PostgresCluster &shared();

    [[nodiscard]] bool start();
    void stop(); ///< orderly, but without waiting for clients
    void kill(); ///< as a crash: the next start recovers from the write-ahead log
    [[nodiscard]] bool restart();
    [[nodiscard]] bool isRunning() const { return m_server.state() == QProcess::Running; }

    /// Creates an empty database.
    [[nodiscard]] bool createDatabase(const QString &name);

    /// Why the last call failed, in the words of the program that failed.
    [[nodiscard]] QString error() const { return m_error; }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString superuserPassword() const { return m_password; }
    [[nodiscard]] QString superuserUrl(const QString &database = QStringLiteral("postgres")) const;
    [[nodiscard]] QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(QStringLiteral("server.log")); }

private:
    [[nodiscard]] bool initialise();
    [[nodiscard]] bool launch();
    [[nodiscard]] bool waitUntilReady();
    void end(int signal);
    [[nodiscard]] QStringList serverArguments() const;
    [[nodiscard]] QString lastLogLines() const;

    const Options m_options;
    const ChildAccount m_account;
    const QString m_password;
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_error;
    quint16 m_port = 0;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace callveil {

/// Runs callveilctl as a person would, but with a home, configuration, data and temporary folder of its own.
class Ctl final {
public:
    struct Outcome {
        int exitCode = -1; ///< -1: ended by a signal or by our patience
        QByteArray out, err;
    };

    /// `program` is the path of callveilctl, `database` what it gets as --database.
    Ctl(QString program, QString database);

    [[nodiscard]] QString folder() const { return m_home.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_home.filePath(name); }
    [[nodiscard]] QString temporaryFolder() const { return path(QStringLiteral("tmp")); }
    [[nodiscard]] QString settingsFile() const { return path(QStringLiteral("config/callveil/callveil.ini")); }
    void setDatabase(const QString &database) { m_database = database; }
    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void setPassword(const QString &password) { setVariable(QStringLiteral("CALLVEIL_PASSWORD"), password); }
    /// Writes a file into the folder; answers its path.
    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &content) const;

    [[nodiscard]] Outcome run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// Starts without waiting for the end.
    void start(QProcess &process, const QStringList &arguments) const;

private:
    QString m_program;
    QString m_database;
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QDir>
#include <QFile>

namespace callveil {

namespace {

constexpr int patienceMs = 120000;

} // namespace

Ctl::Ctl(QString program, QString database)
    : m_program(std::move(program)), m_database(std::move(database)),
      m_environment(QProcessEnvironment::systemEnvironment())
{
    const std::pair<const char *, const char *> folders[] = {{"HOME", "home"}, {"XDG_CONFIG_HOME", "config"},
        {"XDG_DATA_HOME", "data"}, {"XDG_CACHE_HOME", "cache"}, {"TMPDIR", "tmp"}};
    for (const auto &[variable, name] : folders) {
        const QString place = path(QLatin1String(name));
        QDir().mkpath(place);
        setVariable(QLatin1String(variable), place);
    }
    setVariable(QStringLiteral("CALLVEIL_VERBOSE"), QStringLiteral("1"));
    // The key chain of whoever runs the tests is none of theirs.
    setVariable(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=%1").arg(path(QStringLiteral("no-bus"))));
}

QString Ctl::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void Ctl::start(QProcess &process, const QStringList &arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_home.path());
    process.start(m_program, arguments + QStringList{QStringLiteral("--database"), m_database});
}

Ctl::Outcome Ctl::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    Outcome outcome;
    if (!process.waitForFinished(patienceMs))
        process.kill();
    process.waitForFinished();
    if (process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

} // namespace callveil

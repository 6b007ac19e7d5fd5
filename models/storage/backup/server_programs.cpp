// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/server_programs.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace callveil {

namespace {

constexpr int lookMs = 100; // a cancel acts within it
const QString dumpProgram = QStringLiteral("pg_dump");
const QString restoreProgram = QStringLiteral("pg_restore");

/// Nothing of the person's own settings decides where a program goes; where certificates are found stays. No program
/// inherits a password.
QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        if (name.startsWith(QLatin1String("PG")) && !name.startsWith(QLatin1String("PGSSL")))
            environment.remove(name);
    environment.remove(QStringLiteral("CALLVEIL_PASSWORD"));
    environment.remove(QStringLiteral("CALLVEIL_MAINTENANCE_PASSWORD"));
    return environment;
}

QString outputOf(const QString &program, const QString &argument)
{
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.start(program, {argument});
    return process.waitForFinished() ? QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed() : QString();
}

QStringList candidateFolders()
{
    QStringList folders;
    const QString inPath = QStandardPaths::findExecutable(dumpProgram);
    if (!inPath.isEmpty())
        folders << QFileInfo(inPath).canonicalPath(); // Debian's is a link to a script elsewhere, which is passed over
    const QString config = QStandardPaths::findExecutable(QStringLiteral("pg_config"));
    if (!config.isEmpty())
        folders << outputOf(config, QStringLiteral("--bindir"));
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        folders << versions.filePath(version + QStringLiteral("/bin"));
    return folders;
}

/// The major version of both programs in a folder; 0 unless both are there.
int versionIn(const QDir &folder)
{
    const bool complete = QFileInfo(QStandardPaths::findExecutable(dumpProgram, {folder.path()})).isExecutable()
        && QFileInfo(QStandardPaths::findExecutable(restoreProgram, {folder.path()})).isExecutable();
    static const QRegularExpression number(QStringLiteral("\\b(\\d+)"));
    return complete
        ? number.match(outputOf(folder.filePath(dumpProgram), QStringLiteral("--version"))).captured(1).toInt()
        : 0;
}

QProcessEnvironment environmentFor(const ServerLogin &login)
{
    QProcessEnvironment environment = plainEnvironment();
    const DatabaseAddress &address = login.address;
    environment.insert(QStringLiteral("PGHOST"), address.host);
    environment.insert(QStringLiteral("PGPORT"), QString::number(address.port));
    environment.insert(QStringLiteral("PGDATABASE"), address.database);
    environment.insert(QStringLiteral("PGUSER"), address.user);
    environment.insert(QStringLiteral("PGPASSWORD"), login.password);
    environment.insert(QStringLiteral("PGSSLMODE"), tlsModeName(address.tls));
    environment.insert(QStringLiteral("PGCONNECT_TIMEOUT"), QStringLiteral("10"));
    return environment;
}

/// Waits for the end of a program; `look` is called again and again meanwhile.
Result<void> awaitEnd(
    QProcess &process, const QString &name, BackupProgress &progress, const std::function<void()> &look = [] {})
{
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start();
    if (!process.waitForStarted())
        return fail(ErrorCode::Internal, Fault::ProgramFailed, {name}, process.errorString());
    process.closeWriteChannel();
    while (!process.waitForFinished(lookMs) && process.state() != QProcess::NotRunning) {
        look();
        if (const auto going = progress.goOn(); !going) {
            process.kill();
            process.waitForFinished(-1);
            return going;
        }
    }
    look();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(
            ErrorCode::Internal, Fault::ProgramFailed, {name}, QStringLiteral("exit code %1").arg(process.exitCode()));
    return {};
}

} // namespace

Result<ServerPrograms> ServerPrograms::find(int version)
{
    QString best;
    int bestVersion = version - 1;
    for (const QString &folder : candidateFolders())
        if (const int found = versionIn(QDir(folder)); found > bestVersion) {
            best = folder;
            bestVersion = found;
        }
    if (best.isEmpty())
        return fail(ErrorCode::NotFound, Fault::ProgramMissing, {QString::number(version)});
    return ServerPrograms(best, bestVersion);
}

Result<void> ServerPrograms::dump(
    const ServerLogin &login, const QString &snapshot, const QString &file, BackupProgress &progress) const
{
    QProcess process;
    process.setProgram(QDir(m_folder).filePath(dumpProgram));
    // Staged rows and routes are unlogged: they are nobody's yet, or not to be kept. The key of the hashes of calls
    // does not lie beside them; what it names is of no use without it.
    process.setArguments({QStringLiteral("--format=custom"), QStringLiteral("--no-unlogged-table-data"),
        QStringLiteral("--exclude-table-data=cv_route.cdr_salt"),
        QStringLiteral("--exclude-table-data=cv_route.cdr_known"), QStringLiteral("--no-password"),
        QStringLiteral("--lock-wait-timeout=15s"), QStringLiteral("--snapshot=") + snapshot});
    process.setProcessEnvironment(environmentFor(login));
    process.setStandardOutputFile(file);
    return awaitEnd(process, dumpProgram, progress, [&] { progress.done = QFileInfo(file).size(); });
}

Result<void> ServerPrograms::check(const QString &file, BackupProgress &progress) const
{
    QProcess process;
    process.setProgram(QDir(m_folder).filePath(restoreProgram));
    process.setArguments({QStringLiteral("--file=") + QProcess::nullDevice(), file});
    process.setProcessEnvironment(plainEnvironment());
    process.setStandardOutputFile(QProcess::nullDevice());
    return awaitEnd(process, restoreProgram, progress);
}

Result<QString> ServerPrograms::schemaPart(const QString &file, const QString &part, BackupProgress &progress) const
{
    QProcess process;
    process.setProgram(QDir(m_folder).filePath(restoreProgram));
    process.setArguments({QStringLiteral("--section=") + part, QStringLiteral("--file=-"), file});
    process.setProcessEnvironment(plainEnvironment());
    if (const auto done = awaitEnd(process, restoreProgram, progress); !done)
        return failed(done);
    QString script = QString::fromUtf8(process.readAllStandardOutput());
    // Newer releases put commands for psql around it.
    static const QRegularExpression commands(
        QStringLiteral("^\\\\(un)?restrict\\b.*$"), QRegularExpression::MultilineOption);
    return script.remove(commands);
}

Result<void> ServerPrograms::fill(const ServerLogin &login, const QString &file, BackupProgress &progress) const
{
    QProcess process;
    process.setProgram(QDir(m_folder).filePath(restoreProgram));
    process.setArguments({QStringLiteral("--section=data"), QStringLiteral("--exit-on-error"),
        QStringLiteral("--no-password"), QStringLiteral("--dbname=") + login.address.database, file});
    process.setProcessEnvironment(environmentFor(login));
    process.setStandardOutputFile(QProcess::nullDevice());
    return awaitEnd(process, restoreProgram, progress);
}

} // namespace callveil

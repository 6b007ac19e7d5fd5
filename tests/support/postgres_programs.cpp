// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_programs.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace callveil {

namespace {

constexpr int OldestVersion = 15;

QString outputOf(const QString &program, const QString &argument)
{
    QProcess process;
    process.start(program, {argument});
    return process.waitForFinished() ? QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed() : QString();
}

QStringList candidateFolders()
{
    QStringList folders;
    const QString inPath = QStandardPaths::findExecutable(QStringLiteral("initdb"));
    if (!inPath.isEmpty())
        folders << QFileInfo(inPath).canonicalPath();
    const QString config = QStandardPaths::findExecutable(QStringLiteral("pg_config"));
    if (!config.isEmpty())
        folders << outputOf(config, QStringLiteral("--bindir"));
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        folders << versions.filePath(version + QStringLiteral("/bin"));
    return folders;
}

int versionIn(const QString &folder)
{
    const bool complete = QFileInfo(folder + QStringLiteral("/initdb")).isExecutable()
        && QFileInfo(folder + QStringLiteral("/psql")).isExecutable();
    if (!complete)
        return 0;
    static const QRegularExpression number(QStringLiteral("\\b(\\d+)"));
    return number.match(outputOf(folder + QStringLiteral("/postgres"), QStringLiteral("--version")))
        .captured(1)
        .toInt();
}

} // namespace

std::optional<PostgresPrograms> PostgresPrograms::find()
{
    QString best;
    int bestVersion = OldestVersion - 1;
    for (const QString &folder : candidateFolders()) {
        const int version = versionIn(folder);
        if (version > bestVersion) {
            best = folder;
            bestVersion = version;
        }
    }
    if (best.isEmpty())
        return std::nullopt;
    return PostgresPrograms(best);
}

} // namespace callveil

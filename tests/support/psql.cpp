// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/psql.h"

#include "support/postgres_programs.h"

#include <QProcess>

namespace callveil {

namespace {

constexpr int PatienceMs = 120'000;

} // namespace

QProcessEnvironment psqlEnvironment(const QUrl &url)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QLatin1String("PG")))
            environment.remove(name);
    }
    environment.insert(QStringLiteral("PGPASSWORD"), url.password(QUrl::FullyDecoded));
    environment.insert(QStringLiteral("PGCONNECT_TIMEOUT"), QStringLiteral("10"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    return environment;
}

bool Psql::run(const QStringList &statements, const QByteArray &input)
{
    const auto programs = PostgresPrograms::find();
    if (!programs) {
        m_error = QStringLiteral("no PostgreSQL 15 or newer is installed");
        return false;
    }
    const QUrl url(m_url);
    QStringList arguments{QStringLiteral("-XqAtw"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
        QStringLiteral("-d"), url.toString(QUrl::RemovePassword)};
    for (const QString &statement : statements)
        arguments << QStringLiteral("-c") << statement;

    QProcess process;
    process.setProcessEnvironment(psqlEnvironment(url));
    process.start(programs->path(QStringLiteral("psql")), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool finished = process.waitForFinished(PatienceMs);
    m_output = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    m_error = finished ? QString::fromUtf8(process.readAllStandardError()).trimmed() : process.errorString();
    return finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace callveil

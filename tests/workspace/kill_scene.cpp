// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/kill_scene.h"

#include "support/postgres_cluster.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

namespace callveil {

KillScene::KillScene(Engine engine, const QString &program) : m_engine(engine), m_ctl(program, QString())
{
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    m_template = m_ctl.path(QStringLiteral("template.db"));
    m_database = m_template;
    makeDatabase();
}

int KillScene::rounds(int ordinary, int longOnFile, int longOnServer) const
{
    if (!qEnvironmentVariableIsSet("CALLVEIL_LONG"))
        return ordinary;
    return m_engine == Engine::Sqlite ? longOnFile : longOnServer;
}

DatabaseAddress KillScene::address() const
{
    DatabaseAddress address;
    address.engine = m_engine;
    address.file = m_database;
    address.host = QStringLiteral("127.0.0.1");
    address.port = m_engine == Engine::PostgreSql ? PostgresCluster::shared().port() : 0;
    address.database = m_database;
    return address;
}

void KillScene::makeDatabase()
{
    const auto ran = [this](const QStringList &arguments) {
        if (const auto outcome = m_ctl.run(arguments); outcome.exitCode != 0)
            qFatal("%s: %s", qPrintable(arguments.join(u' ')), outcome.err.constData());
    };
    m_ctl.setDatabase(m_database);
    if (m_engine == Engine::PostgreSql) {
        PostgresCluster &cluster = PostgresCluster::shared();
        m_database = QStringLiteral("k%1").arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0'));
        if (!cluster.createDatabase(m_database))
            qFatal("%s", qPrintable(cluster.error()));
        m_ctl.setVariable(QStringLiteral("PGPASSWORD"), cluster.superuserPassword());
        m_ctl.setDatabase(url(QStringLiteral("postgres")));
    }
    ran({QStringLiteral("init")});
    if (m_engine == Engine::PostgreSql)
        m_ctl.setDatabase(url(QStringLiteral("admin")));
    ran({QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Support"), QStringLiteral("--country"),
        QStringLiteral("IN")});
}

QString KillScene::url(const QString &user) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3")
        .arg(user)
        .arg(PostgresCluster::shared().port())
        .arg(m_database);
}

void KillScene::freshDatabase(int round)
{
    if (m_engine == Engine::PostgreSql) {
        makeDatabase();
        return;
    }
    if (m_database != m_template)
        for (const char *suffix : {"", "-wal", "-shm", "-lock"})
            QFile::remove(m_database + QLatin1String(suffix));
    m_database = m_ctl.path(QStringLiteral("round-%1.db").arg(round));
    if (!QFile::copy(m_template, m_database))
        qFatal("the database could not be copied");
    m_ctl.setDatabase(m_database);
}

std::unique_ptr<DatabaseAudit> KillScene::look() const
{
    auto audit = std::make_unique<DatabaseAudit>(
        address(), m_engine == Engine::PostgreSql ? PostgresCluster::shared().superuserPassword() : QString());
    // A server goes on with a statement whose client is gone; it is asked about when it has ended.
    const QDeadlineTimer deadline(30000);
    while (m_engine == Engine::PostgreSql && !deadline.hasExpired()
        && audit->integer(QStringLiteral("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                                         "AND application_name = 'callveil'"))
            > 0)
        QThread::msleep(20);
    return audit;
}

qint64 KillScene::duration(const QStringList &arguments) const
{
    QElapsedTimer timer;
    timer.start();
    const auto outcome = m_ctl.run(arguments);
    return outcome.exitCode == 0 ? timer.elapsed() : 0;
}

KillScene::Killed KillScene::runAndKill(const QStringList &arguments, qint64 afterMs) const
{
    QProcess process;
    m_ctl.start(process, arguments);
    Killed killed;
    QElapsedTimer timer;
    timer.start();
    if (!process.waitForStarted())
        return killed;
    killed.early = !process.waitForFinished(int(std::max<qint64>(1, afterMs)));
    if (killed.early) {
        process.kill(); // SIGKILL
        process.waitForFinished();
        killed.early = process.exitStatus() == QProcess::CrashExit;
    }
    killed.lasted = timer.elapsed();
    killed.out = process.readAllStandardOutput();
    return killed;
}

bool KillScene::killEach(int rounds, qint64 from, qint64 whole, const std::function<QStringList(int)> &arguments,
    const std::function<bool(const Killed &)> &check)
{
    int early = 0;
    for (int round = 0; early < rounds && round < 3 * rounds; ++round) {
        const qint64 after = QRandomGenerator::global()->bounded(from, std::max(from + 1, whole));
        const Killed killed = runAndKill(arguments(round), after);
        killed.early ? void(++early) : void(whole = std::min(whole, killed.lasted));
        if (!check(killed))
            return false;
    }
    qInfo("a run takes %lld ms; %d were killed before their end", whole, early);
    return early == rounds;
}

} // namespace callveil

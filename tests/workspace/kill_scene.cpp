// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/kill_scene.h"

#include "support/postgres_cluster.h"
#include "workspace/founded_ctl.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

namespace callveil {

KillScene::KillScene(Engine engine, const QString &program) : m_engine(engine), m_ctl(program, QString())
{
    makeDatabase();
}

int KillScene::rounds(int ordinary, int longOnFile, int longOnServer) const
{
    if (!qEnvironmentVariableIsSet("CALLVEIL_LONG"))
        return ordinary;
    return m_engine == Engine::Sqlite ? longOnFile : longOnServer;
}

void KillScene::makeDatabase()
{
    m_organisation.reset(); // the next one takes its place
    m_organisation = std::make_unique<TestOrganisation>(m_engine);
    workFor(m_ctl, *m_organisation);
    m_file = m_organisation->address().file;
    const auto admin = m_organisation->signIn();
    static_cast<void>(m_organisation->addProcess(*admin, QStringLiteral("Support"), QStringLiteral("IN")));
    if (!SignInService::signOut(*admin).result())
        qFatal("the administrator cannot sign out");
}

void KillScene::freshDatabase(int round)
{
    if (m_engine == Engine::PostgreSql) {
        makeDatabase();
        return;
    }
    const QString first = m_organisation->address().file;
    if (m_file != first)
        for (const char *suffix : {"", "-wal", "-shm", "-lock"})
            QFile::remove(m_file + QLatin1String(suffix));
    m_file = m_ctl.path(QStringLiteral("round-%1.db").arg(round));
    if (!QFile::copy(first, m_file))
        qFatal("the database could not be copied");
    m_ctl.setDatabase(m_file);
}

std::unique_ptr<DatabaseAudit> KillScene::look() const
{
    DatabaseAddress address = m_organisation->address({});
    address.file = m_file;
    auto audit = std::make_unique<DatabaseAudit>(
        address, m_engine == Engine::PostgreSql ? PostgresCluster::shared().superuserPassword() : QString());
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
        if (killed.early) {
            ++early;
        } else if (killed.lasted < whole) { // the computer has become faster: so has what comes before `from`
            from = from * killed.lasted / whole;
            whole = killed.lasted;
        }
        if (!check(killed))
            return false;
    }
    qInfo("a run takes %lld ms; %d were killed before their end", whole, early);
    return early == rounds;
}

} // namespace callveil

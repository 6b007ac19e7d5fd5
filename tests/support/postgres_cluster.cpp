// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"

#include "support/postgres_programs.h"
#include "support/psql.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>

#include <csignal>
#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace callveil {

namespace {

constexpr int PatienceMs = 120'000;
constexpr int PortTries = 5;

QString randomPassword()
{
    QByteArray bytes(18, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(bytes.toHex());
}

/// On Linux nobody else is given it for as long as this program runs, so that a server that was stopped comes back to
/// it: a socket that listens nowhere and lets others beside it keeps no server from the port, but the system from
/// choosing it for somebody.
quint16 freePort()
{
#ifdef Q_OS_LINUX
    const int kept = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *const place = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof(address);
    const bool isKept = kept >= 0 && ::setsockopt(kept, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0
        && ::bind(kept, place, size) == 0 && ::getsockname(kept, place, &size) == 0;
    return isKept ? ntohs(address.sin_port) : 0;
#else
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
#endif
}

/// The eighth line of postmaster.pid says "ready" once clients are accepted; pg_ctl waits for the same.
bool saysReady(const QString &pidFile, qint64 process)
{
    QFile file(pidFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> lines = file.readAll().split('\n');
    return lines.size() > 7 && lines.first().toLongLong() == process && lines.at(7).trimmed() == "ready";
}

} // namespace

PostgresCluster::PostgresCluster(const Options &options)
    : m_options(options), m_password(randomPassword()),
      m_folder(QDir::tempPath() + QStringLiteral("/callveil-pg-XXXXXX"))
{ }

PostgresCluster::~PostgresCluster()
{
    stop();
}

PostgresCluster &PostgresCluster::shared()
{
    static PostgresCluster *cluster = nullptr;
    if (!cluster) {
        cluster = new PostgresCluster(Options{{}, qEnvironmentVariableIsSet("CALLVEIL_DURABLE_SERVER")});
        qAddPostRoutine([] {
            delete cluster;
            cluster = nullptr;
        });
    }
    if (!cluster->isRunning() && !cluster->start())
        qFatal("The shared PostgreSQL cluster does not start: %s", qPrintable(cluster->error()));
    return *cluster;
}

bool PostgresCluster::start()
{
    if (isRunning())
        return true;
    if (!QFile::exists(dataDir()) && !initialise())
        return false;
    if (m_port != 0)
        return launch();
    // Somebody else may take the port between our look and the server's start.
    for (int i = 0; i < PortTries; ++i) {
        m_port = freePort();
        if (launch())
            return true;
        if (!m_error.contains(QLatin1String("could not bind")))
            break;
    }
    m_port = 0;
    return false;
}

void PostgresCluster::stop()
{
    end(SIGINT);
}

void PostgresCluster::kill()
{
    end(SIGQUIT);
}

bool PostgresCluster::restart()
{
    stop();
    return start();
}

bool PostgresCluster::createDatabase(const QString &name)
{
    QString quoted = name;
    quoted.replace(u'"', QLatin1String("\"\""));
    Psql psql(superuserUrl());
    if (psql.run({QStringLiteral("CREATE DATABASE \"%1\"").arg(quoted)}))
        return true;
    m_error = psql.error();
    return false;
}

QString PostgresCluster::superuserUrl(const QString &database) const
{
    return QStringLiteral("postgresql://postgres:%1@127.0.0.1:%2/%3").arg(m_password).arg(m_port).arg(database);
}

bool PostgresCluster::initialise()
{
    const auto programs = PostgresPrograms::find();
    if (!programs || !m_folder.isValid()) {
        m_error = programs ? m_folder.errorString() : QStringLiteral("no PostgreSQL 15 or newer is installed");
        return false;
    }
    QFile passwordFile(m_folder.filePath(QStringLiteral("password")));
    const bool written = passwordFile.open(QIODevice::WriteOnly)
        && passwordFile.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && passwordFile.write(m_password.toLatin1()) > 0;
    passwordFile.close();
    if (!written || !m_account.own(m_folder.path()) || !m_account.own(passwordFile.fileName())) {
        m_error = QStringLiteral("the folder of the cluster cannot be prepared");
        return false;
    }

    QProcess initdb;
    initdb.setProcessChannelMode(QProcess::MergedChannels);
    initdb.setWorkingDirectory(m_folder.path());
    m_account.applyTo(initdb);
    initdb.start(programs->path(QStringLiteral("initdb")),
        {QStringLiteral("--pgdata=") + dataDir(), QStringLiteral("--username=postgres"),
            QStringLiteral("--pwfile=") + passwordFile.fileName(), QStringLiteral("--auth=scram-sha-256"),
            QStringLiteral("--encoding=UTF8"), QStringLiteral("--no-locale"), QStringLiteral("--no-sync"),
            QStringLiteral("--no-instructions")});
    const bool done = initdb.waitForFinished(PatienceMs) && initdb.exitCode() == 0;
    passwordFile.remove();
    if (!done) {
        m_error = QStringLiteral("initdb: ") + QString::fromLocal8Bit(initdb.readAll()) + initdb.errorString();
        QDir(dataDir()).removeRecursively();
    }
    return done;
}

bool PostgresCluster::launch()
{
    const auto programs = PostgresPrograms::find();
    if (!programs) {
        m_error = QStringLiteral("no PostgreSQL 15 or newer is installed");
        return false;
    }
    m_account.applyTo(m_server);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.setStandardInputFile(QProcess::nullDevice());
    m_server.setStandardOutputFile(QProcess::nullDevice());
    m_server.setStandardErrorFile(logFile(), QIODevice::Append);
    m_server.start(programs->path(QStringLiteral("postgres")), serverArguments());
    return m_server.waitForStarted(PatienceMs) && waitUntilReady();
}

bool PostgresCluster::waitUntilReady()
{
    const QDeadlineTimer deadline(PatienceMs);
    const QString pidFile = dataDir() + QStringLiteral("/postmaster.pid");
    while (!saysReady(pidFile, m_server.processId())) {
        const bool ended = m_server.waitForFinished(10);
        if (ended || deadline.hasExpired()) {
            m_error = QStringLiteral("the server did not get ready: ") + lastLogLines();
            end(SIGQUIT);
            return false;
        }
    }
    return true;
}

void PostgresCluster::end(int signal)
{
    if (!isRunning())
        return;
    ::kill(pid_t(m_server.processId()), signal);
    if (m_server.waitForFinished(PatienceMs))
        return;
    m_server.kill();
    m_server.waitForFinished();
}

QStringList PostgresCluster::serverArguments() const
{
    QStringList settings{QStringLiteral("listen_addresses=127.0.0.1"), QStringLiteral("port=%1").arg(m_port),
        QStringLiteral("unix_socket_directories=") + m_folder.path(), QStringLiteral("ssl=off"),
        QStringLiteral("logging_collector=off"), QStringLiteral("shared_buffers=32MB")};
    if (!m_options.fsync)
        settings << QStringLiteral("fsync=off") << QStringLiteral("full_page_writes=off");
    settings << m_options.settings;

    QStringList arguments{QStringLiteral("-D"), dataDir()};
    for (const QString &setting : settings)
        arguments << QStringLiteral("-c") << setting;
    return arguments;
}

QString PostgresCluster::lastLogLines() const
{
    QFile file(logFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - 1000));
    return QString::fromLocal8Bit(file.readAll());
}

} // namespace callveil

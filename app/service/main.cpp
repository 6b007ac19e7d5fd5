// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon.h"
#include "journal.h"
#include "stop_signal.h"

#include "ui/texts/fault_text.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QThreadPool>

#include <cstdio>

#ifndef Q_OS_WIN
#include <sys/resource.h>
#endif

using namespace callveil;

namespace {

struct Arguments {
    QString identity;
    bool once = false;
    std::vector<ApiAddress> listen;
};

[[noreturn]] void refuse(const QString &why)
{
    fputs(qPrintable(QStringLiteral("callveild: %1; see callveild --help\n").arg(why)), stderr);
    exit(Usage);
}

std::vector<ApiAddress> readListen(const QStringList &given)
{
    std::vector<ApiAddress> addresses;
    for (const QString &text : given) {
        const auto address = ApiAddress::parse(text);
        if (!address)
            refuse(address.error());
        addresses.push_back(*address);
    }
    return addresses;
}

/// Ends the program for help, version and wrong usage.
Arguments readArguments(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "callveild, the service of Callveil: ends bindings whose time is over, makes the routes of calls on a\n"
        "PostgreSQL server, and notes how full pools are. With --listen it serves the HTTP API.\n"
        "Several may run on one database: one leads, the others wait.\n\n"
        "Its identity is made by callveilctl service enrol FILE. SIGTERM ends it when what runs is done.\n\n"
        "Exit codes: 0 ended as asked, 1 failed (--once: something could not be done), 2 wrong usage,\n"
        "3 the file of the identity cannot be used, 4 the identity was refused, disabled or signed out."));
    const QCommandLineOption identity(QStringLiteral("identity"),
        QStringLiteral("the file of the identity; if left out, %1").arg(ServiceFile::usualPlace()),
        QStringLiteral("FILE"));
    const QCommandLineOption once(QStringLiteral("once"),
        QStringLiteral("do everything once and end, unless another instance leads; it sends no callbacks"));
    const QCommandLineOption listen(QStringLiteral("listen"),
        QStringLiteral("serves the HTTP API there, for programs on this computer and a proxy with TLS: an address such "
                       "as 127.0.0.1:8470, or a socket such as unix:/run/callveil/api.sock (not on Windows); may be "
                       "repeated; if left out, there is none"),
        QStringLiteral("ADDRESS:PORT|unix:PATH"));
    parser.addOptions({identity, once, listen});
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(QCoreApplication::arguments()) || !parser.positionalArguments().isEmpty()) {
        const QString error = parser.errorText();
        refuse(error.isEmpty() ? QStringLiteral("it takes no arguments but options") : error);
    }
    parser.process(application); // help and version
    if (parser.isSet(once) && parser.isSet(listen))
        refuse(QStringLiteral("--once ends when everything was done, and --listen serves until it is stopped"));
    return {parser.isSet(identity) ? parser.value(identity) : ServiceFile::usualPlace(), parser.isSet(once),
        readListen(parser.values(listen))};
}

/// What a person is to do about an identity that cannot be used.
QString refusalText(const Error &error, const QString &path)
{
    if (error.fault != Fault::FilePermission)
        return faultText(error);
    return QStringLiteral("the identity %1 can be read by others, or belongs to somebody else than the user who runs "
                          "callveild; make it his alone: chmod 600 %1 (and chown, where it is another's)")
        .arg(path);
}

/// systemd names a folder that outlives the run; elsewhere it is the settings of whoever runs it.
LocalState localState()
{
    const QString folder = qEnvironmentVariable("STATE_DIRECTORY").section(u':', 0, 0);
    return folder.isEmpty() ? LocalState() : LocalState(folder + QStringLiteral("/callveild.ini"));
}

} // namespace

int main(int argc, char *argv[])
{
#ifndef Q_OS_WIN
    const rlimit none{0, 0}; // keys and numbers must not end up in a core file
    setrlimit(RLIMIT_CORE, &none);
#endif
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("callveil"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLVEIL_VERSION));
    const Arguments arguments = readArguments(application);
    silenceLibraries();
    auto identity = ServiceFile::read(arguments.identity);
    if (!identity) {
        log(Level::Error, refusalText(identity.error(), arguments.identity));
        return IdentityUnusable;
    }
    LocalState local = localState();
    int code = Done;
    {
        Daemon daemon(std::move(*identity), local, arguments.once, arguments.listen);
        StopSignal signal;
        QObject::connect(&signal, &StopSignal::asked, &daemon, &Daemon::stop);
        QObject::connect(&daemon, &Daemon::ended, &application, &QCoreApplication::exit, Qt::QueuedConnection);
        QMetaObject::invokeMethod(&daemon, &Daemon::start, Qt::QueuedConnection);
        code = QCoreApplication::exec();
    }
    QThreadPool::globalInstance()->waitForDone();
    return code;
}

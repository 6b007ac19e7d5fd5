// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include <QGuiApplication>
#include <QThreadPool>

#include <array>
#include <cstdio>
#include <cstdlib>

#ifndef Q_OS_WIN
#include <sys/resource.h>
#endif

using namespace callveil;

namespace {

struct Verb {
    const char *name;
    int (*run)(Command &);
    const char *text;
};

constexpr std::array verbs{
    Verb{"init", runInit, "make a database with its first administrator and recovery kit"},
    Verb{"upgrade", runUpgrade, "bring a server's database to this program's version"},
    Verb{"process", runProcess, "add and list processes"},
    Verb{"campaign", runCampaign, "add and list campaigns"},
    Verb{"agent", runAgent, "add, import and list agents"},
    Verb{"policy", runPolicy, "show, preview and set masking policies"},
    Verb{"pool", runPool, "add, change, remove or list pools of proxy numbers and their numbers"},
    Verb{"bind", runBind, "give a customer and an agent a proxy number; theirs are read from standard input"},
    Verb{"release", runRelease, "end bindings"},
    Verb{"binding", runBinding, "list, change, find, import and export bindings"},
    Verb{"call", runCall, "have both parties of a binding called, and tell what became of it"},
    Verb{"gateway", runGateway, "add, change, remove or list carriers of the voice platform"},
    Verb{"emergency", runEmergency, "add, remove, prefill or list emergency numbers of countries"},
    Verb{"apikey", runApiKey, "make, list or revoke keys of the HTTP API"},
    Verb{"callback", runCallback, "set where events are sent, see what became of them, send again"},
    Verb{"switch", runSwitch, "make, change, remove or list logins of switches"},
    Verb{"optout", runOptOut, "add, remove, check or list who wants no calls over the numbers of a brand"},
    Verb{"late", runLate, "list calls to numbers whose bindings have ended, and what pools answer"},
    Verb{"calltest", runCallTest, "tell what would become of a call; the caller is read from standard input"},
    Verb{"service", runService, "enrol callveild, the service, or tell whether it runs"},
    Verb{"import", runImport, "bring files of call records in"},
    Verb{"calls", runCalls, "list masked calls, newest first"},
    Verb{"legs", runLegs, "list the legs of a session"},
    Verb{"tag", runTag, "list, add or remove the tags of a session"},
    Verb{"export", runExport, "write calls to a workbook, a CSV file or pages"},
    Verb{"find", runFind, "find the sessions of a number that is read from standard input"},
    Verb{"reveal", runReveal, "print a real number; asked for with a reason, recorded and limited"},
    Verb{"rates", runRates, "list, add, change, remove, import rates; rate calls again; list those without one"},
    Verb{"users", runUsers, "list, add, change, disable, reset people, and end sign-ins"},
    Verb{"password", runPassword, "save a password in the key chain, or take it out"},
    Verb{"connection", runConnection, "list, export, import, remove saved connections"},
    Verb{"grant", runGrant, "let a role view actual numbers, list grants, give keys to who waits"},
    Verb{"revoke", runRevoke, "take actual numbers from a role"},
    Verb{"vault", runVault, "list vaults and give them new keys"},
    Verb{"retention", runRetention, "show and set how long real numbers are kept, legal holds, delete what is due"},
    Verb{"held", runHeld, "report what is stored of a number that is read from standard input"},
    Verb{"erase", runErase, "erase a number that is read from standard input"},
    Verb{"recover", runRecover, "use the recovery kit"},
    Verb{"audit", runAudit, "read, verify and export the record of deeds"},
    Verb{"leaks", runLeaks, "scan for leaks; the exit code says whether findings are open"},
    Verb{"report", runReport, "sums of calls, money, pools and reveals; prove them"},
    Verb{"backup", runBackup, "back the database up into a file"},
    Verb{"restore", runRestore, "make a new database of a backup, and report on it"},
    Verb{"demo", runDemo, "make a demo database"},
};

int showHelp(QTextStream &&out)
{
    out << "callveilctl [global options] VERB [options]\n\n";
    for (const Verb &verb : verbs)
        out << "  " << QString::fromLatin1(verb.name).leftJustified(12) << verb.text << '\n';
    out << "\ncallveilctl VERB --help tells more. Exit codes: 0 done, 1 refused or failed, 2 wrong usage,\n"
           "3 (leaks alone) findings are open.\n"
           "callveilctl --version tells which version this is.\n";
    return Done;
}

/// The verb first: global options may stand before it, as `callveilctl --json process list`.
QStringList verbFirst(QStringList arguments)
{
    qsizetype at = 0;
    while (at < arguments.size() && arguments[at].startsWith(QLatin1String("--"))) {
        if (arguments[at] == QLatin1String("--help") || arguments[at] == QLatin1String("--version"))
            return arguments.mid(at);
        at += arguments[at] == QLatin1String("--json") || arguments[at].contains(u'=') ? 1 : 2;
    }
    if (at > 0 && at < arguments.size())
        arguments.move(at, 0);
    return arguments;
}

/// Jobs that run by a clock have no XDG_RUNTIME_DIR, of which Qt Gui warns though nothing here needs it.
void tell(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.startsWith(QLatin1String("QStandardPaths: ")))
        std::fputs(qPrintable(qFormatLogMessage(type, context, text) + u'\n'), stderr);
}

/// Whoever writes pages needs fonts, which Qt Gui has; nothing is shown anywhere.
std::unique_ptr<QCoreApplication> applicationFor(int &argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument = QByteArray(argv[i]).toLower();
        if (!argument.endsWith(".pdf") && !argument.endsWith("=pdf") && argument != "pdf")
            continue;
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qInstallMessageHandler(tell);
        return std::make_unique<QGuiApplication>(argc, argv);
    }
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
#ifndef Q_OS_WIN
    const rlimit none{0, 0}; // keys and numbers must not end up in a core file
    setrlimit(RLIMIT_CORE, &none);
#endif
    const auto application = applicationFor(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("callveil"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLVEIL_VERSION));
    const QStringList arguments = verbFirst(QCoreApplication::arguments().mid(1));
    if (arguments.isEmpty() || arguments.front() == QLatin1String("--help")) {
        showHelp(QTextStream(arguments.isEmpty() ? stderr : stdout));
        return arguments.isEmpty() ? Usage : Done;
    }
    if (arguments.front() == QLatin1String("--version")) {
        QTextStream(stdout) << "callveilctl " << QCoreApplication::applicationVersion() << '\n';
        return Done;
    }
    for (const Verb &verb : verbs) {
        if (arguments.front() != QLatin1String(verb.name))
            continue;
        int code = Usage;
        {
            Command command(arguments.front(), arguments.mid(1));
            code = verb.run(command);
        }
        QThreadPool::globalInstance()->waitForDone(); // a sign-in that was just used up is put away there
        if (KeychainStore::hung())
            std::_Exit(code); // all was written when the command ended
        return code;
    }
    QTextStream(stderr) << "callveilctl: unknown verb; see callveilctl --help\n";
    return Usage;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/keychain_store.h"
#include "services/session/local_state.h"
#include "storage/crypto/proquint.h"
#include "ui/shell/console.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QSettings>
#include <QThreadPool>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <cstdlib>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace callveil;

namespace {

/// Memory holds keys and, for moments, numbers: no crash may write it to disk.
void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

/// English comes first: its file holds only the plurals, and what another language lacks is read in English.
void loadTranslations(QApplication &application)
{
    const auto load = [&](const QLocale &locale, const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    const QString callveil = QStringLiteral("callveil");
    const QString own = QStringLiteral(":/i18n");
    load(QLocale(QLocale::English), callveil, own);
    load(QLocale(), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(QLocale(), callveil, own);
}

struct Arguments {
    ConsoleOptions options;
    std::optional<ThemeChoice> theme;
};

Arguments readArguments(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Administrator console for phone number masking in call centres"));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto text = [](const char *source) { return QCoreApplication::translate("main", source); };
    const QCommandLineOption demo(QStringLiteral("demo"), text("Use demo data; it is made when there is none yet."));
    const QCommandLineOption database(QStringLiteral("database"), text("Open this database."), QStringLiteral("FILE"));
    const QCommandLineOption connection(
        QStringLiteral("connection"), text("Use this saved connection."), QStringLiteral("NAME"));
    const QCommandLineOption signInAs(
        QStringLiteral("sign-in-as"), text("Sign in as this person of a demo database."), QStringLiteral("NAME"));
    const QCommandLineOption theme(
        QStringLiteral("theme"), text("The look: light, dark or system."), QStringLiteral("light|dark|system"));
    parser.addOptions({demo, database, connection, signInAs, theme});
    parser.process(application);
    const auto chosen = Theme::fromName(parser.value(theme));
    if (!parser.positionalArguments().isEmpty() || (parser.isSet(theme) && !chosen)) {
        fputs(qPrintable(parser.helpText()), stderr);
        exit(2);
    }
    return {{parser.isSet(demo), parser.value(database), parser.value(connection), parser.value(signInAs)}, chosen};
}

/// Help and version are read in a terminal, where there may be no display.
void answerInTerminal(int argc, char *argv[])
{
    const auto asks = [](const char *argument) {
        const QByteArray text = argument;
        return text == "--help" || text == "-h" || text == "--help-all" || text == "--version" || text == "-v";
    };
    if (!std::any_of(argv, argv + argc, asks))
        return;
    const QCoreApplication application(argc, argv);
    static_cast<void>(readArguments(application)); // prints it and ends the program
}

/// Qt would abort without a word of what to do.
bool hasDisplay(int argc, char *argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const auto named = [](const char *variable) { return !qEnvironmentVariableIsEmpty(variable); };
    return named("DISPLAY") || named("WAYLAND_DISPLAY") || named("QT_QPA_PLATFORM")
        || std::any_of(argv, argv + argc, [](const char *argument) { return QByteArray(argument) == "-platform"; });
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return true;
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    QCoreApplication::setOrganizationName(QStringLiteral("callveil"));
    QCoreApplication::setApplicationName(QStringLiteral("callveil"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLVEIL_VERSION));
    answerInTerminal(argc, argv);
    if (!hasDisplay(argc, argv)) {
        fputs("callveil: there is no display here; callveilctl does the same in a terminal\n", stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    loadTranslations(application);
    const Arguments arguments = readArguments(application);

    QSettings settings;
    Theme theme(settings);
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/program/callveil.svg")));
    if (arguments.theme)
        theme.apply(*arguments.theme);
    LocalState local;
    int code = 0;
    {
        KeychainStore keychain;
        Console console({local, theme, settings, {toWords, fromWords}, keychain}, arguments.options);
        QTimer::singleShot(0, &console, &Console::start);
        code = QApplication::exec();
        QThreadPool::globalInstance()->waitForDone(); // sign-ins and set-ups under way work with what follows here
    }
    settings.sync();
    if (KeychainStore::hung())
        std::_Exit(code);
    return code;
}

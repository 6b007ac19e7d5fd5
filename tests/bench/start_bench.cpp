// SPDX-License-Identifier: GPL-3.0-or-later
#include "start_bench.h"

#include "bench_organisation.h"
#include "measure.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

namespace callveil {

namespace {

constexpr int rounds = 15;
constexpr int longestMs = 20000;

/// Nothing of the person who runs this is read or written: the home folder is a temporary one.
QProcessEnvironment surroundings(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home + QStringLiteral("/config"));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), QCoreApplication::applicationDirPath());
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("firstpaint"));
    if (!environment.contains(QStringLiteral("DISPLAY")) && !environment.contains(QStringLiteral("WAYLAND_DISPLAY")))
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}

/// Milliseconds until the program has painted; nothing when it never does.
std::optional<double> firstPaint(const QString &program, const QStringList &arguments, const QString &home)
{
    QProcess process;
    process.setProcessEnvironment(surroundings(home));
    bool ended = false;
    const double ms = wallMs([&] {
        process.start(program, arguments);
        ended = process.waitForFinished(longestMs);
    });
    if (!ended)
        process.kill();
    process.waitForFinished();
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::nullopt;
    return ms;
}

} // namespace

void benchStart(const BenchOptions &options, BenchReport &report)
{
    const QString plain = QCoreApplication::applicationDirPath() + QStringLiteral("/callveil_plain_window");
    if (!QFileInfo(options.console).isExecutable()) {
        report.note(QStringLiteral("row 11 left out: the console is not built (--console names it)"));
        return;
    }
    TestOrganisation organisation(Engine::Sqlite);
    const QStringList arguments{QStringLiteral("--database"), organisation.address().file};
    Samples ours, reference;
    for (int round = 0; round < rounds + 1; ++round) {
        const auto window = firstPaint(plain, {}, organisation.folder());
        const auto signIn = firstPaint(options.console, arguments, organisation.folder());
        if (!window || !signIn) {
            report.note(QStringLiteral("row 11 left out: %1 painted nothing")
                            .arg(window ? QStringLiteral("the console") : QStringLiteral("the plain window")));
            return;
        }
        if (round == 0)
            continue; // reads the programs from the disk
        reference.add(*window);
        ours.add(*signIn);
    }
    const QString platform = surroundings({}).value(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("the display's"));
    report.add({QStringLiteral("11"), {}, QStringLiteral("process start to first paint, sign-in window"), ours.median(),
        reference.median(), QStringLiteral("ms"), 1.5, false, 0,
        QStringLiteral("platform %1; against a window with one label").arg(platform)});
}

} // namespace callveil

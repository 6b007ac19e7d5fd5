// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace callveil {

namespace {

[[noreturn]] void refuse(const QCommandLineParser &parser)
{
    fputs(qPrintable(parser.helpText()), stderr);
    exit(2);
}

} // namespace

QString engineName(Engine engine)
{
    return engine == Engine::Sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql");
}

BenchOptions BenchOptions::read()
{
    const auto option = [](const char *name, const char *text, const char *value, const char *usual = "") {
        return QCommandLineOption(QLatin1String(name), QLatin1String(text), QLatin1String(value), QLatin1String(usual));
    };
    const auto legs = option("legs", "Call legs to work with.", "N", "1000000");
    const auto rounds = option("rounds", "Rounds of imports.", "N", "3");
    const auto engine = option("engine", "sqlite, postgresql or both.", "NAME", "both");
    const auto rows = option("rows",
        "Rows of the contract, e.g. 1,6; 101 rotation, 102 verification, 103 routes, 105 exports, 106 leaks.", "LIST",
        "1,2,3,4,5,6,7,8,9,10,11,13");
    const auto bindings = option("bindings", "Bindings that routes are made of.", "N", "100000");
    const auto json = option("json", "Write the figures to this file.", "FILE");
    const auto keep = option("keep", "Leave the call files and the SQLite database in this folder.", "FOLDER");
    const QCommandLineOption durable(
        QStringLiteral("durable"), QStringLiteral("A server whose commits wait for the disk; put TMPDIR on one."));
    const auto console = option("console", "The console program of row 11.", "PROGRAM");
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({legs, rounds, engine, rows, bindings, json, keep, durable, console});
    parser.process(*QCoreApplication::instance());

    if (parser.isSet(durable))
        qputenv("CALLVEIL_DURABLE_SERVER", "1");
    BenchOptions options;
    options.legs = parser.value(legs).toLongLong();
    options.rounds = parser.value(rounds).toInt();
    options.bindings = parser.value(bindings).toInt();
    options.json = parser.value(json);
    options.keep = parser.value(keep);
    options.console = parser.isSet(console)
        ? parser.value(console)
        : QCoreApplication::applicationDirPath() + QStringLiteral("/../../app/console/callveil");
    const QString name = parser.value(engine);
    if (name == QLatin1String("sqlite"))
        options.engines = {Engine::Sqlite};
    else if (name == QLatin1String("postgresql"))
        options.engines = {Engine::PostgreSql};
    options.rows.clear();
    for (const QString &row : parser.value(rows).split(u',', Qt::SkipEmptyParts))
        options.rows.insert(row.toInt());
    const bool known = name == QLatin1String("both") || options.engines.size() == 1;
    if (options.legs < 100 || options.rounds < 1 || options.bindings < 100 || options.rows.isEmpty() || !known)
        refuse(parser);
    return options;
}

} // namespace callveil

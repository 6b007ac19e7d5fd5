// SPDX-License-Identifier: GPL-3.0-or-later
#include "allocation_bench.h"
#include "bench_options.h"
#include "chart_bench.h"
#include "export_bench.h"
#include "import_bench.h"
#include "leak_bench.h"
#include "number_bench.h"
#include "page_bench.h"
#include "raw_postgres.h"
#include "raw_sqlite.h"
#include "report_bench.h"
#include "rotation_bench.h"
#include "route_bench.h"
#include "search_bench.h"
#include "start_bench.h"

#include <QApplication>
#include <QDir>
#include <QFile>

using namespace callveil;

namespace {

/// A copy that holds what still stands in the write-ahead log.
void keepDatabase(const DatabaseAddress &address, const QString &folder)
{
    const QString target = folder + QStringLiteral("/callveil.db");
    QFile::remove(target);
    const QByteArray statement = "VACUUM INTO '" + target.toUtf8().replace('\'', "''") + '\'';
    RawSqlite(address.file).run(statement.constData());
}

/// What a server does by itself within minutes of an import: until then it plans as if the tables were empty.
void settle(BenchOrganisation &organisation)
{
    if (organisation.tests().engine() == Engine::PostgreSql)
        RawPostgres(organisation.tests().address().database).readAll("VACUUM ANALYZE");
}

/// What needs a call log.
void benchCalls(const BenchOptions &options, BenchOrganisation &organisation, BenchReport &report)
{
    if (options.wants(1) || options.wants(2) || options.wants(3))
        PageBench(options, organisation, report).run();
    if (options.wants(4))
        benchSearch(organisation, report);
    if (options.wants(BenchOptions::verification))
        benchVerify(organisation, report);
    if (options.wants(BenchOptions::exports))
        benchExport(organisation, report);
    if (options.wants(BenchOptions::leaks))
        benchLeaks(organisation, report);
    if (options.wants(5)) // the last one: it changes what calls cost
        benchSums(organisation, report);
}

} // namespace

int main(int argc, char *argv[])
{
    // Row 13 paints, and needs no screen for it. An option rather than the environment, which row 11 hands on.
    char option[] = "-platform", platform[] = "offscreen";
    std::vector<char *> arguments(argv, argv + argc);
    arguments.insert(arguments.begin() + 1, {option, platform});
    int count = int(arguments.size());
    arguments.push_back(nullptr);
    QApplication application(count, arguments.data());
    const BenchOptions options = BenchOptions::read();
    const QTemporaryDir temporary;
    const QString folder = options.keep.isEmpty() ? temporary.path() : QDir(options.keep).absolutePath();
    if (!QDir().mkpath(folder))
        qFatal("cannot make the folder of --keep");

    BenchReport report;
    if (options.wants(8))
        benchMasking(report);
    if (options.wants(9))
        benchVault(report);
    if (options.wants(11))
        benchStart(options, report);
    if (options.wants(13))
        benchChart(report);
    if (options.wants(10) && options.engines.back() == Engine::PostgreSql)
        benchAllocation(options.rounds, report);
    if (options.wants(BenchOptions::routes) && options.engines.back() == Engine::PostgreSql)
        benchRoutes(options.bindings, report);
    for (const Engine engine : options.engines) {
        if (options.wants(BenchOptions::rotation))
            benchRotation(engine, options.legs, folder, report);
        if (!options.wantsCalls())
            continue;
        const auto organisation = ImportBench(options, folder, report).run(engine);
        settle(*organisation);
        benchCalls(options, *organisation, report);
        if (engine == Engine::Sqlite && !options.keep.isEmpty())
            keepDatabase(organisation->tests().address(), folder);
    }
    report.printTable();
    if (!options.json.isEmpty() && !report.saveJson(options.json, options.legs)) {
        fputs("the JSON file cannot be written\n", stderr);
        return 1;
    }
    return 0;
}

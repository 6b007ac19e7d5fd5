// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_bench.h"

#include "call_file.h"
#include "measure.h"
#include "raw_postgres.h"
#include "raw_sqlite.h"

#include "services/imports/context_loader.h"
#include "services/imports/import_file.h"
#include "services/imports/import_service.h"

#include <QFile>
#include <QTemporaryFile>
#include <QThread>
#include <QTimeZone>

namespace callveil {

namespace {

/// Everything that an import fills, owners before what refers to them.
constexpr const char *tables[] = {"import_batch", "epoch", "number", "number_index", "call_session", "call_leg",
    "import_row", "session_link", "call_day", "charge_day", "shape_count"};

double copySqlite(BenchOrganisation &from, BenchOrganisation &into)
{
    RawSqlite source(from.tests().address().file);
    RawSqlite target(into.tests().address().file);
    double spent = 0;
    target.run("BEGIN IMMEDIATE");
    for (const char *table : tables)
        spent += target.copyTable(source, table);
    return spent + wallMs([&] { target.run("COMMIT"); });
}

double copyPostgres(BenchOrganisation &from, BenchOrganisation &into)
{
    RawPostgres source(from.tests().address().database);
    RawPostgres target(into.tests().address().database);
    double spent = wallMs([&] { target.readAll("BEGIN"); });
    for (const char *table : tables) {
        QTemporaryFile file;
        if (!file.open())
            qFatal("no temporary file");
        source.copyOut(table, file);
        file.seek(0);
        spent += wallMs([&] { target.copyIn(table, file); });
    }
    return spent + wallMs([&] { target.readAll("COMMIT"); });
}

/// CPU of the server's sessions that work for the product in this database.
double serverCpuMs(BenchOrganisation &organisation)
{
    if (organisation.tests().engine() == Engine::Sqlite)
        return 0;
    RawPostgres server(organisation.tests().address().database);
    const QByteArray pids = server.value("SELECT string_agg(pid::text, ',') FROM pg_stat_activity "
                                         "WHERE application_name = 'callveil' AND datname = current_database()");
    double sum = 0;
    for (const QByteArray &pid : pids.split(','))
        sum += cpuMsOf(pid.toLongLong());
    return sum;
}

/// What preparing all calls of a file takes.
struct Preparing {
    double cpu = 0; ///< ms of one thread
    qint64 calls = 0, parsed = 0, sealed = 0;
};

Result<Preparing> prepareAll(Connection &connection, const Identity &person, ProcessId process, const QString &path)
{
    auto context = loadContext(connection, person, process, {}, true);
    if (!context)
        return failed(context);
    const ReadOptions options{context->process.country, QTimeZone(context->process.timeZone.toLatin1()),
        QDateTime::currentMSecsSinceEpoch(), {}, {}};
    const auto file = ImportFile::open(path, options);
    if (!file)
        return failed(file);
    CallPreparer preparer(*context);
    Preparing cost;
    for (bool more = true; more;) {
        std::vector<RawCall> calls;
        while (more && calls.size() < 2000) {
            auto row = (*file)->next();
            more = row && *row;
            if (more && std::holds_alternative<RawCall>(**row))
                calls.push_back(std::get<RawCall>(std::move(**row)));
        }
        const double before = threadCpuMs();
        for (const RawCall &call : calls)
            cost.sealed += qint64(preparer.prepare(call).numbers.size());
        cost.cpu += threadCpuMs() - before;
        cost.calls += qint64(calls.size());
    }
    cost.parsed = preparer.parsed();
    return cost;
}

} // namespace

ImportBench::ImportBench(const BenchOptions &options, const QString &folder, BenchReport &report)
    : m_options(options), m_folder(folder), m_report(report)
{ }

QStringList ImportBench::callFiles(const BenchOrganisation &organisation)
{
    QStringList files;
    for (int i = 0; i < int(organisation.processes().size()); ++i) {
        const BenchProcess &process = organisation.processes()[size_t(i)];
        const qint64 legs = m_options.legs * process.percent / 100;
        files.append(m_folder + QStringLiteral("/calls-%1-%2.csv").arg(i).arg(legs));
        if (!QFile::exists(files.last()) && !CallFile(process, i, legs).write(files.last()))
            qFatal("cannot write the call files");
    }
    return files;
}

void ImportBench::importOne(Workspace &workspace, ProcessId process, const QString &file, Cost &cost)
{
    ImportOrder order;
    order.file = file;
    order.process = process;
    const auto progress = std::make_shared<ImportProgress>();
    QElapsedTimer clock;
    clock.start();
    auto future = ImportService(workspace).run(order, progress);
    double published = 0;
    while (!future.isFinished()) {
        QThread::usleep(500);
        if (published == 0 && progress->publishing)
            published = double(clock.nsecsElapsed()) / 1e6;
    }
    const double whole = double(clock.nsecsElapsed()) / 1e6;
    const auto summary = future.result();
    if (!summary || summary->rejected > 0)
        qFatal("import: fault %d", summary ? 0 : int(summary.error().fault));
    cost.wall += whole;
    cost.staging += published;
    cost.publishing += whole - published;
    cost.legs += summary->legs;
    cost.sessions += summary->sessions;
}

ImportBench::Cost ImportBench::importAll(BenchOrganisation &organisation, const QStringList &files)
{
    Cost cost;
    const double client = processCpuMs();
    const double server = serverCpuMs(organisation);
    for (int i = 0; i < int(files.size()); ++i)
        importOne(organisation.workspace(), organisation.processes()[size_t(i)].id, files[i], cost);
    cost.client = processCpuMs() - client;
    cost.server = serverCpuMs(organisation) - server;
    return cost;
}

double ImportBench::copyRaw(BenchOrganisation &from, BenchOrganisation &into)
{
    return from.tests().engine() == Engine::Sqlite ? copySqlite(from, into) : copyPostgres(from, into);
}

void ImportBench::reportMasking(BenchOrganisation &organisation, const QStringList &files, const Cost &cost)
{
    Preparing whole;
    for (int i = 0; i < int(files.size()); ++i) {
        const auto part =
            organisation.workspace()
                .background()
                .run([&, person = organisation.workspace().identity()](Connection &connection) {
                    return prepareAll(connection, *person, organisation.processes()[size_t(i)].id, files[i]);
                })
                .result();
        if (!part)
            qFatal("preparing: fault %d", int(part.error().fault));
        whole.cpu += part->cpu;
        whole.calls += part->calls;
        whole.parsed += part->parsed;
        whole.sealed += part->sealed;
    }
    const QString note = QStringLiteral("%1 legs, %2 distinct texts parsed (%3 %), %4 numbers sealed")
                             .arg(whole.calls)
                             .arg(whole.parsed)
                             .arg(100.0 * double(whole.parsed) / double(whole.calls), 0, 'f', 1)
                             .arg(whole.sealed);
    m_report.add({QStringLiteral("7"), engineName(organisation.tests().engine()),
        QStringLiteral("CPU of preparing (mask, normalise, seal, key)"), whole.cpu, cost.client + cost.server,
        QStringLiteral("ms"), 0.4, false, 0, note});
}

std::unique_ptr<BenchOrganisation> ImportBench::run(Engine engine)
{
    Samples imports, copies;
    std::unique_ptr<BenchOrganisation> organisation;
    Cost cost;
    QStringList files;
    const int rounds = m_options.wants(6) ? m_options.rounds : 1;
    for (int round = 0; round < rounds; ++round) {
        organisation = std::make_unique<BenchOrganisation>(engine);
        files = callFiles(*organisation);
        cost = importAll(*organisation, files);
        imports.add(cost.wall);
        m_report.note(QStringLiteral("import %1: %2 legs, %3 sessions; %4 ms staging + %5 ms publishing; CPU %6 ms "
                                     "client + %7 ms server")
                          .arg(engineName(engine))
                          .arg(cost.legs)
                          .arg(cost.sessions)
                          .arg(cost.staging, 0, 'f', 0)
                          .arg(cost.publishing, 0, 'f', 0)
                          .arg(cost.client, 0, 'f', 0)
                          .arg(cost.server, 0, 'f', 0));
        if (!m_options.wants(6))
            continue;
        BenchOrganisation copy(engine);
        copies.add(copyRaw(*organisation, copy));
    }
    const auto rate = [&cost](double ms) { return double(cost.legs) / ms * 1000; };
    if (m_options.wants(6))
        m_report.add({QStringLiteral("6"), engineName(engine), QStringLiteral("import, file to committed legs"),
            rate(imports.median()), rate(copies.median()), QStringLiteral("legs/s"),
            engine == Engine::Sqlite ? 0.6 : 0.5, true, 0,
            QStringLiteral("median of %1; reference: %2")
                .arg(rounds)
                .arg(engine == Engine::Sqlite ? QStringLiteral("prepared inserts") : QStringLiteral("binary COPY"))});
    if (m_options.wants(7))
        reportMasking(*organisation, files, cost);
    return organisation;
}

} // namespace callveil

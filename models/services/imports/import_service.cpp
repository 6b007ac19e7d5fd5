// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_service.h"

#include "services/base/text_check.h"
#include "services/imports/import_file.h"
#include "services/imports/import_preview.h"
#include "services/imports/import_run.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace callveil {

namespace {

Result<ReadOptions> optionsFor(Connection &connection, const Identity &person, const ImportOrder &order)
{
    const auto router = ProcessRouter::load(connection, person);
    if (!router)
        return failed(router);
    const ProcessId id = order.process.isSet() ? order.process : router->anyProcess();
    const auto process = ProcessStore(connection).find(id);
    if (!process)
        return failed(process);
    if (!*process || !person.sees(id))
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(id.value)});
    return ReadOptions{(*process)->country, QTimeZone((*process)->timeZone.toLatin1()),
        QDateTime::currentMSecsSinceEpoch(), order.format, order.mapping};
}

Result<ImportSummary> runImport(
    Connection &connection, const Identity &person, const ImportOrder &order, ImportProgress &progress)
{
    const auto options = optionsFor(connection, person, order);
    if (!options)
        return failed(options);
    // Opened once to learn format and mapping; every pass then reads the file in the same way.
    ReadOptions settled = *options;
    {
        const auto first = ImportFile::open(order.file, *options);
        if (!first)
            return failed(first);
        settled.format = (*first)->format();
        settled.mapping = (*first)->mapping();
        progress.totalBytes = (*first)->size();
    }
    const OpenCalls open = [&]() -> Result<std::unique_ptr<CallReader>> {
        auto file = ImportFile::open(order.file, settled);
        if (!file)
            return failed(file);
        return std::unique_ptr<CallReader>(std::move(*file));
    };
    const bool callerIsCustomer = !settled.mapping || settled.mapping->callerIsCustomer;
    ImportRun run(connection, person, progress);
    if (!order.process.isSet())
        return run.runRouted(order, callerIsCustomer, settled.format, open);
    return run.run(order.process, order.campaign, callerIsCustomer, settled.format, open, order.dryRun);
}

ImportProfile readProfile(const Row &row)
{
    const auto mapping = CsvMapping::fromJson(QJsonDocument::fromJson(row.text(1).toUtf8()).object());
    return {row.text(0), mapping.value_or(CsvMapping{})};
}

} // namespace

QFuture<Result<ImportPreview>> ImportService::preview(ImportOrder order)
{
    return read(Permission::Import, [order = std::move(order)](Connection &connection, const Identity &person) {
        return previewImport(connection, person, order);
    });
}

QFuture<Result<ImportSummary>> ImportService::run(ImportOrder order, std::shared_ptr<ImportProgress> progress)
{
    return m_workspace.background().run(
        [order = std::move(order), progress = std::move(progress), person = m_workspace.identity()](
            Connection &connection) -> Result<ImportSummary> {
            if (const auto allowed = require(*person, Permission::Import); !allowed)
                return failed(allowed);
            return runImport(connection, *person, order, *progress);
        });
}

Result<void> ImportService::saveRejects(
    const ImportSummary &summary, const QString &file, const std::function<QString(RowFault)> &textOf)
{
    QSaveFile out(file); // written beside and renamed: no half file
    QByteArray lines("line,column,fault\r\n");
    for (const RowReject &reject : summary.rejects) {
        QString column = reject.column;
        column.replace(u'"', QLatin1String("\"\""));
        lines += QByteArray::number(reject.line) + ",\"" + column.toUtf8() + "\",\"" + textOf(reject.fault).toUtf8()
            + "\"\r\n";
    }
    if (!out.open(QIODevice::WriteOnly) || out.write(lines) != lines.size() || !out.commit())
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(file).fileName()});
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

QFuture<Result<std::vector<ImportProfile>>> ImportService::profiles()
{
    return read(
        [](Connection &connection, const Identity &) { return connection.all("import.profiles", {}, readProfile); });
}

QFuture<Result<ImportProfile>> ImportService::profile(QString name)
{
    return read([name = std::move(name)](Connection &connection, const Identity &) -> Result<ImportProfile> {
        const auto found = connection.one("import.profile", {{":name_key", nameKey(name)}}, readProfile);
        if (!found)
            return failed(found);
        if (!*found)
            return fail(ErrorCode::NotFound, Fault::ProfileUnknown, {name});
        return **found;
    });
}

QFuture<Result<void>> ImportService::saveProfile(ImportProfile profile)
{
    return change(Permission::Import,
        [profile = std::move(profile)](Connection &connection, const Identity &person) -> Result<void> {
            if (const auto fits = checkName(profile.name, QStringLiteral("name")); !fits)
                return fits;
            const auto now = connection.integer("operation.now");
            if (!now)
                return failed(now);
            const auto saved = connection.write("import.save_profile",
                {{":name_key", nameKey(profile.name)}, {":name", profile.name.simplified()},
                    {":body",
                        QString::fromUtf8(QJsonDocument(profile.mapping.toJson()).toJson(QJsonDocument::Compact))},
                    {":person", person.id.value}, {":now", *now}});
            if (!saved)
                return failed(saved);
            return DeedLog(connection)
                .append(person, {QStringLiteral("import-profile.save"), profile.name.simplified(), {}, {}, {}});
        });
}

QFuture<Result<void>> ImportService::removeProfile(QString name)
{
    return change(
        Permission::Import, [name = std::move(name)](Connection &connection, const Identity &person) -> Result<void> {
            const auto removed = connection.write("import.remove_profile", {{":name_key", nameKey(name)}});
            if (!removed)
                return failed(removed);
            if (*removed == 0)
                return fail(ErrorCode::NotFound, Fault::ProfileUnknown, {name});
            return DeedLog(connection).append(person, {QStringLiteral("import-profile.remove"), name, {}, {}, {}});
        });
}

} // namespace callveil

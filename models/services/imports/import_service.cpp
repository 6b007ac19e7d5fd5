// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_service.h"

#include "domain/number/free_text.h"
#include "exchange/text/csv_file.h"
#include "services/base/text_check.h"
#include "services/imports/import_file.h"
#include "services/imports/import_preview.h"
#include "services/imports/import_run.h"

#include <QFileInfo>
#include <QJsonDocument>

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
    // Opened once to learn format and mapping; every pass then reads the file in the same way, but each process has its
    // own country and time zone.
    ReadOptions settled = *options;
    ImportPlan plan{order.process, order.campaign, true, order.dryRun, {}, 0, {}};
    {
        const auto first = ImportFile::open(order.file, *options);
        if (!first)
            return failed(first);
        settled.format = (*first)->format();
        settled.mapping = (*first)->mapping();
        plan.fileBytes = (*first)->size();
        progress.totalBytes = plan.fileBytes;
    }
    plan.open = [&](const Process &process) -> Result<std::unique_ptr<CallReader>> {
        ReadOptions own = settled;
        own.region = process.country;
        own.zone = QTimeZone(process.timeZone.toLatin1());
        auto file = ImportFile::open(order.file, own);
        if (!file)
            return failed(file);
        return std::unique_ptr<CallReader>(std::move(*file));
    };
    plan.format = settled.format;
    plan.callerIsCustomer = !settled.mapping || settled.mapping->callerIsCustomer;
    return ImportRun(connection, person, progress).run(plan);
}

ImportProfile readProfile(const Row &row)
{
    const auto mapping = CsvMapping::fromJson(QJsonDocument::fromJson(row.text(1).toUtf8()).object());
    return {row.text(0), mapping.value_or(CsvMapping{})};
}

QStringList rejectCells(const RowReject &reject, const std::function<QString(RowFault)> &textOf)
{
    return {QString::number(reject.line), reject.column, textOf(reject.fault)};
}

template <typename AddRows>
Result<void> saveRows(const QString &file, const QStringList &names, AddRows addRows)
{
    CsvFile out(file);
    if (const Result<void> opened = out.open(); !opened)
        return opened;
    if (const Result<void> named = out.add(names); !named)
        return named;
    if (const Result<void> added = addRows(out); !added)
        return added;
    return out.commit();
}

/// A mapping is stored in clear and shown to everybody who imports.
template <typename Value>
Result<void> checkWords(const QHash<QString, Value> &words, const char *field)
{
    for (auto word = words.begin(); word != words.end(); ++word)
        if (digitCount(word.key()) > CsvMapping::mostWordDigits)
            return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {QLatin1String(field)});
    return {};
}

Result<void> checkWords(const CsvMapping &mapping)
{
    return checkWords(mapping.directionWords, "direction-words")
        .and_then([&] { return checkWords(mapping.dispositionWords, "disposition-words"); })
        .and_then([&] { return checkWords(mapping.mediumWords, "medium-words"); });
}

/// File names can hold numbers as well: an export is often called by the line that it is of.
QString shownFileName(const QString &path)
{
    QString name = QFileInfo(path).fileName();
    if (digitCount(withoutKnownIds(name)) < leastFreeDigits)
        return name;
    for (QChar &c : name)
        if (c.isDigit())
            c = u'x';
    return name;
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
    return saveRows(
        file, {QStringLiteral("line"), QStringLiteral("column"), QStringLiteral("fault")}, [&](CsvFile &out) {
            Result<void> done;
            for (const RowReject &reject : summary.rejects)
                if (done = out.add(rejectCells(reject, textOf)); !done)
                    break;
            return done;
        });
}

Result<void> ImportService::saveRejects(
    const std::vector<FileRejects> &files, const QString &file, const std::function<QString(RowFault)> &textOf)
{
    const QStringList names{
        QStringLiteral("file"), QStringLiteral("line"), QStringLiteral("column"), QStringLiteral("fault")};
    return saveRows(file, names, [&](CsvFile &out) {
        Result<void> done;
        for (const FileRejects &from : files)
            for (const RowReject &reject : from.rejects)
                if (done = out.add(QStringList(shownFileName(from.file)) + rejectCells(reject, textOf)); !done)
                    return done;
        return done;
    });
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
            return fail(ErrorCode::NotFound, Fault::ProfileUnknown, {quotable(name)});
        return **found;
    });
}

QFuture<Result<void>> ImportService::saveProfile(ImportProfile profile)
{
    return change(Permission::Import,
        [profile = std::move(profile)](Connection &connection, const Identity &person) -> Result<void> {
            const auto countries = countriesOf(connection);
            if (!countries)
                return failed(countries);
            if (const auto fits = checkName(profile.name, QStringLiteral("name"), *countries); !fits)
                return fits;
            if (const auto fits = checkWords(profile.mapping); !fits)
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
                return fail(ErrorCode::NotFound, Fault::ProfileUnknown, {quotable(name)});
            return DeedLog(connection).append(person, {QStringLiteral("import-profile.remove"), name, {}, {}, {}});
        });
}

} // namespace callveil

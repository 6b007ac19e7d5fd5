// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/imports/import_order.h"

namespace callveil {

/// A column mapping saved under a name, for everybody who imports.
struct ImportProfile {
    QString name;
    CsvMapping mapping;
};

/// The rows of one file that were rejected.
struct FileRejects {
    QString file; ///< path or name
    std::vector<RowReject> rejects;
};

/// Brings files of call records in.
class ImportService final : public Service {
public:
    using Service::Service;

    /// The first records and cells, masked as the process would store them. Stores nothing.
    [[nodiscard]] QFuture<Result<ImportPreview>> preview(ImportOrder order);
    /// Runs on the background thread. Everything of the file is stored or nothing. Fails with Cancelled, and what
    /// opening a file or a database fails with.
    [[nodiscard]] QFuture<Result<ImportSummary>> run(ImportOrder order, std::shared_ptr<ImportProgress> progress);
    /// Writes the rejects as CSV: line, column, fault. No cell of the file is in it.
    [[nodiscard]] static Result<void> saveRejects(
        const ImportSummary &summary, const QString &file, const std::function<QString(RowFault)> &textOf);
    /// The same of several files: each line begins with the name of its file, in which numbers are masked.
    [[nodiscard]] static Result<void> saveRejects(
        const std::vector<FileRejects> &files, const QString &file, const std::function<QString(RowFault)> &textOf);

    [[nodiscard]] QFuture<Result<std::vector<ImportProfile>>> profiles();
    /// Fails with ProfileUnknown.
    [[nodiscard]] QFuture<Result<ImportProfile>> profile(QString name);
    [[nodiscard]] QFuture<Result<void>> saveProfile(ImportProfile profile);
    [[nodiscard]] QFuture<Result<void>> removeProfile(QString name);
};

} // namespace callveil

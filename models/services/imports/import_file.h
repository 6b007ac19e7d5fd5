// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_format.h"

#include <memory>

class QFile;

namespace callveil {

/// A file of call records and its reader; the file outlives the reader.
class ImportFile final : public CallReader {
public:
    /// Opens the file and detects its format. Fails with FileUnreadable and what openCalls() fails with.
    [[nodiscard]] static Result<std::unique_ptr<ImportFile>> open(const QString &path, const ReadOptions &options);
    ~ImportFile() override;

    [[nodiscard]] Result<std::optional<CallRow>> next() override;
    [[nodiscard]] qint64 bytesRead() const override;
    [[nodiscard]] QStringList unusedColumns() const override;
    [[nodiscard]] const QString &format() const { return m_calls.format; }
    [[nodiscard]] const std::optional<CsvMapping> &mapping() const { return m_calls.mapping; }
    [[nodiscard]] qint64 size() const;

private:
    explicit ImportFile(const QString &path);

    std::unique_ptr<QFile> m_file;
    OpenedCalls m_calls;
};

} // namespace callveil

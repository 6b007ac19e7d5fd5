// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_file.h"

#include <QFile>
#include <QFileInfo>

namespace callveil {

ImportFile::ImportFile(const QString &path) : m_file(std::make_unique<QFile>(path)) { }

ImportFile::~ImportFile() = default;

Result<std::unique_ptr<ImportFile>> ImportFile::open(const QString &path, const ReadOptions &options)
{
    // File names can hold numbers; people know their file by its name all the same, and it is stored nowhere.
    const QString name = QFileInfo(path).fileName();
    std::unique_ptr<ImportFile> file(new ImportFile(path));
    if (!file->m_file->open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {name});
    auto calls = openCalls(*file->m_file, name, options);
    if (!calls)
        return failed(calls);
    file->m_calls = std::move(*calls);
    return file;
}

Result<std::optional<CallRow>> ImportFile::next()
{
    return m_calls.reader->next();
}

QStringList ImportFile::unusedColumns() const
{
    return m_calls.reader->unusedColumns();
}

qint64 ImportFile::bytesRead() const
{
    return m_calls.reader->bytesRead();
}

qint64 ImportFile::size() const
{
    return m_file->size();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/sheet_file.h"

#include "exchange/sheets/csv_sheet.h"
#include "exchange/sheets/pdf_sheet.h"
#include "exchange/sheets/xlsx_sheet.h"

#include <QFileInfo>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace callveil {

namespace {

QString placeOf(const QString &path)
{
    const QFileInfo file(path);
    return file.isSymLink() && file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
}

std::unique_ptr<SheetWriter> writerOf(SheetFormat format, const QString &path)
{
    switch (format) {
    case SheetFormat::Csv:
        return std::make_unique<CsvSheet>(path);
    case SheetFormat::Pdf:
        return std::make_unique<PdfSheet>(path);
    case SheetFormat::Xlsx:
        break;
    }
    return std::make_unique<XlsxSheet>(path);
}

/// Without it a file could be found empty after the power has failed, in the place of one that was whole.
bool isOnDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool synced = ::fsync(file) == 0;
    return ::close(file) == 0 && synced;
#else
    return QFileInfo::exists(path);
#endif
}

bool takePlace(const QString &from, const QString &place)
{
    std::error_code error; // unlike QFile's own, this takes the place of a file in one step
    std::filesystem::rename(QFileInfo(from).filesystemFilePath(), QFileInfo(place).filesystemFilePath(), error);
    return !error;
}

} // namespace

SheetFile::SheetFile(const QString &path, SheetFormat format)
    : m_place(placeOf(path)), m_format(format), m_file(m_place + QStringLiteral(".XXXXXX"))
{ }

SheetFile::~SheetFile() = default;

tl::unexpected<Error> SheetFile::unwritable() const
{
    return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(m_place).fileName()});
}

Result<void> SheetFile::open(const SheetHead &head)
{
    if (m_format == SheetFormat::Pdf && !PdfSheet::isPossible())
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("this program has no fonts"));
    const QFileInfo there(m_place);
    if (there.isDir() || (there.exists() && !there.isWritable()))
        return unwritable();
    if (!m_file.open() || !m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return unwritable();
    const QString path = m_file.fileName(); // from here on it has a name
    m_file.close();
    m_writer = writerOf(m_format, path);
    if (!m_writer->begin(head))
        return unwritable();
    return {};
}

Result<void> SheetFile::add(const QStringList &cells)
{
    if (!m_writer->add(cells))
        return unwritable();
    return {};
}

Result<void> SheetFile::commit()
{
    if (!m_writer->finish())
        return unwritable();
    m_writer.reset();
    if (!isOnDisk(m_file.fileName()) || !takePlace(m_file.fileName(), m_place))
        return unwritable();
    m_file.setAutoRemove(false);
    return {};
}

} // namespace callveil

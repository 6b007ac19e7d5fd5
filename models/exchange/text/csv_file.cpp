// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/csv_file.h"

#include <QFileInfo>

#include <algorithm>

namespace callveil {

namespace {

bool isShownNumber(const QString &text)
{
    return text.size() > 1 && text.front() == u'+' && std::all_of(text.begin() + 1, text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'x' || c == u'*';
    });
}

} // namespace

QByteArray csvCell(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()) && !isShownNumber(text))
        text.prepend(u'\'');
    const bool isPlain = std::all_of(
        text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber() || QStringView(u"_.+-*:; ").contains(c); });
    if (isPlain && text.trimmed() == text)
        return text.toUtf8();
    return '"' + text.replace(u'"', QLatin1String("\"\"")).toUtf8() + '"';
}

QByteArray csvLine(const QStringList &cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += (i > 0 ? QByteArrayLiteral(",") : QByteArray()) + csvCell(cells[i]);
    return line + "\r\n";
}

CsvFile::CsvFile(const QString &path) : m_file(path) { }

tl::unexpected<Error> CsvFile::unwritable() const
{
    return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(m_file.fileName()).fileName()});
}

Result<void> CsvFile::open()
{
    if (!m_file.open(QIODevice::WriteOnly) || !m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return unwritable();
    return {};
}

Result<void> CsvFile::add(const QStringList &cells)
{
    const QByteArray line = csvLine(cells);
    if (m_file.write(line) != line.size())
        return unwritable();
    return {};
}

Result<void> CsvFile::commit()
{
    if (!m_file.commit())
        return unwritable();
    return {};
}

} // namespace callveil

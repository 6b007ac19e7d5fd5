// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/sheet.h"

#include "domain/base/stable_keys.h"

#include <QFileInfo>

namespace callveil {

namespace {

constexpr StableKeys<SheetFormat, 3> s_keys{
    {{SheetFormat::Xlsx, "xlsx"}, {SheetFormat::Csv, "csv"}, {SheetFormat::Pdf, "pdf"}}};

} // namespace

QStringList SheetHead::titles() const
{
    QStringList titles;
    for (const SheetColumn &column : columns)
        titles.append(column.title);
    return titles;
}

QString sheetKey(SheetFormat format)
{
    return keyOf(s_keys, format);
}

std::optional<SheetFormat> sheetFromKey(const QString &key)
{
    return fromKey(s_keys, key);
}

std::optional<SheetFormat> sheetOfFile(const QString &file)
{
    return sheetFromKey(QFileInfo(file).suffix().toLower());
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_options.h"

#include <QFileInfo>

namespace callveil {

void addSheetOptions(Command &command, const QString &verb)
{
    command.options().addOptions({
        {QStringLiteral("format"), verb + QStringLiteral("xlsx, csv or pdf; if left out, the suffix of FILE says it"),
            QStringLiteral("FORMAT")},
        {QStringLiteral("force"), verb + QStringLiteral("replace FILE when it is there")},
    });
}

tl::expected<SheetFormat, int> sheetFormatOf(Command &command, const QString &file)
{
    const auto format =
        command.isSet("format") ? sheetFromKey(command.value("format")) : sheetOfFile(file).value_or(SheetFormat::Xlsx);
    if (!format)
        return tl::unexpected(command.misuse(QStringLiteral("--format is xlsx, csv or pdf")));
    if (!command.isSet("force") && QFileInfo::exists(file))
        return tl::unexpected(
            command.refuse({ErrorCode::Conflict, Fault::FileExists, {QFileInfo(file).fileName()}, {}}));
    return *format;
}

} // namespace callveil

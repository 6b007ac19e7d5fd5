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
    const auto format = command.isSet("format") ? sheetFromKey(command.value("format")) : sheetOfFile(file);
    if (!format)
        return tl::unexpected(command.misuse(command.isSet("format")
                ? QStringLiteral("--format is xlsx, csv or pdf")
                : QStringLiteral("the name of the file ends in .xlsx, .csv or .pdf, or --format says what it is")));
    if (!command.isSet("force") && QFileInfo::exists(file)) {
        command.err() << "callveilctl: there is a file " << harmless(QFileInfo(file).fileName())
                      << " already, and it stays as it is; choose another name, or replace it with --force\n";
        command.err().flush();
        return tl::unexpected(int(Refused));
    }
    return *format;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_layout.h"

#include "domain/reports/report_rules.h"
#include "ui/reports/report_words.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ReportLayout", text);
}

/// Whose days these are, in the title of the first column.
QString titleWithZone(const QString &title, ReportKind kind, bool isPlain)
{
    QString zone = QStringLiteral("UTC");
    if (isOfProcesses(kind))
        zone = isPlain ? QStringLiteral("process time zone")
                       : say(QT_TRANSLATE_NOOP("ReportLayout", "time zone of each process"));
    return QStringLiteral("%1 (%2)").arg(title, zone);
}

} // namespace

ReportSheet reportSheetFor(SheetFormat format, const Report &report)
{
    const bool isPlain = format == SheetFormat::Csv;
    ReportSheet sheet = isPlain ? plainReportSheet(report) : reportSheet(report, reportWords());
    SheetHead &head = sheet.head;
    if (format != SheetFormat::Pdf) // pages have a line for it
        head.columns.front().title = titleWithZone(head.columns.front().title, report.request.kind, isPlain);
    head.page = say(QT_TRANSLATE_NOOP("ReportLayout", "Page %1"));
    return sheet;
}

} // namespace callveil

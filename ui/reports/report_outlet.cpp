// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_outlet.h"

#include "domain/base/when_answered.h"
#include "domain/reports/report_rules.h"
#include "exchange/sheets/sheet_pages.h"
#include "tables/reports/report_sheet.h"
#include "ui/reports/report_work_line.h"
#include "ui/sheets/print_preview.h"
#include "ui/sheets/sheet_choice.h"
#include "ui/shell/notifier.h"
#include "ui/texts/report_text.h"
#include "ui/widgets/palette_icon.h"

#include <QFileInfo>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>

namespace callveil {

namespace {

/// What is proposed for the name of a file, without its suffix: "masked-calls-2026-11-01-2026-11-30".
QString fileName(const ReportRequest &request)
{
    return QStringLiteral("%1-%2-%3")
        .arg(reportKindKey(request.kind), request.from.toString(Qt::ISODate), request.to.toString(Qt::ISODate));
}

} // namespace

ReportOutlet::ReportOutlet(const PageContext &context, QWidget *page)
    : QObject(page), m_context(context), m_service(context.workspace), m_page(page),
      m_export(new QPushButton(paletteIcon(QStringLiteral("document_export")), tr("E&xport…"), page)),
      m_print(new QPushButton(paletteIcon(QStringLiteral("print")), tr("Pr&int…"), page)),
      m_line(new ReportWorkLine(page))
{
    makeButtons();
    updateButtons();
}

void ReportOutlet::makeButtons()
{
    m_export->setObjectName(QStringLiteral("exportReport"));
    m_export->setAccessibleName(tr("Export"));
    m_print->setObjectName(QStringLiteral("printReport"));
    m_print->setAccessibleName(tr("Print"));
    for (QPushButton *button : {m_export, m_print})
        button->setAutoDefault(false);
    connect(m_export, &QPushButton::clicked, this, &ReportOutlet::exportReport);
    connect(m_print, &QPushButton::clicked, this, &ReportOutlet::printReport);
    auto *keys = new QShortcut(QKeySequence::Print, m_page);
    connect(keys, &QShortcut::activated, m_print, &QPushButton::click);
}

void ReportOutlet::setReport(std::shared_ptr<const Report> report)
{
    m_report = std::move(report);
    updateButtons();
}

void ReportOutlet::updateButtons()
{
    const bool may = m_service.me()->may(Permission::Export);
    const bool can = may && m_report && !m_line->isRunning();
    m_export->setEnabled(can);
    m_print->setEnabled(can);
    const QString mayNot = tr("Your role may not export.");
    m_export->setToolTip(may ? tr("Writes the report that is shown to a workbook, CSV file or PDF document") : mayNot);
    m_print->setToolTip(may ? tr("Shows the report as it is printed (%1)")
                                  .arg(QKeySequence(QKeySequence::Print).toString(QKeySequence::NativeText))
                            : mayNot);
}

void ReportOutlet::exportReport()
{
    const auto report = m_report; // another one may be read while the file is chosen
    const auto choice = chooseSheet(m_context, m_page, tr("Export the report"), fileName(report->request));
    if (!choice)
        return;
    ReportSheet sheet = reportSheetFor(choice->format, *report, reportWords());
    ReportExportOrder order{
        report->request.kind, std::move(sheet.head), std::move(sheet.rows), choice->file, choice->format};
    const auto work = m_line->start();
    updateButtons();
    whenAnswered(m_service.write(std::move(order), work), this,
        [this, name = QFileInfo(choice->file).fileName()](const Result<qint64> &rows) {
            m_line->finish();
            updateButtons();
            if (rows)
                m_context.notifier.show(Notifier::Kind::Done,
                    tr("The report was written to %1. Rows: %2.").arg(name, QLocale().toString(*rows)));
            else
                m_context.notifier.fail(rows.error());
        });
}

void ReportOutlet::printReport()
{
    ReportSheet sheet = reportSheetFor(SheetFormat::Pdf, *m_report, reportWords());
    QString note;
    if (qsizetype(sheet.rows.size()) > s_mostPrinted) {
        sheet.rows.resize(s_mostPrinted);
        note = tr("These are the first %1 rows; export to PDF for all of them and the totals.")
                   .arg(QLocale().toString(s_mostPrinted));
    }
    const auto rows = qint64(sheet.rows.size());
    const QString title = reportTitle(m_report->request.kind);
    PrintJob job{tr("Print report"), std::make_shared<const SheetPages>(std::move(sheet.head), std::move(sheet.rows)),
        note, false, [this, kind = m_report->request.kind, rows] { return m_service.notePrint(kind, rows); }};
    auto *preview = new PrintPreview(std::move(job), m_context.prompt, m_page);
    connect(preview, &PrintPreview::printed, this, [this, title] {
        m_context.notifier.show(Notifier::Kind::Done, tr("“%1” was sent to the printer.").arg(title));
    });
    preview->open();
}

} // namespace callveil

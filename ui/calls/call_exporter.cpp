// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_exporter.h"

#include "domain/base/when_answered.h"
#include "tables/calls/shown_call_sheet.h"
#include "ui/calls/call_words.h"
#include "ui/calls/export_dialog.h"
#include "ui/sheets/sheet_choice.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/palette_icon.h"

#include <QFileInfo>
#include <QKeySequence>
#include <QLocale>
#include <QPushButton>

namespace callveil {

CallExporter::CallExporter(const PageContext &context, std::function<CallFilter()> filter, QWidget *page)
    : QObject(page), m_context(context), m_service(context.workspace), m_filter(std::move(filter)), m_page(page),
      m_button(new QPushButton(paletteIcon(QStringLiteral("document_export")), tr("Export…"), page)),
      m_line(new BusyLine(tr("Exporting"), page))
{
    m_button->setObjectName(QStringLiteral("exportCalls"));
    m_button->setAccessibleName(tr("Export"));
    m_button->setAutoDefault(false);
    m_button->setShortcut(QKeySequence(tr("Ctrl+E"))); // its letters are other things' on this page
    connect(m_button, &QPushButton::clicked, this, &CallExporter::begin);
    m_line->keepNoRoom(); // it is seldom seen
    connect(m_line, &BusyLine::cancelled, this, [this] {
        if (m_progress)
            *m_progress->stop = true;
    });
    updateButton();
}

CallExporter::~CallExporter()
{
    if (m_progress)
        *m_progress->stop = true;
}

void CallExporter::updateButton()
{
    const bool may = m_service.me()->may(Permission::Export);
    m_button->setEnabled(may && !m_progress);
    m_button->setToolTip(
        may ? tr("Writes every call that matches the filter to a file (Ctrl+E)") : tr("Your role may not export."));
}

bool CallExporter::viewsActual() const
{
    return !m_service.me()->actual.isEmpty();
}

void CallExporter::begin()
{
    CallExportOrder order;
    order.filter = m_filter();
    order.zone = m_context.zone;
    if (!viewsActual())
        return run(order);
    auto *dialog = new ExportDialog(m_page);
    connect(dialog, &ExportDialog::chosen, this,
        [this, order](bool actualNumbers, const QString &reason, const QString &ticket) mutable {
            order.actualNumbers = actualNumbers;
            order.reason = reason;
            order.ticket = ticket;
            run(order);
        });
    dialog->open();
}

void CallExporter::run(CallExportOrder order)
{
    if (m_progress)
        return;
    const auto choice = chooseSheet(m_context, m_page, tr("Export calls"), QStringLiteral("calls"));
    if (!choice)
        return;
    order.file = choice->file;
    order.format = choice->format;
    if (order.format == SheetFormat::Pdf) // which people read
        order.sheet = shownCallSheet(callWordsOf(m_context.zone));
    m_file = QFileInfo(order.file).fileName();
    m_progress = std::make_shared<CallExportProgress>();
    updateButton();
    m_line->setBusy(true);
    whenAnswered(m_service.run(std::move(order), m_progress), this,
        [this](const Result<CallExportReport> &report) { settle(report); });
}

void CallExporter::settle(const Result<CallExportReport> &report)
{
    m_progress.reset();
    m_line->setBusy(false);
    updateButton();
    if (!report && report.error().code == ErrorCode::Cancelled)
        return m_context.notifier.show(
            Notifier::Kind::Information, tr("The export was cancelled. No file was written."));
    if (!report)
        return m_context.notifier.fail(report.error());
    if (report->unread > 0)
        return m_context.notifier.show(Notifier::Kind::Warning,
            tr("The calls were written to “%1”. %n numbers stayed masked: the vault holds them no longer, or you have "
               "no key of it.",
                nullptr, int(std::min<qint64>(report->unread, 1000000000)))
                .arg(m_file));
    const QLocale locale;
    const QString rows = locale.toString(report->rows);
    if (report->clear > 0 && report->numbers == 0)
        return m_context.notifier.show(Notifier::Kind::Warning,
            tr("%1 calls were written to “%2”. It holds numbers in clear (%3), of processes whose masking was off: "
               "keep "
               "it where only you can read it.")
                .arg(rows, m_file, locale.toString(report->clear)));
    m_context.notifier.show(Notifier::Kind::Done,
        report->numbers > 0 ? tr("%1 calls with %2 actual numbers were written to “%3”.")
                                  .arg(rows, locale.toString(report->numbers), m_file)
                            : tr("%1 calls were written to “%2”.").arg(rows, m_file));
}

} // namespace callveil

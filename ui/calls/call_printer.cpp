// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_printer.h"

#include "domain/base/when_answered.h"
#include "exchange/sheets/sheet_pages.h"
#include "tables/calls/shown_call_sheet.h"
#include "ui/calls/call_words.h"
#include "ui/sheets/print_preview.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/palette_icon.h"

#include <QKeySequence>
#include <QLocale>
#include <QPushButton>

namespace callveil {

CallPrinter::CallPrinter(const PageContext &context, std::function<CallFilter()> filter, QWidget *page)
    : QObject(page), m_context(context), m_service(context.workspace), m_filter(std::move(filter)), m_page(page),
      m_button(new QPushButton(paletteIcon(QStringLiteral("print")), tr("Print…"), page)),
      m_line(new BusyLine(tr("Reading for print"), page))
{
    m_button->setObjectName(QStringLiteral("printCalls"));
    m_button->setAccessibleName(tr("Print"));
    m_button->setAutoDefault(false);
    m_button->setShortcut(QKeySequence::Print); // its letters are other things' on this page
    connect(m_button, &QPushButton::clicked, this, &CallPrinter::begin);
    m_line->keepNoRoom(); // it is seldom seen
    connect(m_line, &BusyLine::cancelled, this, [this] {
        if (m_stop)
            *m_stop = true;
    });
    updateButton();
}

CallPrinter::~CallPrinter()
{
    if (m_stop)
        *m_stop = true;
}

void CallPrinter::updateButton()
{
    const bool may = m_service.me()->may(Permission::Export);
    m_button->setEnabled(may && !m_stop);
    m_button->setToolTip(may ? tr("Shows the calls that match the filter as they are printed (%1)")
                                   .arg(m_button->shortcut().toString(QKeySequence::NativeText))
                             : tr("Your role may not export."));
}

void CallPrinter::begin()
{
    if (m_stop)
        return;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    updateButton();
    m_line->setBusy(true);
    whenAnswered(m_service.read(m_filter(), shownCallSheet(callWordsOf(m_context.zone)), m_stop), this,
        [this](const Result<CallPrint> &print) { settle(print); });
}

void CallPrinter::settle(const Result<CallPrint> &print)
{
    m_stop.reset();
    m_line->setBusy(false);
    updateButton();
    if (print)
        return show(*print);
    if (print.error().code != ErrorCode::Cancelled)
        m_context.notifier.fail(print.error());
}

void CallPrinter::show(const CallPrint &print)
{
    if (print.rows.empty())
        return m_context.notifier.show(
            Notifier::Kind::Information, tr("No call matches the filter: there is nothing to print."));
    const auto rows = qint64(print.rows.size());
    PrintJob job{tr("Print calls"), std::make_shared<const SheetPages>(print.head, print.rows), noteOf(print),
        print.clear > 0, [this, rows, clear = print.clear] { return m_service.note(rows, clear); }};
    auto *preview = new PrintPreview(std::move(job), m_context.prompt, m_page);
    connect(preview, &PrintPreview::printed, this, [this, rows] {
        m_context.notifier.show(
            Notifier::Kind::Done, tr("%1 calls were sent to the printer.").arg(QLocale().toString(rows)));
    });
    preview->open();
}

QString CallPrinter::noteOf(const CallPrint &print)
{
    const QLocale locale;
    QStringList sentences;
    if (print.more)
        sentences.append(tr("These are the newest %1 calls that match; export to PDF for all of them.")
                             .arg(locale.toString(qint64(print.rows.size()))));
    if (print.clear > 0)
        sentences.append(tr("The pages hold numbers in clear (%1), of processes whose masking was off.")
                             .arg(locale.toString(print.clear)));
    return sentences.join(u' ');
}

} // namespace callveil

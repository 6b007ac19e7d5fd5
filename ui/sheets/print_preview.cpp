// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/print_preview.h"

#include "domain/base/when_answered.h"
#include "exchange/sheets/sheet_pages.h"
#include "services/sheets/page_printing.h"
#include "ui/sheets/page_view.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPagedPaintDevice>
#include <QPushButton>

namespace callveil {

PrintPreview::PrintPreview(PrintJob job, Prompt &prompt, QWidget *parent)
    : QDialog(parent), m_job(std::move(job)), m_prompt(prompt), m_view(new PageView(m_job.pages, this)),
      m_previous(new QPushButton(paletteIcon(QStringLiteral("go_previous")), tr("P&revious page"), this)),
      m_next(new QPushButton(paletteIcon(QStringLiteral("go_next")), tr("&Next page"), this)),
      m_print(new QPushButton(paletteIcon(QStringLiteral("print")), tr("&Print…"), this)), m_place(new QLabel(this)),
      m_size(new QComboBox(this)), m_status(new StatusLine(this))
{
    setObjectName(QStringLiteral("printPreview"));
    setHelpTopic(*this, QStringLiteral("exports"));
    setWindowTitle(m_job.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addLayout(makePaging());
    column->addWidget(m_view, 1);
    column->addWidget(m_status);
    column->addWidget(makeButtons());
    if (!m_job.note.isEmpty())
        m_status->say(m_job.warns ? Status::Warning : Status::Neutral, m_job.note);
    resize(characters(this, 130), gridUnit(this) * 90);
    turn(0);
}

QLayout *PrintPreview::makePaging()
{
    m_previous->setObjectName(QStringLiteral("previousPage"));
    m_next->setObjectName(QStringLiteral("nextPage"));
    for (QPushButton *button : {m_previous, m_next})
        button->setAutoDefault(false);
    connect(m_previous, &QPushButton::clicked, this, [this] { turn(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn(1); });
    m_size->setObjectName(QStringLiteral("pageSize"));
    m_size->setWhatsThis(tr("How large the page is shown here. It is printed in the size of the paper."));
    m_size->addItem(tr("Page width"), int(PageView::Size::Width));
    m_size->addItem(tr("Whole page"), int(PageView::Size::Whole));
    m_size->addItem(tr("Twice the width"), int(PageView::Size::Double));
    connect(m_size, &QComboBox::currentIndexChanged, this,
        [this] { m_view->setSize(PageView::Size(m_size->currentData().toInt())); });
    auto *label = new QLabel(tr("&Size"), this);
    label->setBuddy(m_size);
    auto *row = new QHBoxLayout;
    row->setSpacing(gridUnit(this));
    row->addWidget(m_previous);
    row->addWidget(m_place);
    row->addWidget(m_next);
    row->addStretch(1);
    row->addWidget(label);
    row->addWidget(m_size);
    return row;
}

QWidget *PrintPreview::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_print->setObjectName(QStringLiteral("printPages"));
    m_print->setAccessibleName(tr("Print"));
    m_print->setDefault(true);
    buttons->addButton(m_print, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(m_print, &QPushButton::clicked, this, &PrintPreview::print);
    connect(buttons, &QDialogButtonBox::rejected, this, &PrintPreview::reject);
    return buttons;
}

void PrintPreview::turn(int by)
{
    m_view->showPage(m_view->shownPage() + by);
    const int place = m_view->shownPage(), pages = m_job.pages->count();
    m_place->setText(tr("Page %1 of %2").arg(QLocale().toString(place + 1), QLocale().toString(pages)));
    m_previous->setEnabled(place > 0);
    m_next->setEnabled(place + 1 < pages);
}

void PrintPreview::print()
{
    auto printer = m_prompt.choosePrinter(this, m_job.title, m_job.pages->layout().isLandscape());
    if (!printer)
        return;
    m_print->setEnabled(false);
    m_status->say(Status::Neutral, tr("Sending the pages to the printer…"));
    whenAnswered(m_job.record(), this, [this, printer = std::move(printer)](const Result<void> &recorded) {
        if (recorded)
            send(printer);
        else
            fail(faultText(recorded.error()));
    });
}

void PrintPreview::send(std::shared_ptr<QPagedPaintDevice> printer)
{
    whenAnswered(printPages(m_job.pages, std::move(printer)), this, [this](bool sent) {
        if (!sent)
            return fail(tr("The printer did not take all pages. Look at its queue, then print again."));
        Q_EMIT printed();
        accept();
    });
}

void PrintPreview::fail(const QString &text)
{
    m_print->setEnabled(true);
    m_status->say(Status::Critical, text);
}

} // namespace callveil

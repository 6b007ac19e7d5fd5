// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rerate_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/rates/rerating_table_model.h"
#include "ui/rates/day_range.h"
#include "ui/rates/rate_words.h"
#include "ui/rates/rerating_line.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

RerateDialog::RerateDialog(
    const PageContext &context, RateService &rates, const std::vector<ProcessDetails> &processes, QWidget *parent)
    : QDialog(parent), m_context(context), m_rates(rates),
      m_model(new ReratingTableModel(rateTexts(context.zone), this)), m_form(new FieldForm(this)),
      m_process(new QComboBox(this)), m_status(new StatusLine(this)), m_line(new ReratingLine(this))
{
    setObjectName(QStringLiteral("rerateDialog"));
    setWindowTitle(tr("Re-rate calls"));
    setAttribute(Qt::WA_DeleteOnClose);
    addPeriod(processes);
    makeTable();
    makeButtons();
    arrange();
    forget();
}

void RerateDialog::addPeriod(const std::vector<ProcessDetails> &processes)
{
    m_days = new DayRange(m_context.zone, *m_form);
    m_process->setObjectName(QStringLiteral("rerateProcess"));
    m_process->addItem(tr("All"), 0);
    for (const ProcessDetails &details : processes)
        m_process->addItem(details.process.name, details.process.id.value);
    m_form->addField(QStringLiteral("process"), tr("Pro&cess"), m_process,
        tr("Each leg is rated by the zone that it got when it was written, and by the rates valid when it began."));
    connect(m_days, &DayRange::changed, this, &RerateDialog::forget);
    connect(m_process, &QComboBox::currentIndexChanged, this, &RerateDialog::forget);
}

void RerateDialog::makeTable()
{
    m_table = new ListTable(tr("Sums"), {}, this);
    m_table->setObjectName(QStringLiteral("reratedSums"));
    m_table->setWhatsThis(tr("What the legs of the period cost so far, and by the rates as they are now."));
    m_table->noteRead(); // filled by a preview
    m_table->setModel(m_model);
    m_table->setRowsShown(5, 3);
}

void RerateDialog::makeButtons()
{
    m_preview = new QPushButton(tr("Pre&view"), this);
    m_preview->setObjectName(QStringLiteral("previewRerating"));
    m_preview->setDefault(true);
    m_run = new QPushButton(tr("&Re-rate…"), this);
    m_run->setAccessibleName(tr("Re-rate"));
    m_run->setObjectName(QStringLiteral("rerate"));
    m_run->setAutoDefault(false);
    connect(m_preview, &QPushButton::clicked, this, &RerateDialog::preview);
    connect(m_run, &QPushButton::clicked, this, &RerateDialog::run);
}

void RerateDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_preview, QDialogButtonBox::ActionRole);
    buttons->addButton(m_run, QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &RerateDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_form);
    column->addWidget(m_table, 1);
    column->addWidget(m_status);
    column->addWidget(m_line);
    column->addWidget(buttons);
    resize(characters(this, 100), sizeHint().height());
    const QList<QWidget *> order{
        m_days->firstField(), m_days->lastField(), m_process, m_table, m_preview, m_run, close};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    order.front()->setFocus();
}

void RerateDialog::updateButtons()
{
    m_form->setEnabled(!m_working);
    m_preview->setEnabled(!m_working);
    m_run->setEnabled(!m_working && m_changes > 0);
}

void RerateDialog::forget()
{
    m_changes = 0;
    m_model->setReport({});
    m_table->setEmptyText(tr("Choose Preview to see what the period would cost. Nothing is changed by that."));
    m_status->clear();
    updateButtons();
}

void RerateDialog::preview()
{
    forget();
    if (const QString fault = m_days->fault(); !fault.isEmpty())
        return m_status->say(Status::Critical, fault);
    start(true);
}

void RerateDialog::run()
{
    if (m_context.prompt.confirm(this, tr("Re-rate calls"),
            tr("Legs of the period that get another cost or recharge: %1. What they cost so far is not kept but for "
               "the sums, which stand in the audit trail.")
                .arg(QLocale().toString(m_changes)),
            tr("Re-rate")))
        start(false);
}

void RerateDialog::start(bool dryRun)
{
    m_working = true;
    m_stores = !dryRun;
    m_status->clear();
    updateButtons();
    ReratingOrder order{m_days->from(), m_days->to(), {m_process->currentData().toLongLong()}, dryRun};
    whenAnswered(m_rates.rerate(order, m_line->start()), this,
        [this, dryRun](const Result<ReratingReport> &report) { take(report, dryRun); });
}

/// Also after a failure: what was rated again until then is.
void RerateDialog::take(const Result<ReratingReport> &report, bool dryRun)
{
    m_line->finish();
    m_working = m_stores = false;
    m_changes = 0;
    if (report) {
        const QLocale locale;
        const QString calls = locale.toString(report->calls), legs = locale.toString(report->legs);
        const QString changed = locale.toString(report->changed);
        const QString unrated = locale.toString(report->costAfter.unrated);
        m_model->setReport(*report);
        m_table->setEmptyText(tr("No leg of the period has a cost or a recharge, and none gets one."));
        m_status->say(dryRun ? Status::Neutral : Status::Ok,
            dryRun ? tr("Calls: %1, legs: %2. Another amount gets: %3. Without a cost stay: %4.")
                         .arg(calls, legs, changed, unrated)
                   : tr("Rated again. Calls: %1, legs: %2. Another amount got: %3. Without a cost: %4.")
                         .arg(calls, legs, changed, unrated));
        if (dryRun)
            m_changes = report->changed;
    } else {
        m_status->say(Status::Critical, reratingFaultText(report.error()));
    }
    updateButtons();
}

void RerateDialog::reject()
{
    if (m_stores)
        return m_line->cancel(); // take() says how far it came
    QDialog::reject();
}

} // namespace callveil

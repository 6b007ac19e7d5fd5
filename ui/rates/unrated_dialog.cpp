// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/unrated_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/rates/unrated_table_model.h"
#include "ui/rates/day_range.h"
#include "ui/rates/rate_words.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

UnratedDialog::UnratedDialog(const PageContext &context, RateService &rates, QWidget *parent)
    : QDialog(parent), m_context(context), m_rates(rates),
      m_model(new UnratedTableModel(rateTexts(context.zone), this)), m_form(new FieldForm(this)),
      m_kind(new QComboBox(this)), m_status(new StatusLine(this)), m_busy(new BusyLine(tr("Reading"), this))
{
    setObjectName(QStringLiteral("unratedDialog"));
    setWindowTitle(tr("Unrated legs"));
    setAttribute(Qt::WA_DeleteOnClose);
    addPeriod();
    makeTable();
    arrange();
    refresh();
}

void UnratedDialog::addPeriod()
{
    m_kind->setObjectName(QStringLiteral("unratedList"));
    for (const RateKind kind : allRateKinds)
        m_kind->addItem(rateKindText(kind), int(kind));
    m_form->addField(QStringLiteral("list"), tr("&List"), m_kind, tr("Which amount is missing."));
    m_days = new DayRange(m_context.zone, *m_form);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &UnratedDialog::refresh);
    connect(m_days, &DayRange::changed, this, &UnratedDialog::refresh);
}

void UnratedDialog::makeTable()
{
    m_table = new ListTable(tr("Unrated legs"), {}, this);
    m_table->setObjectName(QStringLiteral("unratedLegs"));
    m_table->setWhatsThis(
        tr("Legs whose cost is not known, by process and zone. They are in no sum: a missing cost is not 0."));
    m_table->setModel(m_model);
    m_table->setRowsShown(10, 4);
    m_table->setItemDelegateForColumn(UnratedTableModel::Zone, new NumberDelegate(m_table));
    m_busy->hideCancel();
}

void UnratedDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &UnratedDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_form);
    column->addWidget(m_table, 1);
    column->addWidget(m_status);
    column->addWidget(m_busy);
    column->addWidget(buttons);
    resize(characters(this, 130), sizeHint().height());
    const QList<QWidget *> order{
        m_kind, m_days->firstField(), m_days->lastField(), m_table, buttons->button(QDialogButtonBox::Close)};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_kind->setFocus();
}

void UnratedDialog::refresh()
{
    const int request = ++m_request;
    m_status->clear();
    const QString fault = m_days->fault();
    m_table->setEmptyText(fault.isEmpty() ? tr("Every leg of the period has a rate.") : tr("No period is chosen."));
    if (!fault.isEmpty()) {
        m_busy->setBusy(false);
        m_model->setLines({});
        m_table->noteRead();
        return m_status->say(Status::Critical, fault);
    }
    m_busy->setBusy(true);
    const UnratedOrder order{RateKind(m_kind->currentData().toInt()), m_days->from(), m_days->to()};
    whenAnswered(m_rates.unrated(order), this, [this, request](const Result<UnratedList> &list) {
        if (request == m_request)
            take(list);
    });
}

void UnratedDialog::take(const Result<UnratedList> &list)
{
    m_busy->setBusy(false);
    m_table->noteRead(list.has_value());
    if (!list)
        return m_status->say(Status::Critical, faultText(list.error()));
    m_model->setLines(list->lines);
    if (list->lines.empty())
        return;
    const QString legs = QLocale().toString(m_model->legs());
    m_status->say(Status::Warning,
        list->isCut
            ? tr("Only the %1 rows with the most legs are shown. Legs without this amount in them: %2. A shorter "
                 "period may show all.")
                  .arg(QLocale().toString(UnratedList::most), legs)
            : tr("Legs without this amount: %1.").arg(legs));
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/emergency_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/emergency_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/platform/emergency_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/name_list.h"
#include "ui/texts/platform_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace callveil {

EmergencyPanel::EmergencyPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace),
      m_model(new EmergencyTableModel(tableTexts(context.zone), &countryText, this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void EmergencyPanel::makeTable()
{
    m_table = new ListTable(tr("Emergency numbers"),
        tr("There is no emergency number yet. Those that are known of a country come with its first process or pool; "
           "choose Prefill for those that are there, or Add… to type one."),
        this);
    m_table->setObjectName(QStringLiteral("emergencyNumbers"));
    m_table->setWhatsThis(tr("Numbers that are never masked: calls to them go through as they were dialled."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 3);
    m_table->setFlexibleColumn(EmergencyTableModel::Source);
    connect(m_table, &ListTable::idsSelected, this, &EmergencyPanel::updateButtons);
}

void EmergencyPanel::makeButtons()
{
    m_add = new QPushButton(tr("&Add…"), this);
    m_add->setAccessibleName(tr("Add number"));
    m_remove = new QPushButton(tr("Re&move"), this);
    m_remove->setAccessibleName(tr("Remove number"));
    m_prefill = new QPushButton(tr("&Prefill"), this);
    connect(m_add, &QPushButton::clicked, this, &EmergencyPanel::add);
    connect(m_remove, &QPushButton::clicked, this, &EmergencyPanel::remove);
    connect(m_prefill, &QPushButton::clicked, this, &EmergencyPanel::prefill);
}

void EmergencyPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    bar->addWidget(m_prefill);
    bar->addWidget(m_remove);
    bar->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_prefill);
    setTabOrder(m_prefill, m_remove);
    setTabOrder(m_remove, m_add);
}

void EmergencyPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_service.overview(), this, [this, request](const Result<EmergencyOverview> &overview) {
        if (request != m_request)
            return;
        m_table->noteRead(overview.has_value());
        if (!overview)
            return m_context.notifier.fail(overview.error());
        m_missing = overview->missing;
        m_model->setItems(overview->lines);
        if (const qint64 added = std::exchange(m_added, 0))
            m_table->selectIds({added});
        updateButtons();
    });
}

std::optional<EmergencyLine> EmergencyPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void EmergencyPanel::updateButtons()
{
    m_remove->setEnabled(current().has_value());
    m_prefill->setEnabled(!m_missing.isEmpty());
    QStringList countries;
    for (const QString &country : std::as_const(m_missing))
        countries.append(countryText(country));
    m_prefill->setToolTip(countries.isEmpty()
            ? tr("Every country of a process or pool has emergency numbers.")
            : tr("Adds the numbers that are known of countries that have none: %1.").arg(nameList(countries)));
}

void EmergencyPanel::add()
{
    const auto line = current();
    auto *dialog = new EmergencyDialog(m_service, line ? line->row.number.country : m_missing.value(0), this);
    connect(dialog, &EmergencyDialog::added, this, &EmergencyPanel::tellAdded);
    dialog->open();
}

void EmergencyPanel::tellAdded(const EmergencyNumber &number, const QStringList &known)
{
    const QString told = tr("%1 is an emergency number of %2 now.").arg(number.digits, countryText(number.country));
    m_context.notifier.show(Notifier::Kind::Done,
        known.isEmpty() ? told : told + u' ' + tr("Those that are known were added too: %1.").arg(nameList(known)));
    m_added = EmergencyTableModel::keyOf(number);
    refresh();
}

void EmergencyPanel::remove()
{
    const auto line = current();
    if (!line)
        return;
    const EmergencyNumber number = line->row.number;
    QString loss = emergencyLossText(line->loss, number);
    if (loss.isEmpty())
        loss = tr("%1 will be no emergency number of %2 any more.").arg(number.digits, countryText(number.country));
    if (!m_context.prompt.confirm(this, tr("Remove emergency number"), loss, tr("Remove")))
        return;
    whenAnswered(m_service.remove(number), this, [this, number](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done,
                tr("%1 is no emergency number of %2 any more.").arg(number.digits, countryText(number.country)));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

void EmergencyPanel::prefill()
{
    m_prefill->setEnabled(false);
    whenAnswered(m_service.prefill(), this, [this](const Result<std::vector<EmergencyPrefill>> &answer) {
        if (answer)
            tellPrefilled(*answer);
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

void EmergencyPanel::tellPrefilled(const std::vector<EmergencyPrefill> &countries)
{
    QStringList filled, lines;
    for (const EmergencyPrefill &each : countries) {
        lines.append(prefillText(each.country, each.digits));
        if (!each.digits.isEmpty())
            filled.append(countryText(each.country));
    }
    if (countries.empty()) // somebody else was faster
        return m_context.notifier.show(
            Notifier::Kind::Done, tr("Every country of a process or pool has emergency numbers."));
    const bool all = filled.size() == qsizetype(countries.size());
    const QString told = filled.isEmpty() ? QString() : tr("Emergency numbers were added: %1.").arg(nameList(filled));
    if (all)
        return m_context.notifier.show(Notifier::Kind::Done, told, lines.join(u'\n'));
    m_context.notifier.show(Notifier::Kind::Warning,
        QString(told + u' ' + tr("Of some countries none is known: add theirs by hand.")).trimmed(), lines.join(u'\n'));
}

} // namespace callveil

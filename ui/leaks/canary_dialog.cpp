// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/canary_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/leaks/canary_table_model.h"
#include "ui/leaks/plant_canary_dialog.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

CanaryDialog::CanaryDialog(const PageContext &context, CanaryService &canaries, QWidget *parent)
    : QDialog(parent), m_context(context), m_canaries(canaries),
      m_model(new CanaryTableModel(tableTexts(context.zone), this)), m_status(new StatusLine(this))
{
    setObjectName(QStringLiteral("canaryDialog"));
    setWindowTitle(tr("Canary numbers"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *why = new WrappedLabel(
        tr("A canary number is put where a number may leak from, for example into one copy of a customer list. Nobody "
           "has a reason to call it or to write it down, so a scan that finds it tells where that copy went. Which "
           "number it is cannot be read here."),
        this);
    why->setMuted();
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(why);
    column->addWidget(m_table, 1);
    column->addWidget(m_status);
    column->addWidget(makeButtons());
    resize(characters(this, 80), sizeHint().height());
    updateButtons();
    read();
}

void CanaryDialog::makeTable()
{
    m_table = new ListTable(tr("Canary numbers"),
        tr("No number is planted. Choose Plant… to put one down, and then write it where you put it."), this);
    m_table->setObjectName(QStringLiteral("canaries"));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(CanaryTableModel::PlantedIn);
    m_table->setWhatsThis(tr("Where numbers were planted, and whether a scan saw them."));
    connect(m_table, &ListTable::idsSelected, this, &CanaryDialog::updateButtons);
}

QWidget *CanaryDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_plant = buttons->addButton(tr("&Plant…"), QDialogButtonBox::ActionRole);
    m_plant->setAccessibleName(tr("Plant"));
    m_remove = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(m_plant, &QPushButton::clicked, this, &CanaryDialog::plant);
    connect(m_remove, &QPushButton::clicked, this, &CanaryDialog::removeSelected);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void CanaryDialog::read()
{
    const int request = ++m_request;
    whenAnswered(m_canaries.list(), this, [this, request](const Result<std::vector<Canary>> &canaries) {
        if (request != m_request)
            return;
        m_table->noteRead(canaries.has_value());
        if (canaries)
            m_model->setItems(*canaries);
        else
            m_status->say(Status::Critical, faultText(canaries.error()));
        updateButtons();
    });
}

void CanaryDialog::updateButtons()
{
    const bool may = m_canaries.mayPlant();
    m_plant->setEnabled(may);
    m_remove->setEnabled(may && m_model->rowOf(m_table->currentId()) >= 0);
    const QString why = tr("Whoever manages security, and belongs to all processes, plants and removes numbers.");
    for (QPushButton *button : {m_plant, m_remove})
        button->setToolTip(may ? QString() : why);
}

void CanaryDialog::plant()
{
    auto *dialog = new PlantCanaryDialog(m_canaries, this);
    connect(dialog, &PlantCanaryDialog::planted, this, &CanaryDialog::tellPlanted);
    dialog->open();
}

void CanaryDialog::tellPlanted(const PlantedCanary &canary)
{
    m_status->say(canary.isNew ? Status::Ok : Status::Neutral,
        canary.isNew ? tr("The number is planted as “%1”. The next scan looks for it.").arg(canary.name)
                     : tr("This number was planted before, as “%1”. Nothing was changed.").arg(canary.name));
    read();
}

void CanaryDialog::removeSelected()
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0)
        return;
    const Canary canary = m_model->item(row);
    if (!m_context.prompt.confirm(this, tr("Remove canary number"),
            tr("No scan looks for the number of “%1” any more. What was found of it stays.").arg(canary.name),
            tr("Remove")))
        return;
    whenAnswered(m_canaries.remove(canary), this, [this, name = canary.name](const Result<void> &answer) {
        if (answer)
            m_status->say(Status::Ok, tr("“%1” was removed.").arg(name));
        else
            m_status->say(Status::Critical, faultText(answer.error()));
        read();
    });
}

} // namespace callveil

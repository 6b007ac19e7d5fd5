// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/retention/held_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/retention/held_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/name_list.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/status_line.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

HeldDialog::HeldDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_service(context.workspace),
      m_model(new HeldTableModel(tableTexts(context.zone), this)), m_form(new FieldForm(this)),
      m_table(new ListTable(tr("What is held"), tr("Type a number and a reason, then choose Report."), this)),
      m_status(new StatusLine(this))
{
    setObjectName(QStringLiteral("heldDialog"));
    setWindowTitle(tr("One person's number"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table->setObjectName(QStringLiteral("held"));
    m_table->setWhatsThis(tr("For each process: how many calls, recordings and bindings hold this number."));
    m_table->noteRead(); // filled by a report
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 4);
    addFields();
    makeButtons();
    arrange();
    setWorking(false);
}

void HeldDialog::addFields()
{
    m_number = new NumberField(QStringLiteral("heldNumber"), this);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("heldReason"));
    m_ticket = new QLineEdit(this);
    m_ticket->setObjectName(QStringLiteral("heldTicket"));
    m_form->addField(QStringLiteral("number"), tr("&Number"), m_number,
        tr("With its country code, as +44 20 7946 0018: in another country the same digits are somebody else's."));
    m_form->addField(QStringLiteral("reason"), tr("Rea&son"), m_reason,
        tr("Who asked, and by what right. It stands in the audit trail; the number does not."));
    m_form->addField(QStringLiteral("ticket"), tr("&Ticket (optional)"), m_ticket);
    m_form->explain(QStringLiteral("ticket"), tr("The number of the request that asks for it, when there is one."));
    connect(m_number, &QLineEdit::textEdited, this, &HeldDialog::forget);
}

void HeldDialog::makeButtons()
{
    m_report = new QPushButton(tr("&Report"), this);
    m_report->setObjectName(QStringLiteral("reportHeld"));
    m_report->setDefault(true);
    m_erase = new QPushButton(tr("&Erase…"), this);
    m_erase->setAccessibleName(tr("Erase"));
    m_erase->setObjectName(QStringLiteral("eraseHeld"));
    m_erase->setAutoDefault(false);
    m_copy = new QPushButton(tr("&Copy report"), this);
    m_copy->setObjectName(QStringLiteral("copyHeld"));
    m_copy->setAutoDefault(false);
    connect(m_report, &QPushButton::clicked, this, &HeldDialog::report);
    connect(m_erase, &QPushButton::clicked, this, &HeldDialog::erase);
    connect(m_copy, &QPushButton::clicked, this, &HeldDialog::copy);
}

void HeldDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_report, QDialogButtonBox::ActionRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_erase, QDialogButtonBox::DestructiveRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &HeldDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_form);
    column->addWidget(m_table, 1);
    column->addWidget(m_status);
    column->addWidget(buttons);
    resize(characters(this, 130), sizeHint().height());
    const QList<QWidget *> order{
        m_number, m_reason, m_ticket, m_table, m_report, m_copy, m_erase, buttons->button(QDialogButtonBox::Close)};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_number->setFocus();
}

HeldOrder HeldDialog::order() const
{
    return {m_number->typed(), m_reason->text(), m_ticket->text()};
}

void HeldDialog::setWorking(bool working)
{
    m_working = working;
    m_form->setEnabled(!working);
    m_report->setEnabled(!working);
    m_erase->setEnabled(!working && m_model->rowCount() > 0);
    m_copy->setEnabled(!working && m_model->rowCount() > 0);
}

void HeldDialog::forget()
{
    m_model->setItems({});
    m_status->clear();
    setWorking(m_working);
}

void HeldDialog::refuse(const Error &error)
{
    setWorking(false);
    if (!m_form->showError(error))
        m_status->say(Status::Critical, faultText(error));
}

void HeldDialog::report()
{
    m_form->clearErrors();
    forget();
    setWorking(true);
    whenAnswered(m_service.report(order()), this, [this](const Result<HeldReport> &report) {
        if (!report)
            return refuse(report.error());
        take(*report);
        setWorking(false);
    });
}

void HeldDialog::take(const HeldReport &report)
{
    m_table->setEmptyText(tr("Nothing is held of this number."));
    m_model->setItems(report.lines);
    const QString where = nameList(report.searched);
    if (report.lines.empty())
        m_status->say(Status::Neutral,
            tr("Nothing can be found of this number in %1. Calls whose real number was deleted already hold masked "
               "digits only, and cannot be found by it any more.")
                .arg(where));
    else
        m_status->say(Status::Neutral,
            tr("Looked in %1. Backups, recordings and the platform's own records are not in this report.").arg(where));
}

void HeldDialog::erase()
{
    if (!m_context.prompt.confirm(this, tr("Erase this number"),
            tr("The number is taken out of the vault, and its digits out of every call and binding, masked ones too: "
               "these show xxxxxxxxxxxx instead, and the bindings end. Agents' lines stay. Nobody can undo this; "
               "backups hold it until they are gone."),
            tr("Erase")))
        return;
    m_form->clearErrors();
    setWorking(true);
    whenAnswered(m_service.erase(order()), this, [this](const Result<ErasureReport> &report) {
        if (!report)
            return refuse(report.error());
        takeErased(*report);
        setWorking(false);
    });
}

void HeldDialog::takeErased(const ErasureReport &report)
{
    m_model->setItems({});
    m_number->setText({});
    QString text = tr("The number was erased from %n legs and from the vault.", nullptr, int(report.legs));
    if (report.bindings > 0)
        text += u' ' + tr("Bindings ended or blanked: %1.").arg(QLocale().toString(report.bindings));
    m_status->say(Status::Ok, text);
    Q_EMIT erased();
}

/// As a table with headings, for an answer to the person.
void HeldDialog::copy() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < m_model->columnCount(); ++column)
        cells.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines.append(cells.join(u'\t'));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells.append(m_model->data(m_model->index(row, column), PlainRole).toString());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_status->say(Status::Ok, tr("The report was copied."));
}

} // namespace callveil

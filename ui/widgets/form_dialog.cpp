// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_dialog.h"

#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

FormDialog::FormDialog(const QString &title, const QString &action, QWidget *parent)
    : QDialog(parent), m_form(new FieldForm(this)), m_failure(new StatusLine(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_form->setMinimumWidth(characters(this, 76)); // the window itself keeps growing with its texts
    m_buttons->button(QDialogButtonBox::Save)->setText(action);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    column->addWidget(m_form);
    column->addWidget(m_failure);
    column->addStretch();
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &FormDialog::start);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &FormDialog::reject);
}

void FormDialog::start()
{
    m_form->clearErrors();
    m_failure->clear();
    m_buttons->setEnabled(false);
    save();
}

/// Tab goes through the fields, which were made after the buttons, and ends at the buttons.
void FormDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    QList<QWidget *> order = m_form->fields();
    order += {m_buttons->button(QDialogButtonBox::Save), m_buttons->button(QDialogButtonBox::Cancel)};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    order.front()->setFocus(Qt::OtherFocusReason);
}

void FormDialog::settle(const std::optional<Error> &error)
{
    m_buttons->setEnabled(true);
    if (!error)
        return accept();
    if (!m_form->showError(*error))
        m_failure->say(Status::Critical, faultText(*error));
    refused(*error);
}

void FormDialog::refuse(const QString &key, const QString &text)
{
    m_buttons->setEnabled(true);
    m_form->showError(key, text);
}

} // namespace callveil

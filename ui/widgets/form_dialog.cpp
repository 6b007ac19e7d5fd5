// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_dialog.h"

#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

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

void FormDialog::scrollFields()
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    auto *scroll = m_scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->removeWidget(m_form);
    m_form->setContentsMargins(0, 0, gridUnit(this), 0); // beside the scroll bar
    auto *room = new QWidget(scroll); // takes what the fields do not need
    auto *rows = new QVBoxLayout(room);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_form);
    rows->addStretch();
    scroll->setWidget(room);
    scroll->setMinimumWidth(m_form->minimumWidth() + scroll->verticalScrollBar()->sizeHint().width());
    scroll->setMinimumHeight(fontMetrics().lineSpacing() * 18);
    column->insertWidget(0, scroll, 1);
    const int wished = fontMetrics().lineSpacing() * 40;
    resize(width(), std::min(wished, screen()->availableSize().height() * 9 / 10));
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
    const auto first = std::find_if(order.begin(), order.end(), [](QWidget *field) { return field->isEnabled(); });
    (first == order.end() ? order.front() : *first)->setFocus(Qt::OtherFocusReason);
}

void FormDialog::settle(const std::optional<Error> &error)
{
    m_buttons->setEnabled(true);
    if (!error)
        return accept();
    if (m_form->showError(*error))
        showFault();
    else
        m_failure->say(Status::Critical, faultText(*error));
    refused(*error);
}

void FormDialog::refuse(const QString &key, const QString &text)
{
    m_buttons->setEnabled(true);
    m_form->showError(key, text);
    showFault();
}

/// The field at fault has the focus; a scroll area follows the focus only when Tab moves it.
void FormDialog::showFault()
{
    QTimer::singleShot(0, this, [this] { // when the sentence under the field has got its room
        if (m_scroll && focusWidget())
            m_scroll->ensureWidgetVisible(focusWidget(), 0, fontMetrics().lineSpacing() * 5);
    });
}

} // namespace callveil

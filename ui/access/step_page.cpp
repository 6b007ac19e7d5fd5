// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/step_page.h"

#include "ui/access/waiting_line.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QAbstractButton>
#include <QVBoxLayout>
#include <QWizard>

#include <utility>

namespace callveil {

StepPage::StepPage(FirstStart &state, const QString &title, const QString &sentence)
    : m_state(state), m_layout(new QVBoxLayout), m_form(new FieldForm), m_status(new StatusLine),
      m_busy(new WaitingLine)
{
    m_layout->setSpacing(gridUnit(this) * 3 / 2);
    m_layout->addWidget(m_form);
    QVBoxLayout *all = wizardColumn(this, title, sentence);
    all->addLayout(m_layout);
    all->addWidget(m_status);
    all->addStretch();
    all->addWidget(m_busy);
}

/// Called again when the work is done: then it lets the wizard go on.
bool StepPage::validatePage()
{
    if (!m_done && !m_working) {
        m_form->clearErrors();
        m_status->clear();
        m_inside = true;
        go();
        m_inside = false;
    }
    return std::exchange(m_done, false);
}

void StepPage::startWork(const QString &text)
{
    setWorking(true);
    m_busy->start(text);
}

void StepPage::finishStep()
{
    setWorking(false);
    m_done = true;
    if (m_inside)
        return;
    if (nextId() < 0)
        wizard()->accept();
    else
        wizard()->next();
}

void StepPage::refuse(const Error &error)
{
    setWorking(false);
    const QString field = fieldOf(error);
    if (!field.isEmpty())
        m_form->showError(field, faultText(error));
    else if (!m_form->showError(error))
        m_status->say(Status::Critical, faultText(error));
}

void StepPage::setWorking(bool working)
{
    m_working = working;
    m_form->setEnabled(!working);
    if (!working)
        m_busy->stop();
    Q_EMIT completeChanged();
    wizard()->button(QWizard::CancelButton)->setEnabled(!working);
    if (working)
        wizard()->button(QWizard::BackButton)->setEnabled(false);
}

} // namespace callveil

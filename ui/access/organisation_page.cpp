// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/organisation_page.h"

#include "domain/base/when_answered.h"
#include "ui/access/connection_choice.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/password_fields.h"
#include "ui/widgets/field_form.h"

#include <QLineEdit>

namespace callveil {

OrganisationPage::OrganisationPage(FirstStart &state)
    : StepPage(state, tr("Organisation and administrator"),
        tr("The first administrator may do everything and can add others. The database is made in the next step.")),
      m_organisation(new QLineEdit), m_name(new QLineEdit(QStringLiteral("admin"))), m_displayName(new QLineEdit),
      m_password(passwordEdit(QStringLiteral("adminPassword"))),
      m_again(passwordEdit(QStringLiteral("adminPasswordAgain")))
{
    m_organisation->setObjectName(QStringLiteral("organisation"));
    m_name->setObjectName(QStringLiteral("adminName"));
    m_displayName->setObjectName(QStringLiteral("adminDisplayName"));
    m_form->addField(QStringLiteral("organisation"), tr("&Organisation"), m_organisation);
    m_form->explain(QStringLiteral("organisation"),
        tr("The name of your company. It stands in the title of every window and on the recovery kit."));
    m_form->addField(
        QStringLiteral("user"), tr("&User name"), m_name, tr("Small letters, digits, dots, dashes, underscores"));
    m_form->addField(QStringLiteral("name"), tr("&Display name"), m_displayName);
    m_form->explain(QStringLiteral("name"),
        tr("The name by which people know the administrator, in lists and in the audit trail."));
    m_form->addField(QStringLiteral("password"), tr("&Password"), m_password, passwordAdvice());
    m_form->addField(QStringLiteral("again"), tr("Password &again"), m_again);
    m_form->explain(
        QStringLiteral("again"), tr("The same password once more, so that a slip of a finger locks nobody out."));
    setCommitPage(true);
    setButtonText(QWizard::CommitButton, tr("&Make database"));
}

void OrganisationPage::initializePage()
{
    if (m_state.way == FirstStart::Way::NewDatabase)
        m_state.order.address = m_state.local;
    m_organisation->setFocus();
}

int OrganisationPage::nextId() const
{
    return FirstStartWizard::KitStep;
}

void OrganisationPage::go()
{
    if (!checkRepeated(*m_form, QStringLiteral("again"), *m_password, *m_again))
        return;
    SetupOrder &order = m_state.order;
    order.organisation = m_organisation->text();
    order.adminName = m_name->text().trimmed();
    order.adminDisplayName = m_displayName->text();
    order.adminPassword = m_password->text();
    startWork(tr("Making the database…"));
    whenAnswered(
        m_state.context.setup.create(order), this, [this](const Result<SetupOutcome> &outcome) { take(outcome); });
}

QString OrganisationPage::fieldOf(const Error &error) const
{
    return accessFieldOf(error);
}

void OrganisationPage::take(const Result<SetupOutcome> &outcome)
{
    if (!outcome)
        return refuse(outcome.error());
    m_state.outcome = *outcome;
    m_state.order.superuserPassword.clear();
    if (m_state.way == FirstStart::Way::Server)
        m_state.connection = saveConnection(m_state.context.local, m_state.order.address);
    finishStep();
}

} // namespace callveil

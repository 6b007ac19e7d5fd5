// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/user_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/people/process_choice.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QLineEdit>

namespace callveil {

UserDialog::UserDialog(PeopleService &people, RightsBook book, std::optional<Person> person, QWidget *parent)
    : FormDialog(person ? tr("Change %1").arg(person->displayName) : tr("New user"),
        person ? tr("&Save") : tr("&Create"), parent),
      m_people(people), m_book(std::move(book)), m_person(std::move(person)), m_role(new QComboBox(this)),
      m_gains(new StatusLine(this)), m_loses(new StatusLine(this))
{
    setObjectName(QStringLiteral("userDialog"));
    if (m_person)
        m_before = {m_person->role, m_person->allProcesses, m_book.roster.memberships.value(m_person->id).values()};
    else
        addNames();
    addRights();
    connect(m_role, &QComboBox::currentIndexChanged, this, &UserDialog::showEffect);
    connect(m_processes, &ProcessChoice::changed, this, &UserDialog::showEffect);
    showEffect();
}

void UserDialog::addNames()
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("userName"));
    m_name->setMaxLength(24);
    m_displayName = new QLineEdit(this);
    m_displayName->setObjectName(QStringLiteral("displayName"));
    form().addField(QStringLiteral("user"), tr("&User name"), m_name,
        tr("What the person signs in with: small letters, digits, dots, dashes. It stays for good."));
    form().addField(QStringLiteral("name"), tr("&Name"), m_displayName, tr("As it stands in lists and records."));
}

void UserDialog::addRights()
{
    m_role->setObjectName(QStringLiteral("userRole"));
    for (const Role role : allRoles)
        m_role->addItem(roleText(role), int(role));
    m_role->setCurrentIndex(m_role->findData(int(m_person ? m_person->role : Role::ProfessionalAgent)));
    form().addField(QStringLiteral("role"), tr("&Role"), m_role);
    form().explain(
        QStringLiteral("role"), tr("What the person may do. The permissions of each role stand under Privileges."));
    m_processes = new ProcessChoice(form(), tr("&Belongs to"), m_people.me()->allProcesses, this);
    const QSet<ProcessId> own(m_before.processes.begin(), m_before.processes.end());
    m_processes->setProcesses(m_book.roster.processes, m_person ? m_person->allProcesses : true, own);
    form().addLine(m_gains);
    form().addLine(m_loses);
}

PersonChange UserDialog::entered() const
{
    return {Role(m_role->currentData().toInt()), m_processes->isAll(), m_processes->chosen()};
}

void UserDialog::showEffect()
{
    const PersonChange after = entered();
    if (!m_person) {
        const QString numbers = numbersViewed(m_book, after);
        return m_gains->say(Status::Warning,
            numbers.isEmpty() ? QString() : tr("May read the real numbers of customers of %1.").arg(numbers));
    }
    const PersonEffects effects = effectsOf(m_book, m_before, after);
    const QString gains = effects.gains.join(tr("; ")), loses = effects.loses.join(tr("; "));
    m_gains->say(Status::Neutral, gains.isEmpty() ? QString() : tr("Gains at the next sign-in: %1.").arg(gains));
    m_loses->say(Status::Warning, loses.isEmpty() ? QString() : tr("Loses at once: %1.").arg(loses));
}

void UserDialog::save()
{
    const PersonChange after = entered();
    if (!after.allProcesses && after.processes.isEmpty())
        return refuse(QStringLiteral("processes"), tr("Choose at least one process, or all of them."));
    if (m_person)
        change();
    else
        create();
}

void UserDialog::create()
{
    const PersonChange rights = entered();
    const QString name = m_name->text().trimmed();
    whenAnswered(m_people.create({name, m_displayName->text(), rights.role, rights.allProcesses, rights.processes, {}}),
        this, [this, name](const Result<CreatedPerson> &answer) {
            settle(answer ? std::nullopt : std::optional(answer.error()));
            if (answer)
                Q_EMIT created(name, *answer);
        });
}

void UserDialog::change()
{
    whenAnswered(m_people.change(m_person->name, entered()), this, [this](const Result<void> &answer) {
        if (answer)
            Q_EMIT changed(m_person->displayName);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil

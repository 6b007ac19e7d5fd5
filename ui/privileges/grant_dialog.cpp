// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/grant_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/people/process_choice.h"
#include "ui/texts/name_list.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>

namespace callveil {

GrantDialog::GrantDialog(
    AccessService &access, Roster roster, std::vector<GrantLine> grants, Role role, QWidget *parent)
    : FormDialog(tr("Grant actual numbers"), tr("&Grant"), parent), m_access(access), m_roster(std::move(roster)),
      m_grants(std::move(grants)), m_role(new QComboBox(this)), m_effect(new StatusLine(this))
{
    setObjectName(QStringLiteral("grantDialog"));
    addFields(role);
    connect(m_role, &QComboBox::currentIndexChanged, this, &GrantDialog::showEffect);
    connect(m_processes, &ProcessChoice::changed, this, &GrantDialog::showEffect);
    showEffect();
}

void GrantDialog::addFields(Role role)
{
    m_role->setObjectName(QStringLiteral("grantRole"));
    for (const Role each : allRoles)
        m_role->addItem(roleText(each), int(each));
    m_role->setCurrentIndex(m_role->findData(int(role)));
    form().addField(QStringLiteral("role"), tr("&Role"), m_role);
    form().explain(QStringLiteral("role"), tr("Whose people may view actual numbers from now on."));
    const bool all = m_access.me()->allProcesses;
    m_processes = new ProcessChoice(form(), tr("&Numbers of"), all, this);
    m_processes->setProcesses(m_roster.processes, all, {});
    form().addLine(m_effect);
}

Role GrantDialog::chosenRole() const
{
    return Role(m_role->currentData().toInt());
}

QStringList GrantDialog::reached() const
{
    const QList<ProcessId> chosen = m_processes->chosen();
    QStringList names;
    for (const Person &person : m_roster.people) {
        if (person.role != chosenRole() || isDisabled(person.state))
            continue;
        const QSet<ProcessId> own = m_roster.memberships.value(person.id);
        const bool meets = m_processes->isAll() || person.allProcesses
            || std::any_of(chosen.begin(), chosen.end(), [&](ProcessId id) { return own.contains(id); });
        if (meets)
            names.append(person.displayName);
    }
    names.sort();
    return names;
}

bool GrantDialog::isGrantedAlready() const
{
    const auto holds = [this](ProcessId process) {
        return std::any_of(m_grants.begin(), m_grants.end(), [&](const GrantLine &grant) {
            return grant.role == chosenRole() && (!grant.process.isSet() || grant.process == process);
        });
    };
    const QList<ProcessId> chosen = m_processes->chosen();
    return m_processes->isAll() ? holds({}) : !chosen.isEmpty() && std::all_of(chosen.begin(), chosen.end(), holds);
}

void GrantDialog::showEffect()
{
    if (!m_processes->isAll() && m_processes->chosen().isEmpty())
        return m_effect->say(Status::Neutral, tr("Choose the processes whose numbers are granted."));
    if (isGrantedAlready())
        return m_effect->say(Status::Neutral, tr("This is granted to the role already."));
    const QStringList names = reached();
    if (names.isEmpty())
        return m_effect->say(Status::Warning,
            tr("Nobody has this role there now. Whoever gets it may then read the real numbers of customers."));
    m_effect->say(Status::Warning,
        tr("%1 may then read the real numbers of customers, one at a time and with a reason that is recorded. So may "
           "everybody who gets this role later.")
            .arg(nameList(names)));
}

void GrantDialog::save()
{
    if (!m_processes->isAll() && m_processes->chosen().isEmpty())
        return refuse(QStringLiteral("processes"), tr("Choose at least one process."));
    if (isGrantedAlready())
        return refuse(QStringLiteral("role"), tr("This is granted to the role already. Choose another one."));
    const Role role = chosenRole();
    whenAnswered(m_access.grant(role, m_processes->chosen()), this, [this, role](const Result<GrantOutcome> &answer) {
        if (answer)
            Q_EMIT granted(role, *answer);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/grants_panel.h"

#include "domain/base/when_answered.h"
#include "tables/access/grant_table_model.h"
#include "ui/privileges/access_words.h"
#include "ui/privileges/grant_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/name_list.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/section_heading.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace callveil {

GrantsPanel::GrantsPanel(const PageContext &context, AccessService &access, QWidget *parent)
    : QWidget(parent), m_context(context), m_access(access),
      m_model(new GrantTableModel(accessTexts(context.zone), this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void GrantsPanel::makeTable()
{
    m_table = new ListTable(tr("View actual number"), {}, this);
    m_table->setObjectName(QStringLiteral("grants"));
    m_table->setWhatsThis(tr("Which roles may view actual numbers, of which processes, and since when."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 6);
    connect(m_table, &ListTable::idsSelected, this, &GrantsPanel::updateButtons);
}

void GrantsPanel::makeButtons()
{
    m_grant = new QPushButton(tr("&Grant…"), this);
    m_grant->setAccessibleName(tr("Grant"));
    m_grant->setObjectName(QStringLiteral("grant"));
    m_grant->setToolTip(tr("Lets the people of a role view the actual numbers of customers."));
    connect(m_grant, &QPushButton::clicked, this, &GrantsPanel::grant);
    m_revoke = new QPushButton(tr("&Revoke…"), this);
    m_revoke->setAccessibleName(tr("Revoke"));
    m_revoke->setObjectName(QStringLiteral("revoke"));
    connect(m_revoke, &QPushButton::clicked, this, &GrantsPanel::revoke);
}

void GrantsPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(sectionHeading(tr("View actual &number"), m_table, this));
    bar->addStretch();
    bar->addWidget(m_revoke);
    bar->addWidget(m_grant);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    setTabOrder(m_table, m_revoke);
    setTabOrder(m_revoke, m_grant);
}

void GrantsPanel::setGrants(std::vector<GrantLine> grants, Roster roster)
{
    m_grants = std::move(grants);
    m_roster = std::move(roster);
    m_read = true;
    m_model->setGrants(m_grants, m_access.me()->allProcesses);
    m_table->noteRead();
    updateButtons();
}

void GrantsPanel::sayUnread()
{
    m_table->noteRead(false);
}

const GrantRow *GrantsPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? nullptr : &m_model->item(row);
}

void GrantsPanel::updateButtons()
{
    const GrantRow *row = current();
    const bool chosen = row && row->grant;
    const bool mine = chosen && (row->grant->process.isSet() || m_access.me()->allProcesses);
    m_grant->setEnabled(m_read);
    m_revoke->setEnabled(mine && !m_revoking);
    m_revoke->setToolTip(chosen && !mine
            ? tr("This grant holds for all processes, and you belong to some of them: somebody who belongs to all "
                 "has to revoke it.")
            : tr("Takes the actual numbers from the people of the chosen row's role."));
}

void GrantsPanel::grant()
{
    const GrantRow *row = current();
    auto *dialog = new GrantDialog(m_access, m_roster, m_grants, row ? row->role : Role::Supervisor, this);
    connect(dialog, &GrantDialog::granted, this, &GrantsPanel::tellGranted);
    dialog->open();
}

void GrantsPanel::tellGranted(Role role, const GrantOutcome &outcome)
{
    QStringList sentences{tr("Actual numbers were granted to the role %1.").arg(roleText(role))};
    if (outcome.given > 0)
        sentences.append(tr("%n people got the key.", nullptr, outcome.given));
    if (outcome.waiting > 0)
        sentences.append(
            tr("%n people wait until somebody who holds the numbers gives them the key.", nullptr, outcome.waiting));
    m_context.notifier.show(outcome.waiting > 0 ? Notifier::Kind::Warning : Notifier::Kind::Done, sentences.join(u' '));
    Q_EMIT grantsChanged();
}

QString GrantsPanel::revokeQuestion(const GrantLine &grant) const
{
    const QString what = grant.process.isSet() ? tr("the actual numbers of %1").arg(grant.processName)
                                               : tr("the actual numbers of all processes");
    const QString who = grant.people.isEmpty()
        ? tr("Nobody has this role now.")
        : tr("These people cannot view them any more within 5 seconds, also where they are signed in: %1.")
              .arg(nameList(grant.people));
    return tr("Revoke %1 from the role %2?\n\n%3\n\nWhat they have read already cannot be taken back. If one of them "
              "could open a vault, its key is due for replacement; this page shows so until it is done.")
        .arg(what, roleText(grant.role), who);
}

void GrantsPanel::revoke()
{
    const GrantRow *row = current();
    if (!row || !row->grant)
        return;
    const GrantLine grant = *row->grant;
    if (!m_context.prompt.confirm(this, tr("Revoke actual numbers"), revokeQuestion(grant), tr("Revoke")))
        return;
    m_revoking = true;
    updateButtons();
    whenAnswered(m_access.revoke(grant.role, grant.process), this, [this, grant](const Result<void> &answer) {
        m_revoking = false;
        updateButtons();
        if (!answer)
            m_context.notifier.fail(answer.error());
        else
            m_context.notifier.show(
                Notifier::Kind::Done, tr("Actual numbers were revoked from the role %1.").arg(roleText(grant.role)));
        Q_EMIT grantsChanged();
    });
}

} // namespace callveil

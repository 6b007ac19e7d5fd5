// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/privileges_page.h"

#include "domain/base/when_answered.h"
#include "ui/privileges/grants_panel.h"
#include "ui/privileges/permissions_panel.h"
#include "ui/privileges/rotation_list.h"
#include "ui/privileges/waiting_bar.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace callveil {

PrivilegesPage::PrivilegesPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_access(context.workspace), m_people(context.workspace),
      m_waiting(new WaitingBar(context, m_access, this)), m_rotations(new RotationList(context, this)),
      m_grants(new GrantsPanel(context, m_access, this)), m_permissions(new PermissionsPanel(context, m_access, this))
{
    arrange();
    connect(m_waiting, &WaitingBar::keysGiven, this, &PrivilegesPage::refreshGrants);
    connect(m_grants, &GrantsPanel::grantsChanged, this, &PrivilegesPage::refreshGrants);
    connect(m_permissions, &PermissionsPanel::settled, this, &Page::changesSettled);
    connect(m_permissions, &PermissionsPanel::settled, this, &PrivilegesPage::refreshGrants);
}

void PrivilegesPage::arrange()
{
    auto *head = new PageHead(tr("Privileges"),
        tr("Decides who may view the actual numbers of customers, and what else each role may do."), this);
    auto *parts = new QWidget(this);
    auto *column = new QVBoxLayout(parts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_waiting);
    column->addWidget(m_rotations);
    column->addWidget(m_grants, 1);
    column->addSpacing(gridUnit(this));
    column->addWidget(m_permissions, 2);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(parts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(scroll, 1);
}

bool PrivilegesPage::hasChanges() const
{
    return m_permissions->hasChanges();
}

void PrivilegesPage::applyChanges()
{
    m_permissions->apply();
}

void PrivilegesPage::discardChanges()
{
    m_permissions->revert();
}

void PrivilegesPage::refresh()
{
    m_permissions->refresh();
    refreshGrants();
}

void PrivilegesPage::refreshGrants()
{
    const int request = ++m_request;
    m_waiting->refresh();
    m_rotations->refresh();
    whenAnswered(m_people.roster(), this, [this, request](const Result<Roster> &roster) {
        if (request != m_request)
            return;
        if (!roster)
            return sayUnread(roster.error());
        whenAnswered(
            m_access.grants(), this, [this, request, roster = *roster](const Result<std::vector<GrantLine>> &grants) {
                if (request != m_request)
                    return;
                if (!grants)
                    return sayUnread(grants.error());
                m_grants->setGrants(*grants, roster);
            });
    });
}

void PrivilegesPage::sayUnread(const Error &error)
{
    m_grants->sayUnread();
    m_context.notifier.fail(error);
}

} // namespace callveil

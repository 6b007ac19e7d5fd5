// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/users_page.h"

#include "domain/base/when_answered.h"
#include "tables/people/user_table_model.h"
#include "ui/people/one_time_password.h"
#include "ui/people/sign_ins_panel.h"
#include "ui/people/user_dialog.h"
#include "ui/privileges/access_words.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table_search.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>

namespace callveil {

UsersPage::UsersPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_people(context.workspace), m_access(context.workspace),
      m_model(new UserTableModel(accessTexts(context.zone), this)), m_signIns(new SignInsPanel(context, m_people, this))
{
    makeTable();
    makeButtons();
    arrange();
    connect(m_signIns, &SignInsPanel::signedInChanged, m_model, &UserTableModel::setSignedIn);
    updateButtons();
}

void UsersPage::makeTable()
{
    m_table = new ListTable(tr("Users"), tr("No user matches the search."), this);
    m_table->setObjectName(QStringLiteral("users"));
    m_table->setWhatsThis(tr("Everybody who has a sign-in, with role, processes and state."));
    m_search = new TableSearch(
        *m_table, *m_model, tr("Search users"), tr("Search user, name, role, process or state (Ctrl+F)"), this);
    m_search->rows().setSortLocaleAware(true);
    m_table->setRowsShown(10, 4);
    connect(m_table, &ListTable::idsSelected, this, &UsersPage::updateButtons);
    connect(m_table, &ListTable::chosen, this, &UsersPage::change);
    connect(m_search, &TableSearch::applied, this, &UsersPage::updateButtons);
}

void UsersPage::makeButtons()
{
    m_new = new QPushButton(tr("&New user…"), this);
    m_new->setAccessibleName(tr("New user"));
    m_new->setObjectName(QStringLiteral("newUser"));
    connect(m_new, &QPushButton::clicked, this, &UsersPage::create);
    m_change = new QPushButton(tr("&Change…"), this);
    m_change->setAccessibleName(tr("Change"));
    m_change->setObjectName(QStringLiteral("changeUser"));
    connect(m_change, &QPushButton::clicked, this, &UsersPage::change);
    m_reset = new QPushButton(tr("Re&set password…"), this);
    m_reset->setAccessibleName(tr("Reset password"));
    m_reset->setObjectName(QStringLiteral("resetPassword"));
    connect(m_reset, &QPushButton::clicked, this, &UsersPage::reset);
    m_disable = new QPushButton(this);
    m_disable->setObjectName(QStringLiteral("disableUser"));
    connect(m_disable, &QPushButton::clicked, this, &UsersPage::toggleDisabled);
}

void UsersPage::arrange()
{
    auto *head = new PageHead(tr("Users"),
        tr("Who may sign in, in which role and for which processes. Your own password you change in the menu "
           "Account."),
        this);
    head->addButton(m_new);
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(usersPart());
    halves->addWidget(m_signIns);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(halves, 1);
    QWidget *before = m_search->field();
    for (QWidget *next : std::initializer_list<QWidget *>{m_change, m_reset, m_disable, m_table, m_signIns, m_new}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget *UsersPage::usersPart()
{
    auto *part = new QWidget(this);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(m_search, 1);
    for (QPushButton *button : {m_change, m_reset, m_disable})
        bar->addWidget(button);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this));
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    return part;
}

void UsersPage::refresh()
{
    const int request = ++m_request;
    m_signIns->refresh();
    whenAnswered(m_people.roster(), this, [this, request](const Result<Roster> &roster) {
        if (request != m_request)
            return;
        m_table->noteRead(roster.has_value());
        if (!roster)
            return m_context.notifier.fail(roster.error());
        takeRoster(*roster);
    });
}

void UsersPage::takeRoster(const Roster &roster)
{
    m_model->setRoster(roster);
    m_search->apply();
    selectAdded();
}

/// The person who was just added, even when the search does not find him.
void UsersPage::selectAdded()
{
    const QString name = std::exchange(m_added, {});
    const auto &all = m_model->items();
    const auto person = std::find_if(all.begin(), all.end(), [&](const Person &each) { return each.name == name; });
    if (!name.isEmpty() && person != all.end())
        m_search->select(person->id.value);
}

std::optional<Person> UsersPage::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void UsersPage::updateButtons()
{
    const auto person = current();
    const bool isMe = person && person->id == m_people.me()->id;
    m_new->setEnabled(!m_busy);
    for (QPushButton *button : {m_change, m_reset, m_disable}) {
        button->setEnabled(person && !isMe && !m_busy);
        button->setToolTip(isMe ? tr("Nobody changes himself: somebody else who manages users has to.") : QString());
    }
    if (person && person->role == Role::Service) {
        for (QPushButton *button : {m_change, m_reset}) {
            button->setEnabled(false);
            button->setToolTip(tr("This is a service's identity: it is disabled here, and enrolled under Voice "
                                  "Platform, Service."));
        }
    }
    m_disable->setText(person && isDisabled(person->state) ? tr("Ena&ble") : tr("Disa&ble"));
}

void UsersPage::create()
{
    openDialog({});
}

void UsersPage::change()
{
    if (m_change->isEnabled())
        openDialog(current());
}

void UsersPage::openDialog(const std::optional<Person> &person)
{
    whenAnswered(m_people.roster(), this, [this, person](const Result<Roster> &roster) {
        if (!roster)
            return m_context.notifier.fail(roster.error());
        whenAnswered(m_access.grid(), this, [this, person, roster = *roster](const Result<PermissionGrid> &grid) {
            if (!grid)
                return m_context.notifier.fail(grid.error());
            whenAnswered(m_access.grants(), this,
                [this, person, roster, grid = *grid](const Result<std::vector<GrantLine>> &grants) {
                    if (!grants)
                        return m_context.notifier.fail(grants.error());
                    showDialog({roster, grid, *grants}, person);
                });
        });
    });
}

void UsersPage::showDialog(RightsBook book, const std::optional<Person> &person)
{
    auto *dialog = new UserDialog(m_people, std::move(book), person, this);
    connect(dialog, &UserDialog::created, this, [this](const QString &name, const CreatedPerson &created) {
        m_added = name;
        refresh();
        showPassword(name, created.oneTimePassword);
    });
    connect(dialog, &UserDialog::changed, this, [this](const QString &name) {
        m_context.notifier.show(Notifier::Kind::Done,
            tr("%1 was changed. What was gained shows at the next sign-in; what was lost is gone.").arg(name));
        refresh();
    });
    dialog->open();
}

/// The dialog alone knows the password: no banner, table or log does.
void UsersPage::showPassword(const QString &name, const QString &password)
{
    auto *dialog =
        new OneTimeSecretDialog(m_context.prompt, m_context.clipboard, oneTimePassword(name, password), this);
    dialog->open();
}

void UsersPage::toggleDisabled()
{
    const auto person = current();
    if (!person)
        return;
    const bool disable = !isDisabled(person->state);
    const QString question = disable
        ? tr("Disable %1?\n\nThe person is signed out everywhere and cannot sign in any more. The keys held by the "
             "person go; where one of them opened a vault, its key is due for replacement. What the person did stays "
             "in the records.")
        : tr("Enable %1?\n\nThe person may sign in again, in the same role and for the same processes. Keys that you "
             "hold are given again at once; others wait for somebody who holds them.");
    const bool isService = person->role == Role::Service;
    const QString ofService = disable
        ? tr(
            "Disable the service %1?\n\nIt stops within seconds, and its keys go: calls of bindings are put through no "
            "longer unless another service runs.")
        : tr("Enable the service %1?\n\nIt may sign in again once it is started. Keys that you hold are given again at "
             "once; others wait for somebody who holds them.");
    const QString action = disable ? tr("Disable") : tr("Enable");
    if (m_context.prompt.confirm(this, disable ? tr("Disable user") : tr("Enable user"),
            (isService ? ofService : question).arg(person->displayName), action))
        setDisabled(*person, disable);
}

void UsersPage::setDisabled(const Person &person, bool disabled)
{
    m_busy = true;
    updateButtons();
    whenAnswered(m_people.setDisabled(person.name, disabled), this,
        [this, name = person.displayName, disabled](const Result<void> &answer) {
            m_busy = false;
            updateButtons();
            if (!answer)
                return m_context.notifier.fail(answer.error());
            m_context.notifier.show(
                Notifier::Kind::Done, disabled ? tr("%1 was disabled.").arg(name) : tr("%1 was enabled.").arg(name));
            refresh();
        });
}

void UsersPage::reset()
{
    const auto person = current();
    if (!person)
        return;
    const QString question = tr("Reset the password of %1?\n\nThe person gets new keys and a one-time password, and is "
                                "signed out everywhere. What the old keys opened is granted again as far as you hold "
                                "it; the rest waits for somebody who does.\n\nDo this only for somebody whose identity "
                                "you have checked.");
    if (!m_context.prompt.confirm(this, tr("Reset password"), question.arg(person->displayName), tr("Reset password")))
        return;
    m_busy = true;
    updateButtons();
    whenAnswered(m_people.reset(person->name), this, [this, name = person->name](const Result<CreatedPerson> &answer) {
        m_busy = false;
        updateButtons();
        if (!answer)
            return m_context.notifier.fail(answer.error());
        refresh();
        showPassword(name, answer->oneTimePassword);
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/switch_login_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/switch_login_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/platform/platform_secrets.h"
#include "ui/platform/switch_login_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

namespace callveil {

SwitchLoginPanel::SwitchLoginPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_onServer(context.workspace.address().engine == Engine::PostgreSql),
      m_service(context.workspace), m_model(new SwitchLoginTableModel(tableTexts(context.zone), this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void SwitchLoginPanel::makeTable()
{
    const QString empty = m_onServer
        ? tr("There is no switch login yet. Choose New switch login… for each switch that asks this server where calls "
             "go.")
        : tr("Switches ask a PostgreSQL server, and this database is a file. To connect a switch, set up a server. An "
             "application can use the HTTP API of callveild instead.");
    m_table = new ListTable(tr("Switch logins"), empty, this);
    if (!m_onServer)
        m_table->noteRead(); // there is nothing to read
    m_table->setObjectName(QStringLiteral("switchLogins"));
    m_table->setWhatsThis(tr("The switches that may ask the database for routes and hand in call records."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(SwitchLoginTableModel::Login);
    connect(m_table, &ListTable::idsSelected, this, &SwitchLoginPanel::updateButtons);
}

void SwitchLoginPanel::makeButtons()
{
    m_new = new QPushButton(tr("&New switch login…"), this);
    m_new->setAccessibleName(tr("New switch login"));
    m_rekey = new QPushButton(tr("New &password…"), this);
    m_rekey->setAccessibleName(tr("New password"));
    m_toggle = new QPushButton(this);
    m_keep = new QPushButton(this);
    m_remove = new QPushButton(tr("&Remove…"), this);
    m_remove->setAccessibleName(tr("Remove switch login"));
    connect(m_new, &QPushButton::clicked, this, &SwitchLoginPanel::create);
    connect(m_rekey, &QPushButton::clicked, this, &SwitchLoginPanel::rekey);
    connect(m_toggle, &QPushButton::clicked, this, &SwitchLoginPanel::toggleDisabled);
    connect(m_keep, &QPushButton::clicked, this, &SwitchLoginPanel::toggleKeeping);
    connect(m_remove, &QPushButton::clicked, this, &SwitchLoginPanel::remove);
}

void SwitchLoginPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    for (QPushButton *button : {m_remove, m_keep, m_toggle, m_rekey, m_new})
        bar->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_remove);
    setTabOrder(m_remove, m_keep);
    setTabOrder(m_keep, m_toggle);
    setTabOrder(m_toggle, m_rekey);
    setTabOrder(m_rekey, m_new);
}

void SwitchLoginPanel::refresh()
{
    if (!m_onServer)
        return;
    const int request = ++m_request;
    whenAnswered(m_service.list(), this, [this, request](const Result<std::vector<SwitchLogin>> &logins) {
        if (request != m_request)
            return;
        m_table->noteRead(logins.has_value());
        if (!logins)
            return m_context.notifier.fail(logins.error());
        m_model->setItems(*logins);
        const QString made = std::exchange(m_made, {});
        for (const SwitchLogin &login : *logins)
            if (login.name == made)
                m_table->selectIds({login.id.value});
        updateButtons();
    });
}

std::optional<SwitchLogin> SwitchLoginPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void SwitchLoginPanel::updateButtons()
{
    const auto login = current();
    const bool enables = login && login->disabledAt;
    m_new->setEnabled(m_onServer);
    m_toggle->setText(enables ? tr("&Enable") : tr("&Disable"));
    m_toggle->setAccessibleName(enables ? tr("Enable switch login") : tr("Disable switch login"));
    const bool stops = login && login->keepsRoutes;
    m_keep->setText(stops ? tr("Stop keeping route&s…") : tr("Keep route&s…"));
    m_keep->setAccessibleName(stops ? tr("Stop keeping routes") : tr("Keep routes"));
    for (QPushButton *button : {m_rekey, m_toggle, m_remove})
        button->setEnabled(login.has_value());
    m_keep->setEnabled(login && login->state() != SwitchLogin::State::Missing);
}

void SwitchLoginPanel::create()
{
    auto *dialog = new SwitchLoginDialog(m_service, this);
    connect(dialog, &SwitchLoginDialog::made, this, &SwitchLoginPanel::showAccess);
    dialog->open();
}

/// The dialog alone knows the password: no banner, table or log does.
void SwitchLoginPanel::showAccess(const SwitchAccess &access)
{
    m_made = access.name;
    refresh();
    auto *dialog = new OneTimeSecretDialog(m_context.prompt, m_context.clipboard, accessOfSwitch(access), this);
    dialog->open();
}

bool SwitchLoginPanel::agrees(const QString &title, const QString &question, const QString &action)
{
    return m_context.prompt.confirm(this, title, question, action);
}

void SwitchLoginPanel::rekey()
{
    const auto login = current();
    if (!login
        || !agrees(tr("New password"),
            tr("Give the switch “%1” a new password?\n\nThe one before is void at once: the switch is put out and "
               "refuses masked calls until the new password is written into it.")
                .arg(login->name),
            tr("New password")))
        return;
    whenAnswered(m_service.rekey(login->name), this, [this](const Result<SwitchAccess> &answer) {
        if (answer)
            return showAccess(*answer);
        m_context.notifier.fail(answer.error());
        refresh();
    });
}

void SwitchLoginPanel::toggleDisabled()
{
    const auto login = current();
    if (!login)
        return;
    const bool disables = !login->disabledAt;
    if (disables
        && !agrees(tr("Disable switch login"),
            tr("Shut the switch “%1” out?\n\nIts sessions end at once, and it refuses masked calls until you enable it "
               "again. Running calls go on.")
                .arg(login->name),
            tr("Disable")))
        return;
    await(m_service.setDisabled(login->name, disables),
        (disables ? tr("Switch login %1 was disabled.") : tr("Switch login %1 was enabled.")).arg(login->name));
}

void SwitchLoginPanel::toggleKeeping()
{
    const auto login = current();
    if (!login)
        return;
    const bool keeps = !login->keepsRoutes;
    const QString question = keeps
        ? tr("Let the switch “%1” keep routes?\n\nIt may then read the real numbers of all live bindings at once, and "
             "follow their changes. Allow it for a switch that must put calls through without asking for each.")
        : tr("Let the switch “%1” keep routes no longer?\n\nIt may ask for one route at a time. What it has read "
             "already it keeps: empty its cache.");
    if (!agrees(keeps ? tr("Keep routes") : tr("Stop keeping routes"), question.arg(login->name),
            keeps ? tr("Keep routes") : tr("Stop keeping")))
        return;
    await(m_service.setKeepsRoutes(login->name, keeps),
        (keeps ? tr("Switch login %1 may keep routes.") : tr("Switch login %1 may keep routes no longer."))
            .arg(login->name));
}

void SwitchLoginPanel::remove()
{
    const auto login = current();
    if (!login
        || !agrees(tr("Remove switch login"),
            tr("Remove the login of the switch “%1” for good?\n\nIts sessions end at once, and it refuses masked "
               "calls. "
               "To let it in later, disable it instead.")
                .arg(login->name),
            tr("Remove")))
        return;
    await(m_service.remove(login->name), tr("Switch login %1 was removed.").arg(login->name));
}

void SwitchLoginPanel::await(const QFuture<Result<void>> &answer, const QString &done)
{
    QFuture<Result<void>> waiting = answer;
    whenAnswered(waiting, this, [this, done](const Result<void> &result) {
        if (result)
            m_context.notifier.show(Notifier::Kind::Done, done);
        else
            m_context.notifier.fail(result.error());
        refresh();
    });
}

} // namespace callveil

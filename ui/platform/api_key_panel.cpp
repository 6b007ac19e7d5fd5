// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/api_key_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/api_key_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/platform/api_key_dialog.h"
#include "ui/platform/platform_secrets.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/api_scope_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

namespace callveil {

ApiKeyPanel::ApiKeyPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace),
      m_model(new ApiKeyTableModel(tableTexts(context.zone), &apiScopeText, this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void ApiKeyPanel::makeTable()
{
    m_table = new ListTable(tr("API keys"),
        tr("There is no API key yet. A program or a switch that uses the HTTP API of callveild needs one. Choose New "
           "key… for each of them, so that one can be revoked without the others."),
        this);
    m_table->setObjectName(QStringLiteral("apiKeys"));
    m_table->setWhatsThis(
        tr("The keys with which programs use the HTTP API, what each may do, and when it was used last."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(ApiKeyTableModel::Scopes);
    connect(m_table, &ListTable::idsSelected, this, &ApiKeyPanel::updateButtons);
}

void ApiKeyPanel::makeButtons()
{
    m_new = new QPushButton(tr("&New key…"), this);
    m_new->setAccessibleName(tr("New key"));
    m_revoke = new QPushButton(tr("&Revoke…"), this);
    m_revoke->setAccessibleName(tr("Revoke key"));
    connect(m_new, &QPushButton::clicked, this, &ApiKeyPanel::create);
    connect(m_revoke, &QPushButton::clicked, this, &ApiKeyPanel::revoke);
}

void ApiKeyPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    bar->addWidget(m_revoke);
    bar->addWidget(m_new);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_revoke);
    setTabOrder(m_revoke, m_new);
}

void ApiKeyPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_service.list(), this, [this, request](const Result<std::vector<ApiKey>> &keys) {
        if (request != m_request)
            return;
        m_table->noteRead(keys.has_value());
        if (!keys)
            return m_context.notifier.fail(keys.error());
        m_model->setItems(*keys);
        if (const qint64 made = std::exchange(m_made, 0))
            m_table->selectIds({made});
        updateButtons();
    });
}

std::optional<ApiKey> ApiKeyPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void ApiKeyPanel::updateButtons()
{
    m_revoke->setEnabled(current().has_value());
}

void ApiKeyPanel::create()
{
    auto *dialog = new ApiKeyDialog(m_service, this);
    connect(dialog, &ApiKeyDialog::created, this, &ApiKeyPanel::showSecret);
    connect(dialog, &QDialog::finished, this, &ApiKeyPanel::refresh); // also when it was closed before the answer came
    dialog->open();
}

/// The dialog alone knows the secret: no banner, table or log does.
void ApiKeyPanel::showSecret(const QString &name, const NewApiKey &key)
{
    m_made = key.id.value; // is read once the form is closed
    auto *dialog = new OneTimeSecretDialog(m_context.prompt, m_context.clipboard, secretOfKey(name, key.secret), this);
    dialog->open();
}

void ApiKeyPanel::revoke()
{
    const auto key = current();
    if (!key
        || !m_context.prompt.confirm(this, tr("Revoke API key"),
            tr("Revoke the key “%1”?\n\nThe program that uses it is refused within 5 seconds. This cannot be undone: a "
               "new "
               "key has another secret.")
                .arg(key->name),
            tr("Revoke")))
        return;
    whenAnswered(m_service.revoke(key->id), this, [this, name = key->name](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done, tr("API key %1 was revoked.").arg(name));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

} // namespace callveil

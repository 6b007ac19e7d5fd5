// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/api_key_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/texts/api_scope_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/wrapped_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace callveil {

ApiKeyDialog::ApiKeyDialog(ApiKeyService &keys, QWidget *parent)
    : FormDialog(tr("New API key"), tr("Cre&ate"), parent), m_keys(keys), m_name(new QLineEdit(this)),
      m_perMinute(new QSpinBox(this))
{
    setObjectName(QStringLiteral("apiKeyDialog"));
    m_name->setObjectName(QStringLiteral("apiKeyName"));
    form().addField(QStringLiteral("name"), tr("&Name"), m_name, tr("Of the program or the switch that uses the key."));
    addScopes();
    m_perMinute->setObjectName(QStringLiteral("apiKeyPerMinute"));
    m_perMinute->setRange(1, ApiKey::mostPerMinute);
    m_perMinute->setValue(ApiKey::usualPerMinute);
    form().addField(QStringLiteral("per-minute"), tr("Re&quests per minute"), m_perMinute,
        tr("Who asks more often is told to wait."));
    form().layout()->setAlignment(m_perMinute, Qt::AlignLeading);
}

/// A box for each scope and a line that says what it allows.
void ApiKeyDialog::addScopes()
{
    // In the order of allApiScopes, with their mnemonics.
    const QStringList titles{tr("&Bindings"), tr("&Pools"), tr("&Routes"), tr("&Opt-outs"), tr("Call recor&ds")};
    auto *boxes = new QWidget(this);
    boxes->setObjectName(QStringLiteral("apiKeyScopes"));
    auto *column = new QVBoxLayout(boxes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    for (const ApiScope scope : allApiScopes) {
        auto *box = new QCheckBox(titles.value(m_scopes.size()), boxes);
        box->setObjectName(apiScopeKey(scope));
        box->setAccessibleDescription(apiScopeHelp(scope));
        box->setWhatsThis(apiScopeHelp(scope));
        auto *help = new WrappedLabel(apiScopeHelp(scope), boxes);
        help->setMuted();
        column->addWidget(box);
        column->addWidget(help);
        m_scopes.append(box);
    }
    boxes->setFocusProxy(m_scopes.front());
    form().addField(QStringLiteral("scopes"), tr("Scopes"), boxes);
}

QSet<ApiScope> ApiKeyDialog::chosen() const
{
    QSet<ApiScope> scopes;
    for (qsizetype i = 0; i < m_scopes.size(); ++i)
        if (m_scopes[i]->isChecked())
            scopes.insert(allApiScopes[size_t(i)]);
    return scopes;
}

void ApiKeyDialog::save()
{
    ApiKey wanted;
    wanted.name = m_name->text();
    wanted.scopes = chosen();
    wanted.perMinute = m_perMinute->value();
    if (wanted.scopes.isEmpty())
        return refuse(QStringLiteral("scopes"), tr("Choose what the key may be used for, at least one."));
    m_waiting = true;
    whenAnswered(m_keys.create(wanted), this, [this, name = wanted.name.simplified()](const Result<NewApiKey> &answer) {
        m_waiting = false;
        if (answer)
            Q_EMIT created(name, *answer);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

/// A key that is being made cannot be taken back: its secret would be lost.
void ApiKeyDialog::reject()
{
    if (!m_waiting)
        FormDialog::reject();
}

} // namespace callveil

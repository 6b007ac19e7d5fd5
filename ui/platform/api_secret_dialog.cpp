// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/api_secret_dialog.h"

#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/own_clipboard.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace callveil {

namespace {
constexpr std::chrono::seconds clipboardTime{60};
}

ApiSecretDialog::ApiSecretDialog(
    Prompt &prompt, OwnClipboard &clipboard, const QString &keyName, const QString &secret, QWidget *parent)
    : QDialog(parent), m_prompt(prompt), m_clipboard(clipboard), m_copied(new StatusLine(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("apiSecretDialog"));
    setWindowTitle(tr("API key %1").arg(keyName));
    setMinimumWidth(characters(this, 72));
    arrange(keyName, secret);
}

void ApiSecretDialog::arrange(const QString &keyName, const QString &secret)
{
    auto *text = new WrappedLabel(
        tr("Give this secret to the program that uses the key “%1”, in a safe way. It is shown only here and only now: "
           "Callveil keeps nothing that it could be made of. Whoever has it may use the key until you revoke it.")
            .arg(keyName),
        this);
    auto *field = new QLineEdit(secret, this);
    field->setObjectName(QStringLiteral("apiSecret"));
    field->setReadOnly(true);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setMinimumWidth(field->fontMetrics().horizontalAdvance(secret) + gridUnit(this) * 3);
    auto *label = new QLabel(tr("&Secret"), this);
    label->setBuddy(field);
    auto *copies = new QPushButton(tr("&Copy"), this);
    copies->setObjectName(QStringLiteral("copySecret"));
    connect(copies, &QPushButton::clicked, this, [this, secret] { copy(secret); });
    auto *row = new QHBoxLayout;
    row->setSpacing(gridUnit(this));
    row->addWidget(label);
    row->addWidget(field, 1);
    row->addWidget(copies);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *done = buttons->addButton(tr("&Done"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    column->addWidget(text);
    column->addLayout(row);
    column->addWidget(m_copied);
    column->addStretch();
    column->addWidget(buttons);
    setTabOrder(field, copies);
    setTabOrder(copies, done);
    copies->setDefault(true);
    copies->setFocus();
}

void ApiSecretDialog::copy(const QString &secret)
{
    m_clipboard.copy(secret, clipboardTime);
    m_taken = true;
    m_copied->say(Status::Ok, tr("Copied. The clipboard is cleared after a minute, unless you copy something else."));
}

void ApiSecretDialog::reject()
{
    const bool goes = m_taken
        || m_prompt.confirm(this, tr("API key"),
            tr("Close without having copied the secret?\n\nIt is not shown again. Without it the key is of no use: "
               "revoke it and make another one."),
            tr("Close"));
    if (goes)
        QDialog::reject();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/one_time_password_dialog.h"

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

OneTimePasswordDialog::OneTimePasswordDialog(
    Prompt &prompt, OwnClipboard &clipboard, const QString &userName, const QString &password, QWidget *parent)
    : QDialog(parent), m_prompt(prompt), m_clipboard(clipboard), m_copied(new StatusLine(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("oneTimePasswordDialog"));
    setWindowTitle(tr("One-time password of %1").arg(userName));
    setMinimumWidth(characters(this, 72));
    arrange(userName, password);
}

void OneTimePasswordDialog::arrange(const QString &userName, const QString &password)
{
    auto *text = new WrappedLabel(
        tr("Hand this password to the person in a safe way. It is shown only here and only now. At the first sign-in "
           "as “%1” in the console it is changed for one that nobody else knows.")
            .arg(userName),
        this);
    auto *field = new QLineEdit(password, this);
    field->setObjectName(QStringLiteral("oneTimePassword"));
    field->setReadOnly(true);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setMinimumWidth(field->fontMetrics().horizontalAdvance(password) + gridUnit(this) * 3);
    auto *label = new QLabel(tr("One-time &password"), this);
    label->setBuddy(field);
    auto *copies = new QPushButton(tr("&Copy"), this);
    copies->setObjectName(QStringLiteral("copyPassword"));
    connect(copies, &QPushButton::clicked, this, [this, password] { copy(password); });
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

void OneTimePasswordDialog::copy(const QString &password)
{
    m_clipboard.copy(password, m_lifetime);
    m_taken = true;
    m_copied->say(Status::Ok, tr("Copied. The clipboard is cleared after a minute, unless you copy something else."));
}

void OneTimePasswordDialog::reject()
{
    const bool goes = m_taken
        || m_prompt.confirm(this, tr("One-time password"),
            tr("Close without having copied the password?\n\nIt is not shown again. Reset the password to get another "
               "one."),
            tr("Close"));
    if (goes)
        QDialog::reject();
}

} // namespace callveil

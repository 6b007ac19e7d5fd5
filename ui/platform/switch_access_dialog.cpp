// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/switch_access_dialog.h"

#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/own_clipboard.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace callveil {

namespace {

constexpr std::chrono::seconds clipboardTime{60};

QLineEdit *shown(const QString &text, const QString &name, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setObjectName(name);
    field->setReadOnly(true);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setCursorPosition(0);
    return field;
}

} // namespace

SwitchAccessDialog::SwitchAccessDialog(
    Prompt &prompt, OwnClipboard &clipboard, const SwitchAccess &access, QWidget *parent)
    : QDialog(parent), m_prompt(prompt), m_clipboard(clipboard), m_copied(new StatusLine(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("switchAccessDialog"));
    setWindowTitle(tr("Password of the switch %1").arg(access.name));
    setMinimumWidth(characters(this, 84));
    arrange(access);
}

void SwitchAccessDialog::arrange(const SwitchAccess &access)
{
    auto *text = new WrappedLabel(
        tr("Write this into the switch “%1”. The password is shown only here and only now: Callveil keeps nothing that "
           "it could be made of. Whoever has it can ask for real numbers, so let the login in from the switch's "
           "address alone (pg_hba.conf of the server).")
            .arg(access.name),
        this);
    if (access.sessionsLeft)
        text->setText(text->text() + QLatin1Char(' ')
            + tr("Sessions with the password before could not be ended: disable the switch login, then enable it."));
    auto *lines = new QGridLayout;
    lines->setSpacing(gridUnit(this));
    lines->setColumnStretch(1, 1);
    addLine(*lines, tr("&Login"), QStringLiteral("switchLogin"), access.login);
    addLine(*lines, tr("&Server"), QStringLiteral("switchServer"), access.place());
    addLine(*lines, tr("Data&base"), QStringLiteral("switchDatabase"), access.database);
    addSecret(
        *lines, tr("&Password"), tr("&Copy"), QStringLiteral("switchPassword"), access.password, tr("Copy password"));
    addSecret(*lines, tr("&Kamailio"), tr("C&opy line"), QStringLiteral("switchLine"), access.kamailioLine(),
        tr("Copy the line for local.cfg"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Done"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    column->addWidget(text);
    column->addLayout(lines);
    column->addWidget(m_copied);
    column->addStretch();
    column->addWidget(buttons);
}

void SwitchAccessDialog::addLine(QGridLayout &lines, const QString &label, const QString &name, const QString &text)
{
    auto *field = shown(text, name, this);
    auto *caption = new QLabel(label, this);
    caption->setBuddy(field);
    const int row = lines.rowCount();
    lines.addWidget(caption, row, 0);
    lines.addWidget(field, row, 1);
}

void SwitchAccessDialog::addSecret(QGridLayout &lines, const QString &label, const QString &button, const QString &name,
    const QString &text, const QString &buttonName)
{
    addLine(lines, label, name, text);
    auto *copies = new QPushButton(button, this);
    copies->setAccessibleName(buttonName);
    connect(copies, &QPushButton::clicked, this, [this, text] { copy(text); });
    lines.addWidget(copies, lines.rowCount() - 1, 2);
}

void SwitchAccessDialog::copy(const QString &secret)
{
    m_clipboard.copy(secret, clipboardTime);
    m_taken = true;
    m_copied->say(Status::Ok, tr("Copied. The clipboard is cleared after a minute, unless you copy something else."));
}

void SwitchAccessDialog::reject()
{
    const bool goes = m_taken
        || m_prompt.confirm(this, tr("Password of a switch"),
            tr("Close without having copied the password?\n\nIt is not shown again. Choose New password to get another "
               "one."),
            tr("Close"));
    if (goes)
        QDialog::reject();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/one_time_secret_dialog.h"

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

OneTimeSecretDialog::OneTimeSecretDialog(
    Prompt &prompt, OwnClipboard &clipboard, const OneTimeSecret &secret, QWidget *parent)
    : QDialog(parent), m_prompt(prompt), m_clipboard(clipboard), m_copied(new StatusLine(this)), m_kind(secret.kind),
      m_question(secret.question)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(secret.objectName);
    setWindowTitle(secret.title);
    setMinimumWidth(characters(this, 72));
    arrange(secret);
}

void OneTimeSecretDialog::arrange(const OneTimeSecret &secret)
{
    auto *text = new WrappedLabel(secret.text, this);
    auto *grid = new QGridLayout;
    grid->setSpacing(gridUnit(this));
    grid->setColumnStretch(1, 1);
    for (const SecretLine &line : secret.lines)
        addLine(*grid, line);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Done"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    column->addWidget(text);
    column->addLayout(grid);
    column->addWidget(m_copied);
    column->addStretch();
    column->addWidget(buttons);
    if (auto *first = findChild<QPushButton *>(QStringLiteral("copySecret"))) {
        first->setDefault(true);
        first->setFocus();
    }
}

void OneTimeSecretDialog::addLine(QGridLayout &grid, const SecretLine &line)
{
    auto *field = new QLineEdit(line.text, this);
    field->setReadOnly(true);
    field->setWhatsThis(tr("It is shown here this once. Copy it, or write it down, before you close."));
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setCursorPosition(0);
    const int whole = field->fontMetrics().horizontalAdvance(line.text) + gridUnit(this) * 3;
    field->setMinimumWidth(qMin(whole, characters(this, 60))); // a long line is copied, not read
    auto *label = new QLabel(line.label, this);
    label->setBuddy(field);
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(field, row, 1);
    if (!line.button.isEmpty())
        grid.addWidget(copyButton(line), row, 2);
}

QPushButton *OneTimeSecretDialog::copyButton(const SecretLine &line)
{
    auto *button = new QPushButton(line.button, this);
    button->setObjectName(QStringLiteral("copySecret"));
    button->setAccessibleName(line.buttonName);
    connect(button, &QPushButton::clicked, this, [this, text = line.text] { copy(text); });
    return button;
}

void OneTimeSecretDialog::copy(const QString &text)
{
    m_clipboard.copy(text, m_lifetime);
    m_taken = true;
    m_copied->say(Status::Ok, tr("Copied. The clipboard is cleared after a minute, unless you copy something else."));
}

void OneTimeSecretDialog::reject()
{
    if (m_taken || m_question.isEmpty() || m_prompt.confirm(this, m_kind, m_question, tr("Close")))
        QDialog::reject();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/reveal_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/reveal/revealed_plate.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/own_clipboard.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

RevealDialog::RevealDialog(RevealService &service, const std::vector<RevealSubject> &subjects, const QString &process,
    OwnClipboard &clipboard, QWidget *parent, RevealTimes times)
    : QDialog(parent), m_service(service), m_clipboard(clipboard), m_times(times), m_form(new FieldForm(this)),
      m_number(new QComboBox(this)), m_reason(new QLineEdit(this)), m_ticket(new QLineEdit(this)),
      m_note(new StatusLine(this)), m_plate(new RevealedPlate(this)), m_status(new StatusLine(this)),
      m_reveal(new QPushButton(tr("&Reveal"), this)), m_copy(new QPushButton(tr("&Copy"), this)),
      m_close(new QPushButton(tr("Cancel"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("revealDialog"));
    setWindowTitle(tr("Reveal a number"));
    makeFields(subjects, process);
    m_form->setMinimumWidth(characters(this, 70));
    m_note->say(Status::Neutral,
        tr("This is recorded: your name, the time, the reason and the ticket. The number is shown for %1 s.")
            .arg(std::chrono::ceil<std::chrono::seconds>(m_times.shown).count()));
    m_plate->hide();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_plate, m_note, m_status})
        column->addWidget(part);
    column->addStretch();
    column->addWidget(makeButtons());
    connect(m_plate, &RevealedPlate::timeUp, this, &RevealDialog::accept);
    m_reason->setFocus(Qt::OtherFocusReason);
}

void RevealDialog::makeFields(const std::vector<RevealSubject> &subjects, const QString &process)
{
    m_number->setObjectName(QStringLiteral("revealNumber"));
    for (const RevealSubject &subject : subjects)
        m_number->addItem(
            tr("%1: %2").arg(subject.party, isolated(subject.shown)), QVariant::fromValue(subject.number.value));
    m_reason->setObjectName(QStringLiteral("revealReason"));
    // Offered when typing has begun: nobody gets through with Return alone.
    auto *usual = new QCompleter(
        {tr("The customer asked to be called back"), tr("A complaint is being examined"),
            tr("An authority asked by law"), tr("A fault of the line is being traced"), tr("Fraud is suspected")},
        this);
    usual->setCaseSensitivity(Qt::CaseInsensitive);
    usual->setFilterMode(Qt::MatchContains);
    m_reason->setCompleter(usual);
    m_ticket->setObjectName(QStringLiteral("revealTicket"));
    m_number->setVisible(subjects.size() > 1);
    QWidget *number = m_number;
    if (subjects.size() == 1)
        number = new QLabel(m_number->currentText(), this); // nothing to choose
    m_form->addField(QStringLiteral("number"), tr("&Number"), number, tr("Of the process %1.").arg(process));
    m_form->addField(QStringLiteral("reason"), tr("Re&ason"), m_reason,
        tr("Why the number is needed. It must not name a number itself."));
    m_form->addField(QStringLiteral("ticket"), tr("&Ticket"), m_ticket, tr("May be left empty."));
}

QWidget *RevealDialog::makeButtons()
{
    m_reveal->setObjectName(QStringLiteral("reveal"));
    m_copy->setObjectName(QStringLiteral("copyRevealed"));
    m_close->setObjectName(QStringLiteral("closeReveal"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_reveal, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    m_copy->hide();
    m_reveal->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this, &RevealDialog::copy);
    connect(buttons, &QDialogButtonBox::accepted, this, &RevealDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &RevealDialog::reject);
    setTabOrder(m_copy, m_reveal);
    setTabOrder(m_reveal, m_close);
    return buttons;
}

void RevealDialog::ask()
{
    m_form->clearErrors();
    m_status->clear();
    setBusy(true);
    const RevealOrder order{{m_number->currentData().toLongLong()}, m_reason->text(), m_ticket->text()};
    whenAnswered(m_service.reveal(order), this, [this](const RevealService::Answer &answer) {
        setBusy(false);
        if (!answer)
            refuse(answer.error());
        else if (isVisible()) // hidden meanwhile: nobody is looking
            present(*answer);
    });
}

void RevealDialog::refuse(const Error &error)
{
    switch (error.fault) {
    case Fault::ReasonNeeded:
        return m_form->showError(QStringLiteral("reason"), faultText(error));
    case Fault::RevealRefused:
    case Fault::RevealLimit:
    case Fault::NumberGone:
    case Fault::VaultNotReadable:
        return m_form->showError(QStringLiteral("number"), faultText(error));
    default:
        if (!m_form->showError(error)) // the reason or the ticket holds a number or is too long
            m_status->say(Status::Critical, faultText(error));
    }
}

void RevealDialog::present(const std::shared_ptr<const RevealedNumber> &number)
{
    m_form->hide();
    m_note->hide();
    m_reveal->hide();
    m_copy->show();
    m_close->setText(tr("&Hide now"));
    m_close->setDefault(true);
    m_plate->present(m_number->currentText(), number, m_times.shown);
}

void RevealDialog::copy()
{
    if (!m_plate->number())
        return;
    m_clipboard.copy(m_plate->number()->text(), m_times.copied);
    m_status->say(Status::Ok,
        tr("Copied. The clipboard is cleared after %1 s, even when this window is closed before.")
            .arg(std::chrono::ceil<std::chrono::seconds>(m_times.copied).count()));
}

void RevealDialog::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_reveal->setEnabled(!busy);
}

/// Whoever hides the dialog (its buttons, the lock of the session, the window system) takes the number away.
void RevealDialog::hideEvent(QHideEvent *event)
{
    m_plate->wipe();
    QDialog::hideEvent(event);
    deleteLater();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_actions.h"

#include "domain/base/when_answered.h"
#include "ui/leaks/accept_leak_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace callveil {

LeakActions::LeakActions(const PageContext &context, LeakAuditService &leaks, QWidget *parent)
    : QWidget(parent), m_context(context), m_leaks(leaks)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    m_resolve = addButton(tr("&Resolve"), tr("Resolve"),
        tr("It was dealt with. A scan reopens it when the state still holds, or when it finds more of it."));
    m_accept = addButton(tr("&Accept…"), tr("Accept"), tr("It is known and meant, for a reason; it stays accepted."));
    m_reopen = addButton(tr("R&eopen"), tr("Reopen"), tr("It has to be looked at again."));
    connect(m_resolve, &QPushButton::clicked, this, [this] { settle(LeakState::Resolved); });
    connect(m_accept, &QPushButton::clicked, this, &LeakActions::accept);
    connect(m_reopen, &QPushButton::clicked, this, [this] { settle(LeakState::Reopened); });
    updateButtons();
}

QPushButton *LeakActions::addButton(const QString &text, const QString &name, const QString &help)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setAutoDefault(false);
    layout()->addWidget(button);
    return button;
}

void LeakActions::setChosen(std::vector<Leak> chosen)
{
    m_chosen = std::move(chosen);
    updateButtons();
}

void LeakActions::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

QList<SeenLeak> LeakActions::thoseThatMayBecome(LeakState state) const
{
    QList<SeenLeak> leaks;
    for (const Leak &leak : m_chosen)
        if (maySettle(leak.state, state))
            leaks.append({leak.id, leak.state, leak.rows});
    return leaks;
}

void LeakActions::updateButtons()
{
    for (const auto &[button, state] : {std::pair(m_resolve, LeakState::Resolved),
             std::pair(m_accept, LeakState::Accepted), std::pair(m_reopen, LeakState::Reopened)})
        button->setEnabled(!m_busy && !thoseThatMayBecome(state).isEmpty());
}

void LeakActions::settle(LeakState state)
{
    setBusy(true);
    const QList<SeenLeak> leaks = thoseThatMayBecome(state);
    whenAnswered(m_leaks.settle(leaks, state), this, [this, state, count = leaks.size()](const Result<void> &answer) {
        setBusy(false);
        if (answer)
            tellSettled(state, count);
        else
            m_context.notifier.fail(answer.error());
        Q_EMIT changed();
    });
}

void LeakActions::tellSettled(LeakState state, qsizetype count)
{
    const QString text = state == LeakState::Accepted ? tr("Findings accepted: %1.")
        : state == LeakState::Reopened                ? tr("Findings reopened: %1.")
                                                      : tr("Findings resolved: %1.");
    m_context.notifier.show(Notifier::Kind::Done, text.arg(QLocale().toString(count)));
}

void LeakActions::accept()
{
    const QList<SeenLeak> leaks = thoseThatMayBecome(LeakState::Accepted);
    auto *dialog = new AcceptLeakDialog(m_leaks, leaks, this);
    connect(dialog, &AcceptLeakDialog::saved, this,
        [this, count = leaks.size()] { tellSettled(LeakState::Accepted, count); });
    connect(dialog, &QDialog::finished, this, &LeakActions::changed); // also to see what somebody else changed
    dialog->open();
}

} // namespace callveil

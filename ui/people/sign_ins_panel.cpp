// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/sign_ins_panel.h"

#include "domain/base/when_answered.h"
#include "tables/people/sign_in_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/section_heading.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace callveil {

using namespace std::chrono_literals;

SignInsPanel::SignInsPanel(const PageContext &context, PeopleService &people, QWidget *parent)
    : QWidget(parent), m_context(context), m_people(people),
      m_model(new SignInTableModel(tableTexts(context.zone), SignInId{people.me()->signInId}, this)),
      m_table(new ListTable(tr("Sign-ins"), tr("Nobody was seen within the last three minutes."), this)),
      m_signOut(new QPushButton(tr("Sign &out"), this))
{
    m_table->setObjectName(QStringLiteral("signIns"));
    m_table->setWhatsThis(tr("Who is signed in now. Sign out ends a sign-in within seconds."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_signOut->setObjectName(QStringLiteral("signOut"));
    arrange();
    m_timer.setInterval(5s);
    connect(&m_timer, &QTimer::timeout, this, &SignInsPanel::look);
    connect(m_table, &ListTable::idsSelected, this, &SignInsPanel::updateButtons);
    connect(m_signOut, &QPushButton::clicked, this, &SignInsPanel::signOut);
    updateButtons();
}

void SignInsPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(sectionHeading(tr("S&ign-ins"), m_table, this));
    bar->addStretch();
    bar->addWidget(m_signOut);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
}

void SignInsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
}

void SignInsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void SignInsPanel::refresh()
{
    whenAnswered(m_people.signIns(), this, [this](const Result<std::vector<OpenSignIn>> &signIns) {
        m_table->noteRead(signIns.has_value());
        if (!signIns)
            return m_context.notifier.fail(signIns.error());
        take(*signIns);
    });
}

/// By itself: what fails shows in the connection light, and one question at a time is enough.
void SignInsPanel::look()
{
    if (std::exchange(m_asking, true))
        return;
    whenAnswered(m_people.signIns(), this, [this](const Result<std::vector<OpenSignIn>> &signIns) {
        m_asking = false;
        m_table->noteRead(signIns.has_value());
        if (signIns)
            take(*signIns);
    });
}

void SignInsPanel::take(std::vector<OpenSignIn> signIns)
{
    QSet<PersonId> people;
    for (const OpenSignIn &signIn : signIns)
        people.insert(signIn.person);
    m_model->setItems(std::move(signIns));
    updateButtons();
    Q_EMIT signedInChanged(people);
}

void SignInsPanel::updateButtons()
{
    const qint64 id = m_table->currentId();
    const bool own = id == m_people.me()->signInId;
    m_signOut->setEnabled(id != 0 && !own);
    m_signOut->setToolTip(own && id != 0 ? tr("This is your own sign-in: choose File, Sign out.")
                                         : tr("Ends the chosen sign-in; that console signs out within seconds."));
}

void SignInsPanel::signOut()
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0)
        return;
    const OpenSignIn signIn = m_model->item(row);
    const QString question = tr("Sign %1 out on %2?\n\nThat console goes back to its sign-in within seconds; what was "
                                "not saved there is lost. The person may sign in again: disable the user to prevent "
                                "it.")
                                 .arg(signIn.name, signIn.console);
    if (!m_context.prompt.confirm(this, tr("Sign out"), question, tr("Sign out")))
        return;
    whenAnswered(m_people.endSignIn(signIn.id), this, [this, signIn](const Result<void> &answer) {
        if (!answer)
            return m_context.notifier.fail(answer.error());
        m_context.notifier.show(
            Notifier::Kind::Done, tr("The sign-in of %1 on %2 was ended.").arg(signIn.name, signIn.console));
        refresh();
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/replay_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/base/cell_texts.h"
#include "ui/rates/moment_field.h"
#include "ui/texts/callback_text.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/field_form.h"

#include <QComboBox>
#include <QRadioButton>

namespace callveil {

ReplayDialog::ReplayDialog(const PageContext &context, CallbackService &callbacks,
    const std::optional<CallbackDelivery> &one, CallbackKind kind, QWidget *parent)
    : FormDialog(tr("Replay events"), tr("&Replay"), parent), m_callbacks(callbacks), m_one(one)
{
    setObjectName(QStringLiteral("replayDialog"));
    m_chosen = new QRadioButton(one
            ? tr("The &chosen event: %1, noted %2")
                  .arg(callbackTypeText(one->type), displayNumber(exactTime(one->createdAt, context.zone)))
            : tr("The &chosen event: none that was delivered or failed"),
        this);
    m_period = new QRadioButton(tr("Those of a &period"), this);
    m_chosen->setEnabled(one.has_value());
    (one ? m_chosen : m_period)->setChecked(true);
    for (QRadioButton *choice : {m_chosen, m_period}) {
        choice->setWhatsThis(tr("Whether one event is sent again, or all of a period that fit."));
        form().addLine(choice);
        connect(choice, &QRadioButton::toggled, this, &ReplayDialog::updateFields);
    }
    addPeriod(context, kind);
    updateFields();
}

void ReplayDialog::addPeriod(const PageContext &context, CallbackKind kind)
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("replayKind"));
    for (const CallbackKind each : allCallbackKinds)
        m_kind->addItem(callbackKindText(each), int(each));
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
    m_state = new QComboBox(this);
    m_state->setObjectName(QStringLiteral("replayState"));
    m_state->addItem(tr("Failed"), int(CallbackState::Failed));
    m_state->addItem(tr("Delivered"), int(CallbackState::Delivered));
    m_state->addItem(tr("Delivered and failed"), -1);
    m_from = new MomentField(context.zone, this);
    m_from->setObjectName(QStringLiteral("replayFrom"));
    m_to = new MomentField(context.zone, this);
    m_to->setObjectName(QStringLiteral("replayTo"));
    m_to->setMoment(QDateTime::currentMSecsSinceEpoch() + 60000); // with the minute that runs
    form().addField(QStringLiteral("kind"), tr("&Events"), m_kind);
    form().explain(QStringLiteral("kind"), tr("Of which URL."));
    form().addField(QStringLiteral("state"), tr("&State"), m_state);
    form().explain(QStringLiteral("state"), tr("Those that were given up, those that were taken, or both."));
    form().addField(QStringLiteral("from"), tr("&From"), m_from);
    form().explain(QStringLiteral("from"), tr("Events that were noted at this moment or later."));
    form().addField(QStringLiteral("to"), tr("&To"), m_to,
        tr("Events that were noted before this moment. They are sent under the ids that they have, so that a target "
           "that keeps ids takes none twice."));
}

void ReplayDialog::updateFields()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_kind, m_state, m_from, m_to})
        field->setEnabled(m_period->isChecked());
}

void ReplayDialog::save()
{
    CallbackReplay wanted;
    if (m_chosen->isChecked()) {
        wanted.kind = m_one->kind;
        wanted.one = m_one->seq;
    } else {
        wanted.kind = CallbackKind(m_kind->currentData().toInt());
        if (const int state = m_state->currentData().toInt(); state >= 0)
            wanted.state = CallbackState(state);
        wanted.from = m_from->moment();
        wanted.to = m_to->moment();
        if (wanted.to <= wanted.from)
            return refuse(QStringLiteral("to"), tr("The end is not after the beginning."));
    }
    whenAnswered(m_callbacks.replay(wanted), this, [this](const Result<qint64> &count) {
        if (count)
            Q_EMIT replayed(*count);
        settle(count ? std::nullopt : std::optional(count.error()));
    });
}

} // namespace callveil

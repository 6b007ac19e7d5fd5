// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/renew_secret_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"

#include <QSpinBox>

namespace callveil {

RenewSecretDialog::RenewSecretDialog(CallbackService &callbacks, CallbackKind kind, QWidget *parent)
    : FormDialog(tr("Renew the secret"), tr("&Renew"), parent), m_callbacks(callbacks), m_kind(kind),
      m_hours(new QSpinBox(this))
{
    setObjectName(QStringLiteral("renewSecretDialog"));
    m_hours->setObjectName(QStringLiteral("overlapHours"));
    m_hours->setRange(0, CallbackService::mostOverlap);
    m_hours->setValue(CallbackService::usualOverlap);
    form().addField(QStringLiteral("overlap"), tr("&Old secret signs for (hours)"), m_hours,
        tr("Messages carry a signature by each of the two secrets for so long, so that the target can change over at "
           "any time. With 0 hours it refuses all messages until it has the new one: for a secret that became known."));
}

void RenewSecretDialog::save()
{
    whenAnswered(m_callbacks.rotate(m_kind, m_hours->value()), this, [this](const Result<void> &answer) {
        if (answer)
            Q_EMIT renewed();
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil

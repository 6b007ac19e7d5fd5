// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/accept_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/note_edit.h"
#include "ui/widgets/wrapped_label.h"

namespace callveil {

namespace {
constexpr int longestReason = 500;
}

AcceptDialog::AcceptDialog(AuditService &audit, QWidget *parent)
    : FormDialog(tr("Accept the record as it is"), tr("&Accept"), parent), m_audit(audit),
      m_reason(new NoteEdit(longestReason, this))
{
    setObjectName(QStringLiteral("acceptDialog"));
    m_reason->setObjectName(QStringLiteral("acceptReason"));
    form().addLine(new WrappedLabel(
        tr("This computer forgets what it saw of the record before and goes by what is there now. Do this only when "
           "you know why entries changed, for example because a backup was brought back. It is recorded with your "
           "name; entries that do not fit together stay reported."),
        this));
    form().addField(
        QStringLiteral("reason"), tr("&Reason"), m_reason, tr("Why the record is as it is. No telephone numbers."));
}

void AcceptDialog::save()
{
    whenAnswered(m_audit.accept(m_reason->note()), this, [this](const Result<void> &answer) {
        if (answer)
            Q_EMIT saved();
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/accept_leak_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/note_edit.h"
#include "ui/widgets/wrapped_label.h"

namespace callveil {

namespace {
constexpr int longestReason = 500;
}

AcceptLeakDialog::AcceptLeakDialog(LeakAuditService &service, QList<SeenLeak> leaks, QWidget *parent)
    : FormDialog(tr("Accept findings"), tr("&Accept"), parent), m_service(service), m_leaks(std::move(leaks)),
      m_reason(new NoteEdit(longestReason, this))
{
    setObjectName(QStringLiteral("acceptLeakDialog"));
    m_reason->setObjectName(QStringLiteral("acceptLeakReason"));
    form().addLine(new WrappedLabel(
        tr("An accepted finding is known and meant: it stays accepted, however often a scan sees it again, and what "
           "comes to it later is only counted. Choose Resolve instead for what was dealt with and shall be told of "
           "when it happens again."),
        this));
    form().addField(
        QStringLiteral("reason"), tr("&Reason"), m_reason, tr("Why it is all right. No telephone numbers."));
}

void AcceptLeakDialog::save()
{
    whenAnswered(
        m_service.settle(m_leaks, LeakState::Accepted, m_reason->note()), this, [this](const Result<void> &answer) {
            if (answer)
                Q_EMIT saved();
            settle(answer ? std::nullopt : std::optional(answer.error()));
        });
}

} // namespace callveil

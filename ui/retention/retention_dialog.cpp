// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/retention/retention_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/retention/retention_table_model.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/note_edit.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QLayout>
#include <QSpinBox>

namespace callveil {

namespace {
constexpr int longestReason = 200;
}

RetentionDialog::RetentionDialog(RetentionService &service, const RetentionLine &line, QWidget *parent)
    : FormDialog(tr("Retention of %1").arg(line.name), tr("&Apply"), parent), m_service(service), m_line(line),
      m_days(new QSpinBox(this)), m_holds(new QCheckBox(tr("Legal &hold: delete nothing"), this)),
      m_reason(new NoteEdit(longestReason, this)), m_effect(new StatusLine(this))
{
    setObjectName(QStringLiteral("retentionDialog"));
    addFields();
    connect(m_days, &QSpinBox::valueChanged, this, &RetentionDialog::showEffect);
    connect(m_holds, &QCheckBox::toggled, this, &RetentionDialog::showEffect);
    showEffect();
}

void RetentionDialog::addFields()
{
    m_days->setObjectName(QStringLiteral("retentionDays"));
    m_days->setRange(RetentionRule::leastDays, RetentionRule::mostDays);
    m_days->setValue(m_line.state.rule.days);
    form().addField(QStringLiteral("days"), tr("&Days after the end of the month"), m_days,
        tr("Real numbers are deleted month by month: those of a call in March so many days after 31 March."));
    form().layout()->setAlignment(m_days, Qt::AlignLeading);
    m_holds->setObjectName(QStringLiteral("legalHold"));
    m_holds->setWhatsThis(tr("As long as it is ticked, no real number of this process is deleted."));
    m_holds->setChecked(m_line.state.rule.isHeld());
    form().addLine(m_holds);
    m_reason->setPlainText(m_line.state.rule.holdReason);
    form().addField(QStringLiteral("reason"), tr("&Reason of the hold"), m_reason);
    form().explain(QStringLiteral("reason"), tr("Why nothing may be deleted. It stands in the audit trail."));
    form().addLine(m_effect);
}

RetentionRule RetentionDialog::chosen() const
{
    return {m_days->value(), m_holds->isChecked() ? m_reason->note() : QString()};
}

void RetentionDialog::showEffect()
{
    m_reason->setEnabled(m_holds->isChecked());
    const int request = ++m_request;
    whenAnswered(m_service.effect(m_line.state.process, m_days->value()), this,
        [this, request](const Result<RetentionEffect> &effect) {
            if (request == m_request)
                take(effect);
        });
}

void RetentionDialog::take(const Result<RetentionEffect> &effect)
{
    if (!effect)
        return m_effect->say(Status::Critical, faultText(effect.error()));
    if (m_holds->isChecked())
        m_effect->say(Status::Neutral, tr("Nothing is deleted, and nothing can be erased, until the hold is ended."));
    else if (effect->numbers == 0)
        m_effect->say(Status::Neutral, tr("This deletes nothing now."));
    else
        m_effect->say(Status::Warning,
            tr("%n real numbers, of calls up to %1, will be deleted within an hour. This cannot be undone.", nullptr,
                int(std::min<qint64>(effect->numbers, 1000000000)))
                .arg(RetentionTableModel::monthText(effect->newestMonth.value_or(197001))));
}

void RetentionDialog::save()
{
    if (m_holds->isChecked() && m_reason->note().isEmpty())
        return refuse(QStringLiteral("reason"), tr("Say why nothing may be deleted: it is recorded."));
    whenAnswered(
        m_service.change(m_line.state.process, m_line.state.rule, chosen()), this, [this](const Result<void> &answer) {
            if (answer)
                Q_EMIT changed(m_line.name);
            settle(answer ? std::nullopt : std::optional(answer.error()));
        });
}

} // namespace callveil

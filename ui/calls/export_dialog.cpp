// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/export_dialog.h"

#include "ui/widgets/field_form.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QLineEdit>

namespace callveil {

ExportDialog::ExportDialog(QWidget *parent)
    : FormDialog(tr("Export calls"), tr("&Export"), parent), m_actual(new QCheckBox(tr("With &actual numbers"), this)),
      m_reason(new QLineEdit(this)), m_ticket(new QLineEdit(this)), m_warning(new StatusLine(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setHelpTopic(*this, QStringLiteral("exports"));
    m_actual->setObjectName(QStringLiteral("exportActual"));
    m_actual->setWhatsThis(
        tr("Writes real numbers into the file instead of masked ones. It is recorded, with your reason."));
    m_reason->setObjectName(QStringLiteral("exportReason"));
    m_ticket->setObjectName(QStringLiteral("exportTicket"));
    form().addLine(m_actual);
    form().addField(QStringLiteral("reason"), tr("&Reason"), m_reason,
        tr("It stands in the audit trail, with the count of calls and numbers."));
    form().addField(QStringLiteral("ticket"), tr("&Ticket (optional)"), m_ticket);
    form().explain(
        QStringLiteral("ticket"), tr("The number of the request or case that asks for it, when there is one."));
    form().addLine(m_warning);
    connect(m_actual, &QCheckBox::toggled, this, &ExportDialog::update);
    update();
}

void ExportDialog::update()
{
    const bool actual = m_actual->isChecked();
    m_reason->setEnabled(actual);
    m_ticket->setEnabled(actual);
    if (actual)
        m_warning->say(Status::Warning,
            tr("The file will hold real numbers in clear, outside Callveil's protection. Keep it where only you can "
               "read it, and delete it when it has served."));
    else
        m_warning->say(Status::Neutral,
            tr("Numbers stand in the file as the call log shows them: in clear where masking was off."));
}

void ExportDialog::save()
{
    if (m_actual->isChecked() && m_reason->text().trimmed().isEmpty())
        return refuse(QStringLiteral("reason"), tr("Say why actual numbers are needed: it is recorded."));
    Q_EMIT chosen(m_actual->isChecked(), m_reason->text(), m_ticket->text());
    settle(std::nullopt);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/switch_login_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"

#include <QLineEdit>

namespace callveil {

SwitchLoginDialog::SwitchLoginDialog(SwitchLoginService &logins, QWidget *parent)
    : FormDialog(tr("New switch login"), tr("Cre&ate"), parent), m_logins(logins), m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("switchLoginDialog"));
    m_name->setObjectName(QStringLiteral("switchName"));
    m_name->setPlaceholderText(QStringLiteral("kamailio"));
    form().addField(QStringLiteral("name"), tr("&Name"), m_name,
        tr("What you call the switch: 1 to 24 small letters, digits and hyphens, a letter first. Give each switch a "
           "login of its own, so that one can be shut out without the others. You must be allowed to view the actual "
           "numbers of all processes: the switch is told them."));
}

void SwitchLoginDialog::save()
{
    const auto name = checkedSwitchName(m_name->text());
    if (!name)
        return refuse(QStringLiteral("name"), tr("Use 1 to 24 small letters, digits and hyphens, a letter first."));
    m_waiting = true;
    whenAnswered(m_logins.make(*name), this, [this](const Result<SwitchAccess> &answer) {
        m_waiting = false;
        settle(answer ? std::nullopt : std::optional(answer.error()));
        if (answer)
            Q_EMIT made(*answer);
    });
}

/// A login that is being made cannot be taken back: its password would be lost.
void SwitchLoginDialog::reject()
{
    if (!m_waiting)
        FormDialog::reject();
}

} // namespace callveil

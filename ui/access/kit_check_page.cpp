// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/kit_check_page.h"

#include "domain/base/when_answered.h"
#include "services/setup/recovery_kit.h"
#include "ui/access/first_start.h"
#include "ui/widgets/field_form.h"

#include <QLineEdit>

namespace callveil {

KitCheckPage::KitCheckPage(FirstStart &state, bool isSignedIn)
    : StepPage(state, tr("Check the recovery kit"), tr("Type these words from what you wrote down or saved.")),
      m_isSignedIn(isSignedIn)
{
    for (const int place : RecoveryKit::checkPlaces()) {
        auto *word = new QLineEdit;
        word->setObjectName(QStringLiteral("checkWord%1").arg(place + 1));
        word->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
        m_form->addField(QString::number(place), tr("Word %1").arg(place + 1), word);
        m_form->explain(QString::number(place),
            tr("Typed back from what you wrote down, so that you know that it was written down right."));
        m_words.append({place, word});
    }
}

void KitCheckPage::go()
{
    for (const auto &[place, word] : std::as_const(m_words))
        if (word->text().trimmed().toLower() != m_state.outcome.recoveryWords.value(place))
            return m_form->showError(QString::number(place), tr("This is not word %1 of the kit.").arg(place + 1));
    if (m_isSignedIn)
        return finishStep();
    DatabaseAddress address = m_state.order.address;
    address.user = m_state.outcome.adminName;
    startWork(tr("Signing in…"));
    whenAnswered(m_state.context.signIn.signIn(address, m_state.outcome.adminName, m_state.order.adminPassword), this,
        [this](const SignInService::Answer &answer) { take(answer); });
}

void KitCheckPage::take(const SignInService::Answer &answer)
{
    if (!answer)
        return refuse(answer.error());
    m_state.workspace = *answer;
    finishStep();
}

} // namespace callveil

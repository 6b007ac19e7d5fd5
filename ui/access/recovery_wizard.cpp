// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/recovery_wizard.h"

#include "ui/access/first_start_wizard.h"
#include "ui/access/kit_check_page.h"
#include "ui/access/kit_page.h"
#include "ui/access/recover_page.h"
#include "ui/shell/prompt.h"
#include "ui/shell/wizard_look.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"

namespace callveil {

RecoveryWizard::RecoveryWizard(
    const AccessContext &context, const DatabaseAddress &address, const QString &user, QWidget *parent)
    : RecoveryWizard(context, address, nullptr, user, parent)
{ }

RecoveryWizard::RecoveryWizard(const AccessContext &context, Workspace &workspace, QWidget *parent)
    : RecoveryWizard(context, workspace.address(), &workspace, {}, parent)
{ }

RecoveryWizard::RecoveryWizard(
    const AccessContext &context, DatabaseAddress address, Workspace *workspace, const QString &user, QWidget *parent)
    : QWizard(parent), m_state{context, {}, FirstStart::Way::NewDatabase, true, {}, {}, {}, {}}
{
    m_state.order.address = std::move(address);
    setObjectName(QStringLiteral("recoveryWizard"));
    setHelpTopic(*this, QStringLiteral("recovery"));
    setWindowTitle(tr("Recovery kit - Callveil"));
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::DisabledBackButtonOnLastPage, false);
    // The pages of the kit know their places by the steps of the first start.
    setPage(FirstStartWizard::WayStep, new RecoverPage(m_state, workspace, user));
    setPage(FirstStartWizard::KitStep, new KitPage(m_state));
    setPage(FirstStartWizard::KitCheckStep, new KitCheckPage(m_state, true));
    setStartId(FirstStartWizard::WayStep);
    dressWizard(this, {characters(this, 100), fontMetrics().lineSpacing() * 34});
}

void RecoveryWizard::reject()
{
    const auto *step = qobject_cast<StepPage *>(currentPage());
    if (step && step->isWorking())
        return; // what is under way cannot be taken back
    const bool kitUnchecked = currentId() != FirstStartWizard::WayStep;
    if (kitUnchecked
        && !m_state.context.prompt.confirm(this, tr("Recovery kit"),
            tr("Leave without checking the new recovery kit?\n\nThe old one opens nothing any more, and the new one is "
               "not shown again: without it, lost passwords mean lost data."),
            tr("&Leave")))
        return;
    if (kitUnchecked)
        return QWizard::accept(); // the kit was used: what it gave stays
    QWizard::reject();
}

} // namespace callveil

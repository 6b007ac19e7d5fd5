// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/first_start_wizard.h"

#include "ui/access/kit_check_page.h"
#include "ui/access/kit_page.h"
#include "ui/access/organisation_page.h"
#include "ui/access/server_page.h"
#include "ui/access/way_page.h"
#include "ui/shell/prompt.h"
#include "ui/shell/wizard_look.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"

namespace callveil {

FirstStartWizard::FirstStartWizard(const AccessContext &context, DatabaseAddress local, QWidget *parent)
    : QWizard(parent), m_state{context, std::move(local), FirstStart::Way::NewDatabase, false, {}, {}, {}, {}}
{
    setObjectName(QStringLiteral("firstStartWizard"));
    setHelpTopic(*this, QStringLiteral("first-start"));
    setWindowTitle(tr("First start - Callveil"));
    setOption(QWizard::NoBackButtonOnStartPage);
    setPage(WayStep, new WayPage(m_state));
    setPage(ServerStep, new ServerPage(m_state));
    setPage(OrganisationStep, new OrganisationPage(m_state));
    setPage(KitStep, new KitPage(m_state));
    setPage(KitCheckStep, new KitCheckPage(m_state));
    setStartId(WayStep);
    dressWizard(this, {characters(this, 100), fontMetrics().lineSpacing() * 34});
}

void FirstStartWizard::reject()
{
    const auto *step = qobject_cast<StepPage *>(currentPage());
    if (step && step->isWorking())
        return; // what is under way cannot be taken back
    const bool kitUnchecked = currentId() == KitStep || currentId() == KitCheckStep;
    if (kitUnchecked
        && !m_state.context.prompt.confirm(this, tr("Recovery kit"),
            tr("Leave without checking the recovery kit?\n\nThe database is made. Its kit is not shown again: without "
               "it, "
               "lost passwords mean lost data."),
            tr("&Leave")))
        return;
    QWizard::reject();
}

} // namespace callveil

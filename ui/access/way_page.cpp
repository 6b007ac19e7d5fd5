// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/way_page.h"

#include "ui/access/first_start_wizard.h"
#include "ui/shell/wizard_look.h"
#include "ui/widgets/grid.h"

#include <QLabel>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace callveil {

WayPage::WayPage(FirstStart &state) : m_state(state)
{
    QVBoxLayout *layout = wizardColumn(this, tr("Welcome to Callveil"),
        tr("Callveil hides telephone numbers from people who work with calls. Where shall its database be?"));
    layout->setSpacing(gridUnit(this) / 2);
    layout->addSpacing(gridUnit(this));
    addWay(FirstStart::Way::NewDatabase, tr("New &database on this computer"),
        tr("For one computer. Nothing else is needed."));
    addWay(FirstStart::Way::Server, tr("Connect to a &PostgreSQL server"),
        tr("For several people. Makes a database on your server or signs in to the one that is there."));
    addWay(FirstStart::Way::Demo, tr("&Try with demo data"),
        tr("An invented organisation with 90 days of calls. It can be deleted at any time."));
    addWay(FirstStart::Way::Restore, tr("&Restore a backup"),
        tr("Makes a new database of a backup, on this computer or on a server."));
    layout->addStretch();
}

void WayPage::addWay(FirstStart::Way way, const QString &text, const QString &help)
{
    auto *button = new QRadioButton(text);
    button->setObjectName(QStringLiteral("way%1").arg(int(way)));
    button->setChecked(way == m_state.way);
    button->setWhatsThis(help);
    auto *line = new QLabel(help);
    line->setWordWrap(true);
    line->setForegroundRole(QPalette::PlaceholderText);
    line->setIndent(style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
        + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing));
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->addWidget(button);
    column->addWidget(line);
    column->addSpacing(gridUnit(this) * 3 / 2);
    connect(button, &QRadioButton::toggled, this, [this, way](bool on) {
        if (!on)
            return;
        m_state.way = way;
        setFinalPage(way == FirstStart::Way::Demo || way == FirstStart::Way::Restore); // Next becomes Finish
    });
}

int WayPage::nextId() const
{
    switch (m_state.way) {
    case FirstStart::Way::NewDatabase:
        return FirstStartWizard::OrganisationStep;
    case FirstStart::Way::Server:
        return FirstStartWizard::ServerStep;
    case FirstStart::Way::Demo:
    case FirstStart::Way::Restore:
        break;
    }
    return -1;
}

} // namespace callveil

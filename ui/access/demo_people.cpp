// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/demo_people.h"

#include "services/demo/demo_service.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QGridLayout>
#include <QPushButton>

namespace callveil {

DemoPeople::DemoPeople(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridUnit(this));
    auto *note = new StatusLine;
    note->say(Status::Neutral,
        tr("Demo data: everybody's password is “%1”. Choose who you want to be.").arg(DemoService::password()));
    layout->addWidget(note, 0, 0, 1, 2);
    int place = 2;
    for (const DemoPerson &person : DemoService::people()) {
        auto *button = new QPushButton(tr("%1 (%2)").arg(roleText(person.role), person.name));
        button->setObjectName(QStringLiteral("demo-%1").arg(person.name));
        button->setAutoDefault(false);
        layout->addWidget(button, place / 2, place % 2);
        ++place;
        connect(button, &QPushButton::clicked, this,
            [this, name = person.name] { Q_EMIT chosen(name, DemoService::password()); });
    }
}

} // namespace callveil

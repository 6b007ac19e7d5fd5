// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section_heading.h"

#include <QLabel>

namespace callveil {

QLabel *sectionHeading(const QString &text, QWidget *part, QWidget *parent)
{
    auto *heading = new QLabel(text, parent);
    heading->setBuddy(part);
    QFont strong = heading->font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    return heading;
}

} // namespace callveil

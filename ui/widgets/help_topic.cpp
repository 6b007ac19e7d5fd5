// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_topic.h"

#include <QVariant>
#include <QWidget>

namespace callveil {

namespace {
constexpr char s_property[] = "helpTopic";
}

void setHelpTopic(QWidget &widget, const QString &page)
{
    widget.setProperty(s_property, page);
}

QString helpTopicOf(const QWidget *widget)
{
    for (const QWidget *around = widget; around; around = around->parentWidget())
        if (const QString page = around->property(s_property).toString(); !page.isEmpty())
            return page;
    return {};
}

} // namespace callveil

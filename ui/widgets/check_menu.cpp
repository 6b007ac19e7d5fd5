// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/check_menu.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace callveil {

void CheckMenu::mouseReleaseEvent(QMouseEvent *event)
{
    const bool onEntry = actionAt(event->position().toPoint()) == activeAction();
    if (!onEntry || !tick())
        QMenu::mouseReleaseEvent(event);
}

void CheckMenu::keyPressEvent(QKeyEvent *event)
{
    const bool chooses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!chooses || !tick())
        QMenu::keyPressEvent(event);
}

bool CheckMenu::tick()
{
    QAction *entry = activeAction();
    if (!entry || !entry->isCheckable())
        return false;
    if (entry->isEnabled())
        entry->trigger();
    return true;
}

} // namespace callveil

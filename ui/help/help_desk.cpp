// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_desk.h"

#include "ui/help/help_window.h"
#include "ui/widgets/help_topic.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace callveil {

HelpDesk::HelpDesk(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

HelpDesk::~HelpDesk()
{
    QCoreApplication::instance()->removeEventFilter(this);
}

void HelpDesk::open(const QString &page)
{
    if (!m_window)
        m_window = std::make_unique<HelpWindow>();
    m_window->open(page);
}

/// In the window of a sign-in the menu has the key; this is for its dialogs, and for the windows before a sign-in.
bool HelpDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_F1 || key->modifiers() != Qt::NoModifier)
        return false;
    const QString topic = helpTopicOf(static_cast<QWidget *>(watched));
    if (topic.isEmpty())
        return false;
    open(topic);
    return true;
}

} // namespace callveil

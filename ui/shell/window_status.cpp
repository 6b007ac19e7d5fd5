// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_status.h"

#include "services/base/workspace.h"
#include "ui/shell/page.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QEvent>
#include <QLabel>

namespace callveil {

WindowStatus::WindowStatus(const PageContext &context, QWidget *parent)
    : QStatusBar(parent), m_light(new QLabel), m_connection(new QLabel)
{
    const std::shared_ptr<const Identity> me = context.workspace.identity();
    const auto add = [this](const QString &name, const QString &text, const QString &tip) {
        auto *label = new QLabel(text);
        label->setObjectName(name);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(tip);
        label->setContentsMargins(gridUnit(this), 0, gridUnit(this), 0);
        addWidget(label);
    };
    add(QStringLiteral("statusDatabase"), context.workspace.address().title(), tr("Database"));
    add(QStringLiteral("statusPerson"), tr("%1, %2").arg(me->displayName, roleText(me->role)), tr("Who is signed in"));
    add(QStringLiteral("statusZone"), QString::fromLatin1(context.zone.id()), tr("Time zone of all times shown"));
    m_connection->setObjectName(QStringLiteral("statusConnection"));
    m_connection->setContentsMargins(0, 0, gridUnit(this), 0);
    addPermanentWidget(m_light);
    addPermanentWidget(m_connection);
    setOnline(true);
}

void WindowStatus::setOnline(bool online)
{
    m_online = online;
    const int side = fontMetrics().height();
    const Status status = online ? Status::Ok : Status::Critical;
    m_light->setPixmap(statusIcon(status).pixmap(QSize(side, side), devicePixelRatio()));
    m_connection->setText(online ? tr("Connected") : tr("Connection lost"));
}

void WindowStatus::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        setOnline(m_online);
    QStatusBar::changeEvent(event);
}

} // namespace callveil

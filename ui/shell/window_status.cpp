// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_status.h"

#include "services/base/workspace.h"
#include "ui/shell/page.h"
#include "ui/texts/isolated_text.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QLocale>

namespace callveil {

WindowStatus::WindowStatus(const PageContext &context, QWidget *parent)
    : QStatusBar(parent), m_zone(context.zone), m_service(new QLabel), m_light(new QLabel), m_connection(new QLabel)
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
    m_service->setObjectName(QStringLiteral("statusService"));
    m_service->setAccessibleName(tr("Service status"));
    m_service->setTextFormat(Qt::PlainText);
    m_service->setContentsMargins(gridUnit(this), 0, gridUnit(this), 0);
    m_service->hide();
    addPermanentWidget(m_service);
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

void WindowStatus::setService(const ServiceState &service)
{
    const auto at = [this](qint64 ms) {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, m_zone), QLocale::ShortFormat);
    };
    const QString text =
        service.running ? tr("Service: running on %1").arg(isolated(service.host)) : tr("Service: not running");
    QString tip = tr("Bindings expire by themselves, but their numbers stay in the vault and pools are not sampled "
                     "unless somebody who manages pools is signed in. A voice platform is told nothing of new "
                     "bindings.\n\nStart it on its computer with “systemctl start "
                     "callveild”, or with “systemctl --user start callveild-user” where the database is a file. Its "
                     "identity is made under Voice Platform, Service.");
    if (service.running)
        tip = tr(
            "callveild %1, since %2. It ends bindings whose time is over, makes the routes that a voice platform asks "
            "for, and notes how full pools are.")
                  .arg(service.version, at(service.since));
    else if (service.seen)
        tip.prepend(tr("It was last seen on %1, %2.").arg(isolated(service.host), at(service.seenAt)) + u'\n');
    m_service->setText(text);
    m_service->setAccessibleDescription(text);
    m_service->setToolTip(tip);
    m_service->show();
}

bool WindowStatus::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) // which changeEvent() is not told of
        setOnline(m_online);
    return QStatusBar::event(event);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/room_toggle.h"

#include "ui/widgets/palette_icon.h"

#include <QSettings>

namespace callveil {

RoomToggle::RoomToggle(const QString &text, const QString &settingKey, QWidget *parent)
    : QToolButton(parent), m_settingKey(settingKey)
{
    setText(text);
    setCheckable(true);
    setChecked(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    if (const QVariant stored = QSettings().value(settingKey); stored.isValid())
        decide(stored.toBool());
    showState();
    connect(this, &QToolButton::toggled, this, &RoomToggle::showState);
    connect(this, &QToolButton::clicked, this, [this](bool open) {
        decide(open);
        QSettings().setValue(m_settingKey, open);
    });
}

void RoomToggle::setRoom(bool enough)
{
    if (!m_decided)
        setChecked(enough);
}

void RoomToggle::showState()
{
    setIcon(paletteIcon(isChecked() ? QStringLiteral("go_up") : QStringLiteral("go_down")));
}

void RoomToggle::decide(bool open)
{
    m_decided = open;
    setChecked(open);
}

} // namespace callveil

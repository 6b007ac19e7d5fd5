// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include <optional>

namespace callveil {

/// A button that opens a part of a page. Until the person decides, the part is open while there is room for it.
class RoomToggle final : public QToolButton {
    Q_OBJECT

public:
    /// `settingKey`: where the person's decision is remembered.
    RoomToggle(const QString &text, const QString &settingKey, QWidget *parent = nullptr);

    void setRoom(bool enough);
    /// Opens the part whether there is room or not, and keeps it open this time.
    void open() { decide(true); }

private:
    void decide(bool open);
    void showState();

    QString m_settingKey;
    std::optional<bool> m_decided;
};

} // namespace callveil

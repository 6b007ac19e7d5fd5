// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTimeEdit>
#include <QTimeZone>

namespace callveil {

/// A moment as the clocks of the visible zone show it, to the minute.
class MomentField final : public QDateTimeEdit {
    Q_OBJECT

public:
    explicit MomentField(const QTimeZone &zone, QWidget *parent = nullptr);

    /// ms since 1970; a moment within the shown minute stays the very one that was set.
    [[nodiscard]] qint64 moment() const;
    void setMoment(qint64 moment);
    /// The beginning of today in the zone.
    [[nodiscard]] qint64 today() const;

private:
    QTimeZone m_zone;
    qint64 m_set = 0;
};

} // namespace callveil

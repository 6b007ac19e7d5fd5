// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "services/reveal/reveal_service.h"

#include <QTimeZone>
#include <QTimer>

namespace callveil {

class Notifier;

/// Tells whoever may read the record of deeds within a minute that somebody else met a limit of reveals or searches;
/// at first what happened during the last day. Others are told nothing.
class LimitWatch final : public QObject {
    Q_OBJECT

public:
    LimitWatch(Workspace &workspace, Notifier &notifier, const QTimeZone &zone, QObject *parent,
        std::chrono::milliseconds pause = std::chrono::seconds(30));

private:
    void look();
    void tell(const std::vector<LimitAlarm> &alarms);
    void tellNamed(const std::vector<LimitAlarm> &alarms, const std::vector<Person> &people);
    [[nodiscard]] QString sentence(const LimitAlarm &alarm, const std::vector<Person> &people) const;

    RevealService m_reveals;
    PeopleService m_people;
    Notifier &m_notifier;
    QTimeZone m_zone;
    qint64 m_since; ///< alarms up to then were told; by the database's clock, but for the first look
    QTimer m_timer;
    bool m_asking = false;
};

} // namespace callveil

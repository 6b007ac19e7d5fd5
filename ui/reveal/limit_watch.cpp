// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/limit_watch.h"

#include "domain/base/when_answered.h"
#include "ui/shell/notifier.h"

#include <QLocale>

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

} // namespace

LimitWatch::LimitWatch(
    Workspace &workspace, Notifier &notifier, const QTimeZone &zone, QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent), m_reveals(workspace), m_people(workspace), m_notifier(notifier), m_zone(zone),
      m_since(QDateTime::currentMSecsSinceEpoch() - dayMs)
{
    if (!m_reveals.me()->may(Permission::ViewAudit))
        return;
    connect(&m_timer, &QTimer::timeout, this, &LimitWatch::look);
    m_timer.start(pause);
    look();
}

/// What fails here shows in the connection light, and the next look asks again.
void LimitWatch::look()
{
    if (std::exchange(m_asking, true))
        return;
    whenAnswered(m_reveals.alarms(m_since), this, [this](const Result<std::vector<LimitAlarm>> &alarms) {
        m_asking = false;
        if (alarms)
            tell(*alarms);
    });
}

void LimitWatch::tell(const std::vector<LimitAlarm> &alarms)
{
    std::vector<LimitAlarm> others;
    for (const LimitAlarm &alarm : alarms)
        if (alarm.person != m_reveals.me()->id)
            others.push_back(alarm);
    if (others.empty())
        return;
    m_asking = true; // until they are told of: the next look asks for what came after them
    whenAnswered(m_people.list(), this, [this, others](const Result<std::vector<Person>> &people) {
        m_asking = false;
        if (people)
            tellNamed(others, *people);
    });
}

/// The banner holds one message: the newest alarm, with all of them behind "Details".
void LimitWatch::tellNamed(const std::vector<LimitAlarm> &alarms, const std::vector<Person> &people)
{
    QStringList lines;
    for (const LimitAlarm &alarm : alarms) {
        lines.prepend(sentence(alarm, people));
        m_since = std::max(m_since, alarm.newest);
    }
    m_notifier.show(Notifier::Kind::Warning, tr("%1 The Audit Trail tells more.").arg(lines.front()),
        lines.size() > 1 ? lines.join(u'\n') : QString());
}

QString LimitWatch::sentence(const LimitAlarm &alarm, const std::vector<Person> &people) const
{
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const Person &person) { return person.id == alarm.person; });
    const QString name = found == people.end() ? tr("Somebody") : found->displayName;
    const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(alarm.newest, m_zone), QLocale::ShortFormat);
    return alarm.kind == RequestKind::Reveal ? tr("%1 met the limit of revealed numbers at %2.").arg(name, time)
                                             : tr("%1 met the limit of searches by number at %2.").arg(name, time);
}

} // namespace callveil

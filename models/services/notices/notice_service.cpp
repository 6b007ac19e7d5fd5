// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/notices/notice_service.h"

#include "services/access/access_service.h"
#include "services/pools/pool_service.h"
#include "storage/callbacks/callback_store.h"
#include "storage/people/person_store.h"
#include "storage/vault/reveal_store.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

/// Collects them, kind by kind.
class NoticeReader final {
public:
    NoticeReader(Connection &connection, const Identity &me) : m_connection(connection), m_me(me) { }

    [[nodiscard]] Result<std::vector<Notice>> all()
    {
        const auto now = m_connection.integer("operation.now");
        if (!now)
            return failed(now);
        m_now = *now;
        for (const auto read : {&NoticeReader::findings, &NoticeReader::limits, &NoticeReader::pools,
                 &NoticeReader::callbacks, &NoticeReader::keys, &NoticeReader::policies})
            if (const auto done = (this->*read)(); !done)
                return failed(done);
        sortNotices(m_notices);
        return std::move(m_notices);
    }

private:
    [[nodiscard]] Result<void> findings();
    [[nodiscard]] Result<void> limits();
    [[nodiscard]] Result<void> pools();
    [[nodiscard]] Result<void> callbacks();
    [[nodiscard]] Result<void> keys();
    [[nodiscard]] Result<void> policies();
    [[nodiscard]] qint64 recently() const { return m_now - NoticeService::recentDays * dayMs; }

    Connection &m_connection;
    const Identity &m_me;
    qint64 m_now = 0;
    std::vector<Notice> m_notices;
};

Result<void> NoticeReader::findings()
{
    if (!m_me.may(Permission::ViewAudit))
        return {};
    return m_connection.forEach("notice.findings",
        {{":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}}, [&](const Row &row) {
            Notice notice{NoticeKind::Findings};
            notice.count = row.integer(0);
            notice.grave = row.integer(1);
            notice.weight = notice.grave > 0 ? NoticeWeight::Critical : NoticeWeight::Warning;
            notice.since = notice.mark = row.integer(2);
            if (notice.count > 0)
                m_notices.push_back(std::move(notice));
        });
}

/// Of others: who met a limit himself knows it.
Result<void> NoticeReader::limits()
{
    if (!m_me.may(Permission::ViewAudit))
        return {};
    const auto alarms = RevealStore(m_connection, m_me.id).alarms(recently());
    if (!alarms)
        return failed(alarms);
    if (alarms->empty())
        return {};
    const auto people = PersonStore(m_connection).list();
    if (!people)
        return failed(people);
    for (const LimitAlarm &alarm : *alarms) {
        if (alarm.person == m_me.id)
            continue;
        Notice notice{alarm.kind == RequestKind::Reveal ? NoticeKind::RevealLimit : NoticeKind::SearchLimit,
            NoticeWeight::Critical, alarm.person.value};
        for (const Person &person : *people)
            if (person.id == alarm.person)
                notice.name = person.displayName;
        notice.since = notice.mark = alarm.newest;
        m_notices.push_back(std::move(notice));
    }
    return {};
}

/// Pools without numbers are not told of: whoever makes one knows.
Result<void> NoticeReader::pools()
{
    if (!m_me.may(Permission::ManagePools))
        return {};
    const auto overview = readPoolOverview(m_connection, m_me);
    if (!overview)
        return failed(overview);
    for (const auto &[pool, counts, use, mayChange] : overview->pools) {
        if (!utilisationOf(pool, counts, use) || !isLow(pool, counts, use))
            continue;
        const qint64 left = leftIn(pool, counts, use);
        const bool isDry = left == 0;
        m_notices.push_back({NoticeKind::PoolLow, isDry ? NoticeWeight::Critical : NoticeWeight::Warning, pool.id.value,
            pool.name, {}, left, 0, std::nullopt, isDry ? 1 : 0});
    }
    return {};
}

Result<void> NoticeReader::callbacks()
{
    if (!m_me.may(Permission::ManageCallbacks) || !m_me.allProcesses)
        return {};
    const auto endpoints = CallbackStore(m_connection, m_me.id).endpoints();
    if (!endpoints)
        return failed(endpoints);
    for (const CallbackEndpoint &endpoint : *endpoints) {
        const bool isGone = !endpoint.url.isEmpty() && endpoint.disabledAt.has_value();
        if (!isGone && !endpoint.isFailing(m_now))
            continue;
        Notice notice{
            isGone ? NoticeKind::CallbackGone : NoticeKind::CallbackFailing, NoticeWeight::Warning, int(endpoint.kind)};
        notice.count = endpoint.waiting;
        notice.since = isGone ? endpoint.disabledAt : endpoint.failingSince;
        notice.mark = *notice.since;
        m_notices.push_back(std::move(notice));
    }
    return {};
}

/// Whom the reader can give what they wait for; all others who wait concern whoever holds their keys.
Result<void> NoticeReader::keys()
{
    const auto waiting = readWaiting(m_connection, m_me);
    if (!waiting)
        return failed(waiting);
    const auto count =
        std::count_if(waiting->begin(), waiting->end(), [](const WaitingPerson &person) { return person.canGive; });
    if (count > 0)
        m_notices.push_back({NoticeKind::KeysWaiting, NoticeWeight::Information, 0, {}, {}, count, 0, {}, count});
    return {};
}

/// The last change of each process.
Result<void> NoticeReader::policies()
{
    std::vector<Notice> newest;
    const auto read = m_connection.forEach("notice.policies",
        {{":since", recently()}, {":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}},
        [&](const Row &row) {
            Notice notice{NoticeKind::PolicyChanged, NoticeWeight::Information, row.integer(0), row.text(1),
                row.text(3), 0, 0, row.integer(4), row.integer(2)};
            const auto older =
                std::find_if(newest.begin(), newest.end(), [&](const Notice &other) { return other.id == notice.id; });
            if (older == newest.end())
                newest.push_back(std::move(notice));
            else
                *older = std::move(notice);
        });
    if (!read)
        return failed(read);
    m_notices.insert(m_notices.end(), newest.begin(), newest.end());
    return {};
}

} // namespace

QFuture<Result<std::vector<Notice>>> NoticeService::read()
{
    return Service::read([](Connection &connection, const Identity &me) { return NoticeReader(connection, me).all(); });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_metrics.h"

#include "domain/base/when_answered.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

namespace callveil {

namespace {

constexpr qint64 longestMs = 5000;

/// As it stands between the quotation marks of a label.
QByteArray label(const QString &text)
{
    QByteArray value = text.toUtf8();
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return value;
}

QByteArray head(const char *name, const char *type, const char *help)
{
    return QByteArrayLiteral("# HELP callveil_") + name + ' ' + help + "\n# TYPE callveil_" + name + ' ' + type + '\n';
}

QByteArray line(const char *name, const QByteArray &labels, double value)
{
    const QByteArray braces = labels.isEmpty() ? QByteArray() : '{' + labels + '}';
    return QByteArrayLiteral("callveil_") + name + braces + ' ' + QByteArray::number(value, 'g', 15) + '\n';
}

QByteArray poolLines(const PoolLine &pool)
{
    const std::array<std::pair<const char *, qint64>, 6> states{{{"free", pool.use.free}, {"bound", pool.use.bound},
        {"cooling", pool.use.cooling}, {"draining", pool.counts.value(DidState::Draining)},
        {"suspended", pool.counts.value(DidState::Suspended)}, {"retired", pool.counts.value(DidState::Retired)}}};
    QByteArray lines;
    for (const auto &[state, count] : states)
        lines += line("pool_numbers", "pool=\"" + label(pool.pool.name) + "\",state=\"" + state + '"', double(count));
    return lines;
}

} // namespace

ApiMetrics::ApiMetrics(Workspace &workspace, Watched watched, const RequestCounts &counts, QObject *parent)
    : QObject(parent), m_pools(workspace), m_records(workspace), m_watched(std::move(watched)), m_counts(counts)
{ }

void ApiMetrics::tell(HttpHandler::Reply reply)
{
    m_waiting.push_back(std::move(reply));
    if (m_age.isValid() && m_age.elapsed() < longestMs)
        return answer(true);
    if (m_waiting.size() == 1)
        ask();
}

void ApiMetrics::ask()
{
    whenAnswered(m_pools.overview(), this, [this](const Result<PoolOverview> &overview) {
        if (!overview)
            return answer(false);
        whenAnswered(m_records.state(), this, [this, overview = *overview](const Result<SpoolState> &records) {
            if (!records)
                return answer(false);
            takeState(overview, *records);
            answer(true);
        });
    });
}

void ApiMetrics::takeState(const PoolOverview &overview, const SpoolState &records)
{
    const double age = records.oldestAt
        ? double(std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - *records.oldestAt)) / 1000
        : 0;
    m_stored = head("records_waiting", "gauge", "Call records that wait to become legs.")
        + line("records_waiting", {}, double(records.waiting))
        + head("records_refused", "gauge", "Call records that became none.")
        + line("records_refused", {}, double(records.refused))
        + head("records_oldest_seconds", "gauge", "How long the oldest of them has waited.")
        + line("records_oldest_seconds", {}, age)
        + head("pool_numbers", "gauge", "Proxy numbers of a pool in each state.");
    for (const PoolLine &pool : overview.pools)
        m_stored += poolLines(pool);
    m_stored += head("pool_left", "gauge", "Proxy numbers of a pool that even its busiest party can still get.");
    for (const PoolLine &pool : overview.pools)
        m_stored += line(
            "pool_left", "pool=\"" + label(pool.pool.name) + '"', double(leftIn(pool.pool, pool.counts, pool.use)));
    m_age.start();
}

QByteArray ApiMetrics::ownText() const
{
    QByteArray text = head("leader", "gauge", "Whether this instance leads.")
        + line("leader", {}, m_watched.leads() ? 1 : 0)
        + head("duty_age_seconds", "gauge", "How long ago a duty was last done without a failure.");
    for (const auto &[name, age] : m_watched.duties->ages())
        text += line("duty_age_seconds", "duty=\"" + label(name) + '"', age);
    text += head("http_requests_total", "counter", "Requests by path and status.");
    for (const auto &[route, count] : m_counts.byRoute)
        text += line("http_requests_total",
            "route=\"" + label(route.first) + "\",status=\"" + QByteArray::number(route.second) + '"', double(count));
    return text + head("http_refused_by_rate_total", "counter", "Requests of keys that were used too often.")
        + line("http_refused_by_rate_total", {}, double(m_counts.refusedByRate));
}

/// Without the database it tells what it knows by itself.
void ApiMetrics::answer(bool isOnline)
{
    HttpAnswer answer;
    answer.type = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    answer.body = ownText() + head("database_up", "gauge", "Whether the database answers.")
        + line("database_up", {}, isOnline ? 1 : 0) + (isOnline ? m_stored : QByteArray());
    for (const HttpHandler::Reply &reply : std::exchange(m_waiting, {}))
        reply(answer);
}

} // namespace callveil

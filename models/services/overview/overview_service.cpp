// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/overview/overview_service.h"

#include "services/platform/brand_book.h"
#include "services/reports/report_reader.h"
#include "storage/platform/opt_out_store.h"

#include <algorithm>

namespace callveil {

namespace {

Result<PoolsNow> poolsNow(Connection &connection, const Identity &me, qint64 now)
{
    auto pools = readPoolOverview(connection, me);
    if (!pools)
        return failed(pools);
    const auto bindings = connection.integer(
        "overview.bindings", {{":now", now}, {":all_processes", int(me.allProcesses)}, {":person", me.id.value}});
    if (!bindings)
        return failed(bindings);
    return PoolsNow{std::move(*pools), *bindings};
}

Result<FindingsNow> findingsNow(Connection &connection, const Identity &me)
{
    LeakStore store(connection, me);
    const auto open = store.tally();
    if (!open)
        return failed(open);
    const auto scanned = store.lastScan();
    if (!scanned)
        return failed(scanned);
    return FindingsNow{*open, scanned->has_value()};
}

Result<Overview> overviewOf(Connection &connection, const Identity &me)
{
    Overview overview;
    const auto now = connection.integer("operation.now");
    if (!now)
        return failed(now);
    overview.at = *now;
    if (me.may(Permission::ManagePools)) {
        auto pools = poolsNow(connection, me, *now);
        if (!pools)
            return failed(pools);
        overview.pools = std::move(*pools);
    }
    if (me.may(Permission::ViewAudit)) {
        const auto findings = findingsNow(connection, me);
        if (!findings)
            return failed(findings);
        overview.findings = *findings;
    }
    return overview;
}

/// Counts what happened since a moment, kind by kind.
class NewsReader final {
public:
    NewsReader(Connection &connection, const Identity &me, qint64 since)
        : m_connection(connection), m_me(me), m_since(since)
    { }

    [[nodiscard]] Result<std::vector<News>> all()
    {
        for (const NewsKind kind : allNewsKinds)
            if (mayRead(kind))
                if (const auto done = add(kind); !done)
                    return failed(done);
        return std::move(m_news);
    }

private:
    [[nodiscard]] bool mayRead(NewsKind kind) const
    {
        switch (kind) {
        case NewsKind::Calls:
            return m_me.may(Permission::ViewCallLog);
        case NewsKind::Imports:
            return m_me.may(Permission::Import);
        case NewsKind::PolicyChanges:
            return m_me.may(Permission::ConfigureMasking);
        case NewsKind::GrantChanges:
        case NewsKind::Reveals:
        case NewsKind::Findings:
            return m_me.may(Permission::ViewAudit);
        case NewsKind::OptOuts:
            return m_me.may(Permission::ManagePools) && m_me.may(Permission::ManageSecurity);
        }
        return false;
    }

    [[nodiscard]] Result<void> add(NewsKind kind)
    {
        const qint64 most = kind == NewsKind::Calls ? SinceSignIn::mostCalls : SinceSignIn::mostOthers;
        const auto counted = count(kind, most);
        if (!counted)
            return failed(counted);
        m_news.push_back({kind, std::min(*counted, most), *counted >= most});
        return {};
    }

    [[nodiscard]] Result<qint64> count(NewsKind kind, qint64 most)
    {
        const QVariant all = int(m_me.allProcesses), person = m_me.id.value;
        switch (kind) {
        case NewsKind::Calls:
            return m_connection.integer("overview.calls_since",
                {{":since", m_since}, {":all_processes", all}, {":person", person}, {":most", most}});
        case NewsKind::Imports:
            return m_connection.integer("overview.imports_since",
                {{":since", m_since}, {":all_processes", all}, {":person", person}, {":most", most}});
        case NewsKind::PolicyChanges:
            return m_connection.integer(
                "overview.policies_since", {{":since", m_since}, {":all_processes", all}, {":person", person}});
        case NewsKind::GrantChanges:
            return deeds({QStringLiteral("access.grant"), QStringLiteral("access.revoke")});
        case NewsKind::Reveals:
            return deeds({QStringLiteral("number.reveal")});
        case NewsKind::Findings:
            return m_connection.integer(
                "overview.findings_since", {{":since", m_since}, {":all_processes", all}, {":person", person}});
        case NewsKind::OptOuts:
            return optOuts(int(most));
        }
        return 0;
    }

    /// All of them are counted at once, when the first is asked for.
    [[nodiscard]] Result<qint64> deeds(const QStringList &actions)
    {
        if (!m_deeds) {
            m_deeds.emplace();
            const auto read =
                m_connection.forEach("overview.deeds_since", {{":since", m_since}, {":most", SinceSignIn::mostOthers}},
                    [&](const Row &row) { m_deeds->insert(row.text(0), row.integer(1)); });
            if (!read)
                return failed(read);
        }
        qint64 sum = 0;
        for (const QString &action : actions)
            sum += m_deeds->value(action);
        return sum;
    }

    /// Of the brands whose opt-outs the person finds on the list.
    [[nodiscard]] Result<qint64> optOuts(int most)
    {
        const auto book = BrandBook::read(m_connection, m_me);
        if (!book)
            return failed(book);
        const auto newest = OptOutStore(m_connection).list(most);
        if (!newest)
            return failed(newest);
        return std::count_if(newest->begin(), newest->end(), [&](const OptOut &entry) {
            return entry.createdAt >= m_since && (m_me.allProcesses || book->withKey(entry.brand));
        });
    }

    Connection &m_connection;
    const Identity &m_me;
    qint64 m_since;
    std::vector<News> m_news;
    std::optional<QHash<QString, qint64>> m_deeds; ///< by action
};

} // namespace

QFuture<Result<Overview>> OverviewService::read()
{
    return Service::read(&overviewOf);
}

QFuture<Result<CallFigures>> OverviewService::calls()
{
    return Service::read(
        Permission::ViewReports, [](Connection &connection, const Identity &me) -> Result<CallFigures> {
            return connection.snapshot([&]() -> Result<CallFigures> {
                const auto today = localDays(connection, me);
                if (!today)
                    return failed(today);
                const auto days = ReportReader(connection, me, callDaysRequest(*today), {}).read();
                if (!days)
                    return failed(days);
                const auto average = ReportReader(connection, me, averageRequest(*today), {}).read();
                if (!average)
                    return failed(average);
                return callFigures(*days, *average, *today);
            });
        });
}

QFuture<Result<SinceSignIn>> OverviewService::sinceLastSignIn()
{
    return Service::read([](Connection &connection, const Identity &me) -> Result<SinceSignIn> {
        const auto before = connection.one("overview.previous_sign_in",
            {{":person", me.id.value}, {":sign_in", me.signInId}}, [](const Row &row) { return row.integer(0); });
        if (!before)
            return failed(before);
        SinceSignIn since{*before, {}};
        if (!since.at)
            return since;
        auto news = NewsReader(connection, me, *since.at).all();
        if (!news)
            return failed(news);
        since.news = std::move(*news);
        return since;
    });
}

} // namespace callveil

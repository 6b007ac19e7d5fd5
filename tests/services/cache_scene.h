// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switch_scene.h"

namespace callveil {

/// A switch that keeps routes: it signs in with a login of its own.
class Cache final {
public:
    static constexpr int longestMs = 20000;

    explicit Cache(const SwitchAccess &access) : m_psql(access.url()) { follow(); }

    /// From here on.
    void follow()
    {
        const QStringList place =
            m_psql.run(QStringLiteral("SELECT epoch, seq FROM switch_v1.route_epoch()")).split(u'|');
        m_epoch = place.value(0);
        m_seq = place.value(1);
    }
    /// "number caller" of each change since the last time; "number *" for all of a number. Waits for so many: work of
    /// the server itself holds changes back for a moment, too.
    [[nodiscard]] QStringList changes(qsizetype wanted)
    {
        QStringList found = newest();
        static_cast<void>(QTest::qWaitFor(
            [&] {
                found += found.size() < wanted ? newest() : QStringList();
                return found.size() >= wanted;
            },
            longestMs));
        found.sort();
        return found;
    }
    /// "caller -> callee" or "caller reject 480" of each route of a number.
    [[nodiscard]] QStringList routes(const QString &did)
    {
        QStringList found =
            m_psql
                .run(QStringLiteral("SELECT caller || CASE action WHEN 'bridge' THEN ' -> ' || callee ELSE ' ' || "
                                    "action || ' ' || sip_code END FROM switch_v1.routes WHERE did = '%1'")
                         .arg(did))
                .split(u'\n', Qt::SkipEmptyParts);
        found.sort();
        return found;
    }
    [[nodiscard]] SqlAnswer ask(const QString &sql) { return m_psql.ask(sql); }
    [[nodiscard]] QString epoch() const { return m_epoch; }
    /// Seconds that changes have waited.
    [[nodiscard]] qint64 behind()
    {
        return m_psql.run(QStringLiteral("SELECT behind_secs FROM switch_v1.route_epoch()")).toLongLong();
    }
    void setPlace(const QString &seq) { m_seq = seq; }

private:
    [[nodiscard]] QStringList newest()
    {
        const QString rows =
            m_psql.run(QStringLiteral("SELECT seq, epoch, coalesce(did, '*') || ' ' || coalesce(nullif(caller, ''), "
                                      "CASE caller WHEN '' THEN 'any' ELSE '*' END) FROM switch_v1.route_changes(%1)")
                           .arg(m_seq));
        QStringList found;
        for (const QString &row : rows.split(u'\n', Qt::SkipEmptyParts)) {
            m_seq = row.section(u'|', 0, 0);
            m_epoch = row.section(u'|', 1, 1);
            found.append(row.section(u'|', 2));
        }
        return found;
    }

    PsqlSession m_psql;
    QString m_epoch, m_seq;
};

struct CacheScene : RouteScene {
    CacheScene() : RouteScene(Engine::PostgreSql) { }

    /// The login of a switch that may keep routes.
    [[nodiscard]] SwitchAccess allowed()
    {
        const SwitchAccess access = taken(logins.make(QStringLiteral("cache")));
        taken(logins.setKeepsRoutes(QStringLiteral("cache"), true));
        return access;
    }
    [[nodiscard]] static QString way(const Binding &binding, const QString &caller)
    {
        return binding.number + u' ' + caller;
    }

    SwitchLoginService logins{*desk.admin};
    DatabaseLook look{desk.organisation};
};

} // namespace callveil

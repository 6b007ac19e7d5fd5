// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/leaks/canary_store.h"

#include "storage/database/written.h"
#include "storage/people/person_store.h"

namespace callveil {

namespace {
constexpr qint64 usualLimit = 60; // as of searches by number
}

Result<std::vector<Canary>> CanaryStore::list()
{
    return m_connection.all("canary.list", {}, [](const Row &row) {
        return Canary{{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.integer(4), row.integer(5)};
    });
}

Result<QHash<qint64, QString>> CanaryStore::names()
{
    QHash<qint64, QString> names;
    const auto read =
        m_connection.forEach("canary.names", {}, [&](const Row &row) { names.insert(row.integer(0), row.text(1)); });
    if (!read)
        return failed(read);
    return names;
}

Result<std::vector<CanaryParty>> CanaryStore::parties()
{
    return m_connection.all("canary.parties", {}, [](const Row &row) {
        return CanaryParty{{row.integer(0)}, row.bytes(1), row.text(2), row.integer(3)};
    });
}

/// What a server's function judges by itself; nullopt: it may be planted.
Result<std::optional<PlantAnswer>> CanaryStore::judgedEmbedded(const QByteArray &party)
{
    const auto setting = PersonStore(m_connection).setting(QStringLiteral("searches_per_hour"));
    const auto planted = m_connection.integer("canary.planted_lately", {{":person", m_me.value}});
    const auto known =
        m_connection.one("canary.find", {{":party", party}}, [](const Row &row) { return CanaryId{row.integer(0)}; });
    if (!setting)
        return failed(setting);
    if (!planted)
        return failed(planted);
    if (!known)
        return failed(known);
    bool isNumber = false;
    const qint64 given = setting->value_or(QString()).toLongLong(&isNumber);
    const qint64 most = isNumber ? given : usualLimit;
    if (*planted >= most)
        return PlantAnswer{PlantAnswer::Outcome::OverLimit, {}, most};
    if (*known)
        return PlantAnswer{PlantAnswer::Outcome::PlantedBefore, **known, most};
    return std::optional<PlantAnswer>();
}

Result<PlantAnswer> CanaryStore::plant(const Canary &canary, const QByteArray &party, const QByteArray &sealed)
{
    if (m_connection.engine() == Engine::Sqlite) {
        const auto judged = judgedEmbedded(party);
        if (!judged)
            return failed(judged);
        if (*judged)
            return **judged;
    }
    const auto answer = m_connection.one("canary.plant",
        {{":name", canary.name}, {":country", canary.country}, {":party", party}, {":sealed", sealed},
            {":person", m_me.value}},
        [](const Row &row) {
            return PlantAnswer{PlantAnswer::Outcome(row.number(0)), {row.integer(1)}, row.integer(2)};
        });
    if (!answer)
        return failed(answer);
    if (!*answer)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    return **answer;
}

Result<bool> CanaryStore::remove(CanaryId canary)
{
    if (m_connection.engine() == Engine::Sqlite)
        if (const auto dropped = m_connection.write("canary.drop_places", {{":canary", canary.value}}); !dropped)
            return failed(dropped);
    const auto removed =
        m_connection.one("canary.remove", {{":canary", canary.value}}, [](const Row &) { return true; });
    if (!removed)
        return failed(removed);
    return removed->has_value();
}

Result<std::vector<CanaryGap>> CanaryStore::gaps()
{
    return m_connection.all("canary.gaps", {}, [](const Row &row) {
        return CanaryGap{{row.integer(0)}, row.bytes(1), {row.integer(2)}, {row.integer(3)}};
    });
}

Result<void> CanaryStore::putPlace(const CanaryGap &gap, const QByteArray &blind)
{
    return written(m_connection.write("canary.put_place",
        {{":canary", gap.canary.value}, {":process", gap.process.value}, {":revision", gap.revision.value},
            {":blind", blind}}));
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/opt_out_store.h"

namespace callveil {

namespace {

/// 0 and no row: none.
Result<std::optional<OptOutId>> idOrNone(const Result<std::optional<qint64>> &id)
{
    if (!id)
        return failed(id);
    return id->value_or(0) == 0 ? std::nullopt : std::optional(OptOutId{**id});
}

} // namespace

Result<std::vector<OptOut>> OptOutStore::list(int most)
{
    return m_connection.all("opt_out.list", {{":most", most}}, [](const Row &row) {
        return OptOut{{row.integer(0)}, row.text(1), true, OptOutSource(row.number(2)), {row.integer(3)}, row.text(4),
            row.integer(5)};
    });
}

Result<qint64> OptOutStore::count(const QString &brand)
{
    return m_connection.integer("opt_out.count", {{":brand", brand}});
}

Result<std::optional<OptOutId>> OptOutStore::find(const QString &brand, const QByteArray &party)
{
    return idOrNone(m_connection.one(
        "opt_out.find", {{":brand", brand}, {":key", party}}, [](const Row &row) { return row.integer(0); }));
}

Result<std::optional<OptOutId>> OptOutStore::add(
    const QString &brand, const QByteArray &party, OptOutSource source, PersonId by)
{
    return idOrNone(m_connection.one("opt_out.add",
        {{":brand", brand}, {":key", party}, {":source", int(source)}, {":person", by.value}},
        [](const Row &row) { return row.integer(0); }));
}

Result<std::vector<LiftedOptOuts>> OptOutStore::lifted()
{
    if (m_connection.engine() == Engine::Sqlite)
        return std::vector<LiftedOptOuts>();
    return m_connection.all("opt_out.lifted", {}, [](const Row &row) {
        return LiftedOptOuts{row.text(0), row.integer(1), row.integer(2)};
    });
}

Result<bool> OptOutStore::remove(OptOutId entry)
{
    const auto removed =
        m_connection.one("opt_out.remove", {{":entry", entry.value}}, [](const Row &) { return true; });
    if (!removed)
        return failed(removed);
    return removed->has_value();
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/audit/deed_store.h"

#include <limits>

namespace callveil {

namespace {
constexpr qint64 always = std::numeric_limits<qint64>::max();
} // namespace

DeedEntry DeedStore::read(const Row &row)
{
    return {{row.integer(0)}, row.integer(1), {row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)},
        row.integer(7), row.text(8), row.bytes(9), row.bytes(10), row.bytes(11)};
}

Result<std::vector<DeedEntry>> DeedStore::page(
    const DeedFilter &filter, const std::optional<DeedPlace> &after, int rows)
{
    const DeedPlace place = after.value_or(DeedPlace{always, {always}, always});
    return m_connection.all("deed.page",
        {{":from", filter.from.value_or(0)}, {":to", filter.to.value_or(always)}, {":after_at", place.at},
            {":after_actor", place.actor.value}, {":after_seq", place.seq}, {":actor", filter.actor.value},
            {":action", filter.action}, {":text", filter.text}, {":rows", rows}},
        read);
}

Result<std::vector<DeedEntry>> DeedStore::chain(PersonId actor, qint64 after, int rows)
{
    return m_connection.all("deed.chain", {{":actor", actor.value}, {":after", after}, {":rows", rows}}, read);
}

Result<std::vector<PersonId>> DeedStore::actors()
{
    return m_connection.all("deed.actors", {}, [](const Row &row) { return PersonId{row.integer(0)}; });
}

Result<std::vector<DeedHead>> DeedStore::heads()
{
    return m_connection.all("deed.heads", {}, [](const Row &row) {
        return DeedHead{{row.integer(0)}, row.integer(1), row.bytes(2)};
    });
}

Result<bool> DeedStore::holds(const DeedHead &head)
{
    const auto found =
        m_connection.integer("deed.holds", {{":actor", head.actor.value}, {":seq", head.seq}, {":hash", head.hash}});
    if (!found)
        return failed(found);
    return *found == 1;
}

} // namespace callveil

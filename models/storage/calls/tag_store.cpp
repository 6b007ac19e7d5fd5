// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/calls/tag_store.h"

#include "storage/processes/process_store.h"

namespace callveil {

Result<std::vector<SessionTag>> TagStore::of(const TaggedSession &session)
{
    return m_connection.all(
        "tag.of", {{":public_id", session.session}, {":process", session.process.value}}, [](const Row &row) {
            return SessionTag{row.text(0), {row.integer(1)}, row.text(2), row.integer(3)};
        });
}

Result<bool> TagStore::isThere(const TaggedSession &session)
{
    const auto calls =
        m_connection.integer("tag.calls", {{":public_id", session.session}, {":process", session.process.value}});
    if (!calls)
        return failed(calls);
    return *calls > 0;
}

Result<QStringList> TagStore::known(const std::optional<PersonId> &limitedTo)
{
    const auto tags = m_connection.all("tag.known",
        {{":all_processes", limitedTo ? 0 : 1}, {":person", limitedTo.value_or(PersonId()).value}},
        [](const Row &row) { return row.text(0); });
    if (!tags)
        return failed(tags);
    return QStringList(tags->begin(), tags->end());
}

Result<bool> TagStore::add(const TaggedSession &session, const QString &tag, PersonId by)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto added = m_connection.write("tag.add",
        {{":public_id", session.session}, {":process", session.process.value}, {":tag", tag},
            {":tag_key", nameKey(tag)}, {":person", by.value}, {":now", *now}});
    if (!added)
        return failed(added);
    return *added > 0;
}

Result<bool> TagStore::remove(const TaggedSession &session, const QString &tag)
{
    const auto removed = m_connection.write("tag.remove",
        {{":public_id", session.session}, {":process", session.process.value}, {":tag_key", nameKey(tag)}});
    if (!removed)
        return failed(removed);
    return *removed > 0;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/audit/deed_log.h"

#include "storage/people/certificates.h"

namespace callveil {

QByteArray DeedLog::hashOf(const DeedEntry &e)
{
    return plainHash(joinFields({"callveil deed 1", e.previous, QByteArray::number(e.actor.value),
        QByteArray::number(e.seq), e.deed.action.toUtf8(), e.deed.object.toUtf8(), e.deed.before.toUtf8(),
        e.deed.after.toUtf8(), e.deed.reason.toUtf8(), QByteArray::number(e.at), e.console.toUtf8()}));
}

Result<void> DeedLog::append(const Identity &actor, const Deed &deed)
{
    if (actor.isLocked()) // nothing to sign with
        return fail(ErrorCode::Denied, Fault::SessionLocked);
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto head = m_connection.one("deed.head", {{":actor", actor.id.value}},
        [](const Row &row) { return std::pair(row.integer(0), row.bytes(1)); });
    if (!head)
        return failed(head);
    DeedEntry entry{actor.id, *head ? (*head)->first + 1 : 1, deed, *now, actor.console, {}, {}, {}};
    entry.previous = *head ? (*head)->second : QByteArray(32, '\0');
    entry.hash = hashOf(entry);
    entry.signature = actor.keys.sign.sign(entry.hash);
    const auto appended = m_connection.write("deed.append",
        {{":actor", entry.actor.value}, {":seq", entry.seq}, {":action", deed.action}, {":object", deed.object},
            {":before", deed.before}, {":after", deed.after}, {":reason", deed.reason}, {":at", entry.at},
            {":console", entry.console}, {":previous", entry.previous}, {":hash", entry.hash},
            {":signature", entry.signature}});
    if (!appended)
        return failed(appended);
    if (*appended != 1) // a server appends nothing for somebody else, or for a person who was disabled
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    const auto moved = m_connection.write(
        "deed.move_head", {{":actor", entry.actor.value}, {":seq", entry.seq}, {":hash", entry.hash}});
    if (!moved)
        return failed(moved);
    return {};
}

} // namespace callveil

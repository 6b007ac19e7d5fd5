// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/tag_service.h"

#include "services/base/text_check.h"
#include "services/calls/call_log_service.h"
#include "storage/processes/process_store.h"

#include <algorithm>

namespace callveil {

namespace {

const QString s_field = QStringLiteral("tag");

Result<void> requireSession(Connection &connection, const Identity &me, const TaggedSession &session)
{
    const auto unknown = [&] {
        return fail(ErrorCode::NotFound, Fault::SessionUnknown, {CallLogService::sessionName(session.session)});
    };
    if (!me.sees(session.process))
        return unknown();
    const auto isThere = TagStore(connection).isThere(session);
    if (!isThere)
        return failed(isThere);
    if (!*isThere)
        return unknown();
    return {};
}

Result<void> checkTag(Connection &connection, const QString &tag)
{
    if (tag.size() > TagService::longest)
        return fail(ErrorCode::Invalid, Fault::TextTooLong, {s_field, QString::number(TagService::longest)});
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    return checkName(tag, s_field, *countries);
}

/// nullptr when the session has none of this word.
const SessionTag *find(const std::vector<SessionTag> &tags, const QString &tag)
{
    const auto same = std::find_if(
        tags.begin(), tags.end(), [&](const SessionTag &each) { return nameKey(each.tag) == nameKey(tag); });
    return same == tags.end() ? nullptr : &*same;
}

Deed deedOf(const QString &action, const TaggedSession &session, const QString &before, const QString &after)
{
    const auto text = [&](const QString &tag) {
        return tag.isEmpty() ? QString() : QStringLiteral("tag %1; process %2").arg(tag).arg(session.process.value);
    };
    return {action, QStringLiteral("session ") + CallLogService::sessionName(session.session), text(before),
        text(after), {}};
}

} // namespace

QFuture<Result<std::vector<SessionTag>>> TagService::of(TaggedSession session)
{
    return read(Permission::ViewCallLog,
        [session = std::move(session)](Connection &connection, const Identity &me) -> Result<std::vector<SessionTag>> {
            if (const auto seen = requireSession(connection, me, session); !seen)
                return failed(seen);
            return TagStore(connection).of(session);
        });
}

QFuture<Result<QStringList>> TagService::known()
{
    return read(Permission::ViewCallLog, [](Connection &connection, const Identity &me) {
        return TagStore(connection).known(me.allProcesses ? std::nullopt : std::optional(me.id));
    });
}

QFuture<Result<void>> TagService::add(TaggedSession session, QString tag)
{
    return change(Permission::ViewCallLog,
        [session = std::move(session), tag = tag.simplified()](
            Connection &connection, const Identity &me) -> Result<void> {
            if (const auto seen = requireSession(connection, me, session); !seen)
                return seen;
            if (const auto fits = checkTag(connection, tag); !fits)
                return fits;
            TagStore store(connection);
            const auto tags = store.of(session);
            if (!tags)
                return failed(tags);
            if (find(*tags, tag))
                return {};
            const auto added = store.add(session, tag, me.id);
            if (!added)
                return failed(added);
            if (!*added)
                return {};
            return DeedLog(connection).append(me, deedOf(QStringLiteral("call.tag"), session, {}, tag));
        });
}

QFuture<Result<void>> TagService::remove(TaggedSession session, QString tag)
{
    return change(Permission::ViewCallLog,
        [session = std::move(session), tag = std::move(tag)](
            Connection &connection, const Identity &me) -> Result<void> {
            if (const auto seen = requireSession(connection, me, session); !seen)
                return seen;
            TagStore store(connection);
            const auto tags = store.of(session);
            if (!tags)
                return failed(tags);
            const SessionTag *found = find(*tags, tag);
            if (!found)
                return fail(ErrorCode::NotFound, Fault::EntryChanged);
            if (found->by != me.id && !me.may(Permission::ManageProcesses))
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            const auto removed = store.remove(session, found->tag);
            if (!removed)
                return failed(removed);
            if (!*removed)
                return fail(ErrorCode::NotFound, Fault::EntryChanged);
            return DeedLog(connection).append(me, deedOf(QStringLiteral("call.untag"), session, found->tag, {}));
        });
}

} // namespace callveil

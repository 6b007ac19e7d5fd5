// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/calls/call_log_service.h"
#include "services/calls/tag_service.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

/// A session belongs to a process; where calls of one name lie in several, they are several.
struct SessionPlace {
    TaggedSession session;
    QString process; ///< its name
};

Result<std::vector<SessionPlace>> placesOf(Workspace &workspace, const QByteArray &session, const QString &name)
{
    constexpr int calls = 500;
    CallFilter filter;
    filter.session = session;
    const auto page = CallLogService(workspace).page(filter, CallLogService::newest(), true, calls).result();
    if (!page)
        return failed(page);
    std::vector<SessionPlace> places;
    for (const CallLine &call : page->calls)
        if (std::none_of(places.begin(), places.end(),
                [&](const SessionPlace &place) { return place.session.process == call.process; }))
            places.push_back({{session, call.process}, call.processName});
    if (places.empty())
        return fail(ErrorCode::NotFound, Fault::SessionUnknown, {name});
    return places;
}

Result<void> change(
    TagService &service, const SessionPlace &place, const QStringList &removed, const QStringList &added)
{
    for (const QString &tag : removed)
        if (const auto done = service.remove(place.session, tag.simplified()).result(); !done)
            return done;
    for (const QString &tag : added)
        if (const auto done = service.add(place.session, tag).result(); !done)
            return done;
    return {};
}

} // namespace

int runTag(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("add"), QStringLiteral("give it this tag; may be given more than once"), QStringLiteral("TAG")},
        {QStringLiteral("remove"), QStringLiteral("take this tag from it; may be given more than once"),
            QStringLiteral("TAG")},
    });
    command.describe(QStringLiteral("SESSION [--remove TAG]… [--add TAG]…"),
        QStringLiteral("Lists the tags of a session (sess_…), after what is removed and added. A tag is a word or two "
                       "without a number. You remove your own; whoever manages processes removes anybody's. Each "
                       "change is recorded."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const QString name = command.arguments().front();
    const QByteArray id = CallLogService::sessionId(name);
    if (id.isEmpty())
        return command.misuse(QStringLiteral("SESSION is a name like sess_…"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto places = placesOf(**workspace, id, name);
    if (!places)
        return command.refuse(places.error());
    TagService service(**workspace);
    QJsonArray documents;
    QList<QStringList> rows;
    for (const SessionPlace &place : *places) {
        if (const auto done = change(service, place, command.values("remove"), command.values("add")); !done)
            return command.refuse(done.error());
        const auto tags = service.of(place.session).result();
        if (!tags)
            return command.refuse(tags.error());
        for (const SessionTag &tag : *tags) {
            documents.append(QJsonObject{{QStringLiteral("tag"), tag.tag}, {QStringLiteral("process"), place.process},
                {QStringLiteral("by"), tag.byName}, {QStringLiteral("at"), isoTime(tag.at)}});
            rows.append({tag.tag, place.process, tag.byName, isoTime(tag.at)});
        }
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("session"), name}, {QStringLiteral("tags"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Tag"), QStringLiteral("Process"), QStringLiteral("By"), QStringLiteral("Since (UTC)")},
            rows);
    return Done;
}

} // namespace callveil

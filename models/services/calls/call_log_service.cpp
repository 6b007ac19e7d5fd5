// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_log_service.h"

#include "domain/base/public_name.h"
#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/calls/call_pages.h"
#include "storage/processes/process_store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace callveil {

namespace {

const QString namePrefix = QStringLiteral("sess_");

void collectTexts(const QJsonValue &value, QStringList &texts)
{
    if (value.isString())
        texts.append(value.toString());
    for (const QJsonValue &part : value.toArray())
        collectTexts(part, texts);
    for (const QJsonValue &part : value.toObject())
        collectTexts(part, texts);
}

/// A filter may name a proxy number, and somebody may have typed a customer's there: that one is not kept.
Result<void> checkBody(Connection &connection, const QString &body)
{
    QStringList texts;
    collectTexts(QJsonDocument::fromJson(body.toUtf8()).object(), texts);
    ProcessStore store(connection);
    const auto processes = store.list();
    if (!processes)
        return failed(processes);
    for (const Process &process : *processes) {
        const auto dids = store.knownDidsOf(process.id);
        if (!dids)
            return failed(dids);
        const NumberReader reader(process.country);
        texts.removeIf([&](const QString &text) {
            const QString number = reader.read(text).text;
            return std::any_of(dids->begin(), dids->end(), [&](const Did &did) { return did.number == number; });
        });
    }
    for (const Process &process : *processes)
        for (const QString &text : std::as_const(texts))
            if (NumberReader(process.country).read(text).kind == NumberKind::E164)
                return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {QStringLiteral("proxy")});
    return {};
}

} // namespace

CallKey CallLogService::newest()
{
    return {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};
}

QFuture<Result<CallPage>> CallLogService::page(CallFilter filter, CallKey key, bool older, int rows, Stop stop)
{
    return read(Permission::ViewCallLog,
        [filter = std::move(filter), key, older, rows, stop = std::move(stop)](
            Connection &connection, const Identity &person) -> Result<CallPage> {
            CallStore store(connection, person);
            return readCalls(store, filter, key, older, rows, stop);
        });
}

QFuture<Result<std::vector<LegLine>>> CallLogService::legs(CallId session)
{
    return read(Permission::ViewCallLog, [session](Connection &connection, const Identity &person) {
        return CallStore(connection, person).legs(session);
    });
}

QFuture<Result<CallExtent>> CallLogService::extent(ProcessId process)
{
    return read(
        Permission::ViewCallLog, [process](Connection &connection, const Identity &person) -> Result<CallExtent> {
            auto days = CallStore(connection, person).days(process);
            if (!days)
                return failed(days);
            CallExtent extent{std::move(*days), 0};
            for (const auto &[day, sessions] : extent.days)
                extent.total += sessions;
            return extent;
        });
}

QFuture<Result<std::vector<SavedView>>> CallLogService::views(QString page)
{
    return read([page = std::move(page)](Connection &connection, const Identity &person) {
        return connection.all("calls.views", {{":person", person.id.value}, {":page", page}}, [](const Row &row) {
            return SavedView{{row.integer(0)}, row.text(1), row.text(2)};
        });
    });
}

QFuture<Result<void>> CallLogService::saveView(QString page, QString name, QString body)
{
    return change(Permission::ViewCallLog,
        [page = std::move(page), name = std::move(name), body = std::move(body)](
            Connection &connection, const Identity &person) -> Result<void> {
            const auto countries = countriesOf(connection);
            if (!countries)
                return failed(countries);
            if (const auto fits = checkName(name, QStringLiteral("name"), *countries); !fits)
                return fits;
            if (const auto fits = checkBody(connection, body); !fits)
                return fits;
            const auto saved = connection.write("calls.save_view",
                {{":person", person.id.value}, {":page", page}, {":name", name.simplified()}, {":body", body}});
            if (!saved)
                return failed(saved);
            return {};
        });
}

QFuture<Result<void>> CallLogService::removeView(ViewId view)
{
    return change(Permission::ViewCallLog, [view](Connection &connection, const Identity &person) -> Result<void> {
        const auto removed =
            connection.write("calls.remove_view", {{":view", view.value}, {":person", person.id.value}});
        if (!removed)
            return failed(removed);
        return {};
    });
}

QString CallLogService::sessionName(const QByteArray &publicId)
{
    return publicName(namePrefix, publicId);
}

QByteArray CallLogService::sessionId(const QString &name)
{
    return publicIdOf(namePrefix, name);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/retention/held_service.h"

#include "services/reveal/number_request.h"
#include "storage/database/checkpoint.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {

/// An order whose number is wiped with the last copy.
struct Order {
    std::shared_ptr<const RevealedNumber> number;
    QString reason, ticket;
};

Order taken(HeldOrder order)
{
    return {std::make_shared<const RevealedNumber>(std::move(order.number)), std::move(order.reason),
        std::move(order.ticket)};
}

/// A request that was granted, for the places that it names.
struct Granted {
    std::vector<BlindIndex> places;
    RequestAnswer answer;
    QString reason;
};

Result<Granted> granted(Connection &connection, const Identity &me, RequestKind kind, const Order &order)
{
    auto reason = checkedReason(connection, order.reason, order.ticket);
    if (!reason)
        return failed(reason);
    // National digits are another person's in each country, and an erasure cannot be taken back.
    if (!order.number->text().trimmed().startsWith(u'+'))
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {QStringLiteral("number")});
    auto places = placesOf(connection, me, order.number->text());
    if (!places)
        return failed(places);
    auto answer = requestPlaces(connection, me, kind, *places, *reason);
    if (!answer)
        return failed(answer);
    return Granted{std::move(*places), std::move(*answer), std::move(*reason)};
}

Result<QHash<ProcessId, QString>> namesOf(Connection &connection)
{
    const auto processes = ProcessStore(connection).list();
    if (!processes)
        return failed(processes);
    QHash<ProcessId, QString> names;
    for (const Process &process : *processes)
        names.insert(process.id, process.name);
    return names;
}

Result<HeldReport> reported(Connection &connection, const Identity &me, const Order &order)
{
    const auto request = granted(connection, me, RequestKind::Report, order);
    if (!request)
        return failed(request);
    const auto lines = HeldStore(connection, me.id).list(request->answer, request->places);
    const auto names = namesOf(connection);
    const auto now = connection.integer("operation.now");
    if (!lines)
        return failed(lines);
    if (!names)
        return failed(names);
    if (!now)
        return failed(now);
    HeldReport report;
    report.at = *now;
    for (const HeldLine &line : *lines)
        report.lines.push_back({line, names->value(line.process)});
    for (const BlindIndex &place : request->places)
        if (const QString name = names->value(place.process); !report.searched.contains(name))
            report.searched.append(name);
    return report;
}

/// As long as the number was: what is left of it.
QString blankFor(const QString &number)
{
    qsizetype digits = 0;
    for (const QChar letter : number)
        digits += letter.isDigit() ? 1 : 0;
    return QString(std::clamp<qsizetype>(digits, 3, 15), u'x');
}

Result<ErasureReport> eraseAt(Connection &connection, const Identity &me, const Granted &request, const QString &blank)
{
    const auto lines = HeldStore(connection, me.id).erase(request.answer, request.places, blank);
    const auto names = namesOf(connection);
    if (!lines)
        return failed(lines);
    if (!names)
        return failed(names);
    ErasureReport report;
    for (const ErasedLine &line : *lines) {
        if (line.held)
            return fail(ErrorCode::Conflict, Fault::NumberHeld, {names->value(line.process)});
        report.numbers += line.numbers;
        report.legs += line.legs;
        report.bindings += line.bindings;
        ++report.processes;
    }
    const auto recorded = DeedLog(connection)
                              .append(me,
                                  {QStringLiteral("number.erased"), RevealStore::objectOfPlaces(), {},
                                      QStringLiteral("numbers %1; legs %2; bindings %3")
                                          .arg(report.numbers)
                                          .arg(report.legs)
                                          .arg(report.bindings),
                                      request.reason});
    if (!recorded)
        return failed(recorded);
    return report;
}

Result<ErasureReport> erased(Connection &connection, const Identity &me, const Order &order)
{
    const auto request = granted(connection, me, RequestKind::Erasure, order);
    if (!request)
        return failed(request);
    auto report =
        connection.transact([&] { return eraseAt(connection, me, *request, blankFor(order.number->text())); });
    if (report)
        static_cast<void>(emptyLog(connection)); // a reader in the way: the next checkpoint does it
    return report;
}

} // namespace

QFuture<Result<HeldReport>> HeldService::report(HeldOrder order)
{
    return read(
        Permission::ManageSecurity, [order = taken(std::move(order))](Connection &connection, const Identity &me) {
            return reported(connection, me, order);
        });
}

QFuture<Result<ErasureReport>> HeldService::erase(HeldOrder order)
{
    return read(
        Permission::ManageSecurity, [order = taken(std::move(order))](Connection &connection, const Identity &me) {
            return erased(connection, me, order);
        });
}

} // namespace callveil

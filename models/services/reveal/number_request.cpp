// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reveal/number_request.h"

#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "storage/audit/deed_log.h"
#include "storage/processes/process_store.h"
#include "storage/vault/writer_keys.h"

#include <map>

namespace callveil {

namespace {

constexpr qsizetype leastReason = 3; // "x" explains nothing to whoever reads the record

/// What an answer means to whoever asked.
Result<void> judged(RequestKind kind, const RequestAnswer &answer)
{
    const bool wantsNumbers = kind == RequestKind::Reveal || kind == RequestKind::Export;
    switch (answer.outcome) {
    case RequestOutcome::Granted:
        return {};
    case RequestOutcome::NotPermitted:
        return fail(ErrorCode::Denied, wantsNumbers ? Fault::RevealRefused : Fault::NotPermitted);
    case RequestOutcome::OverLimit:
        if (!wantsNumbers)
            return fail(ErrorCode::Denied, Fault::SearchLimit, {QString::number(answer.most)});
        return fail(ErrorCode::Denied, Fault::RevealLimit,
            {QString::number(answer.most), answer.hours == 1 ? QStringLiteral("hour") : QStringLiteral("day")});
    case RequestOutcome::Gone:
        return fail(ErrorCode::NotFound, Fault::NumberGone);
    }
    return fail(ErrorCode::Internal, Fault::Unexpected);
}

} // namespace

Result<RequestAnswer> requestRecorded(Connection &connection, const Identity &me, const NumberRequest &request,
    const std::function<Result<RequestAnswer>()> &ask)
{
    const auto answer = connection.transact([&]() -> Result<RequestAnswer> {
        const auto asked = ask();
        if (!asked)
            return asked;
        const Deed deed{RevealStore::actionOf(request.kind), request.object, {},
            RevealStore::wordsOf(asked->outcome) + request.counts, request.reason};
        if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
            return failed(recorded);
        return asked;
    });
    if (!answer)
        return answer;
    if (const auto granted = judged(request.kind, *answer); !granted)
        return failed(granted);
    return answer;
}

Result<QString> checkedReason(Connection &connection, const QString &why, const QString &ofTicket)
{
    const QString reason = why.simplified();
    const QString ticket = ofTicket.simplified();
    if (reason.size() < leastReason)
        return fail(ErrorCode::Invalid, Fault::ReasonNeeded);
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkFreeText(reason, QStringLiteral("reason"), *countries); !fits)
        return failed(fits);
    if (const auto fits = checkFreeText(ticket, QStringLiteral("ticket"), *countries); !fits)
        return failed(fits);
    return ticket.isEmpty() ? reason : QStringLiteral("%1 (ticket %2)").arg(reason, ticket);
}

Result<std::vector<BlindIndex>> placesOf(Connection &connection, const Identity &me, const QString &number)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto processes = ProcessStore(connection).list();
    const auto revisions = RevealStore(connection, me.id).revisions();
    if (!processes)
        return failed(processes);
    if (!revisions)
        return failed(revisions);
    std::map<ProcessId, QString> numbers;
    for (const Process &process : *processes) {
        const PhoneNumber read = NumberReader(process.country).read(number);
        if (me.sees(process.id) && read.kind == NumberKind::E164)
            numbers[process.id] = read.text;
    }
    if (numbers.empty())
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {QStringLiteral("number")});
    const WriterKeys keys(me.writerKey);
    std::vector<BlindIndex> places;
    for (const auto &[process, revision] : *revisions)
        if (const auto found = numbers.find(process); found != numbers.end())
            places.push_back({process, keys.blindIndex(process, revision, found->second)});
    for (auto &[process, text] : numbers)
        wipe(text);
    return places;
}

Result<RequestAnswer> requestPlaces(Connection &connection, const Identity &me, RequestKind kind,
    const std::vector<BlindIndex> &places, const QString &reason)
{
    return requestRecorded(connection, me, {kind, RevealStore::objectOfPlaces(), reason, {}},
        [&] { return RevealStore(connection, me.id).request(kind, places, reason); });
}

Result<RequestAnswer> requestExport(
    Connection &connection, const Identity &me, const ExportOrder &order, qint64 rows, const QString &reason)
{
    const QString counts = QStringLiteral("; rows %1; numbers %2").arg(rows).arg(order.numbers);
    return requestRecorded(connection, me, {RequestKind::Export, ExportStore::objectOfExport(), reason, counts},
        [&] { return ExportStore(connection, me.id).request(order, reason, me.may(Permission::Export)); });
}

} // namespace callveil

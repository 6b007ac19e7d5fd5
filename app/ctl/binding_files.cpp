// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_files.h"
#include "binding_output.h"
#include "domain/number/free_text.h"

#include "exchange/sheets/sheet_file.h"
#include "services/bindings/binding_file.h"
#include "sheet_options.h"
#include "stop_signals.h"
#include "ui/texts/fault_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

/// What came of a file of bindings.
struct ImportOutcome {
    qint64 made = 0, existing = 0;
    std::vector<BindingReject> rejects;
    std::optional<Error> stopped; ///< what is no row's fault: the others would meet it too
};

Result<void> chooseNumber(const BindingRow &row, const KnownNames &names, BindingOrder &order)
{
    if (row.pool.isEmpty() && row.number.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("pool")});
    order.number = row.number;
    if (row.pool.isEmpty())
        return {};
    const auto pool = names.pool(row.pool);
    if (!pool)
        return failed(pool);
    order.pool = *pool;
    return {};
}

Result<void> chooseAgent(BindingRow &row, const KnownNames &names, BindingOrder &order)
{
    if (!row.agent.isEmpty() && !row.agentNumber.isEmpty())
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("agent_number"), quotable(row.agentNumber),
                QStringLiteral("agent or agent_number, not both")});
    order.agent.number = std::move(row.agentNumber);
    if (row.agent.isEmpty())
        return {};
    const auto agent = names.agent(row.agent);
    if (!agent)
        return failed(agent);
    order.agent.agent = *agent;
    return {};
}

/// Takes the numbers out of the row.
Result<BindingOrder> orderOf(BindingRow &row, const KnownNames &names)
{
    BindingOrder order;
    const auto process = names.process(row.process);
    if (!process)
        return failed(process);
    order.process = *process;
    if (const auto chosen = chooseNumber(row, names, order); !chosen)
        return failed(chosen);
    if (const auto chosen = chooseAgent(row, names, order); !chosen)
        return failed(chosen);
    const auto model = modelFrom(row.model);
    if (!model)
        return failed(model);
    const auto expiry = expiryFrom(row.expiry, row.reason);
    if (!expiry)
        return failed(expiry);
    const auto recording = recordingFrom(row.recording);
    if (!recording)
        return failed(recording);
    order.customer = std::move(row.customer);
    order.model = *model;
    order.caseRef = row.caseRef;
    order.expiry = *expiry;
    order.recording = *recording;
    return order;
}

bool isOfRow(const Error &error)
{
    return error.code != ErrorCode::Denied && error.code != ErrorCode::Offline && error.code != ErrorCode::Internal;
}

void takeRow(BindingService &service, const KnownNames &names, BindingRow &row, ImportOutcome &outcome)
{
    auto order = orderOf(row, names);
    const auto pair = order ? service.make(std::move(*order)).result() : Result<BoundPair>(failed(order));
    if (pair)
        ++(pair->isNew ? outcome.made : outcome.existing);
    else if (isOfRow(pair.error()))
        outcome.rejects.push_back({row.line, pair.error()});
    else
        outcome.stopped = pair.error();
}

int report(Command &command, const ImportOutcome &outcome)
{
    QJsonArray rejects;
    for (const BindingReject &reject : outcome.rejects) {
        const QString why = faultText(reject.error);
        rejects.append(QJsonObject{{QStringLiteral("line"), reject.line}, {QStringLiteral("reason"), why}});
        command.err() << "line " << reject.line << ": " << harmless(why) << '\n';
    }
    command.err().flush();
    command.tell({{QStringLiteral("made"), outcome.made}, {QStringLiteral("existing"), outcome.existing},
                     {QStringLiteral("rejected"), qint64(outcome.rejects.size())}, {QStringLiteral("rejects"), rejects},
                     {QStringLiteral("complete"), !outcome.stopped}},
        QStringLiteral("Bindings made: %1; there already: %2; rejected: %3.")
            .arg(outcome.made)
            .arg(outcome.existing)
            .arg(outcome.rejects.size()));
    if (outcome.stopped)
        return command.refuse(*outcome.stopped);
    return outcome.rejects.empty() ? Done : Refused;
}

SheetHead headOfBindings()
{
    SheetHead head{QStringLiteral("Bindings"), QStringLiteral("Times: UTC"), {}};
    for (const QString &title : bindingColumns())
        head.columns.push_back({title});
    return head;
}

/// Page after page, newest first.
Result<qint64> writeAll(
    BindingService &service, const KnownNames &names, BindingQuery query, SheetFile &file, StopSignals &stop)
{
    std::atomic<bool> cancelled{false};
    qint64 rows = 0;
    while (true) {
        const auto page = stop.answerOf(service.list(query), cancelled);
        if (cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        if (!page)
            return failed(page);
        for (const Binding &binding : page->bindings)
            if (const auto added = file.add(bindingCells(binding, names, page->now)); !added)
                return failed(added);
        rows += qint64(page->bindings.size());
        if (!page->more)
            return rows;
        if (page->bindings.empty()) // there is no row to go on from; half a file must not pass for a whole one
            return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("a page without rows"));
        query.filter.after = std::pair(page->bindings.back().createdAt, page->bindings.back().id);
    }
}

} // namespace

int importBindings(Command &command)
{
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    ImportOutcome outcome;
    auto rows = readBindingFile(command.arguments().at(1), outcome.rejects);
    if (!rows)
        return command.refuse(rows.error());
    BindingService service(*run->workspace);
    for (BindingRow &row : *rows) {
        takeRow(service, run->names, row, outcome);
        if (outcome.stopped)
            break;
    }
    std::stable_sort(outcome.rejects.begin(), outcome.rejects.end(),
        [](const BindingReject &a, const BindingReject &b) { return a.line < b.line; });
    return report(command, outcome);
}

int exportBindings(Command &command)
{
    const QString path = command.arguments().at(1);
    const auto format = sheetFormatOf(command, path);
    if (!format)
        return format.error();
    if (*format == SheetFormat::Pdf)
        return command.misuse(QStringLiteral("a page has no room for all of a binding; export to xlsx or csv"));
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    const auto query = bindingQueryFrom(command, run->names);
    if (!query)
        return command.refuse(query.error());
    StopSignals stop(command.err());
    SheetFile file(path, *format);
    if (const auto opened = file.open(headOfBindings()); !opened)
        return command.refuse(opened.error());
    BindingService service(*run->workspace);
    const auto rows = writeAll(service, run->names, *query, file, stop);
    if (!rows)
        return command.refuse(rows.error());
    if (const auto recorded = service.noteExport(*rows).result(); !recorded)
        return command.refuse(recorded.error());
    if (const auto done = file.commit(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("rows"), *rows}},
        QStringLiteral("Bindings written: %1. The numbers of customers and agents are masked.").arg(*rows));
    return Done;
}

} // namespace callveil

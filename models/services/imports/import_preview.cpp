// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_preview.h"

#include "services/imports/context_loader.h"
#include "services/imports/import_file.h"

#include <QFile>
#include <QFileInfo>

#include <map>

namespace callveil {

namespace {

constexpr size_t mostCalls = 50;
constexpr size_t mostRejects = 100;
constexpr int mostCells = 20;

/// A cell as the mapping page shows it: whatever could be somebody's number is masked.
class CellMask final {
public:
    CellMask(const PrepareContext &context)
        : m_reader(context.process.country), m_finder(context.process.country),
          m_policy(context.revision.policy.kind == MaskingKind::Off ? MaskingPolicy{} : context.revision.policy),
          m_tokens(context.keys->tokenHash(context.process.id, context.revision.id))
    { }

    QString operator()(const QString &cell) const
    {
        const PhoneNumber number = m_reader.read(cell);
        return number.kind == NumberKind::E164 ? mask(number, m_policy, m_tokens).text
                                               : m_finder.withNumbersMasked(cell);
    }

private:
    NumberReader m_reader;
    NumberFinder m_finder;
    MaskingPolicy m_policy;
    TokenHash m_tokens;
};

Result<void> sampleCells(
    ImportPreview &preview, const ImportOrder &order, const ReadOptions &options, const CellMask &masked)
{
    QFile file(order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {QFileInfo(order.file).fileName()});
    auto sample = sampleCsv(file, QFileInfo(order.file).fileName(), options, mostCells);
    if (!sample)
        return failed(sample);
    if (!preview.mapping)
        preview.mapping = sample->guess;
    for (const QString &title : sample->header)
        preview.header.append(masked(title));
    for (const QStringList &row : sample->rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(masked(cell));
        preview.cells.append(cells);
    }
    return {};
}

PreviewCall shown(const RawCall &raw, CallPreparer &preparer)
{
    const StagedLeg leg = preparer.prepare(raw).leg;
    PreviewCall call{raw.line, raw.startedAt, leg.direction, leg.disposition, preparer.context().process.name,
        leg.customer.text, leg.agentParty.text, {}, leg.billableSeconds};
    for (auto it = preparer.context().dids.begin(); it != preparer.context().dids.end(); ++it)
        if (it.value() == leg.proxy)
            call.proxy = it.key();
    return call;
}

} // namespace

Result<ImportPreview> previewImport(Connection &connection, const Identity &person, const ImportOrder &order)
{
    const auto router = ProcessRouter::load(connection, person);
    if (!router)
        return failed(router);
    const bool callerIsCustomer = !order.mapping || order.mapping->callerIsCustomer;
    std::map<qint64, std::unique_ptr<CallPreparer>> preparers;
    const auto preparerOf = [&](ProcessId process) -> Result<CallPreparer *> {
        auto &preparer = preparers[process.value];
        if (!preparer) {
            auto context = loadContext(connection, person, process, order.campaign, callerIsCustomer);
            if (!context)
                return failed(context);
            preparer = std::make_unique<CallPreparer>(std::move(*context));
        }
        return preparer.get();
    };
    const ProcessId first = order.process.isSet() ? order.process : router->anyProcess();
    const auto lead = preparerOf(first);
    if (!lead)
        return failed(lead);
    const Process &process = (*lead)->context().process;
    const ReadOptions options{process.country, QTimeZone(process.timeZone.toLatin1()),
        QDateTime::currentMSecsSinceEpoch(), order.format, order.mapping};

    ImportPreview preview;
    auto file = ImportFile::open(order.file, options);
    if (file) {
        preview.format = (*file)->format();
        preview.mapping = (*file)->mapping();
        while (preview.calls.size() < mostCalls && preview.rejects.size() < mostRejects) {
            auto row = (*file)->next();
            if (!row)
                return failed(row);
            if (!*row)
                break;
            if (const auto *refused = std::get_if<RowReject>(&**row)) {
                preview.rejects.push_back(*refused);
                continue;
            }
            const RawCall &call = std::get<RawCall>(**row);
            const ProcessId target = order.process.isSet() ? order.process : router->route(call);
            if (!target.isSet()) {
                preview.rejects.push_back({call.line, {}, RowFault::ProcessNotKnown});
                continue;
            }
            const auto preparer = preparerOf(target);
            if (!preparer)
                return failed(preparer);
            preview.calls.push_back(shown(call, **preparer));
        }
    } else if (file.error().fault == Fault::MappingIncomplete || file.error().fault == Fault::FormatUnknown) {
        preview.format = QStringLiteral("generic-csv"); // the mapping page can still make sense of it
    } else {
        return failed(file);
    }
    if (preview.format == QLatin1String("generic-csv"))
        if (const auto done = sampleCells(preview, order, options, CellMask((*lead)->context())); !done)
            return failed(done);
    return preview;
}

} // namespace callveil

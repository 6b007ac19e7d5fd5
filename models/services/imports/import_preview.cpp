// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/import_preview.h"

#include "services/imports/context_loader.h"
#include "services/imports/import_file.h"
#include "services/imports/preview_mask.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <set>

namespace callveil {

namespace {

constexpr size_t mostCalls = 50;
constexpr size_t mostRejects = 100;
constexpr int mostCells = 20;
constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

Result<void> sampleCells(
    ImportPreview &preview, const ImportOrder &order, const ReadOptions &options, const PrepareContext &context)
{
    QFile file(order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {QFileInfo(order.file).fileName()});
    auto sample = sampleCsv(file, QFileInfo(order.file).fileName(), options, mostCells);
    if (!sample)
        return failed(sample);
    if (!preview.mapping)
        preview.mapping = sample->guess;
    const PreviewMask masked(context.process.country, context.revision.policy,
        context.keys->tokenHash(context.process.id, context.revision.id), sample->guess, options.now + dayMs);
    for (const QString &title : sample->header)
        preview.header.append(masked.text(title));
    for (const QStringList &row : sample->rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column)
            cells.append(masked.cell(row[column], int(column)));
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

/// Whether a file can be one of text: pictures and archives are full of control characters that no text has. Zeros are
/// left out, as every second byte of UTF-16 is one.
bool isText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray opening = file.read(4096);
    const auto controls = std::count_if(opening.begin(), opening.end(),
        [](char c) { return c > 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f'; });
    return controls * 50 <= opening.size();
}

/// Reads the first rows of a file: once, and where rows tell their process once more for each other process, because
/// each has its own country and time zone.
class Previewer final {
public:
    Previewer(Connection &connection, const Identity &person, const ImportOrder &order, const ProcessRouter &router)
        : m_connection(connection), m_person(person), m_order(order), m_router(router)
    { }

    [[nodiscard]] Result<ImportPreview> run()
    {
        const auto lead = preparerOf(m_order.process.isSet() ? m_order.process : m_router.anyProcess());
        if (!lead)
            return failed(lead);
        const ReadOptions options = optionsFor(**lead);
        auto file = ImportFile::open(m_order.file, options);
        if (file) {
            m_preview.format = (*file)->format();
            m_preview.mapping = (*file)->mapping();
            if (const auto done = readFirst(**file, **lead); !done)
                return failed(done);
        } else if ((file.error().fault == Fault::MappingIncomplete || file.error().fault == Fault::FormatUnknown)
            && isText(m_order.file)) {
            m_preview.format = QStringLiteral("generic-csv"); // the mapping page can still make sense of it
        } else {
            return failed(file);
        }
        for (const ProcessId process : m_others)
            if (const auto done = readOther(process); !done)
                return failed(done);
        std::sort(m_preview.calls.begin(), m_preview.calls.end(),
            [](const PreviewCall &one, const PreviewCall &other) { return one.line < other.line; });
        if (m_preview.format == QLatin1String("generic-csv"))
            if (const auto done = sampleCells(m_preview, m_order, options, (*lead)->context()); !done)
                return failed(done);
        return m_preview;
    }

private:
    [[nodiscard]] Result<CallPreparer *> preparerOf(ProcessId process)
    {
        auto &preparer = m_preparers[process.value];
        if (!preparer) {
            const bool callerIsCustomer = !m_order.mapping || m_order.mapping->callerIsCustomer;
            auto context = loadContext(m_connection, m_person, process, m_order.campaign, callerIsCustomer);
            if (!context)
                return failed(context);
            preparer = std::make_unique<CallPreparer>(std::move(*context));
        }
        return preparer.get();
    }

    [[nodiscard]] ReadOptions optionsFor(const CallPreparer &preparer) const
    {
        const Process &process = preparer.context().process;
        return {process.country, QTimeZone(process.timeZone.toLatin1()), QDateTime::currentMSecsSinceEpoch(),
            m_order.format, m_order.mapping};
    }

    [[nodiscard]] ProcessId targetOf(const RawCall &call) const
    {
        return m_order.process.isSet() ? m_order.process : m_router.route(call);
    }

    /// Takes the lead's calls and what is wrong with any row, and notes which other processes there are.
    [[nodiscard]] Result<void> readFirst(CallReader &file, CallPreparer &lead)
    {
        for (size_t calls = 0; calls < mostCalls && m_preview.rejects.size() < mostRejects;) {
            auto row = file.next();
            if (!row)
                return failed(row);
            if (!*row)
                break;
            if (const auto *refused = std::get_if<RowReject>(&**row)) {
                m_preview.rejects.push_back(*refused);
                continue;
            }
            const RawCall &call = std::get<RawCall>(**row);
            const ProcessId target = targetOf(call);
            if (!target.isSet()) {
                m_preview.rejects.push_back({call.line, {}, RowFault::ProcessNotKnown});
                continue;
            }
            ++calls;
            m_lastLine = call.line;
            if (target == lead.context().process.id)
                m_preview.calls.push_back(shown(call, lead));
            else
                m_others.insert(target);
        }
        return {};
    }

    [[nodiscard]] Result<void> readOther(ProcessId process)
    {
        const auto preparer = preparerOf(process);
        if (!preparer)
            return failed(preparer);
        ReadOptions options = optionsFor(**preparer);
        options.format = m_preview.format;
        options.mapping = m_preview.mapping;
        auto file = ImportFile::open(m_order.file, options);
        if (!file)
            return failed(file);
        while (true) {
            auto row = (*file)->next();
            if (!row)
                return failed(row);
            if (!*row)
                return {};
            const auto *call = std::get_if<RawCall>(&**row);
            if (call && call->line > m_lastLine)
                return {};
            if (call && targetOf(*call) == process)
                m_preview.calls.push_back(shown(*call, **preparer));
        }
    }

    Connection &m_connection;
    const Identity &m_person;
    const ImportOrder &m_order;
    const ProcessRouter &m_router;
    ImportPreview m_preview;
    std::map<qint64, std::unique_ptr<CallPreparer>> m_preparers;
    std::set<ProcessId> m_others;
    qint64 m_lastLine = 0;
};

} // namespace

Result<ImportPreview> previewImport(Connection &connection, const Identity &person, const ImportOrder &order)
{
    const auto router = ProcessRouter::load(connection, person);
    if (!router)
        return failed(router);
    return Previewer(connection, person, order, *router).run();
}

} // namespace callveil

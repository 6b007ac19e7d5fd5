// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/agents/agent_file.h"

#include "exchange/text/csv_rows.h"

#include <QFile>
#include <QFileInfo>

namespace callveil {

namespace {

constexpr int columns = 5;
const char *const titles[columns] = {"agent", "name", "extension", "number", "processes"};

QString cell(const CsvRow &row, int column)
{
    return column >= 0 && column < row.size() ? QString::fromUtf8(row.field(column)) : QString();
}

/// Where each title stands in the header; -1 when it is missing.
std::array<int, columns> placesIn(const CsvRow &header)
{
    std::array<int, columns> places;
    places.fill(-1);
    for (int i = 0; i < header.size(); ++i)
        for (int wanted = 0; wanted < columns; ++wanted)
            if (cell(header, i).compare(QLatin1String(titles[wanted]), Qt::CaseInsensitive) == 0)
                places[size_t(wanted)] = i;
    return places;
}

char delimiterOf(QFile &file)
{
    const QByteArray first = file.peek(4096).split('\n').front();
    return first.count(';') > first.count(',') ? ';' : ',';
}

} // namespace

Result<std::vector<AgentRow>> readAgentFile(const QString &path, std::vector<AgentReject> &rejects)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {name});
    CsvRows rows(TextDecoder(file, {}, {}), delimiterOf(file));
    CsvRow row;
    auto more = rows.next(row);
    if (!more)
        return failed(more);
    if (!*more)
        return fail(ErrorCode::Invalid, Fault::FileEmpty, {name});
    const auto places = placesIn(row);
    if (places[0] < 0)
        return fail(ErrorCode::Invalid, Fault::MappingIncomplete, {QStringLiteral("agent")});
    std::vector<AgentRow> agents;
    for (more = rows.next(row); more && *more; more = rows.next(row)) {
        if (row.fault) {
            rejects.push_back({row.line, {ErrorCode::Invalid, Fault::RowNotReadable, {}, {}}});
            continue;
        }
        AgentForm form;
        form.keepsName = places[1] < 0;
        form.keepsExtension = places[2] < 0;
        form.keepsProcesses = places[4] < 0;
        form.code = cell(row, places[0]);
        form.name = cell(row, places[1]);
        form.extension = cell(row, places[2]);
        form.number = cell(row, places[3]);
        for (const QString &process : cell(row, places[4]).split(u';', Qt::SkipEmptyParts))
            form.processes.append(process.simplified());
        agents.push_back({row.line, form});
    }
    if (!more)
        return failed(more);
    return agents;
}

} // namespace callveil

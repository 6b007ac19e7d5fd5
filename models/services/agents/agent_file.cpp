// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/agents/agent_file.h"

#include "exchange/text/titled_rows.h"

namespace callveil {

namespace {

enum Column { Code, Name, Extension, Number, Processes };

AgentForm formOf(const TitledRows &rows)
{
    AgentForm form;
    form.keepsName = !rows.has(Name);
    form.keepsExtension = !rows.has(Extension);
    form.keepsProcesses = !rows.has(Processes);
    form.code = rows.cell(Code);
    form.name = rows.cell(Name);
    form.extension = rows.cell(Extension);
    form.number = rows.cell(Number);
    for (const QString &process : rows.cell(Processes).split(u';', Qt::SkipEmptyParts))
        form.processes.append(process.simplified());
    return form;
}

} // namespace

Result<std::vector<AgentRow>> readAgentFile(const QString &path, std::vector<AgentReject> &rejects)
{
    TitledRows rows(path,
        {QStringLiteral("agent"), QStringLiteral("name"), QStringLiteral("extension"), QStringLiteral("number"),
            QStringLiteral("processes")});
    if (const auto opened = rows.open(); !opened)
        return failed(opened);
    if (!rows.has(Code))
        return fail(ErrorCode::Invalid, Fault::MappingIncomplete, {QStringLiteral("agent")});
    std::vector<AgentRow> agents;
    auto more = rows.next();
    for (; more && *more; more = rows.next()) {
        if (rows.row().fault)
            rejects.push_back({rows.row().line, {ErrorCode::Invalid, Fault::RowNotReadable, {}, {}}});
        else
            agents.push_back({rows.row().line, formOf(rows)});
    }
    if (!more)
        return failed(more);
    return agents;
}

} // namespace callveil

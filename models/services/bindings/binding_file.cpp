// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_file.h"

#include "exchange/text/titled_rows.h"
#include "storage/crypto/secret_bytes.h"

#include <array>

namespace callveil {

namespace {

struct Column {
    const char *title;
    QString BindingRow::*cell;
    bool isNeeded = false;
};
constexpr std::array columns{Column{"process", &BindingRow::process, true}, Column{"pool", &BindingRow::pool},
    Column{"number", &BindingRow::number}, Column{"customer", &BindingRow::customer, true},
    Column{"agent", &BindingRow::agent}, Column{"agent_number", &BindingRow::agentNumber},
    Column{"model", &BindingRow::model}, Column{"case", &BindingRow::caseRef}, Column{"expiry", &BindingRow::expiry},
    Column{"recording", &BindingRow::recording}, Column{"reason", &BindingRow::reason}};

QStringList titles()
{
    QStringList titles;
    for (const Column &column : columns)
        titles.append(QLatin1String(column.title));
    return titles;
}

BindingRow rowOf(const TitledRows &rows)
{
    BindingRow binding;
    binding.line = rows.row().line;
    for (size_t column = 0; column < columns.size(); ++column)
        binding.*columns[column].cell = rows.cell(int(column));
    return binding;
}

} // namespace

BindingRow::~BindingRow()
{
    wipe(customer);
    wipe(agentNumber);
}

Result<std::vector<BindingRow>> readBindingFile(const QString &path, std::vector<BindingReject> &rejects)
{
    TitledRows rows(path, titles());
    if (const auto opened = rows.open(); !opened)
        return failed(opened);
    for (size_t column = 0; column < columns.size(); ++column)
        if (columns[column].isNeeded && !rows.has(int(column)))
            return fail(ErrorCode::Invalid, Fault::MappingIncomplete, {QLatin1String(columns[column].title)});
    std::vector<BindingRow> bindings;
    auto more = rows.next();
    for (; more && *more; more = rows.next()) {
        if (rows.row().fault || rows.isOverlong())
            rejects.push_back({rows.row().line, {ErrorCode::Invalid, Fault::RowNotReadable, {}, {}}});
        else
            bindings.push_back(rowOf(rows));
    }
    if (!more)
        return failed(more);
    return bindings;
}

} // namespace callveil

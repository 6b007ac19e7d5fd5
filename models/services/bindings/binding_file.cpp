// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_file.h"

#include "exchange/text/csv_rows.h"
#include "storage/crypto/secret_bytes.h"

#include <QFile>
#include <QFileInfo>

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
using Places = std::array<int, columns.size()>;

QString cell(const CsvRow &row, int column)
{
    return column >= 0 && column < row.size() ? QString::fromUtf8(row.field(column)) : QString();
}

/// Where each title stands in the header; -1 when it is missing.
Result<Places> placesIn(const CsvRow &header)
{
    Places places;
    places.fill(-1);
    for (size_t wanted = 0; wanted < columns.size(); ++wanted) {
        for (int i = 0; i < header.size(); ++i)
            if (cell(header, i).compare(QLatin1String(columns[wanted].title), Qt::CaseInsensitive) == 0)
                places[wanted] = i;
        if (columns[wanted].isNeeded && places[wanted] < 0)
            return fail(ErrorCode::Invalid, Fault::MappingIncomplete, {QLatin1String(columns[wanted].title)});
    }
    return places;
}

/// A separator too many moves cells into columns that are not theirs.
bool isOverlong(const CsvRow &row, int titles)
{
    for (int i = titles; i < row.size(); ++i)
        if (!row.field(i).isEmpty())
            return true;
    return false;
}

char delimiterOf(QFile &file)
{
    const QByteArray first = file.peek(4096).split('\n').front();
    return first.count(';') > first.count(',') ? ';' : ',';
}

} // namespace

BindingRow::~BindingRow()
{
    wipe(customer);
    wipe(agentNumber);
}

Result<std::vector<BindingRow>> readBindingFile(const QString &path, std::vector<BindingReject> &rejects)
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
    if (!places)
        return failed(places);
    const int titles = row.size();
    std::vector<BindingRow> bindings;
    for (more = rows.next(row); more && *more; more = rows.next(row)) {
        if (row.fault || isOverlong(row, titles)) {
            rejects.push_back({row.line, {ErrorCode::Invalid, Fault::RowNotReadable, {}, {}}});
            continue;
        }
        BindingRow binding;
        binding.line = row.line;
        for (size_t column = 0; column < columns.size(); ++column)
            binding.*columns[column].cell = cell(row, (*places)[column]);
        bindings.push_back(std::move(binding));
    }
    if (!more)
        return failed(more);
    return bindings;
}

} // namespace callveil

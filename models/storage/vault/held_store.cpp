// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/held_store.h"

#include "storage/bindings/erased_bindings.h"
#include "storage/database/list_text.h"
#include "storage/vault/retention_store.h"

#include <map>

namespace callveil {

namespace {

using NumbersOfProcesses = std::map<ProcessId, QList<qint64>>;

std::optional<qint64> maybe(const Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

/// From the column after the process on.
HeldLine readLine(ProcessId process, const Row &row, int column)
{
    return {process, row.integer(column), maybe(row, column + 1), row.integer(column + 2), row.integer(column + 3),
        row.integer(column + 4), row.integer(column + 5), maybe(row, column + 6), maybe(row, column + 7),
        row.integer(column + 8), row.integer(column + 9), row.text(column + 10)};
}

/// The ids that the places lead to, with or without the lines of listed agents.
Result<NumbersOfProcesses> numbersAt(Connection &connection, const std::vector<BlindIndex> &places, bool withLines)
{
    NumbersOfProcesses found;
    for (const BlindIndex &place : places) {
        const auto read = connection.forEach(
            "held.ids", {{":process", place.process.value}, {":blind", place.blind}}, [&](const Row &row) {
                if (withLines || !row.flag(1))
                    found[place.process].append(row.integer(0));
            });
        if (!read)
            return failed(read);
    }
    return found;
}

Result<void> eraseNumber(Connection &connection, PersonId me, NumberId number, const QString &blank, ErasedLine &line)
{
    const Binds legs{{":number", number.value}, {":blank", blank}};
    const auto customers = connection.write("held.blank_customer", legs);
    const auto agents = connection.write("held.blank_agent", legs);
    const auto bindings = ErasedBindings(connection, me, line.process).erase(number, blank);
    const auto dropped = connection.write("retention.drop_number", {{":number", number.value}});
    for (const auto &written : {customers, agents, bindings, dropped})
        if (!written)
            return failed(written);
    line.legs += *customers + *agents;
    line.bindings += *bindings;
    return {};
}

} // namespace

Result<std::vector<HeldLine>> HeldStore::list(const RequestAnswer &granted, const std::vector<BlindIndex> &places)
{
    if (m_connection.engine() == Engine::PostgreSql) {
        const PlaceArrays arrays(places);
        return m_connection.all("held.list",
            {{":token", granted.token}, {":processes", arrays.processes}, {":blinds", arrays.blinds}},
            [](const Row &row) { return readLine({row.integer(0)}, row, 1); });
    }
    const auto found = numbersAt(m_connection, places, true);
    if (!found)
        return failed(found);
    std::vector<HeldLine> lines;
    for (const auto &[process, ids] : *found) {
        const auto line =
            m_connection.one("held.of_process", {{":process", process.value}, {":ids", listText(ids, Engine::Sqlite)}},
                [process = process](const Row &row) { return readLine(process, row, 0); });
        if (!line)
            return failed(line);
        lines.push_back(line->value_or(HeldLine{}));
    }
    return lines;
}

Result<std::vector<ErasedLine>> HeldStore::erase(
    const RequestAnswer &granted, const std::vector<BlindIndex> &places, const QString &blank)
{
    if (m_connection.engine() == Engine::Sqlite)
        return eraseEmbedded(places, blank);
    const PlaceArrays arrays(places);
    return m_connection.all("held.erase",
        {{":token", granted.token}, {":processes", arrays.processes}, {":blinds", arrays.blinds}, {":blank", blank}},
        [](const Row &row) {
            return ErasedLine{{row.integer(0)}, row.integer(1), row.integer(2), row.integer(3), row.flag(4)};
        });
}

Result<std::vector<ErasedLine>> HeldStore::eraseEmbedded(const std::vector<BlindIndex> &places, const QString &blank)
{
    const auto found = numbersAt(m_connection, places, false);
    if (!found)
        return failed(found);
    std::vector<ErasedLine> held;
    for (const auto &[process, ids] : *found) {
        const auto reason =
            m_connection.one("held.hold", {{":process", process.value}}, [](const Row &row) { return row.text(0); });
        if (!reason)
            return failed(reason);
        if (!reason->value_or(QString()).isEmpty())
            held.push_back({process, 0, 0, 0, true});
    }
    if (!held.empty())
        return held;
    std::vector<ErasedLine> lines;
    for (const auto &[process, ids] : *found) {
        const auto numbers = m_connection.integer("held.count", {{":ids", listText(ids, Engine::Sqlite)}});
        if (!numbers)
            return failed(numbers);
        ErasedLine line{process, *numbers, 0, 0, false};
        for (const qint64 id : ids)
            if (const auto erased = eraseNumber(m_connection, m_me, {id}, blank, line); !erased)
                return failed(erased);
        if (const auto noted = RetentionStore(m_connection, m_me).noteErased(process, line.numbers); !noted)
            return failed(noted);
        lines.push_back(line);
    }
    for (const BlindIndex &place : places)
        if (const auto dropped =
                m_connection.write("held.drop_index", {{":process", place.process.value}, {":blind", place.blind}});
            !dropped)
            return failed(dropped);
    return lines;
}

} // namespace callveil

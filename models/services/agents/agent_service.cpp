// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/agents/agent_service.h"

#include "domain/audit/deed_reference.h"
#include "domain/number/number_reader.h"
#include "services/agents/agent_file.h"
#include "services/base/text_check.h"
#include "services/processes/process_service.h"
#include "services/routes/route_copies.h"
#include "storage/masking/policy_store.h"
#include "storage/vault/vault_store.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr int longestExtension = 6; // NumberReader calls longer ones numbers

Result<void> checkForm(const AgentForm &form, const QStringList &countries)
{
    if (const auto fits = checkCode(form.code, QStringLiteral("agent"), countries); !fits)
        return fits;
    if (const auto fits = checkLabel(form.name, QStringLiteral("name"), countries); !fits)
        return fits;
    const bool digits =
        std::all_of(form.extension.begin(), form.extension.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || form.extension.size() > longestExtension)
        return fail(ErrorCode::Invalid, Fault::NumberCharacters, {QStringLiteral("extension")});
    return {};
}

/// The agent's number as one process stores it: sealed in its vault, masked by its policy.
Result<AgentNumber> sealedNumber(
    Connection &connection, const Identity &me, const Process &process, const PhoneNumber &number)
{
    const auto revision = PolicyStore(connection).inForce(process.id);
    if (!revision)
        return failed(revision);
    const auto id = VaultStore(connection, me).put(process.id, revision->id, number.text);
    if (!id)
        return failed(id);
    const TokenHash tokens = WriterKeys(me.writerKey).tokenHash(process.id, revision->id);
    AgentNumber stored{process.id, mask(number, revision->policy, tokens).text, *id};
    // Off clears the parties of the process's legs, and nothing else.
    if (revision->policy.kind == MaskingKind::Off)
        stored.text = starred(number);
    return stored;
}

class AgentWriter final {
public:
    AgentWriter(Connection &connection, const Identity &me)
        : m_connection(connection), m_me(me), m_store(connection) { }

    /// Adds the agent, or changes the one of that id or code.
    Result<std::pair<AgentId, bool>> save(const AgentForm &form)
    {
        const auto countries = countriesOf(m_connection);
        if (!countries)
            return failed(countries);
        if (const auto fits = checkForm(form, *countries); !fits)
            return failed(fits);
        if (!form.number.trimmed().isEmpty() && m_me.writerKey.isEmpty())
            return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
        const auto known = m_store.list();
        if (!known)
            return failed(known);
        const auto existing = std::find_if(known->begin(), known->end(), [&](const Agent &agent) {
            return form.id.isSet() ? agent.id == form.id : nameKey(agent.code) == nameKey(form.code);
        });
        Agent agent{form.id, form.code, form.name.simplified(), form.extension, {}, {}};
        const bool added = existing == known->end();
        const auto processes = processesOf(form, added ? nullptr : &*existing);
        if (!processes)
            return failed(processes);
        if (!form.number.trimmed().isEmpty() && processes->empty()) // numbers are kept in vaults of processes
            return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("processes")});
        if (added) {
            const auto id = m_store.insert(agent);
            if (!id)
                return failed(id);
            agent.id = *id;
        } else {
            agent.id = existing->id;
            agent.processes = existing->processes;
            if (form.keepsName)
                agent.name = existing->name;
            if (form.keepsExtension)
                agent.extension = existing->extension;
            if (const auto done = m_store.update(agent); !done)
                return failed(done);
        }
        if (const auto done = setProcesses(agent, *processes, form); !done)
            return failed(done);
        QStringList names;
        for (const Process &process : *processes)
            names.append(typedInDeed(process.name));
        const auto recorded = DeedLog(m_connection)
                                  .append(m_me,
                                      {added ? QStringLiteral("agent.create") : QStringLiteral("agent.change"),
                                          QStringLiteral("agent %1").arg(agent.id.value), {},
                                          QStringLiteral("processes %1").arg(names.join(QLatin1String(", "))), {}});
        if (!recorded)
            return failed(recorded);
        return std::pair(agent.id, added);
    }

    /// Holds the processes of all rows until the end of the transaction, in the order in which all hold processes: row
    /// by row it would be the order of the file.
    Result<void> holdProcesses(const std::vector<AgentRow> &rows)
    {
        if (m_connection.engine() == Engine::Sqlite) // one writes at a time
            return {};
        const auto agents = m_store.list();
        const auto processes = ProcessStore(m_connection).list();
        if (!agents)
            return failed(agents);
        if (!processes)
            return failed(processes);
        QSet<QString> codes, names;
        for (const AgentRow &row : rows) {
            codes.insert(nameKey(row.form.code));
            for (const QString &name : row.form.processes)
                names.insert(nameKey(name));
        }
        QSet<ProcessId> touched;
        for (const Agent &agent : *agents)
            if (codes.contains(nameKey(agent.code)))
                for (const AgentNumber &stored : agent.processes)
                    touched.insert(stored.process);
        QStringList ids;
        for (const Process &process : *processes)
            if (m_me.sees(process.id) && (touched.contains(process.id) || names.contains(nameKey(process.name))))
                ids.append(QString::number(process.id.value));
        const auto held = m_connection.write("agent.hold_processes", {{":processes", ids.join(u',')}});
        return held ? Result<void>() : failed(held);
    }

private:
    /// Those that the form names, or, where it keeps them, those of the stored agent that the person sees.
    Result<std::vector<Process>> processesOf(const AgentForm &form, const Agent *stored)
    {
        std::vector<Process> processes;
        for (const QString &name : form.processes) {
            const auto process = findProcess(m_connection, m_me, name);
            if (!process)
                return failed(process);
            processes.push_back(*process);
        }
        if (!form.keepsProcesses || !stored)
            return processes;
        for (const AgentNumber &number : stored->processes) {
            if (!m_me.sees(number.process))
                continue;
            const auto process = ProcessStore(m_connection).find(number.process);
            if (!process)
                return failed(process);
            if (*process)
                processes.push_back(**process);
        }
        return processes;
    }

    /// In the order in which all hold processes, so that no two wait for each other.
    Result<void> setProcesses(const Agent &agent, std::vector<Process> processes, const AgentForm &form)
    {
        std::sort(processes.begin(), processes.end(),
            [](const Process &left, const Process &right) { return left.id < right.id; });
        QSet<ProcessId> wanted;
        for (const Process &process : processes) {
            wanted.insert(process.id);
            if (const auto done = putInto(agent, process, form.number); !done)
                return done;
        }
        for (const AgentNumber &stored : agent.processes)
            if (!wanted.contains(stored.process) && m_me.sees(stored.process))
                if (const auto done = m_store.removeProcess(agent.id, stored.process); !done)
                    return done;
        return {};
    }

    Result<void> putInto(const Agent &agent, const Process &process, const QString &typed)
    {
        const bool isThere = std::any_of(agent.processes.begin(), agent.processes.end(),
            [&](const AgentNumber &stored) { return stored.process == process.id; });
        if (typed.trimmed().isEmpty())
            return isThere ? Result<void>{} : m_store.addProcess(agent.id, {process.id, {}, {}});
        const auto number = NumberReader(process.country).readStrictly(typed, QStringLiteral("number"));
        if (!number)
            return failed(number);
        const auto sealed = sealedNumber(m_connection, m_me, process, *number);
        if (!sealed)
            return failed(sealed);
        if (isThere)
            if (const auto done = m_store.removeProcess(agent.id, process.id); !done)
                return done;
        if (const auto done = m_store.addProcess(agent.id, *sealed); !done)
            return done;
        const auto indexed = m_store.putIndex(agent.id, WriterKeys(m_me.writerKey).agentIndex(number->text));
        return indexed ? RouteCopies(m_connection, m_me).keepAgent(agent.id, number->text) : indexed;
    }

    Connection &m_connection;
    const Identity &m_me;
    AgentStore m_store;
};

/// A file whose columns have moved has numbers where names should be: the error says in which column, never what.
Error withoutValue(Error error)
{
    if (error.fault == Fault::ProcessUnknown)
        error = {error.code, Fault::ProcessUnknownInFile, {QStringLiteral("processes")}, {}};
    else if (error.fault == Fault::NameTaken)
        error = {error.code, Fault::RowNotReadable, {}, {}};
    return error;
}

} // namespace

QFuture<Result<std::vector<Agent>>> AgentService::list()
{
    return read([](Connection &connection, const Identity &person) -> Result<std::vector<Agent>> {
        auto agents = AgentStore(connection).list();
        if (!agents)
            return agents;
        std::vector<Agent> seen;
        for (Agent &agent : *agents) {
            const bool free = agent.processes.empty();
            std::erase_if(agent.processes, [&](const AgentNumber &number) { return !person.sees(number.process); });
            // Agents of no process are everybody's; those of other processes only are not shown.
            if (free || !agent.processes.empty())
                seen.push_back(std::move(agent));
        }
        return seen;
    });
}

QFuture<Result<AgentId>> AgentService::save(AgentForm form)
{
    return change(Permission::ManageProcesses,
        [form = std::move(form)](Connection &connection, const Identity &me) -> Result<AgentId> {
            if (!form.id.isSet()) {
                const auto known = AgentStore(connection).list();
                if (!known)
                    return failed(known);
                for (const Agent &agent : *known)
                    if (nameKey(agent.code) == nameKey(form.code))
                        return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("agent"), form.code});
            }
            const auto saved = AgentWriter(connection, me).save(form);
            if (!saved)
                return failed(saved);
            return saved->first;
        });
}

QFuture<Result<void>> AgentService::setDisabled(AgentId agent, bool disabled)
{
    return change(
        Permission::ManageProcesses, [agent, disabled](Connection &connection, const Identity &me) -> Result<void> {
            if (const auto done = AgentStore(connection).setDisabled(agent, disabled); !done)
                return done;
            return DeedLog(connection)
                .append(me,
                    {disabled ? QStringLiteral("agent.disable") : QStringLiteral("agent.enable"),
                        QStringLiteral("agent %1").arg(agent.value), {}, {}, {}});
        });
}

QFuture<Result<AgentImport>> AgentService::importFile(QString file)
{
    return change(Permission::ManageProcesses,
        [file = std::move(file)](Connection &connection, const Identity &me) -> Result<AgentImport> {
            AgentImport outcome;
            auto rows = readAgentFile(file, outcome.rejects);
            if (!rows)
                return failed(rows);
            AgentWriter writer(connection, me);
            if (const auto held = writer.holdProcesses(*rows); !held)
                return failed(held);
            // Two files with the same agents change them in one order, so that none waits for the other.
            std::stable_sort(rows->begin(), rows->end(), [](const AgentRow &left, const AgentRow &right) {
                return nameKey(left.form.code) < nameKey(right.form.code);
            });
            for (const AgentRow &row : *rows) {
                // Each row is tried on its own: what is wrong with it must not leave half of it behind.
                const auto saved = connection.attempt([&] { return writer.save(row.form); });
                if (!saved && saved.error().code != ErrorCode::Invalid && saved.error().code != ErrorCode::NotFound
                    && saved.error().code != ErrorCode::Conflict)
                    return failed(saved);
                if (!saved)
                    outcome.rejects.push_back({row.line, withoutValue(saved.error())});
                else
                    ++(saved->second ? outcome.added : outcome.changed);
            }
            std::stable_sort(outcome.rejects.begin(), outcome.rejects.end(),
                [](const AgentReject &left, const AgentReject &right) { return left.line < right.line; });
            return outcome;
        });
}

} // namespace callveil

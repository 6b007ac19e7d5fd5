// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "call_files.h"
#include "kept_rows.h"

#include "services/access/access_service.h"
#include "services/reveal/reveal_service.h"
#include "storage/people/certificates.h"

namespace callveil {

/// An organisation on a server that is not to be trusted: two processes with calls, an administrator, two supervisors
/// who view actual numbers, and the keys of whoever runs the server.
struct HostileServer : Desk {
    explicit HostileServer(Engine engine) : Desk(engine), look(organisation)
    {
        look.run(QStringLiteral("INSERT INTO setting VALUES ('reveals_per_hour', '9999', 1, 0), "
                                "('reveals_per_day', '9999', 1, 0)"));
        one = addProcess(QStringLiteral("One"), {"+44770090010", "+44770090011"});
        two = addProcess(QStringLiteral("Two"), {"+44770090020"});
        static_cast<void>(taken(AccessService(*admin).grant(Role::Supervisor, {})));
        for (const char *name : {"asha", "bob"})
            static_cast<void>(hire(QLatin1String(name), Role::Supervisor));
    }

    /// With an epoch of numbers for each beginning.
    ProcessId addProcess(const QString &name, const QByteArrayList &beginnings)
    {
        const ProcessId process = organisation.addProcess(*admin, name, QStringLiteral("GB"));
        for (const QByteArray &numbers : beginnings)
            import(*this, calls(numbers), process);
        return process;
    }

    static QByteArray calls(const QByteArray &numbers)
    {
        QList<GenericRow> rows;
        for (int i = 1; i <= 3; ++i) {
            GenericRow row;
            row.id = numbers + QByteArray::number(i);
            row.caller = numbers + QByteArray::number(i);
            row.callee = "+442079460100";
            row.second = i;
            rows.append(row);
        }
        return genericFile(rows);
    }

    [[nodiscard]] KeptRows keep(const QStringList &tables) const
    {
        return KeptRows(look, organisation.engine() == Engine::Sqlite, tables);
    }

    /// UPDATE with bytes, as whoever owns the tables can.
    void put(const QString &table, const QString &column, const QByteArray &bytes, const QString &where) const
    {
        look.run(QStringLiteral("UPDATE %1 SET %2 = %3 WHERE %4").arg(table, column, look.literal(bytes), where));
    }

    [[nodiscard]] QByteArray bytes(const QString &sql) const { return look.one(sql).toByteArray(); }
    [[nodiscard]] qint64 idOf(const QString &person) const
    {
        return look.number(QStringLiteral("SELECT id FROM person WHERE name = '%1'").arg(person));
    }

    /// The ids of a process's numbers, as the call log knows them.
    [[nodiscard]] QList<qint64> numbersOf(ProcessId process) const
    {
        QList<qint64> ids;
        for (const QVariantList &row : look.run(QStringLiteral("SELECT DISTINCT customer_number FROM call_leg WHERE "
                                                               "process_id = %1 AND customer_number <> 0 ORDER BY 1")
                                                    .arg(process.value)))
            ids.append(row.front().toLongLong());
        return ids;
    }

    [[nodiscard]] RevealService::Answer reveal(Workspace &workspace, qint64 number) const
    {
        return RevealService(workspace).reveal({{number}, QStringLiteral("the customer asked for it"), {}}).result();
    }

    /// What of the database is sealed to the server's own key.
    [[nodiscard]] int sealedToServer() const
    {
        int opened = 0;
        for (const char *sql : {"SELECT sealed FROM vault_seal", "SELECT sealed FROM writer_seal",
                 "SELECT sealed FROM root_seal", "SELECT sealed_key FROM epoch"})
            for (const QVariantList &row : look.run(QLatin1String(sql))) {
                const QByteArray sealed = row.front().toByteArray();
                opened += openSeal(sealed, box, sealed.size() - sealOverhead).has_value();
            }
        return opened;
    }

    DatabaseLook look;
    ProcessId one, two;
    BoxKeys box = BoxKeys::generate();
    SignKeys sign = SignKeys::generate();
};

/// One organisation on each engine for all tests of a program.
class HostileServers final {
public:
    [[nodiscard]] HostileServer &of(Engine engine)
    {
        std::unique_ptr<HostileServer> &server = m_servers[engine];
        if (!server)
            server = std::make_unique<HostileServer>(engine);
        return *server;
    }
    void close() { m_servers.clear(); }

private:
    std::map<Engine, std::unique_ptr<HostileServer>> m_servers;
};

/// The fault of an answer that must be a refusal.
template <typename T>
Fault refusal(const Result<T> &answer)
{
    return answer ? Fault::Unexpected : answer.error().fault;
}

} // namespace callveil

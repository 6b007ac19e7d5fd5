// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "binding_scene.h"
#include "stored_call.h"

#include "services/leaks/canary_service.h"
#include "services/leaks/leak_audit_service.h"

#include <QDateTime>

#include <map>
#include <memory>

namespace callveil {

/// An organisation with bindings and calls, and whoever looks for leaks in it.
struct LeakScene : BindingScene {
    explicit LeakScene(Engine engine) : BindingScene(engine) { }

    LeakAuditService leaks{*desk.admin};
    CanaryService canaries{*desk.admin};

    /// A process of its own, so that one test does not see what another one found.
    [[nodiscard]] ProcessId process(const QString &name)
    {
        const ProcessId id = desk.organisation.addProcess(*desk.admin, name, QStringLiteral("GB"));
        run(QStringLiteral(
            "INSERT INTO import_batch (process_id, revision_id, format, person_id, at, records, sessions, "
            "legs, duplicates, rejected) SELECT process_id, id, 'csv', 1, 0, 0, 0, 0, 0, 0 FROM "
            "policy_revision WHERE process_id = %1")
                .arg(id.value));
        return id;
    }
    void run(const QString &sql) const { static_cast<void>(DatabaseLook(desk.organisation).run(sql)); }

    /// Its session's id. It begins now.
    qint64 call(const StoredCall &call) { return this->call(call, DatabaseLook(desk.organisation)); }
    /// Over a connection that may be in a transaction.
    qint64 call(const StoredCall &call, const DatabaseLook &look)
    {
        const qint64 at = QDateTime::currentMSecsSinceEpoch();
        QByteArray session = call.session;
        if (session.isEmpty())
            session = QByteArray("stored ") + QByteArray::number(++m_calls).rightJustified(9, '0');
        look.run(QStringLiteral(
            "INSERT INTO call_session (public_id, process_id, direction, proxy_did, case_ref, "
            "started_at, local_day, legs, talk_seconds, billable_seconds, disposition, batch_id) "
            "SELECT %1, %2, %3, %4, %5, %6, 20000, 1, 1, 1, 1, MIN(id) FROM import_batch WHERE process_id = %2")
                     .arg(look.literal(session))
                     .arg(call.process.value)
                     .arg(call.direction)
                     .arg(call.did.value)
                     .arg(storedText(call.caseRef))
                     .arg(at));
        const qint64 id = look.number(QStringLiteral("SELECT MAX(id) FROM call_session"));
        addStoredLeg(look, id, 1, call, at);
        return id;
    }
    /// One more leg of a session that is there.
    void grow(qint64 session, int leg, const StoredCall &call)
    {
        run(QStringLiteral("UPDATE call_session SET legs = %1 WHERE id = %2").arg(leg).arg(session));
        addStoredLeg(DatabaseLook(desk.organisation), session, leg, call, QDateTime::currentMSecsSinceEpoch());
    }

    /// On a server what is new shows once no transaction runs that is older. It has such transactions of its own, of
    /// which a test knows nothing.
    void waitForOthers() const
    {
        if (desk.organisation.engine() == Engine::Sqlite)
            return;
        const DatabaseLook look(desk.organisation);
        while (look.number(QStringLiteral("SELECT COUNT(*) FROM leak_change WHERE written_in >= "
                                          "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)"))
            > 0)
            QCoreApplication::processEvents();
    }
    LeakReport scan(bool sinceLast = false)
    {
        waitForOthers();
        return scanNow(sinceLast);
    }
    /// Whatever transaction is open.
    LeakReport scanNow(bool sinceLast) { return taken(leaks.scan(sinceLast, std::make_shared<LeakProgress>())); }
    /// An entry of the administrator in the record.
    void record(const Deed &deed)
    {
        taken(desk.admin->interactive().run([identity = desk.admin->identity(), deed](Connection &connection) {
            return connection.transact([&] { return DeedLog(connection).append(*identity, deed); });
        }));
    }
    [[nodiscard]] std::vector<Leak> list(const LeakFilter &filter = {}) { return taken(leaks.list(filter)).leaks; }
    /// "kind place: rows" of what is open in a process, sorted.
    [[nodiscard]] QStringList open(ProcessId process)
    {
        LeakFilter filter;
        filter.open = true;
        filter.process = process;
        QStringList found;
        for (const Leak &leak : list(filter))
            found.append(leakKindKey(leak.key.kind) + (leak.key.place.isEmpty() ? QString() : u' ' + leak.key.place)
                + QStringLiteral(": %1").arg(leak.rows));
        found.sort();
        return found;
    }
    /// The one finding of a kind in a process, in whatever state.
    [[nodiscard]] Leak only(ProcessId process, LeakKind kind)
    {
        LeakFilter filter;
        filter.process = process;
        filter.kind = kind;
        const std::vector<Leak> found = list(filter);
        if (found.size() != 1)
            qFatal("there are %d findings", int(found.size()));
        return found.front();
    }
    void settle(const Leak &leak, LeakState state, const QString &reason = {})
    {
        taken(leaks.settle({{leak.id, leak.state, leak.rows}}, state, reason));
    }

private:
    int m_calls = 0;
};

/// One scene for each engine in a program, until the program's end.
[[nodiscard]] inline LeakScene &leakScene(Engine engine)
{
    static std::map<Engine, std::unique_ptr<LeakScene>> scenes;
    if (scenes.empty())
        qAddPostRoutine([] { scenes.clear(); });
    auto &scene = scenes[engine];
    if (!scene)
        scene = std::make_unique<LeakScene>(engine);
    return *scene;
}

} // namespace callveil

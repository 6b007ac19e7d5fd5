// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "desk.h"

#include "services/agents/agent_service.h"

namespace callveil {

/// A server's database with two processes that have one of everything, and Mallory: an administrator of the first one
/// only. Both are known to everybody by their ids 1 and 2.
struct TwoProcesses {
    TwoProcesses()
    {
        const DatabaseLook look(desk.organisation);
        for (const ProcessId process : {mine, other}) {
            AgentForm form;
            form.code = QStringLiteral("a%1").arg(process.value);
            form.name = form.code;
            form.processes = {process == mine ? QStringLiteral("Mine") : QStringLiteral("Other")};
            form.number = QStringLiteral("+44770090032%1").arg(process.value);
            taken(AgentService(*desk.admin).save(form));
            taken(ProcessService(*desk.admin).addCampaign(process, QStringLiteral("Spring")));
            for (const char *row : {"INSERT INTO shape_count VALUES (%1, 44, 12, 5)",
                     "INSERT INTO call_day VALUES (%1, 20000, 0, 0, '', 1, 1, 0, 1, 30, 30)",
                     "INSERT INTO charge_day VALUES (%1, 20000, 0, 0, '', 0, 'EUR', 1, 30)",
                     "INSERT INTO import_batch (process_id, revision_id, format, person_id, at, records, sessions, "
                     "legs, duplicates, rejected) VALUES (%1, 1, 'x', 1, 0, 1, 1, 1, 0, 0)",
                     "INSERT INTO call_session (public_id, process_id, direction, started_at, local_day, legs, "
                     "talk_seconds, billable_seconds, disposition, batch_id) VALUES (int8send(%1), %1, 0, 5, 20000, 1, "
                     "30, 30, 1, 1)",
                     "INSERT INTO call_leg (session_id, leg, kind, medium, direction, started_at, billable_seconds, "
                     "disposition, customer_kind, customer_text, agent_kind, agent_text, process_id, revision_id, "
                     "batch_id) VALUES (%1, 1, 0, 0, 0, 5, 30, 1, 1, '+44xxxxxxxx10', 0, '', %1, 1, 1)",
                     "INSERT INTO session_tag VALUES (int8send(%1), %1, 'x', 'x', 1, 0)"})
                look.run(QString(QLatin1String(row)).arg(process.value));
        }
        for (const char *row :
            {"INSERT INTO pool (id, revision, name, name_key, brand, country, area, sharing, "
             "area_match, number_type, voice, sms, cool_down_minutes, low_water, records, "
             "asks_consent, late_answer, late_target, all_processes, created_by, created_at) SELECT n, 1, n, n, "
             "'', 'GB', '', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, '', 0, 1, 0 FROM generate_series(1, 2) n",
                "INSERT INTO pool_process SELECT n, n FROM generate_series(1, 2) n",
                "INSERT INTO pool_fallback SELECT n, 0, 3 - n FROM generate_series(1, 2) n",
                "INSERT INTO pool_sample SELECT n, 300000, 1, 0, 0, 1, 0 FROM generate_series(1, 2) n",
                "INSERT INTO binding (id, revision, token, public_id, pool_id, asked_pool_id, did_id, process_id, "
                "model, agent_id, case_ref, customer_text, agent_text, customer_number, agent_number, recording, "
                "matched, free_seen, all_seen, created_by, created_at, free_at) SELECT n, 1, int8send(n), int8send(n), "
                "n, n, n, n, 0, 0, '', '+44xxxxxxxx10', '+44xxxxxxxx11', 0, 0, 2, 4, 1, 1, 1, 0, 9223372036854775807 "
                "FROM generate_series(1, 2) n",
                "INSERT INTO opt_out (key, brand, created_at) VALUES (int8send(2) || int8send(2), chr(10) || 2, 0)",
                "INSERT INTO opt_out_lifted (brand, lifted_at) VALUES (chr(10) || 2, cv_api.now_ms())",
                "INSERT INTO call_request (public_id, binding_id, process_id, first_side, made_by, made_at, state, "
                "state_at, expires_at) SELECT int8send(n) || int8send(n), n, n, 1, 1, 0, 0, 0, 9223372036854775807 "
                "FROM generate_series(1, 2) n",
                "INSERT INTO call_request_token SELECT c.public_id, c.id, 1 FROM call_request c",
                "INSERT INTO leak_finding (kind, severity, process_id, pool_id, did_id, object_id, place, counted, "
                "row_count, sample, oldest_at, newest_at, first_seen, last_seen) SELECT 9, 2, n, 0, 0, 0, '', 0, 1, "
                "'', 1, 1, 1, 1 FROM generate_series(1, 2) n",
                "INSERT INTO canary (name, country, party, sealed, planted_by, planted_at) VALUES ('x', 'GB', "
                "int8send(1) || int8send(1), 'x', 1, 0)",
                "INSERT INTO canary_place SELECT 1, r.process_id, r.id, int8send(1) || int8send(1) FROM "
                "policy_revision r WHERE r.process_id = 1",
                "INSERT INTO binding_party SELECT n, int8send(n) FROM generate_series(1, 2) n",
                "INSERT INTO rate (kind, prefix, price_micros, currency, increment, minimum, valid_from, added_by, "
                "added_at) VALUES (0, '+44', 12500, 'EUR', 1, 0, 0, 1, 0)",
                "INSERT INTO rerating (person_id, processes, from_at, to_at, begun_at) VALUES (1, '{1,2}', 0, 9, 0)"})
            look.run(QLatin1String(row));
        limited = desk.hire(QStringLiteral("mallory"), Role::Administrator, {mine});
    }

    /// Every row that a limited person must leave as it is.
    [[nodiscard]] QStringList foreignRows() const
    {
        const DatabaseLook look(desk.organisation);
        QStringList rows;
        const auto add = [&](const QString &table, const QString &condition) {
            for (const QVariantList &row : look.run(QStringLiteral("SELECT CAST(t.* AS text) FROM %1 t WHERE %2 "
                                                                   "ORDER BY 1")
                                                        .arg(table, condition)))
                rows.append(table + u' ' + row.front().toString());
        };
        for (const char *table : {"campaign", "process_did", "agent_process", "policy_revision", "vault", "vault_seal",
                 "epoch", "shape_count", "binding", "call_request", "session_tag", "leak_finding", "canary_place"})
            add(QLatin1String(table), QStringLiteral("process_id <> %1").arg(mine.value));
        add(QStringLiteral("process"), QStringLiteral("id <> %1").arg(mine.value));
        for (const char *table : {"person", "person_process", "number", "number_index", "agent_index"})
            add(QLatin1String(table), QStringLiteral("true"));
        add(QStringLiteral("agent_process"), QStringLiteral("agent_id = 2"));
        for (const char *table : {"rate", "rerating"})
            add(QLatin1String(table), QStringLiteral("true"));
        for (const char *table : {"call_session", "call_leg", "call_day", "charge_day"})
            add(QLatin1String(table), QStringLiteral("process_id <> %1").arg(mine.value));
        return rows;
    }

    Desk desk{Engine::PostgreSql};
    ProcessId mine = desk.organisation.addProcess(
        *desk.admin, QStringLiteral("Mine"), QStringLiteral("GB"), {QStringLiteral("+442079460001")});
    ProcessId other = desk.organisation.addProcess(
        *desk.admin, QStringLiteral("Other"), QStringLiteral("GB"), {QStringLiteral("+442079460002")});
    std::shared_ptr<Workspace> limited;
};

} // namespace callveil

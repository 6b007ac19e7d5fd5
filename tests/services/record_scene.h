// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "route_scene.h"

#include "services/calls/call_log_service.h"

namespace callveil {

/// Bindings with routes, and what of their calls waits to become legs.
struct RecordScene : RouteScene {
    explicit RecordScene(Engine engine) : RouteScene(engine) { }

    static constexpr qint64 began = 1750000000000; ///< 2025-06-15 15:06:40 UTC

    DatabaseLook look{desk.organisation};

    /// Older than all calls of these tests; the order of several stays.
    BoundPair bind(
        const Pool &pool, int customerIndex, int lineIndex, const std::function<void(BindingOrder &)> &edit = {})
    {
        const BoundPair pair = RouteScene::bind(pool, customerIndex, lineIndex, edit);
        const DatabaseLook aging(desk.organisation);
        if (desk.organisation.engine() == Engine::PostgreSql)
            aging.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
        aging.run(QStringLiteral("UPDATE binding SET created_at = created_at - 315360000000 WHERE id = %1 "
                                 "AND created_at > %2")
                      .arg(pair.binding.id.value)
                      .arg(began));
        return pair;
    }
    Binding bound(const Pool &pool, int customerIndex, int lineIndex)
    {
        const Binding binding = bind(pool, customerIndex, lineIndex).binding;
        static_cast<void>(project());
        return binding;
    }

    /// A table of what waits, as the engine names it.
    [[nodiscard]] QString table(const QString &name) const
    {
        return desk.organisation.engine() == Engine::PostgreSql ? QStringLiteral("cv_route.") + name : name;
    }
    /// Of each record in turn: leg, binding, process, who called, calling code, ms to the answer and to the end,
    /// billable seconds, disposition, fault; "-" for what is not known.
    [[nodiscard]] QStringList kept() const
    {
        QStringList lines;
        for (const QVariantList &row :
            look.run(QStringLiteral("SELECT leg, binding_id, process_id, caller_side, calling_code, answered_at - "
                                    "started_at, ended_at - started_at, billable_seconds, disposition, fault FROM %1 "
                                    "ORDER BY seq")
                         .arg(table(QStringLiteral("cdr_spool"))))) {
            QStringList cells;
            for (const QVariant &cell : row)
                cells.append(cell.isNull() || cell.toString().isEmpty() ? QStringLiteral("-") : cell.toString());
            lines.append(cells.join(u' '));
        }
        return lines;
    }
    void forget() const
    {
        for (const char *name : {"cdr_spool", "cdr_known"})
            look.run(QStringLiteral("DELETE FROM ") + table(QLatin1String(name)));
    }
    /// Every cell of the tables that records go into.
    [[nodiscard]] QByteArray dump() const
    {
        QByteArray text;
        for (const char *name : {"cdr_spool", "cdr_known"})
            for (const QVariantList &row : look.run(QStringLiteral("SELECT * FROM ") + table(QLatin1String(name))))
                for (const QVariant &cell : row)
                    text += cell.toByteArray() + ' ' + cell.toByteArray().toHex() + '\n';
        return text;
    }
    [[nodiscard]] static QString session(const Binding &binding)
    {
        return CallLogService::sessionName(binding.publicId);
    }
    /// "leg binding process" of a binding's record, as the lines of kept() begin.
    [[nodiscard]] static QString of(const Binding &binding, int leg)
    {
        return QStringLiteral("%1 %2 %3 ").arg(leg).arg(binding.id.value).arg(binding.process.value);
    }
};

} // namespace callveil

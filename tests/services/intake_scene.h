// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "route_scene.h"

#include "services/calls/call_log_service.h"
#include "services/masking/masking_service.h"
#include "services/records/record_intake.h"
#include "services/records/record_service.h"
#include "services/reveal/reveal_service.h"
#include "workspace/database_audit.h"

#include <QDateTime>

namespace callveil {

inline const QString hidden(12, u'x');
inline constexpr qint64 dayMs = 86400000;

/// Bindings, calls over them, and the service that makes legs of these.
struct IntakeScene : RouteScene {
    explicit IntakeScene(Engine engine) : RouteScene(engine) { backdate(3600000); }

    DatabaseLook look{desk.organisation};
    RecordService records{*service};
    RecordIntake intake{*service};
    qint64 now = QDateTime::currentMSecsSinceEpoch();

    /// One leg of a call over a number, as an application tells it.
    bool hand(const QString &ref, RecordLeg leg, const QString &did, const QString &caller,
        const QByteArray &session = {}, qint64 startedAt = 0)
    {
        NewCallRecord record;
        record.callRef = ref;
        record.leg = leg;
        record.did = did;
        record.caller = caller;
        record.session = session;
        record.startedAt = startedAt != 0 ? startedAt : now;
        record.answeredAt = record.startedAt + 2000;
        record.endedAt = record.startedAt + 32000;
        record.billableSeconds = 30;
        record.disposition = Disposition::Answered;
        return taken(records.add(record, QStringLiteral("tests")));
    }
    /// Both legs.
    void call(const Binding &binding, const QString &ref, const QString &caller, qint64 startedAt = 0)
    {
        for (const RecordLeg leg : {RecordLeg::Agent, RecordLeg::Customer})
            QVERIFY(hand(ref, leg, binding.number, caller, binding.publicId, startedAt));
    }
    /// Until nothing waits: a run ends after a while.
    qint64 run()
    {
        qint64 all = 0;
        while (const qint64 some = taken(intake.run()))
            all += some;
        return all;
    }
    /// The policies that there are hold since so much longer; with a revision, that of Sales alone.
    void backdate(qint64 ms, int revision = 0) const
    {
        const DatabaseLook aging(desk.organisation);
        if (desk.organisation.engine() == Engine::PostgreSql)
            aging.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
        const QString all =
            QStringLiteral("UPDATE policy_revision SET created_at = created_at - %1, effective_at = effective_at - %1")
                .arg(ms);
        const QString one = QStringLiteral(" WHERE process_id = %1 AND revision = %2").arg(sales.value).arg(revision);
        aging.run(revision == 0 ? all : all + one);
    }
    void apply(const MaskingPolicy &policy)
    {
        taken(MaskingService(*desk.admin).apply({{{sales, m_revision++}}, policy, QStringLiteral("test"), {}}));
    }
    /// Each leg, oldest first: kind, direction, the customer and whether the vault has his number, the agent likewise.
    [[nodiscard]] QStringList legs() const
    {
        QStringList lines;
        for (const QVariantList &row : look.run(QStringLiteral(
                 "SELECT kind, direction, customer_text, CASE WHEN customer_number <> 0 THEN 'kept' ELSE '-' END, "
                 "agent_text, CASE WHEN agent_number <> 0 THEN 'kept' ELSE '-' END FROM call_leg "
                 "ORDER BY started_at, session_id, leg"))) {
            QStringList cells;
            for (const QVariant &cell : row)
                cells.append(cell.toString().isEmpty() ? QStringLiteral("-") : cell.toString());
            lines.append(cells.join(u' '));
        }
        return lines;
    }
    [[nodiscard]] std::vector<CallLine> calls(const Binding &binding, int rows = 100) const
    {
        CallFilter filter;
        filter.session = binding.publicId;
        return taken(CallLogService(*desk.admin).page(filter, CallLogService::newest(), true, rows)).calls;
    }
    [[nodiscard]] std::vector<LegLine> legsOf(const Binding &binding) const
    {
        return taken(CallLogService(*desk.admin).legs(calls(binding).front().id));
    }
    [[nodiscard]] bool reveals(const ShownParty &party, const QString &number) const
    {
        const auto shown = taken(RevealService(*desk.admin).reveal({party.number, QStringLiteral("test"), {}}));
        return shown->text() == number;
    }
    [[nodiscard]] qint64 monthEpochs() const
    {
        return look.number(QStringLiteral("SELECT COUNT(*) FROM epoch WHERE month <> 0"));
    }
    /// Whether no table holds either party, in the clear.
    [[nodiscard]] bool isMasked(int customerIndex, int lineIndex) const
    {
        const QByteArray all = look.dump();
        return !all.contains(customer(customerIndex).mid(3).toLatin1())
            && !all.contains(line(lineIndex).mid(3).toLatin1());
    }
    [[nodiscard]] QString audited() const
    {
        const DatabaseAudit audit(desk.organisation.address(), PostgresCluster::shared().superuserPassword());
        return audit.faults().join(u'\n');
    }

private:
    int m_revision = 1;
};

/// Where each star stands for the mask of the first customer, and of the first agent.
[[nodiscard]] inline QString masked(const char *pair)
{
    return QString::fromLatin1(pair).replace(u'*', QStringLiteral("+44xxxxxxxx01"));
}

} // namespace callveil

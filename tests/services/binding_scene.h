// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "pool_scene.h"

#include "services/agents/agent_service.h"
#include "services/bindings/binding_service.h"
#include "workspace/binding_audit.h"

namespace callveil {

/// Pools with numbers, and whoever binds customers and agents over them.
struct BindingScene : PoolScene {
    explicit BindingScene(Engine engine) : PoolScene(engine) { }

    BindingService bindings{*desk.admin};

    [[nodiscard]] static QString customer(int i)
    {
        return QStringLiteral("+4477009%1").arg(i, 5, 10, QLatin1Char('0'));
    }
    [[nodiscard]] static QString line(int i) { return QStringLiteral("+4477019%1").arg(i, 5, 10, QLatin1Char('0')); }

    /// A pool of Sales and Support with that many numbers.
    [[nodiscard]] Pool pool(Sharing sharing, int numbers, const std::function<void(Pool &)> &edit = {})
    {
        Pool pool = london();
        pool.name = QStringLiteral("Pool %1").arg(++m_pools);
        pool.sharing = sharing;
        if (edit)
            edit(pool);
        pool.id = taken(pools.save(pool));
        static_cast<void>(fill(pool.id,
            QStringLiteral("+44207946%1 .. +44207946%2")
                .arg(m_next, 4, 10, QLatin1Char('0'))
                .arg(m_next + numbers - 1, 4, 10, QLatin1Char('0'))));
        m_next += numbers;
        return get(pool.id);
    }
    [[nodiscard]] BindingOrder order(const Pool &pool, int customerIndex, int lineIndex) const
    {
        BindingOrder order;
        order.process = sales;
        order.pool = pool.id;
        order.customer = customer(customerIndex);
        order.agent.number = line(lineIndex);
        return order;
    }
    [[nodiscard]] BoundPair bind(
        const Pool &pool, int customerIndex, int lineIndex, const std::function<void(BindingOrder &)> &edit = {})
    {
        BindingOrder wanted = order(pool, customerIndex, lineIndex);
        if (edit)
            edit(wanted);
        return taken(bindings.make(std::move(wanted)));
    }
    [[nodiscard]] Error refusal(
        const Pool &pool, int customerIndex, int lineIndex, const std::function<void(BindingOrder &)> &edit = {})
    {
        BindingOrder wanted = order(pool, customerIndex, lineIndex);
        if (edit)
            edit(wanted);
        return errorOf(bindings.make(std::move(wanted)));
    }
    /// Ann of Sales, listed with this line; with her id, she moves to it.
    [[nodiscard]] AgentForm ann(int lineIndex, AgentId id = {})
    {
        AgentForm form;
        form.id = id;
        form.code = QStringLiteral("a7");
        form.name = QStringLiteral("Ann");
        form.processes = {QStringLiteral("Sales")};
        form.number = line(lineIndex);
        form.id = taken(AgentService(*desk.admin).save(form));
        return form;
    }
    [[nodiscard]] Binding find(BindingId id)
    {
        BindingFilter filter;
        filter.id = id;
        const BindingPage page = taken(bindings.list({filter, {}}));
        if (page.bindings.size() != 1)
            qFatal("there are %d bindings", int(page.bindings.size()));
        return page.bindings.front();
    }
    [[nodiscard]] QList<BindingId> ofCase(const QString &caseRef, ProcessId process = {})
    {
        BindingFilter filter;
        filter.caseRef = caseRef;
        filter.process = process;
        QList<BindingId> found;
        for (const Binding &binding : taken(bindings.list({filter, {}})).bindings)
            found.append(binding.id);
        return found;
    }
    [[nodiscard]] BindingState stateOf(BindingId id)
    {
        BindingFilter filter;
        filter.id = id;
        const BindingPage page = taken(bindings.list({filter, {}}));
        return callveil::stateOf(page.bindings.front(), page.now);
    }
    /// Lets time pass: everything that bindings wait for happened so much earlier.
    void pass(qint64 minutes)
    {
        const DatabaseLook look(desk.organisation);
        const qint64 ms = minutes * 60000;
        const QString kept =
            QStringLiteral(" - %1 WHERE free_at BETWEEN 1 AND %2").arg(ms).arg(std::numeric_limits<qint64>::max() - 1);
        const QString by = QStringLiteral(" - %1").arg(ms);
        // free_at first: a file makes it anew when idle_since moves.
        const QString changes[]{QStringLiteral("UPDATE binding SET free_at = free_at") + kept,
            QStringLiteral("UPDATE binding SET created_at = created_at%1, expires_at = expires_at%1, "
                           "ended_at = ended_at%1, ends_by = ends_by%1, idle_since = idle_since%1, "
                           "last_call_at = last_call_at%1")
                .arg(by),
            QStringLiteral("UPDATE binding_side SET free_at = free_at") + kept,
            QStringLiteral("UPDATE did SET free_at = free_at") + kept,
            QStringLiteral("UPDATE did SET last_used_at = last_used_at%1 WHERE last_used_at <> 0").arg(by)};
        for (const QString &change : changes) {
            if (desk.organisation.engine() == Engine::PostgreSql)
                look.run(QStringLiteral("SET session_replication_role = replica")); // these are nobody's deeds
            look.run(change);
        }
    }
    /// What does not agree among the bindings, where pools do not cool.
    [[nodiscard]] QString faults() const
    {
        const DatabaseLook look(desk.organisation);
        return bindingFaults([&](const QString &sql) { return look.number(sql); }).join(u'\n');
    }

private:
    int m_pools = 0;
    int m_next = 0;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"

#include "services/pools/pool_service.h"

namespace callveil {

inline const QString range = QStringLiteral("+442079460100 .. +442079460109");

/// A pool of all processes as somebody may type it.
[[nodiscard]] inline Pool london()
{
    Pool pool;
    pool.name = QStringLiteral(" London  lines ");
    pool.country = QStringLiteral("gb");
    return pool;
}

/// An organisation with two processes and whoever makes pools for them.
struct PoolScene {
    explicit PoolScene(Engine engine) : desk(engine)
    {
        sales = desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
        support = desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB"));
    }
    Desk desk;
    ProcessId sales, support;
    PoolService pools{*desk.admin};

    [[nodiscard]] PoolId add(const QString &name, const QList<ProcessId> &processes = {})
    {
        Pool pool = london();
        pool.name = name;
        pool.allProcesses = processes.isEmpty();
        pool.processes = processes;
        return taken(pools.save(pool));
    }
    [[nodiscard]] Pool get(PoolId id)
    {
        for (const PoolLine &line : taken(pools.overview()).pools)
            if (line.pool.id == id)
                return line.pool;
        qFatal("the pool is gone");
    }
    [[nodiscard]] DidAddition fill(PoolId id, const QString &list = range)
    {
        return taken(pools.addNumbers(id, list, std::make_shared<std::atomic<bool>>(false)));
    }
    [[nodiscard]] QList<SeenDid> seen(PoolId id)
    {
        QList<SeenDid> numbers;
        for (const PoolNumber &number : taken(pools.numbers(id)).numbers)
            numbers.append({number.id, id, number.state});
        return numbers;
    }
};

} // namespace callveil

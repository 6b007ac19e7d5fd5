// SPDX-License-Identifier: GPL-3.0-or-later
#include "pools_resource.h"

#include "domain/base/when_answered.h"
#include "problem.h"

namespace callveil {

namespace {

QJsonObject documentOf(const PoolLine &line)
{
    const auto utilisation = utilisationOf(line.pool, line.counts, line.use);
    const auto count = [&](DidState state) { return QJsonValue(line.counts.value(state)); };
    return {{QStringLiteral("name"), line.pool.name}, {QStringLiteral("brand"), line.pool.brand},
        {QStringLiteral("country"), line.pool.country}, {QStringLiteral("area"), line.pool.area},
        {QStringLiteral("sharing"), sharingKey(line.pool.sharing)}, {QStringLiteral("free"), line.use.free},
        {QStringLiteral("left"), leftIn(line.pool, line.counts, line.use)}, {QStringLiteral("bound"), line.use.bound},
        {QStringLiteral("cooling"), line.use.cooling}, {QStringLiteral("in_service"), count(DidState::InService)},
        {QStringLiteral("draining"), count(DidState::Draining)},
        {QStringLiteral("suspended"), count(DidState::Suspended)},
        {QStringLiteral("utilisation_percent"), utilisation ? QJsonValue(*utilisation) : QJsonValue()},
        {QStringLiteral("low"), isLow(line.pool, line.counts, line.use)}};
}

} // namespace

PoolsResource::PoolsResource(Workspace &workspace, QObject *parent) : QObject(parent), m_pools(workspace) { }

std::vector<ApiRoute> PoolsResource::routes()
{
    return {{"GET", "/v1/pools", ApiScope::Pools, [this](const ApiCall &call) { list(call); }}};
}

void PoolsResource::list(const ApiCall &call)
{
    whenAnswered(m_pools.overview(), this, [reply = call.reply](const Result<PoolOverview> &overview) {
        if (!overview)
            return reply(problemOf(overview.error()));
        QJsonArray pools;
        for (const PoolLine &line : overview->pools)
            pools.append(documentOf(line));
        reply(json(200, {{QStringLiteral("pools"), pools}}));
    });
}

} // namespace callveil

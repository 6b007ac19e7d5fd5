// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "services/pools/pool_service.h"

namespace callveil {

/// /v1/pools: which pools there are, and how full they are.
class PoolsResource final : public QObject {
    Q_OBJECT

public:
    explicit PoolsResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    void list(const ApiCall &call);

    PoolService m_pools;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "services/routes/call_test_service.h"

namespace callveil {

/// /v1/route: where a call goes, for a switch. The one answer of the API that holds real numbers.
class RouteResource final : public QObject {
    Q_OBJECT

public:
    explicit RouteResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    void ask(const ApiCall &call);

    CallTestService m_calls;
};

} // namespace callveil

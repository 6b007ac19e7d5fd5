// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "services/bindings/binding_service.h"
#include "services/platform/call_request_service.h"

namespace callveil {

/// /v1/calls: has both parties of a binding called, shows what became of it, and takes it back.
class CallsResource final : public QObject {
    Q_OBJECT

public:
    explicit CallsResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    void create(const ApiCall &call);
    void ask(const ApiCall &call, const CallOrder &order);
    void show(const ApiCall &call);
    void cancel(const ApiCall &call);
    void answer(const ApiCall &call, QFuture<Result<CallRequest>> request);

    BindingService m_bindings;
    CallRequestService m_calls;
};

} // namespace callveil

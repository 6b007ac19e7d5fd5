// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "json_fields.h"
#include "services/records/event_service.h"

namespace callveil {

/// /v1/events: what becomes of a running call, and how far a task of a predictive dialler is, one event at a time. One
/// that is known already is not taken twice.
class EventsResource final : public QObject {
    Q_OBJECT

public:
    explicit EventsResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    void take(const ApiCall &call);
    void takeCall(const ApiCall &call, JsonFields &fields);
    void takeTask(const ApiCall &call, JsonFields &fields);
    void answer(const ApiCall &call, QFuture<Result<bool>> added);

    EventService m_events;
};

} // namespace callveil

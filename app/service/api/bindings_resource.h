// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "binding_json.h"
#include "services/bindings/binding_service.h"
#include "services/routes/route_service.h"

namespace callveil {

/// /v1/bindings: makes, shows, changes and ends bindings.
class BindingsResource final : public QObject {
    Q_OBJECT

public:
    BindingsResource(Workspace &workspace, NameBook &names, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

    using Made = std::function<void(const BoundPair &, const ApiNames &)>;
    /// Looks the names up with `resolve`, makes the binding, and answers what went wrong itself.
    void make(const ApiCall &call, const std::shared_ptr<BindingWish> &wish, const NameBook::Use &resolve, Made made);

private:
    using Seen = std::function<void(const BindingPage &)>;
    using Changed = QFuture<Result<Binding>>;

    void create(const ApiCall &call);
    void show(const ApiCall &call);
    void change(const ApiCall &call);
    void reassign(const ApiCall &call, const Binding &seen, std::shared_ptr<AgentWish> agent);
    void release(const ApiCall &call);
    void closeCase(const ApiCall &call);
    void find(const ApiCall &call, Seen seen);
    void answerMade(const ApiCall &call, const BoundPair &pair, const QJsonObject &document);
    void answerChange(const ApiCall &call, Changed change);
    void answerBinding(const ApiCall &call, const Binding &binding);

    NameBook &m_names;
    BindingService m_bindings;
    RouteService m_routes;
    const bool m_onServer;
};

} // namespace callveil

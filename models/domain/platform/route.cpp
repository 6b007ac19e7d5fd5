// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/route.h"

#include <algorithm>
#include <map>

namespace callveil {

namespace {

/// A copy of its own: whoever is done with it can wipe it.
QString own(const QString &number)
{
    return QString(number.constData(), number.size());
}

Route routeOf(const OpenBinding &binding, PartySide side)
{
    const bool customerCalls = side == PartySide::Customer;
    return {own(customerCalls ? binding.customer : binding.agent), binding.id, side,
        own(customerCalls ? binding.agent : binding.customer), binding.session, binding.recording, binding.expiresAt};
}

/// Anybody's way to the party whose number it is: as long as one of the bindings lasts, and in nobody's session.
void widen(std::map<QString, Route> &routes, const OpenBinding &binding)
{
    const PartySide caller = binding.model == BindingModel::Agent ? PartySide::Customer : PartySide::Agent;
    Route route = routeOf(binding, caller);
    route.caller.clear();
    route.binding = {};
    route.session.clear();
    const auto [place, isNew] = routes.try_emplace(QString(), route);
    if (isNew)
        return;
    auto &lasts = place->second.expiresAt;
    if (!lasts || !binding.expiresAt)
        lasts.reset();
    else
        lasts = std::max(*lasts, *binding.expiresAt);
}

} // namespace

std::vector<Route> routesOf(const std::vector<OpenBinding> &bindings)
{
    std::vector<const OpenBinding *> newestFirst;
    for (const OpenBinding &binding : bindings)
        newestFirst.push_back(&binding);
    std::sort(newestFirst.begin(), newestFirst.end(), [](const OpenBinding *left, const OpenBinding *right) {
        return std::pair(left->createdAt, left->id.value) > std::pair(right->createdAt, right->id.value);
    });
    std::map<QString, Route> routes;
    for (const OpenBinding *binding : newestFirst) {
        for (const PartySide side : {PartySide::Customer, PartySide::Agent}) {
            Route route = routeOf(*binding, side);
            routes.try_emplace(route.caller, std::move(route));
        }
        if (isOfOneParty(binding->model))
            widen(routes, *binding);
    }
    std::vector<Route> all;
    for (auto &[caller, route] : routes)
        all.push_back(std::move(route));
    return all;
}

} // namespace callveil

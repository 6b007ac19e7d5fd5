// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_resource.h"

#include "domain/base/when_answered.h"
#include "json_fields.h"
#include "problem.h"

namespace callveil {

namespace {

/// In the columns of switch_v1.route.
QJsonObject documentOf(const RouteAnswer &route)
{
    return {{QStringLiteral("action"), routeActionKey(route.action)}, {QStringLiteral("sip_code"), route.sipCode},
        {QStringLiteral("reason"), route.reason}, {QStringLiteral("callee"), route.calleeText()},
        {QStringLiteral("cli"), route.cli}, {QStringLiteral("session_id"), route.session},
        {QStringLiteral("binding_id"), route.binding.isSet() ? QJsonValue(route.binding.value) : QJsonValue()},
        {QStringLiteral("side"), sideKey(route.side)}, {QStringLiteral("target_uri"), route.target},
        {QStringLiteral("max_call_secs"), route.mostSeconds}, {QStringLiteral("record"), route.records},
        {QStringLiteral("expires_epoch"), route.expiresAt}};
}

} // namespace

RouteResource::RouteResource(Workspace &workspace, QObject *parent) : QObject(parent), m_calls(workspace) { }

std::vector<ApiRoute> RouteResource::routes()
{
    return {{"POST", "/v1/route", ApiScope::Route, [this](const ApiCall &call) { ask(call); }}};
}

void RouteResource::ask(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    QString did = fields.neededText("did"), caller = fields.text("caller");
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    whenAnswered(
        m_calls.route(std::move(did), std::move(caller)), this, [reply = call.reply](const Result<RouteAnswer> &route) {
            reply(route ? json(200, documentOf(*route)) : problemOf(route.error()));
        });
}

} // namespace callveil

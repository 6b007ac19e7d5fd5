// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_names.h"
#include "json_fields.h"
#include "services/bindings/binding_order.h"

namespace callveil {

// Bindings as the API takes and shows them.

/// A binding that a request asks for, with names that were not looked up yet.
struct BindingWish {
    BindingOrder order;
    QString process, pool, agent;
};

/// Reads the members of POST /v1/bindings; what is wrong is for `fields` to tell.
void readWish(JsonFields &fields, BindingWish &wish);
/// "expires_at" or "expires_in" (minutes); nullopt when neither is there.
[[nodiscard]] std::optional<ExpiryOrder> readExpiry(JsonFields &fields);
/// "recording"; nullopt when it is not there.
[[nodiscard]] std::optional<RecordingChoice> readRecording(JsonFields &fields);
/// "agent", the code of a listed one, or "agent_number".
struct AgentWish {
    QString code;
    AgentOrder order;
};
[[nodiscard]] AgentWish readAgent(JsonFields &fields);

/// Fills the order with what the names stand for.
[[nodiscard]] Result<void> resolveWish(BindingWish &wish, const ApiNames &names);
/// By "12" or "sess_…"; nullopt for what is neither. What is longer may be a telephone number, and is asked of no
/// server.
[[nodiscard]] std::optional<BindingFilter> filterOf(const QString &name);
/// That there is no such binding, without its name, which may be somebody's number.
[[nodiscard]] HttpAnswer noBinding();
/// By which a second try of a client is known: no client's token is another one's.
[[nodiscard]] QByteArray tokenOf(ApiKeyId client, const QString &token);

/// As it stands at `now`: masked, also where the process's policy is Off.
[[nodiscard]] QJsonObject documentOf(const Binding &binding, const ApiNames &names, qint64 now);
/// The text of a party, masked.
[[nodiscard]] QString maskedText(const QString &text, const QString &country);

} // namespace callveil

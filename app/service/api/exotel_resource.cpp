// SPDX-License-Identifier: GPL-3.0-or-later
#include "exotel_resource.h"

#include "problem.h"
#include "storage/crypto/secret_bytes.h"

#include <QHash>
#include <QUrl>

#include <array>

namespace callveil {

namespace {

/// The fields of a form; nullopt when one stands there twice or is none that is known.
std::optional<QHash<QString, QString>> formOf(QByteArray body)
{
    constexpr std::array known{"VirtualNumber", "CustomerNumber", "AgentNumber"};
    QHash<QString, QString> fields;
    body.replace('+', ' '); // as forms write a blank; a plus is %2B
    for (const QByteArray &part : body.split('&')) {
        const qsizetype sign = part.indexOf('=');
        const QString name = QUrl::fromPercentEncoding(part.left(sign)).trimmed();
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&](const char *each) { return name == QLatin1String(each); });
        if (sign < 0 || !isKnown || fields.contains(name))
            return std::nullopt;
        fields.insert(name, QUrl::fromPercentEncoding(part.mid(sign + 1)).trimmed());
    }
    wipe(body);
    return fields;
}

HttpAnswer formProblem()
{
    return problem(422, QStringLiteral("field"), QStringLiteral("A field does not fit"),
        QStringLiteral("Send VirtualNumber, CustomerNumber and AgentNumber, each once, form-encoded, a + as %2B."));
}

HttpAnswer allocated(const BoundPair &pair, const ApiNames &names)
{
    const QJsonObject binding = documentOf(pair.binding, names, 0);
    const QJsonObject document{{QStringLiteral("Sid"), binding.value(QLatin1String("session"))},
        {QStringLiteral("BindingId"), binding.value(QLatin1String("id"))},
        {QStringLiteral("VirtualNumber"), pair.binding.number},
        {QStringLiteral("CustomerNumber"), binding.value(QLatin1String("customer"))},
        {QStringLiteral("AgentNumber"), binding.value(QLatin1String("agent_number"))},
        {QStringLiteral("ExpiresAt"), binding.value(QLatin1String("expires_at"))}};
    return json(200, document);
}

} // namespace

std::vector<ApiRoute> ExotelResource::routes()
{
    return {{"POST", "/v1/Accounts/{sid}/CustomerNumbers/allocate", ApiScope::Bindings,
        [this](const ApiCall &call) { allocate(call); }, true}};
}

void ExotelResource::allocate(const ApiCall &call)
{
    if (call.request->type != "application/x-www-form-urlencoded")
        return call.reply(plainProblem(415));
    auto form = formOf(call.request->body);
    if (!form || form->size() != 3)
        return call.reply(formProblem());
    const auto wish = std::make_shared<BindingWish>();
    wish->order.number = form->take(QStringLiteral("VirtualNumber"));
    wish->order.customer = form->take(QStringLiteral("CustomerNumber"));
    wish->order.agent.number = form->take(QStringLiteral("AgentNumber"));
    if (wish->order.number.isEmpty() || wish->order.customer.isEmpty() || wish->order.agent.number.isEmpty())
        return call.reply(formProblem());
    const auto resolve = [wish, account = call.parameter](const ApiNames &names) -> Result<void> {
        const auto process = names.processOfAccount(account);
        if (!process)
            return failed(process);
        wish->order.process = *process;
        return {};
    };
    m_bindings.make(call, wish, resolve,
        [reply = call.reply](const BoundPair &pair, const ApiNames &names) { reply(allocated(pair, names)); });
}

} // namespace callveil

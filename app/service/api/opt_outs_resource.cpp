// SPDX-License-Identifier: GPL-3.0-or-later
#include "opt_outs_resource.h"

#include "domain/base/when_answered.h"
#include "json_fields.h"
#include "problem.h"
#include "storage/crypto/secret_bytes.h"

namespace callveil {

struct OptOutsResource::Wish {
    ~Wish() { wipe(number); }

    QString number, brand, did;
    OptOutSource source = OptOutSource::Api;
    bool optsOut = true;
};

namespace {

HttpAnswer outcome(const QString &action, const QString &brand, bool changed)
{
    return json(200,
        {{QStringLiteral("action"), action}, {QStringLiteral("brand"), brand}, {QStringLiteral("changed"), changed}});
}

/// What the request wants, by its action or the words of a text message; nullopt: nothing.
std::optional<bool> wanted(JsonFields &fields)
{
    const QString action = fields.text("action"), text = fields.text("text");
    if (action.isEmpty() == !fields.has("text"))
        fields.refuse("action", QStringLiteral("says what is wanted and text is the message: give one of them"));
    if (action.isEmpty())
        return optOutWord(text);
    if (action != QLatin1String("out") && action != QLatin1String("in"))
        fields.refuse("action", QStringLiteral("must be out or in"));
    return action == QLatin1String("out");
}

} // namespace

OptOutsResource::OptOutsResource(Workspace &workspace, QObject *parent)
    : QObject(parent), m_optOuts(workspace), m_brands(workspace)
{ }

std::vector<ApiRoute> OptOutsResource::routes()
{
    return {{"POST", "/v1/optouts", ApiScope::OptOuts, [this](const ApiCall &call) { take(call); }}};
}

void OptOutsResource::take(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const auto wish = std::make_shared<Wish>();
    wish->number = fields.neededText("number");
    wish->brand = fields.text("brand");
    wish->did = fields.text("did");
    if (wish->brand.isEmpty() == wish->did.isEmpty())
        fields.refuse("brand", QStringLiteral("or did, the number that the message came to, is needed: one of them"));
    const auto optsOut = wanted(fields);
    wish->source = fields.has("text") ? OptOutSource::Sms : OptOutSource::Api;
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    if (!optsOut) // an ordinary message
        return call.reply(outcome(QStringLiteral("none"), wish->brand, false));
    wish->optsOut = *optsOut;
    if (!wish->brand.isEmpty())
        return note(call, wish);
    whenAnswered(m_brands.brandOf(wish->did), this, [this, call, wish](const Result<QString> &brand) {
        if (!brand)
            return call.reply(problemOf(brand.error()));
        wish->brand = *brand;
        note(call, wish);
    });
}

void OptOutsResource::note(const ApiCall &call, const std::shared_ptr<Wish> &wish)
{
    const QString brand = wish->brand;
    if (wish->optsOut) {
        whenAnswered(m_optOuts.add(brand, std::move(wish->number), wish->source), this,
            [reply = call.reply, brand](const Result<bool> &added) {
                reply(added ? outcome(QStringLiteral("out"), brand, *added) : problemOf(added.error()));
            });
        return;
    }
    whenAnswered(m_optOuts.remove(brand, std::move(wish->number)), this,
        [reply = call.reply, brand](const Result<void> &removed) {
            const bool wasNot = !removed && removed.error().fault == Fault::OptOutUnknown;
            reply(removed || wasNot ? outcome(QStringLiteral("in"), brand, !wasNot) : problemOf(removed.error()));
        });
}

} // namespace callveil

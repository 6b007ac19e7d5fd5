// SPDX-License-Identifier: GPL-3.0-or-later
#include "bindings_resource.h"

#include "domain/base/when_answered.h"
#include "problem.h"
#include "ui/texts/service_text.h"

#include <QDateTime>

namespace callveil {

namespace {

const NameBook::Use anything = [](const ApiNames &) -> Result<void> { return {}; };

} // namespace

BindingsResource::BindingsResource(Workspace &workspace, NameBook &names, QObject *parent)
    : QObject(parent), m_names(names), m_bindings(workspace), m_routes(workspace),
      m_onServer(workspace.address().engine == Engine::PostgreSql)
{ }

std::vector<ApiRoute> BindingsResource::routes()
{
    constexpr const char *one = "/v1/bindings/{id}";
    return {{"POST", "/v1/bindings", ApiScope::Bindings, [this](const ApiCall &call) { create(call); }},
        {"GET", one, ApiScope::Bindings, [this](const ApiCall &call) { show(call); }},
        {"PATCH", one, ApiScope::Bindings, [this](const ApiCall &call) { change(call); }},
        {"DELETE", one, ApiScope::Bindings, [this](const ApiCall &call) { release(call); }},
        {"POST", "/v1/bindings/close-case", ApiScope::Bindings, [this](const ApiCall &call) { closeCase(call); }}};
}

void BindingsResource::create(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const auto wish = std::make_shared<BindingWish>();
    readWish(fields, *wish);
    wish->order.token = tokenOf(call.client.id, fields.neededText("operation_token"));
    if (wish->order.token.isEmpty())
        fields.refuse("operation_token", QStringLiteral("has at most 200 characters"));
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    make(
        call, wish, [wish](const ApiNames &names) { return resolveWish(*wish, names); },
        [this, call](const BoundPair &pair, const ApiNames &names) {
            QJsonObject document = documentOf(pair.binding, names, QDateTime::currentMSecsSinceEpoch());
            document.insert(QStringLiteral("new"), pair.isNew);
            answerMade(call, pair, document);
        });
}

/// With a hint where calls over it reach nobody yet. What is bound stays bound when that cannot be told.
void BindingsResource::answerMade(const ApiCall &call, const BoundPair &pair, const QJsonObject &document)
{
    const auto answer = [reply = call.reply, isNew = pair.isNew, id = pair.binding.id](const QJsonObject &members) {
        HttpAnswer made = json(isNew ? 201 : 200, members);
        made.headers.emplace_back("Location", "/v1/bindings/" + QByteArray::number(id.value));
        reply(made);
    };
    if (!pair.isNew || !pair.binding.agent.isSet())
        return answer(document);
    whenAnswered(m_routes.lacksLine(pair.binding), this, [this, answer, document](const Result<bool> &lacks) {
        QJsonObject members = document;
        if (lacks && *lacks)
            members.insert(QStringLiteral("hint"), missingLineText(m_onServer));
        answer(members);
    });
}

void BindingsResource::make(
    const ApiCall &call, const std::shared_ptr<BindingWish> &wish, const NameBook::Use &resolve, Made made)
{
    m_names.resolve(resolve, [this, wish, made, reply = call.reply](const Result<NameBook::Names> &names) {
        if (!names)
            return reply(problemOf(names.error()));
        whenAnswered(m_bindings.make(std::move(wish->order)), this,
            [made, reply, names = *names](
                const Result<BoundPair> &pair) { pair ? made(*pair, *names) : reply(problemOf(pair.error())); });
    });
}

void BindingsResource::find(const ApiCall &call, Seen seen)
{
    const auto filter = filterOf(call.parameter);
    if (!filter)
        return call.reply(noBinding());
    whenAnswered(m_bindings.list({*filter, {}}), this,
        [seen = std::move(seen), reply = call.reply](const Result<BindingPage> &page) {
            if (!page)
                return reply(problemOf(page.error()));
            page->bindings.empty() ? reply(noBinding()) : seen(*page);
        });
}

void BindingsResource::show(const ApiCall &call)
{
    find(call, [this, call](const BindingPage &page) { answerBinding(call, page.bindings.front()); });
}

/// One change at a time: several would not be made together.
void BindingsResource::change(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const auto agent = std::make_shared<AgentWish>(readAgent(fields));
    const bool reassigns = !agent->code.isEmpty() || !agent->order.number.isEmpty();
    const auto expiry = readExpiry(fields);
    const auto recording = readRecording(fields);
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    if (int(reassigns) + int(expiry.has_value()) + int(recording.has_value()) != 1)
        return call.reply(problem(422, QStringLiteral("one-change"), QStringLiteral("One change at a time"),
            QStringLiteral("Give agent or agent_number, expires_at or expires_in, or recording: one of them.")));
    find(call, [this, call, agent, expiry, recording](const BindingPage &page) {
        const Binding &seen = page.bindings.front();
        if (expiry)
            return answerChange(call, m_bindings.extend(seen, *expiry));
        if (recording)
            return answerChange(call, m_bindings.record(seen, *recording));
        reassign(call, seen, agent);
    });
}

void BindingsResource::reassign(const ApiCall &call, const Binding &seen, std::shared_ptr<AgentWish> agent)
{
    const auto resolve = [agent](const ApiNames &names) -> Result<void> {
        if (agent->code.isEmpty())
            return {};
        const auto found = names.agent(agent->code);
        if (!found)
            return failed(found);
        agent->order.agent = *found;
        return {};
    };
    m_names.resolve(resolve, [this, call, seen, agent](const Result<NameBook::Names> &names) {
        if (!names)
            return call.reply(problemOf(names.error()));
        answerChange(call, m_bindings.reassign(seen, std::move(agent->order)));
    });
}

/// One that has ended is as it should be.
void BindingsResource::release(const ApiCall &call)
{
    find(call, [this, call](const BindingPage &page) {
        const Binding &seen = page.bindings.front();
        endOf(seen, page.now) ? answerBinding(call, seen) : answerChange(call, m_bindings.release(seen));
    });
}

/// A case that has no live binding is as it should be: 0 ended.
void BindingsResource::closeCase(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const QString process = fields.neededText("process"), caseRef = fields.neededText("case_id");
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    const auto isKnown = [process](const ApiNames &names) -> Result<void> {
        return names.process(process).map([](ProcessId) {});
    };
    m_names.resolve(isKnown, [this, call, process, caseRef](const Result<NameBook::Names> &names) {
        if (!names)
            return call.reply(problemOf(names.error()));
        whenAnswered(m_bindings.closeCase(*(*names)->process(process), caseRef), this,
            [reply = call.reply](const Result<qint64> &ended) {
                reply(ended ? json(200, {{QStringLiteral("ended"), *ended}}) : problemOf(ended.error()));
            });
    });
}

void BindingsResource::answerChange(const ApiCall &call, Changed change)
{
    whenAnswered(change, this, [this, call](const Result<Binding> &binding) {
        binding ? answerBinding(call, *binding) : call.reply(problemOf(binding.error()));
    });
}

void BindingsResource::answerBinding(const ApiCall &call, const Binding &binding)
{
    m_names.resolve(anything, [reply = call.reply, binding](const Result<NameBook::Names> &names) {
        if (!names)
            return reply(problemOf(names.error()));
        reply(json(200, documentOf(binding, **names, QDateTime::currentMSecsSinceEpoch())));
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_server.h"

#include "../journal.h"
#include "api_gate.h"
#include "bindings_resource.h"
#include "calls_resource.h"
#include "events_resource.h"
#include "exotel_resource.h"
#include "opt_outs_resource.h"
#include "pools_resource.h"
#include "problem.h"
#include "records_resource.h"
#include "route_resource.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr qint64 startingSeconds = 2;
const QString healthPath = QStringLiteral("/health"), metricsPath = QStringLiteral("/metrics");

/// What stands in the place of {…}, or nullopt for another path.
std::optional<QString> parameterOf(const QString &path, const char *wanted)
{
    const QStringList parts = path.split(u'/'), wantedParts = QString::fromLatin1(wanted).split(u'/');
    if (parts.size() != wantedParts.size())
        return std::nullopt;
    QString parameter;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isOpen = wantedParts[i].startsWith(u'{');
        if (isOpen ? parts[i].isEmpty() : parts[i] != wantedParts[i])
            return std::nullopt;
        if (isOpen)
            parameter = parts[i];
    }
    return parameter;
}

/// The method for the journal, which repeats nothing of a request.
QString knownMethod(const QByteArray &method)
{
    constexpr std::array known{"GET", "POST", "PATCH", "DELETE", "HEAD", "PUT", "OPTIONS"};
    const bool isKnown = std::any_of(known.begin(), known.end(), [&](const char *each) { return method == each; });
    return isKnown ? QString::fromLatin1(method) : QStringLiteral("other");
}

bool reads(const QByteArray &method)
{
    return method == "GET" || method == "HEAD";
}

HttpAnswer plainText(int status, const QByteArray &text)
{
    HttpAnswer answer;
    answer.status = status;
    answer.type = QByteArrayLiteral("text/plain; charset=utf-8");
    answer.body = text + '\n';
    return answer;
}

HttpAnswer notAllowed(const QByteArray &methods)
{
    HttpAnswer answer = plainProblem(405);
    answer.headers.emplace_back("Allow", methods);
    return answer;
}

QString newRequestId()
{
    constexpr int digits = 16, base = 16;
    return QStringLiteral("%1").arg(QRandomGenerator::system()->generate64(), digits, base, QLatin1Char('0'));
}

} // namespace

/// Those who answer, as long as there is a workspace.
struct ApiServer::Desk {
    Desk(Workspace &of, ApiMetrics::Watched watched, const RequestCounts &counts)
        : workspace(of), names(of), gate(of), bindings(of, names), exotel(bindings), pools(of), route(of), optOuts(of),
          records(of), calls(of), events(of), metrics(of, std::move(watched), counts)
    {
        for (auto &some : {bindings.routes(), exotel.routes(), pools.routes(), route.routes(), optOuts.routes(),
                 records.routes(), calls.routes(), events.routes()})
            routes.insert(routes.end(), some.begin(), some.end());
    }

    Workspace &workspace;
    NameBook names;
    ApiGate gate;
    BindingsResource bindings;
    ExotelResource exotel;
    PoolsResource pools;
    RouteResource route;
    OptOutsResource optOuts;
    RecordsResource records;
    CallsResource calls;
    EventsResource events;
    ApiMetrics metrics;
    std::vector<ApiRoute> routes;
};

/// One request and its answer, for the journal.
struct ApiServer::Exchange {
    QString id = newRequestId();
    QString method;
    QString route = QStringLiteral("-"); ///< as the manual names it, never as it was sent
    QString client = QStringLiteral("-");
    QElapsedTimer since;
    Reply reply;
};

ApiServer::ApiServer(QObject *parent) : QObject(parent), m_listener(*this)
{
    connect(&m_listener, &HttpListener::stopped, this, &ApiServer::stopped);
}

ApiServer::~ApiServer() = default;

void ApiServer::serve(Workspace &workspace, ApiMetrics::Watched watched)
{
    m_desk = std::make_unique<Desk>(workspace, std::move(watched), m_counts);
}

void ApiServer::rest()
{
    m_desk.reset();
}

HttpAnswer ApiServer::refusal(int status)
{
    Exchange exchange;
    exchange.method = QStringLiteral("-");
    exchange.since.start();
    note(exchange, status);
    return plainProblem(status);
}

void ApiServer::handle(HttpRequest request, Reply reply)
{
    const auto exchange = std::make_shared<Exchange>();
    exchange->method = knownMethod(request.method);
    exchange->since.start();
    exchange->reply = std::move(reply);
    dispatch(std::make_shared<const HttpRequest>(std::move(request)), exchange);
}

void ApiServer::note(const Exchange &exchange, int status)
{
    const QString route = exchange.method + u' ' + exchange.route;
    ++m_counts.byRoute[{route, status}];
    m_counts.refusedByRate += status == 429 ? 1 : 0;
    if (status < 400 && (exchange.route == healthPath || exchange.route == metricsPath))
        return; // they are asked for every few seconds
    log(Level::Information,
        QStringLiteral("%1 %2 %3 ms, key %4, request %5")
            .arg(route, QString::number(status), QString::number(exchange.since.elapsed()), exchange.client,
                exchange.id));
}

HttpAnswer ApiServer::health() const
{
    if (!m_desk)
        return plainText(503, "starting");
    return m_desk->workspace.interactive().isOnline() ? plainText(200, "ok") : plainText(503, "database down");
}

/// What came through a proxy came from elsewhere, and is nobody's to whom this computer tells its counts.
void ApiServer::tellMetrics(const HttpRequest &request, const Reply &reply)
{
    if (request.isForwarded)
        return reply(plainProblem(404));
    m_desk ? m_desk->metrics.tell(reply) : reply(health());
}

void ApiServer::dispatch(const std::shared_ptr<const HttpRequest> &request, const std::shared_ptr<Exchange> &exchange)
{
    const Reply reply = [this, exchange](HttpAnswer answer) {
        note(*exchange, answer.status);
        answer.headers.emplace_back("X-Request-Id", exchange->id.toLatin1());
        exchange->reply(std::move(answer));
    };
    if (request->path == healthPath || request->path == metricsPath) {
        exchange->route = request->path;
        if (!reads(request->method))
            return reply(notAllowed("GET, HEAD"));
        return request->path == healthPath ? reply(health()) : tellMetrics(*request, reply);
    }
    if (!m_desk)
        return reply(withRetry(problem(503, QStringLiteral("starting"), QStringLiteral("The service is starting"),
                                   QStringLiteral("It is not signed in to its database yet. Try again in a moment.")),
            startingSeconds));
    QByteArray allowed;
    for (const ApiRoute &route : m_desk->routes) {
        const auto parameter = parameterOf(request->path, route.path);
        if (!parameter)
            continue;
        exchange->route = QString::fromLatin1(route.path);
        allowed += (allowed.isEmpty() ? "" : ", ") + QByteArray(route.method);
        if (request->method != route.method)
            continue;
        if (request->hasQuery) // a number in it could stand in the log of a proxy
            return reply(problem(400, QStringLiteral("query"), QStringLiteral("No query here"),
                QStringLiteral("Send what you ask for in the body, and nothing behind a question mark.")));
        return m_desk->gate.ask(
            *request, route.scope, route.isForm,
            [run = route.run, request, parameter, exchange, reply](const ApiClient &client) {
                exchange->client = client.name;
                run({request, *parameter, client, reply});
            },
            [exchange, reply](const QString &client, const HttpAnswer &answer) {
                exchange->client = client.isEmpty() ? exchange->client : client;
                reply(answer);
            });
    }
    reply(allowed.isEmpty() ? plainProblem(404) : notAllowed(allowed));
}

} // namespace callveil

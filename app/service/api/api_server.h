// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_metrics.h"
#include "http_listener.h"

namespace callveil {

class Workspace;

/// The HTTP API of callveild: finds who answers a request, lets it in, notes it. Lives on the main thread, and answers
/// as long as the program runs: without a workspace that it is starting.
class ApiServer final : public QObject, public HttpHandler {
    Q_OBJECT

public:
    explicit ApiServer(QObject *parent = nullptr);
    ~ApiServer() override;

    /// There, too; answers as HttpListener::listen().
    [[nodiscard]] tl::expected<ApiAddress, QString> listen(const ApiAddress &address)
    {
        return m_listener.listen(address);
    }

    /// From now on requests are answered from this workspace, until rest(): it must live so long.
    void serve(Workspace &workspace, ApiMetrics::Watched watched);
    void rest();
    /// Takes no request any more, and answers those that run: stopped() tells when.
    void stop() { m_listener.stop(); }

    void handle(HttpRequest request, Reply reply) override;
    [[nodiscard]] HttpAnswer refusal(int status) override;

Q_SIGNALS:
    void stopped();

private:
    struct Desk;
    struct Exchange;

    [[nodiscard]] HttpAnswer health() const;
    void tellMetrics(const HttpRequest &request, const Reply &reply);
    void dispatch(const std::shared_ptr<const HttpRequest> &request, const std::shared_ptr<Exchange> &exchange);
    void note(const Exchange &exchange, int status);

    std::unique_ptr<Desk> m_desk; ///< those who answer; null while there is no workspace
    RequestCounts m_counts;
    HttpListener m_listener; ///< last: its connections ask this object
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace callveil {

/// One request, as far as the API looks at it. The body may hold real numbers and is wiped with it.
struct HttpRequest {
    HttpRequest() = default;
    HttpRequest(const HttpRequest &) = delete;
    HttpRequest &operator=(const HttpRequest &) = delete;
    HttpRequest(HttpRequest &&) = default;
    HttpRequest &operator=(HttpRequest &&) = default;
    ~HttpRequest();

    QByteArray method; ///< "POST"
    QString path; ///< decoded, without the query
    bool hasQuery = false;
    bool isForwarded = false; ///< a proxy says that it came from elsewhere
    bool keepsOpen = true; ///< the connection, for another request
    QByteArray type; ///< of the body: lower case, without parameters
    QByteArray authorization;
    QByteArray body;
};

/// What is answered. A body of problem documents and JSON holds masked numbers only, that of /v1/route apart.
struct HttpAnswer {
    int status = 200;
    QByteArray type = QByteArrayLiteral("application/json");
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< further ones
};

/// "Not Found"; empty for a status that this program never answers.
[[nodiscard]] QByteArray reasonPhrase(int status);
/// The answer as it is sent.
[[nodiscard]] QByteArray written(const HttpAnswer &answer, bool keepsOpen, bool withBody);

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/api_key.h"
#include "http_connection.h"

#include <memory>

namespace callveil {

/// A request that was let in, and how it is answered: once, on the main thread.
struct ApiCall {
    std::shared_ptr<const HttpRequest> request;
    QString parameter; ///< what stands in the place of the path's {…}
    ApiClient client;
    HttpHandler::Reply reply;
};

/// A method of a path.
struct ApiRoute {
    const char *method;
    const char *path; ///< with at most one {…}, which stands for one part
    ApiScope scope;
    std::function<void(const ApiCall &)> run;
    bool isForm = false; ///< a form of another maker's API, with a password in place of the key
};

} // namespace callveil

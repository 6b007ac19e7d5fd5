// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "http_message.h"

#include <QJsonArray>
#include <QJsonObject>

namespace callveil {

// Answers of the API.

/// A problem document (RFC 9457): `kind` is the end of its type ("rate"), `detail` says what to do.
[[nodiscard]] HttpAnswer problem(
    int status, const QString &kind, const QString &title, const QString &detail, const QJsonObject &more = {});
/// What a service answered, in the sentence that people read too.
[[nodiscard]] HttpAnswer problemOf(const Error &error);
/// A member of the request that does not fit; `what` holds nothing of its value.
[[nodiscard]] HttpAnswer fieldProblem(const QString &field, const QString &what);
/// What the reader of requests refuses, and paths and methods that there are not.
[[nodiscard]] HttpAnswer plainProblem(int status);
/// Tells a client when to come again.
[[nodiscard]] HttpAnswer withRetry(HttpAnswer answer, qint64 seconds);

[[nodiscard]] HttpAnswer json(int status, const QJsonObject &document);
/// "2024-05-31T14:30:00Z"; null without a time.
[[nodiscard]] QJsonValue timeValue(std::optional<qint64> ms);

} // namespace callveil

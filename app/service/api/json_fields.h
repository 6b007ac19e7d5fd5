// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http_message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace callveil {

/// Reads the members of one object of a request. The first that does not fit is remembered, and members that nobody
/// has asked for are refused: a word that is spelt wrongly must not be left out in silence.
class JsonFields final {
public:
    /// `place` stands before the names of members in problems: "[3]."
    explicit JsonFields(QJsonObject object, QString place = {});

    [[nodiscard]] bool has(const char *name);
    /// Empty when the member is not there.
    [[nodiscard]] QString text(const char *name);
    [[nodiscard]] QString neededText(const char *name);
    [[nodiscard]] std::optional<qint64> whole(const char *name);
    /// ms since 1970 of a time with a zone: "2024-05-31T14:30:00Z".
    [[nodiscard]] std::optional<qint64> time(const char *name);
    /// Empty when the member is not there.
    [[nodiscard]] QJsonObject object(const char *name);
    /// A member, or members together, that do not fit.
    void refuse(const char *name, const QString &what);

    /// What is wrong, once all members were asked for.
    [[nodiscard]] std::optional<HttpAnswer> fault() const;

private:
    static constexpr qsizetype mostText = 500;
    [[nodiscard]] QJsonValue value(const char *name);

    QJsonObject m_object;
    QString m_place;
    QSet<QString> m_asked;
    QString m_field, m_what; ///< of the first that does not fit
};

/// The body of a request as JSON, or the problem that it is none (400, 415).
[[nodiscard]] std::optional<HttpAnswer> readJson(const HttpRequest &request, QJsonDocument &document);
/// The same for what must be one object.
[[nodiscard]] std::optional<HttpAnswer> readObject(const HttpRequest &request, QJsonObject &object);

} // namespace callveil

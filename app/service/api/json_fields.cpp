// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_fields.h"

#include "problem.h"

#include <QDateTime>

#include <cmath>

namespace callveil {

JsonFields::JsonFields(QJsonObject object, QString place) : m_object(std::move(object)), m_place(std::move(place)) { }

QJsonValue JsonFields::value(const char *name)
{
    const QString key = QString::fromLatin1(name);
    m_asked.insert(key);
    const QJsonValue value = m_object.value(key);
    return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value; // null: as if it were not there
}

bool JsonFields::has(const char *name)
{
    return !value(name).isUndefined();
}

QString JsonFields::text(const char *name)
{
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return {};
    if (!found.isString())
        refuse(name, QStringLiteral("must be a text in quotation marks"));
    const QString text = found.toString();
    if (text.size() > mostText)
        refuse(name, QStringLiteral("is too long"));
    return text;
}

QString JsonFields::neededText(const char *name)
{
    const QString found = text(name);
    if (found.trimmed().isEmpty())
        refuse(name, QStringLiteral("is needed"));
    return found;
}

std::optional<qint64> JsonFields::whole(const char *name)
{
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return std::nullopt;
    constexpr double most = 9007199254740992.0; // up to which a number of JSON is exact
    const double number = found.toDouble();
    if (!found.isDouble() || std::floor(number) != number || std::abs(number) > most) {
        refuse(name, QStringLiteral("must be a whole number"));
        return std::nullopt;
    }
    return qint64(number);
}

std::optional<qint64> JsonFields::time(const char *name)
{
    const QString found = text(name);
    if (found.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(found, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) { // a time without a zone says nothing
        refuse(name, QStringLiteral("must be a time with its zone, like 2024-05-31T14:30:00Z"));
        return std::nullopt;
    }
    return time.toMSecsSinceEpoch();
}

QJsonObject JsonFields::object(const char *name)
{
    const QJsonValue found = value(name);
    if (!found.isUndefined() && !found.isObject())
        refuse(name, QStringLiteral("must be an object: { … }"));
    return found.toObject();
}

void JsonFields::refuse(const char *name, const QString &what)
{
    if (!m_field.isEmpty())
        return;
    m_field = m_place + QString::fromLatin1(name);
    m_what = what;
}

std::optional<HttpAnswer> JsonFields::fault() const
{
    if (!m_field.isEmpty())
        return fieldProblem(m_field, m_what);
    const QStringList names = m_object.keys();
    for (const QString &name : names)
        if (!m_asked.contains(name)) // which may be anything, so that it is not repeated
            return problem(422, QStringLiteral("field"), QStringLiteral("A member does not fit"),
                QStringLiteral("%1A member is none that this path knows. Its manual names those that there are.")
                    .arg(m_place.isEmpty() ? QString() : m_place + u' '));
    return std::nullopt;
}

std::optional<HttpAnswer> readJson(const HttpRequest &request, QJsonDocument &document)
{
    if (request.type != "application/json")
        return plainProblem(415);
    QJsonParseError error;
    document = QJsonDocument::fromJson(request.body, &error);
    if (error.error == QJsonParseError::NoError)
        return std::nullopt;
    return problem(400, QStringLiteral("json"), QStringLiteral("Not JSON"),
        QStringLiteral("The body is no JSON from its byte %1 on.").arg(error.offset));
}

std::optional<HttpAnswer> readObject(const HttpRequest &request, QJsonObject &object)
{
    QJsonDocument document;
    if (const auto fault = readJson(request, document))
        return fault;
    if (!document.isObject())
        return problem(400, QStringLiteral("json"), QStringLiteral("Not an object"),
            QStringLiteral("The body must be one object: { … }."));
    object = document.object();
    return std::nullopt;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace callveil {

/// A schema of JSON (draft 2020-12) with the keywords that the schemas of callbacks use. Whatever else stands in one is
/// a fault of the schema, and nothing is valid by it: a keyword that is passed over would let everything pass.
class JsonSchema final {
public:
    explicit JsonSchema(QJsonObject schema) : m_root(std::move(schema)), m_schemaFault(misuse(m_root, {})) { }

    [[nodiscard]] QJsonObject root() const { return m_root; }
    /// Why the schema itself is none of those that are understood; empty when it is.
    [[nodiscard]] QString schemaFault() const { return m_schemaFault; }
    /// What does not fit and where, "/data/leg: type"; empty: the value is valid.
    [[nodiscard]] QString fault(const QJsonValue &value) const
    {
        return m_schemaFault.isEmpty() ? faultOf(m_root, value, {}) : m_schemaFault;
    }
    /// The schema that a $ref stands for, or the schema itself.
    [[nodiscard]] QJsonObject resolved(const QJsonObject &schema) const
    {
        const QString ref = schema[u"$ref"].toString();
        return ref.isEmpty() ? schema : m_root[u"$defs"].toObject()[ref.mid(refStart.size())].toObject();
    }

private:
    static constexpr QLatin1String refStart{"#/$defs/"};

    /// Walks what stands in the schema, also where no value ever comes by.
    [[nodiscard]] QString misuse(const QJsonObject &schema, const QString &place) const
    {
        static const QSet<QString> plain{QStringLiteral("$schema"), QStringLiteral("$id"), QStringLiteral("title"),
            QStringLiteral("description"), QStringLiteral("enum"), QStringLiteral("const"), QStringLiteral("required"),
            QStringLiteral("minimum"), QStringLiteral("maximum")};
        for (auto part = schema.begin(); part != schema.end(); ++part) {
            const QString here = place + u'/' + part.key();
            QString why;
            if (part.key() == u"properties" || part.key() == u"$defs") {
                for (const QString &name : part->toObject().keys())
                    if (why.isEmpty())
                        why = misuse(part->toObject()[name].toObject(), here + u'/' + name);
            } else if (part.key() == u"items") {
                why = part->isObject() ? misuse(part->toObject(), here) : here + u": no schema";
            } else if (!plain.contains(part.key()) && !isUnderstood(part.key(), *part)) {
                why = here + u": not understood";
            }
            if (!why.isEmpty())
                return why;
        }
        return {};
    }

    [[nodiscard]] bool isUnderstood(const QString &keyword, const QJsonValue &is) const
    {
        if (keyword == u"additionalProperties")
            return is == QJsonValue(false);
        if (keyword == u"pattern")
            return is.isString() && pattern(is).isValid();
        if (keyword == u"$ref")
            return is.toString().startsWith(refStart) && !resolved({{keyword, is}}).isEmpty();
        for (const QJsonValue &type : listOf(is))
            if (!types().contains(type.toString()))
                return false;
        return keyword == u"type";
    }

    /// In a schema $ is the very end, in Perl's expressions also what stands before a last line break.
    [[nodiscard]] static QRegularExpression pattern(const QJsonValue &is)
    {
        const QString text = is.toString();
        return QRegularExpression(text.endsWith(u'$') ? QString(text.chopped(1) + QLatin1String("\\z")) : text);
    }

    /// In the order of QJsonValue::Type.
    [[nodiscard]] static QStringList types()
    {
        return {QStringLiteral("null"), QStringLiteral("boolean"), QStringLiteral("integer"), QStringLiteral("string"),
            QStringLiteral("array"), QStringLiteral("object")};
    }
    [[nodiscard]] static QJsonArray listOf(const QJsonValue &is)
    {
        return is.isArray() ? is.toArray() : QJsonArray({is});
    }
    [[nodiscard]] static QString typeOf(const QJsonValue &value)
    {
        const bool isFraction = value.isDouble() && std::floor(value.toDouble()) != value.toDouble();
        return isFraction ? QStringLiteral("number") : types().value(value.type());
    }

    [[nodiscard]] static bool fits(const QString &keyword, const QJsonValue &is, const QJsonValue &value)
    {
        if (keyword == u"type")
            return listOf(is).contains(typeOf(value));
        if (keyword == u"enum")
            return is.toArray().contains(value);
        if (keyword == u"const")
            return is == value;
        if (keyword == u"pattern")
            return !value.isString() || pattern(is).match(value.toString()).hasMatch();
        if (keyword == u"minimum")
            return !value.isDouble() || value.toDouble() >= is.toDouble();
        return keyword != u"maximum" || !value.isDouble() || value.toDouble() <= is.toDouble();
    }

    [[nodiscard]] QString faultOf(const QJsonObject &schema, const QJsonValue &value, const QString &place) const
    {
        if (schema.contains(u"$ref"))
            if (const QString why = faultOf(resolved(schema), value, place); !why.isEmpty())
                return why;
        for (auto part = schema.begin(); part != schema.end(); ++part)
            if (!fits(part.key(), *part, value))
                return place + u": " + part.key();
        const QJsonObject item = schema[u"items"].toObject(); // by an empty one everything is valid
        const QJsonArray elements = value.toArray();
        for (qsizetype i = 0; i < elements.size(); ++i)
            if (const QString why = faultOf(item, elements[i], place + u'/' + QString::number(i)); !why.isEmpty())
                return why;
        return value.isObject() ? faultOfMembers(schema, value.toObject(), place) : QString();
    }

    [[nodiscard]] QString faultOfMembers(const QJsonObject &schema, const QJsonObject &value, const QString &at) const
    {
        for (const QJsonValue &name : schema[u"required"].toArray())
            if (!value.contains(name.toString()))
                return at + u'/' + name.toString() + u": required";
        const QJsonObject known = schema[u"properties"].toObject();
        for (auto member = value.begin(); member != value.end(); ++member) {
            const QString here = at + u'/' + member.key();
            if (!known.contains(member.key()) && schema.contains(u"additionalProperties"))
                return here + u": additionalProperties";
            if (const QString why = faultOf(known[member.key()].toObject(), *member, here); !why.isEmpty())
                return why;
        }
        return {};
    }

    QJsonObject m_root;
    QString m_schemaFault;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_reader.h"

#include "storage/crypto/secret_bytes.h"

#include <QHash>
#include <QUrl>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace callveil {

namespace {

const QByteArray lineEnd = QByteArrayLiteral("\r\n");
const QByteArray headEnd = QByteArrayLiteral("\r\n\r\n");

/// Of names of methods and headers (RFC 9110, token).
bool isToken(const QByteArray &text)
{
    static const QByteArray signs = QByteArrayLiteral("!#$%&'*+-.^_`|~");
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || signs.contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), fits);
}

/// Nothing that another reader could take for the end of a line.
bool isLine(const QByteArray &line)
{
    return !line.contains('\r') && !line.contains('\n') && !line.contains('\0');
}

/// Of two, another reader could believe the other one.
bool standsOnce(const QByteArray &name)
{
    constexpr std::array names{
        "authorization", "connection", "content-length", "content-type", "expect", "host", "transfer-encoding"};
    return std::any_of(names.begin(), names.end(), [&](const char *known) { return name == known; });
}

/// Nullopt for what is no whole number; one that is too long to be read is too large.
std::optional<qsizetype> lengthOf(const QByteArray &text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    constexpr qsizetype mostDigits = 9;
    return text.size() > mostDigits ? HttpReader::mostBody + 1 : qsizetype(text.toLongLong());
}

} // namespace

struct HttpReader::Head {
    QHash<QByteArray, QByteArray> values; ///< by name in lower case
    [[nodiscard]] QByteArray value(const char *name) const { return values.value(name); }
    [[nodiscard]] bool has(const char *name) const { return values.contains(name); }
};

HttpReader::~HttpReader()
{
    wipe(m_bytes);
}

void HttpReader::feed(const QByteArray &bytes)
{
    m_bytes += bytes;
    advance();
}

bool HttpReader::takeExpectation()
{
    return std::exchange(m_expects, false);
}

HttpRequest HttpReader::take()
{
    HttpRequest request = std::exchange(m_request, HttpRequest());
    m_state = State::Head;
    advance();
    return request;
}

void HttpReader::advance()
{
    if (m_state == State::Head) {
        while (m_bytes.startsWith(lineEnd)) // some clients send one behind a body
            m_bytes.remove(0, lineEnd.size());
        const qsizetype end = m_bytes.indexOf(headEnd);
        if (end > mostHead || (end < 0 && m_bytes.size() > mostHead))
            return refuse(431);
        if (end < 0)
            return;
        if (const int status = readHead(m_bytes.left(end)))
            return refuse(status);
        m_bytes.remove(0, end + headEnd.size());
        m_state = State::Body;
    }
    if (m_state != State::Body || m_bytes.size() < m_length)
        return;
    m_expects = false;
    m_request.body = m_bytes.left(m_length);
    QByteArray rest = m_bytes.mid(m_length);
    wipe(m_bytes);
    m_bytes = std::move(rest);
    m_state = State::Done;
}

void HttpReader::refuse(int status)
{
    m_state = State::Refused;
    m_refusal = status;
    wipe(m_bytes);
    m_bytes.clear();
}

/// 0, or the status of what is wrong.
int HttpReader::readHead(const QByteArray &text)
{
    Head head;
    qsizetype from = 0;
    for (bool isFirst = true; from <= text.size(); isFirst = false) {
        qsizetype to = text.indexOf(lineEnd, from);
        to = to < 0 ? text.size() : to;
        const QByteArray line = text.mid(from, to - from);
        from = to + lineEnd.size();
        if (!isLine(line))
            return 400;
        if (isFirst) {
            if (const int status = readTarget(line))
                return status;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0)).toLower();
        if (!isToken(name)) // a line that goes on, and a blank before the colon, too
            return 400;
        if (head.values.contains(name) && standsOnce(name))
            return 400;
        head.values.insert(name, line.mid(colon + 1).trimmed());
    }
    return useHeaders(head);
}

int HttpReader::readTarget(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]))
        return 400;
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return parts[2].startsWith("HTTP/") ? 505 : 400;
    const QByteArray &target = parts[1];
    if (target.size() > mostTarget)
        return 414;
    if (!target.startsWith('/'))
        return 400;
    const qsizetype query = target.indexOf('?');
    m_isOld = parts[2] == "HTTP/1.0";
    m_request.method = parts[0];
    m_request.hasQuery = query >= 0;
    m_request.path = QUrl::fromPercentEncoding(query < 0 ? target : target.left(query));
    return 0;
}

int HttpReader::useHeaders(const Head &head)
{
    if (!m_isOld && !head.has("host"))
        return 400;
    if (head.has("transfer-encoding"))
        return 411;
    const auto length = head.has("content-length") ? lengthOf(head.value("content-length")) : 0;
    if (!length)
        return 400;
    if (*length > mostBody)
        return 413;
    const QByteArray expected = head.value("expect").toLower();
    if (!expected.isEmpty() && expected != "100-continue")
        return 417;
    m_length = *length;
    m_expects = !expected.isEmpty() && *length > 0 && !m_isOld;
    const QByteArray connection = head.value("connection").toLower();
    m_request.keepsOpen = !m_isOld && !connection.contains("close");
    m_request.isForwarded = head.has("forwarded") || head.has("x-forwarded-for") || head.has("x-real-ip");
    m_request.type = head.value("content-type").split(';').first().trimmed().toLower();
    m_request.authorization = head.value("authorization");
    return 0;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frontend_messages.h"

#include <QtEndian>

namespace callveil {

namespace {

// The request codes of the PostgreSQL manual, "Message Formats".
constexpr quint32 TlsRequest = 80'877'103;
constexpr quint32 GssRequest = 80'877'104;

quint32 numberAt(const QByteArray &bytes, int position)
{
    return qFromBigEndian<quint32>(bytes.constData() + position);
}

} // namespace

std::optional<FrontendMessages::Message> FrontendMessages::take()
{
    const int typeBytes = m_started ? 1 : 0;
    if (m_buffer.size() < typeBytes + 4)
        return std::nullopt;
    const qsizetype length = typeBytes + qsizetype(numberAt(m_buffer, typeBytes));
    if (m_buffer.size() < length)
        return std::nullopt;

    Message message{m_started ? m_buffer.front() : '\0', m_buffer.first(length), false};
    m_buffer.remove(0, length);
    if (!m_started) {
        const quint32 code = message.bytes.size() >= 8 ? numberAt(message.bytes, 4) : 0;
        message.asksForTls = code == TlsRequest || code == GssRequest;
        m_started = !message.asksForTls;
    }
    return message;
}

} // namespace callveil

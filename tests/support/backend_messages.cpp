// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backend_messages.h"

#include <QtEndian>

namespace callveil {

QByteArray BackendMessages::typesIn(const QByteArray &bytes)
{
    constexpr int HeaderSize = 5; // type and length; the length counts itself
    QByteArray types;
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (m_bareBytes > 0) {
            --m_bareBytes;
            ++at;
        } else if (m_skip > 0) {
            const qint64 step = std::min<qint64>(m_skip, bytes.size() - at);
            m_skip -= step;
            at += step;
        } else {
            m_header += bytes.at(at++);
            if (m_header.size() == HeaderSize) {
                types += m_header.front();
                m_skip = qint64(qFromBigEndian<quint32>(m_header.constData() + 1)) - 4;
                m_header.clear();
            }
        }
    }
    return types;
}

} // namespace callveil

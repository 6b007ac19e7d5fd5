// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace callveil {

/// Reads along in the byte stream from a PostgreSQL server and tells the types of the messages in it.
class BackendMessages final {
public:
    /// The server answers the next request for TLS with one bare byte.
    void expectBareByte() { ++m_bareBytes; }

    /// The types of the messages that begin in these bytes, in order.
    [[nodiscard]] QByteArray typesIn(const QByteArray &bytes);

private:
    QByteArray m_header;
    qint64 m_skip = 0; ///< bytes of the current message that are still to come
    int m_bareBytes = 0;
};

} // namespace callveil

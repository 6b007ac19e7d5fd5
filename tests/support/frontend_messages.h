// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace callveil {

/// Cuts the byte stream from a PostgreSQL client into protocol messages, and counts what the server will answer with
/// ReadyForQuery. Knows that the first messages of a connection have no type byte.
class FrontendMessages final {
public:
    struct Message {
        char type = 0; ///< 0 for the untyped messages at the start of a connection
        QByteArray bytes; ///< the whole message, as it was on the wire
        bool asksForTls = false; ///< the server answers with one byte instead of a message
        [[nodiscard]] bool isStatement() const { return type == 'Q' || type == 'E' || type == 'c'; }
    };

    void append(const QByteArray &bytes) { m_buffer += bytes; }

    /// The next complete message, if there is one.
    [[nodiscard]] std::optional<Message> take();

    [[nodiscard]] bool hasStarted() const { return m_started; }

private:
    QByteArray m_buffer;
    bool m_started = false;
};

} // namespace callveil

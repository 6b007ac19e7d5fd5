// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http_message.h"

namespace callveil {

/// Makes requests of the bytes of one connection (RFC 9112). It is strict, since a proxy in front of it must not read
/// another request than it does: a body has a Content-Length, a line ends with CR LF, a header stands there once.
class HttpReader final {
public:
    static constexpr qsizetype mostHead = 16 * 1024;
    static constexpr qsizetype mostBody = 64 * 1024;
    static constexpr qsizetype mostTarget = 2048;

    enum class State { Head, Body, Done, Refused };

    HttpReader() = default;
    ~HttpReader();
    HttpReader(const HttpReader &) = delete;
    HttpReader &operator=(const HttpReader &) = delete;

    /// No further bytes are taken while a request is Done and not taken yet.
    void feed(const QByteArray &bytes);
    [[nodiscard]] State state() const { return m_state; }
    /// Whether a request has begun.
    [[nodiscard]] bool hasBegun() const { return m_state != State::Head || !m_bytes.isEmpty(); }
    /// The status of a request that is Refused: nothing behind it can be read.
    [[nodiscard]] int refusal() const { return m_refusal; }
    /// Whether the client waits for "100 Continue"; true once.
    [[nodiscard]] bool takeExpectation();
    /// The request that is Done; what came behind it is the beginning of the next.
    [[nodiscard]] HttpRequest take();

private:
    struct Head;

    void advance();
    void refuse(int status);
    [[nodiscard]] int readHead(const QByteArray &head);
    [[nodiscard]] int readTarget(const QByteArray &line);
    [[nodiscard]] int useHeaders(const Head &head);

    QByteArray m_bytes; ///< not used yet
    HttpRequest m_request;
    State m_state = State::Head;
    qsizetype m_length = 0; ///< of the body
    int m_refusal = 0;
    bool m_isOld = false; ///< HTTP/1.0
    bool m_expects = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <tl/expected.hpp>

namespace callveil {

/// Where the HTTP API listens: an address of this computer alone, or a socket in the file system.
struct ApiAddress {
    QHostAddress host;
    quint16 port = 0; ///< 0: a free one
    QString socket; ///< an absolute path; empty: host and port count

    /// "127.0.0.1:8470", "[::1]:8470" or "unix:/run/callveil/api.sock"; for anything else a sentence that says why not.
    [[nodiscard]] static tl::expected<ApiAddress, QString> parse(const QString &text);
    /// As the journal names it.
    [[nodiscard]] QString text() const;
};

} // namespace callveil

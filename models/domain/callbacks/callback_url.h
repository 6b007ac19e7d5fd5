// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <tl/expected.hpp>

namespace callveil {

/// Why a text is no address that events can be sent to.
enum class CallbackUrlFault {
    Empty,
    TooLong,
    Characters, ///< blanks, backslashes, control characters
    NoUrl,
    Scheme, ///< neither http nor https
    UserInfo, ///< a name or password before the host: it would stand in logs
    Fragment,
    NoHost,
    OddHost, ///< an address in another form than 192.0.2.1 or [2001:db8::1], or a name that is none
    Port, ///< 0
};

/// Where events are sent to.
struct CallbackUrl {
    static constexpr int longest = 2000; ///< characters

    QUrl url; ///< with a host in ASCII and in lower case
    bool isEncrypted = false; ///< https

    [[nodiscard]] QString host() const { return url.host(QUrl::FullyEncoded); }
    [[nodiscard]] quint16 port() const { return quint16(url.port(isEncrypted ? 443 : 80)); }
};

/// The URL as it is kept. Addresses are taken in their usual form alone: 2130706433, 0x7f.1 and 0177.0.0.1 are loopback
/// to some readers and none to others, so that what was checked might not be what is called. Whether the host may be
/// called is asked when it was resolved (CallbackTargets).
[[nodiscard]] tl::expected<CallbackUrl, CallbackUrlFault> readCallbackUrl(const QString &typed);

} // namespace callveil

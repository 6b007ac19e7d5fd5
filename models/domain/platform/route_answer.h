// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/route.h"

#include <memory>

namespace callveil {

/// What becomes of a call to one of our numbers (switch.md).
enum class RouteAction : qint8 {
    Bridge = 0, ///< put through, with the proxy number as caller id on both sides
    Ivr = 1, ///< sent to a target of the voice platform
    Reject = 2,
    Native = 3, ///< an emergency call: put through as it is, never masked
};

/// "bridge", "ivr", "reject", "native".
[[nodiscard]] QString routeActionKey(RouteAction action);

/// The number that a call goes to; wiped with its last holder.
class CalledNumber final {
public:
    /// Takes the text over: whoever calls keeps no copy of it.
    explicit CalledNumber(QString text) : m_text(std::move(text)) { }
    ~CalledNumber();
    CalledNumber(const CalledNumber &) = delete;
    CalledNumber &operator=(const CalledNumber &) = delete;

    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

/// Where a call goes, in the columns of switch_v1.route: what is not known or not meant is empty.
struct RouteAnswer {
    RouteAction action = RouteAction::Reject;
    int sipCode = 404; ///< 0 for a call that goes somewhere
    QString reason = QStringLiteral("This number is not active"); ///< for the switch, in English
    std::shared_ptr<const CalledNumber> callee; ///< null when nobody is called, or whoever asks may not know
    QString cli; ///< the proxy number that both see
    QString session;
    BindingId binding;
    std::optional<PartySide> side; ///< who calls
    QString target; ///< SIP target: of a carrier, or of the late-callback answer
    int mostSeconds = 0; ///< 0: not limited
    bool records = false;
    qint64 expiresAt = 0; ///< s since 1970; 0: never

    /// E.164, or the digits of an emergency number; empty without a callee.
    [[nodiscard]] QString calleeText() const { return callee ? callee->text() : QString(); }
};

/// "customer", "agent"; empty for nobody.
[[nodiscard]] QString sideKey(std::optional<PartySide> side);

/// The calling code of a number with plus, "44", by which late callbacks are counted; empty when it has none. A server
/// does the same (cv_api.calling_code).
[[nodiscard]] QString callingCodeOf(const QString &number);

} // namespace callveil

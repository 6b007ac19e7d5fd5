// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/call_request_service.h"

#include <QTimer>

namespace callveil {

class Notifier;

/// Follows one call that was asked for, and tells in the banner how it goes on until it is over. The newest alone is
/// followed.
class CallWatch final : public QObject {
    Q_OBJECT

public:
    CallWatch(CallRequestService &calls, Notifier &notifier, QObject *parent,
        std::chrono::milliseconds pause = std::chrono::seconds(1));

    /// Not `isNew`: the binding had this call already.
    void follow(const CallRequest &request, bool isNew = true);
    [[nodiscard]] bool isFollowing() const { return !m_followed.publicId.isEmpty(); }
    /// Of the call that is followed.
    [[nodiscard]] BindingId binding() const { return m_followed.binding; }
    /// Takes back the call that is followed.
    void takeBack();

Q_SIGNALS:
    /// Another call is followed, or none any more.
    void turned();

private:
    void look();
    void take(const Result<CallRequest> &request);
    void tell(const QString &text);
    void forget();

    CallRequestService &m_calls;
    Notifier &m_notifier;
    std::chrono::milliseconds m_pause;
    CallRequest m_followed; ///< as it was told last; without an id: none
    QTimer m_timer;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/api_server.h"
#include "callback_post.h"
#include "services/duty/service_duty.h"
#include "services/session/service_file.h"
#include "services/session/sign_in_service.h"

namespace callveil {

/// Exit codes, a contract for scripts and for the units of systemd.
enum ExitCode {
    Done = 0,
    Failed = 1, ///< --once: something could not be done; trying again may help
    Usage = 2,
    IdentityUnusable = 3, ///< its file
    IdentityRefused = 4, ///< it is disabled, was signed out, or belongs elsewhere: trying again does not help
};

/// One run of callveild: signs in, as often as it takes, does its duty, and ends with ended().
class Daemon final : public QObject {
    Q_OBJECT

public:
    /// The HTTP API listens at all of `listen`; there is none when that is empty.
    Daemon(ServiceFile identity, LocalState &local, bool once, std::vector<ApiAddress> listen);
    ~Daemon() override;

    void start();
    /// Finishes what runs.
    void stop();

Q_SIGNALS:
    void ended(int exitCode);

private:
    void signIn();
    void takeAnswer(const SignInService::Answer &answer);
    void retry(const Error &error);
    void refuse(const Error &error);
    void work();
    void openApi();
    void sendCallbacks();
    void stopDuty();
    void endDuty();
    void checkRecord();
    void finish(int exitCode);

    ServiceFile m_identity;
    LocalState &m_local;
    SignInService m_service;
    QTimer m_timer; ///< until the next attempt to sign in
    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<ServiceDuty> m_duty; ///< works with the workspace
    std::unique_ptr<CallbackPost> m_post; ///< works with the workspace
    std::vector<ApiAddress> m_listen;
    std::unique_ptr<ApiServer> m_api; ///< answers from the workspace
    std::shared_ptr<DutyTimes> m_times = std::make_shared<DutyTimes>();
    std::optional<Fault> m_fault; ///< of the last attempt
    int m_attempts = 0;
    int m_exitCode = Done;
    bool m_once;
    bool m_signingIn = false;
    bool m_stopping = false;
    bool m_ended = false;
};

} // namespace callveil

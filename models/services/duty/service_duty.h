// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/duty/duty_timer.h"
#include "services/duty/lease_service.h"
#include "services/session/rights_service.h"

#include <vector>

namespace callveil {

/// What callveild does with its sign-in: it leads or waits, and while it leads it does its duties. A lost database is
/// survived: it waits until that is back. Lives on the main thread, and must have stopped() before the workspace goes.
class ServiceDuty final : public QObject {
    Q_OBJECT

public:
    ServiceDuty(Workspace &workspace, ServiceInstance instance, QObject *parent = nullptr);

    /// One more of the duties, before start().
    void add(Duty duty);
    void start();
    /// Every duty once, then stop(); nothing when another instance leads.
    void startOnce();
    /// Ends what runs, gives up the lease and signs out: stopped() tells when.
    void stop();
    [[nodiscard]] bool leads() const { return m_lead == Lead::Mine; }

    /// The duties that need nothing but the database: call records, expired bindings, routes, and how full pools are.
    [[nodiscard]] static std::vector<Duty> usualDuties(Workspace &workspace);

Q_SIGNALS:
    /// It leads from now on, or learnt that another instance does; told when that changes.
    void leadChanged(bool leads);
    /// A step fails: told once, until it works again or fails in another way.
    void troubled(const QString &step, const callveil::Error &error);
    void recovered(const QString &step);
    /// A duty had a pass that did not fail.
    void done(const QString &duty);
    /// The sign-in was ended, or the identity disabled: only stop() is left to do.
    void expelled();
    void stopped();

private:
    enum class Lead { Unknown, Mine, Others };

    void look();
    void takeRights(const Result<RightsChange> &change);
    void expel();
    void askForLead();
    void takeLead(const Result<bool> &leads);
    void settle(Lead lead);
    void noteFault(const Error *error);
    void runRound();
    void watch(DutyTimer *timer);
    void stopIfIdle();
    void leave();

    Workspace &m_workspace;
    LeaseService m_lease;
    ServiceInstance m_instance;
    QTimer m_timer;
    DutyTimer *m_touch; ///< of its own: whoever waits is signed in too
    std::vector<DutyTimer *> m_duties;
    std::optional<Fault> m_fault; ///< of the last look
    Lead m_lead = Lead::Unknown;
    Lead m_told = Lead::Unknown;
    size_t m_left = 0; ///< of one round, duties that have not ended
    bool m_once = false;
    bool m_asking = false;
    bool m_stopping = false;
    bool m_leaving = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/service_duty.h"

#include "domain/base/when_answered.h"
#include "domain/pools/pool_sample.h"
#include "services/bindings/binding_service.h"
#include "services/callbacks/callback_dispatch.h"
#include "services/platform/call_request_service.h"
#include "services/pools/capacity_service.h"
#include "services/records/event_service.h"
#include "services/records/record_intake.h"
#include "services/routes/route_service.h"
#include "services/session/sign_in_service.h"

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

namespace {

const QString leadStep = QStringLiteral("lead");

Duty touchDuty(Workspace &workspace)
{
    return {QStringLiteral("sign-in"), 60s, [&workspace] { return SignInService::touch(workspace); }};
}

} // namespace

ServiceDuty::ServiceDuty(Workspace &workspace, ServiceInstance instance, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_lease(workspace), m_instance(std::move(instance)),
      m_touch(new DutyTimer(touchDuty(workspace), this))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ServiceDuty::look);
    watch(m_touch);
}

std::vector<Duty> ServiceDuty::usualDuties(Workspace &workspace)
{
    const auto bindings = std::make_shared<BindingService>(workspace);
    const auto capacity = std::make_shared<CapacityService>(workspace);
    const auto routes = std::make_shared<RouteService>(workspace);
    const auto records = std::make_shared<RecordIntake>(workspace);
    const auto events = std::make_shared<EventService>(workspace);
    const auto requests = std::make_shared<CallRequestService>(workspace);
    const auto callbacks = std::make_shared<CallbackDispatch>(workspace);
    // Records first: what expires takes its copies of numbers along, and a call that goes on then comes without them.
    return {{QStringLiteral("records"), 2s, [records] { return records->run(); }},
        {QStringLiteral("bindings"), 60s, [bindings] { return bindings->tidy(); }},
        {QStringLiteral("routes"), 1s, [routes] { return routes->projectAsDuty(); }},
        {QStringLiteral("pools"), std::chrono::milliseconds(PoolSample::pause),
            [capacity] { return capacity->sample(); }},
        {QStringLiteral("callback log"), 60s, [callbacks] { return callbacks->thin(); }},
        {QStringLiteral("events"), 60s, [events] { return events->thin(); }},
        {QStringLiteral("call requests"), 1h, [requests] { return requests->thin(); }}};
}

void ServiceDuty::add(Duty duty)
{
    auto *timer = new DutyTimer(std::move(duty), this);
    connect(timer, &DutyTimer::succeeded, this, [this, timer] { Q_EMIT done(timer->name()); });
    m_duties.push_back(timer);
    watch(timer);
}

void ServiceDuty::watch(DutyTimer *timer)
{
    connect(timer, &DutyTimer::troubled, this,
        [this, timer](const Error &error) { Q_EMIT troubled(timer->name(), error); });
    connect(timer, &DutyTimer::recovered, this, [this, timer] { Q_EMIT recovered(timer->name()); });
    connect(timer, &DutyTimer::ended, this, [this] {
        if (m_once && --m_left == 0)
            stop();
        stopIfIdle();
    });
}

void ServiceDuty::start()
{
    m_touch->start();
    look();
}

void ServiceDuty::startOnce()
{
    m_once = true;
    look();
}

/// Whether it may still work is asked first: an identity that was disabled gives no lease up to itself again.
void ServiceDuty::look()
{
    m_asking = true;
    whenAnswered(
        RightsService::look(m_workspace), this, [this](const Result<RightsChange> &change) { takeRights(change); });
}

void ServiceDuty::takeRights(const Result<RightsChange> &change)
{
    if (change && !change->ended && !m_stopping)
        return askForLead();
    m_asking = false;
    if (m_stopping)
        return stopIfIdle();
    if (change)
        return expel();
    noteFault(&change.error());
    settle(Lead::Unknown);
}

/// Nothing is done any more, nor looked for.
void ServiceDuty::expel()
{
    m_lead = Lead::Unknown;
    for (DutyTimer *duty : m_duties)
        duty->stop();
    Q_EMIT expelled();
}

void ServiceDuty::askForLead()
{
    whenAnswered(m_lease.lead(m_instance), this, [this](const Result<bool> &leads) { takeLead(leads); });
}

void ServiceDuty::takeLead(const Result<bool> &leads)
{
    m_asking = false;
    if (m_stopping)
        return stopIfIdle();
    noteFault(leads ? nullptr : &leads.error());
    settle(!leads ? Lead::Unknown : *leads ? Lead::Mine : Lead::Others);
}

/// Without an answer nobody knows who leads: the duties pause, and so does the log.
void ServiceDuty::settle(Lead lead)
{
    const bool led = m_lead == Lead::Mine;
    m_lead = lead;
    if (m_once && lead == Lead::Others)
        Q_EMIT leadChanged(false);
    if (m_once)
        return lead == Lead::Mine ? runRound() : stop();
    for (DutyTimer *duty : m_duties) {
        if (leads() && !led)
            duty->start();
        else if (!leads() && led)
            duty->stop();
    }
    m_timer.start(ServiceLease::pause);
    if (lead != Lead::Unknown && std::exchange(m_told, lead) != lead)
        Q_EMIT leadChanged(leads());
}

void ServiceDuty::noteFault(const Error *error)
{
    const std::optional<Fault> before = std::exchange(m_fault, error ? std::optional(error->fault) : std::nullopt);
    if (error && m_fault != before)
        Q_EMIT troubled(leadStep, *error);
    else if (!error && before)
        Q_EMIT recovered(leadStep);
}

void ServiceDuty::runRound()
{
    Q_EMIT leadChanged(true);
    m_left = m_duties.size();
    if (m_left == 0)
        return stop();
    for (DutyTimer *duty : m_duties)
        duty->runOnce();
}

void ServiceDuty::stop()
{
    m_stopping = true;
    m_timer.stop();
    m_touch->stop();
    for (DutyTimer *duty : m_duties)
        duty->stop();
    stopIfIdle();
}

void ServiceDuty::stopIfIdle()
{
    const auto runs = [](const DutyTimer *duty) { return duty->isRunning(); };
    const bool works = m_asking || m_touch->isRunning() || std::any_of(m_duties.begin(), m_duties.end(), runs);
    if (m_stopping && !works && !std::exchange(m_leaving, true))
        leave();
}

/// Also when nobody knows whether it leads: an answer may have been lost. What cannot be told any more ends by itself.
void ServiceDuty::leave()
{
    whenAnswered(m_lease.leave(m_instance.mark), this, [this](const Result<void> &) {
        whenAnswered(SignInService::signOut(m_workspace), this, [this](const Result<void> &) { Q_EMIT stopped(); });
    });
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon.h"

#include "journal.h"

#include "domain/base/when_answered.h"
#include "services/audit/audit_service.h"
#include "ui/texts/fault_text.h"

#include <QCoreApplication>

namespace callveil {

using namespace std::chrono_literals;

namespace {

/// The sentence without what it speaks of: no value of a step comes into a log.
QString bareText(const Error &error)
{
    return faultText({error.code, error.fault, {}, {}});
}

/// Whether the identity is the reason, which no waiting changes.
bool isFinal(Fault fault)
{
    switch (fault) {
    case Fault::SignInRefused:
    case Fault::PersonDisabled:
    case Fault::FingerprintDiffers:
    case Fault::CertificateInvalid:
    case Fault::CostLowered:
    case Fault::KeysReplaced:
        return true;
    default:
        return false;
    }
}

} // namespace

Daemon::Daemon(ServiceFile identity, LocalState &local, bool once, std::vector<ApiAddress> listen)
    : m_identity(std::move(identity)), m_local(local), m_service(local), m_listen(std::move(listen)), m_once(once)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Daemon::signIn);
}

Daemon::~Daemon() = default;

void Daemon::start()
{
    // Who wrote the identity is believed more than what this computer saw there before.
    m_local.pin(m_identity.address.place(), m_identity.fingerprint);
    log(Level::Notice, QStringLiteral("starting for %1").arg(m_identity.address.title()));
    if (!m_listen.empty())
        openApi();
    if (!m_ended)
        signIn();
}

/// Before it is signed in the API says that it is starting, which is what somebody who waits for it wants to know.
void Daemon::openApi()
{
    m_api = std::make_unique<ApiServer>();
    connect(m_api.get(), &ApiServer::stopped, this, &Daemon::stopDuty, Qt::QueuedConnection);
    for (const ApiAddress &address : m_listen) {
        const auto open = m_api->listen(address);
        if (!open) {
            log(Level::Error, QStringLiteral("cannot listen on %1: %2").arg(address.text(), open.error()));
            return finish(Failed);
        }
        log(Level::Notice, QStringLiteral("the API listens on %1").arg(open->text()));
    }
}

void Daemon::signIn()
{
    m_signingIn = true;
    whenAnswered(m_service.signIn(m_identity.address, m_identity.user, m_identity.password()), this,
        [this](const SignInService::Answer &answer) { takeAnswer(answer); });
}

void Daemon::takeAnswer(const SignInService::Answer &answer)
{
    m_signingIn = false;
    if (!answer && m_stopping)
        return finish(m_exitCode);
    if (!answer)
        return isFinal(answer.error().fault) ? refuse(answer.error()) : retry(answer.error());
    m_workspace = *answer;
    m_attempts = 0;
    m_fault.reset();
    if (m_workspace->identity()->role != Role::Service)
        m_exitCode = IdentityRefused;
    if (m_exitCode == IdentityRefused)
        log(Level::Error, QStringLiteral("what the file names is no service; see callveilctl service enrol"));
    work();
}

/// A database that does not answer is told of once, not at every attempt.
void Daemon::retry(const Error &error)
{
    if (std::exchange(m_fault, error.fault) != error.fault)
        log(Level::Warning, faultText(error));
    if (m_once)
        return finish(Failed);
    m_attempts = std::min(m_attempts + 1, 20);
    m_timer.start(DutyTimer::waitAfter(m_attempts, 0ms));
}

void Daemon::refuse(const Error &error)
{
    const bool isGone = error.fault == Fault::SignInRefused || error.fault == Fault::PersonDisabled;
    log(Level::Error,
        isGone ? QStringLiteral("the identity is not let in: it was disabled, or belongs to another database; enable "
                                "it, or enrol a new one with callveilctl service enrol")
               : faultText(error));
    finish(IdentityRefused);
}

void Daemon::work()
{
    m_duty =
        std::make_unique<ServiceDuty>(*m_workspace, LeaseService::newInstance(QCoreApplication::applicationVersion()));
    for (Duty &duty : ServiceDuty::usualDuties(*m_workspace))
        m_duty->add(std::move(duty));
    connect(m_duty.get(), &ServiceDuty::done, this, [this](const QString &name) { m_times->note(name); });
    connect(m_duty.get(), &ServiceDuty::leadChanged, this, [](bool leads) {
        log(Level::Notice, leads ? QStringLiteral("leading") : QStringLiteral("another instance leads; waiting"));
    });
    connect(m_duty.get(), &ServiceDuty::troubled, this, [this](const QString &step, const Error &error) {
        log(Level::Warning, QStringLiteral("%1: %2").arg(step, bareText(error)));
        if (m_once)
            m_exitCode = Failed;
    });
    connect(m_duty.get(), &ServiceDuty::recovered, this,
        [](const QString &step) { log(Level::Notice, QStringLiteral("%1: works again").arg(step)); });
    connect(m_duty.get(), &ServiceDuty::expelled, this, [this] {
        log(Level::Error, QStringLiteral("the sign-in was ended or the identity disabled; stopping"));
        m_exitCode = IdentityRefused;
        stop();
    });
    connect(
        m_duty.get(), &ServiceDuty::stopped, this, [this] { finish(m_exitCode); },
        Qt::QueuedConnection); // it deletes the sender
    if (m_stopping || m_exitCode == IdentityRefused)
        return m_duty->stop(); // which signs out
    if (m_api)
        m_api->serve(*m_workspace, {[duty = m_duty.get()] { return duty->leads(); }, m_times});
    checkRecord();
    if (!m_once)
        sendCallbacks();
    m_once ? m_duty->startOnce() : m_duty->start();
}

/// They are sent for as long as this instance leads.
void Daemon::sendCallbacks()
{
    m_post = std::make_unique<CallbackPost>(*m_workspace);
    connect(m_duty.get(), &ServiceDuty::leadChanged, m_post.get(), &CallbackPost::setActive);
    connect(m_post.get(), &CallbackPost::troubled, this, [](const QString &step, const Error &error) {
        log(Level::Warning, QStringLiteral("%1: %2").arg(step, bareText(error)));
    });
    connect(m_post.get(), &CallbackPost::recovered, this,
        [](const QString &step) { log(Level::Notice, QStringLiteral("%1: works again").arg(step)); });
    connect(m_post.get(), &CallbackPost::told, this,
        [](const QString &what, bool isWarning) { log(isWarning ? Level::Warning : Level::Notice, what); });
    connect(m_post.get(), &CallbackPost::stopped, this, &Daemon::endDuty, Qt::QueuedConnection);
}

void Daemon::checkRecord()
{
    whenAnswered(AuditService(*m_workspace, m_local).watch(), this, [](const Result<std::vector<DeedBreak>> &breaks) {
        if (breaks && !breaks->empty())
            log(Level::Warning,
                QStringLiteral("the record of deeds is not what this computer saw before: verify the audit trail"));
    });
}

void Daemon::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_timer.stop();
    m_api ? m_api->stop() : stopDuty(); // requests that run need the sign-in
}

/// Callbacks first: what came of them is stored with the sign-in that the duty ends.
void Daemon::stopDuty()
{
    m_post ? m_post->stop() : endDuty();
}

void Daemon::endDuty()
{
    if (m_duty)
        return m_duty->stop();
    if (!m_signingIn) // otherwise its answer ends the program
        finish(m_exitCode);
}

void Daemon::finish(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_timer.stop();
    m_api.reset(); // before what it answers from
    m_post.reset();
    m_duty.reset();
    m_workspace.reset(); // waits for what its threads were asked
    log(Level::Notice, QStringLiteral("stopped"));
    Q_EMIT ended(exitCode);
}

} // namespace callveil

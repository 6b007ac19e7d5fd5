// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_lane.h"

#include "domain/base/when_answered.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr auto pauseMs = 250ms; // between looks for what is due
constexpr auto troubledPause = 5s;
constexpr auto storePause = 50ms; // answers are stored together
constexpr size_t storedAtOnce = 100;
constexpr int mostSending = 6; // connections to one endpoint
constexpr int mostReady = 120; // built and signed ahead: signatures have a time
constexpr int gone = 410;

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

CallbackLane::CallbackLane(Workspace &workspace, CallbackKind kind, QObject *parent)
    : QObject(parent), m_dispatch(workspace), m_kind(kind),
      m_sender(std::make_unique<CallbackSender>(CallbackTargets()))
{
    m_timer.setSingleShot(true);
    m_storeTimer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CallbackLane::look);
    connect(&m_storeTimer, &QTimer::timeout, this, &CallbackLane::store);
}

void CallbackLane::setActive(bool active)
{
    m_active = active && !m_stopping;
    if (!m_active) {
        m_timer.stop();
        for (const ReadyCallback &each : m_ready) // whoever leads now sends them
            m_underWay.remove(each.seq);
        m_ready.clear();
    } else if (!m_asking) {
        look();
    }
}

void CallbackLane::stop()
{
    setActive(false);
    m_stopping = true;
    m_sender.reset(); // with what is on its way
    m_sending = 0;
    store();
    endIfStopped();
}

void CallbackLane::look()
{
    if (!m_active || m_asking)
        return;
    m_asking = true;
    take();
}

void CallbackLane::take()
{
    const int room = mostReady - int(m_ready.size());
    whenAnswered(m_dispatch.take(m_kind, std::max(room, 1), m_underWay), this, [this, room](const auto &batch) {
        m_isFull = batch && int(batch->ready.size()) >= room;
        takeBatch(batch);
    });
}

void CallbackLane::takeBatch(const Result<CallbackBatch> &batch)
{
    m_asking = false;
    note(batch ? nullptr : &batch.error());
    if (batch && m_active) {
        for (const SettledCallback &lost : batch->lost) {
            m_underWay.insert(lost.seq);
            m_settled.push_back(lost);
        }
        for (const ReadyCallback &ready : batch->ready)
            m_underWay.insert(ready.seq);
        if (!batch->ready.empty())
            m_sender->setTargets(CallbackTargets(batch->targets));
        m_ready.insert(m_ready.begin(), batch->ready.rbegin(), batch->ready.rend());
        if (!m_settled.empty() && !m_storeTimer.isActive())
            m_storeTimer.start(storePause);
        for (int i = m_sending; i < mostSending; ++i)
            sendNext();
    }
    if (m_active && !m_timer.isActive())
        m_timer.start(batch ? pauseMs : std::chrono::milliseconds(troubledPause));
    endIfStopped();
}

void CallbackLane::sendNext()
{
    if (!m_active || m_ready.empty() || m_sending >= mostSending)
        return;
    const auto ready = std::make_shared<const ReadyCallback>(std::move(m_ready.back()));
    m_ready.pop_back();
    ++m_sending;
    m_sender->send(ready->request, [this, ready](const CallbackAnswer &answer) {
        --m_sending;
        settle(*ready, answer);
        sendNext();
        if (m_isFull && m_active && !m_asking && m_ready.size() < mostReady / 2)
            look(); // without a pause: there is more
    });
}

void CallbackLane::settle(const ReadyCallback &sent, const CallbackAnswer &answer)
{
    m_settled.push_back(CallbackDispatch::settled(sent, answer, nowMs(), QRandomGenerator::global()->generateDouble()));
    if (answer.status == gone)
        m_isGone = true;
    noteAnswer(answer.isTaken());
    if (m_settled.size() >= storedAtOnce)
        store();
    else if (!m_storeTimer.isActive())
        m_storeTimer.start(storePause);
}

void CallbackLane::noteAnswer(bool isTaken)
{
    if (isTaken) {
        m_failingSince.reset();
        if (std::exchange(m_toldFailing, false))
            Q_EMIT delivering();
        return;
    }
    m_failingSince = m_failingSince.value_or(nowMs());
    if (nowMs() - *m_failingSince >= CallbackEndpoint::lastingMs && !std::exchange(m_toldFailing, true))
        Q_EMIT failing();
}

void CallbackLane::store()
{
    if (m_storing || m_settled.empty())
        return;
    m_storing = true;
    m_beingStored = std::exchange(m_settled, {});
    m_goneBeingStored = std::exchange(m_isGone, false);
    whenAnswered(m_dispatch.settle(m_kind, m_beingStored, m_goneBeingStored), this,
        [this](const Result<void> &stored) { takeStored(stored); });
}

/// What cannot be stored now is stored later: until then it is under way, and not sent again.
void CallbackLane::takeStored(const Result<void> &stored)
{
    m_storing = false;
    if (stored) {
        for (const SettledCallback &each : m_beingStored)
            m_underWay.remove(each.seq);
        if (std::exchange(m_goneBeingStored, false))
            Q_EMIT disabled();
    } else {
        note(&stored.error());
        m_settled.insert(m_settled.begin(), m_beingStored.begin(), m_beingStored.end());
        m_isGone = m_isGone || m_goneBeingStored;
    }
    m_beingStored.clear();
    if (!m_settled.empty() && (!m_stopping || stored))
        m_stopping ? store() : m_storeTimer.start(stored ? storePause : std::chrono::milliseconds(troubledPause));
    endIfStopped();
}

void CallbackLane::note(const Error *error)
{
    if (!error) {
        if (m_fault)
            Q_EMIT recovered();
        m_fault.reset();
    } else if (m_fault != error->fault) {
        m_fault = error->fault;
        Q_EMIT troubled(*error);
    }
}

void CallbackLane::endIfStopped()
{
    if (isStopped())
        Q_EMIT stopped();
}

} // namespace callveil

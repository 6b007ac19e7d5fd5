// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace_watch.h"

#include "domain/base/when_answered.h"
#include "services/session/sign_in_service.h"

#include <chrono>

namespace callveil {

using namespace std::chrono_literals;

WorkspaceWatch::WorkspaceWatch(Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_masking(workspace)
{
    connect(&workspace.interactive(), &DatabaseThread::onlineChanged, this, &WorkspaceWatch::setOnline);
    connect(&m_pollTimer, &QTimer::timeout, this, &WorkspaceWatch::poll);
    connect(&m_touchTimer, &QTimer::timeout, this, &WorkspaceWatch::touch);
    m_pollTimer.start(3s);
    m_touchTimer.start(60s);
    QMetaObject::invokeMethod(this, &WorkspaceWatch::poll, Qt::QueuedConnection); // once somebody listens
}

void WorkspaceWatch::stop()
{
    m_pollTimer.stop();
    m_touchTimer.stop();
    disconnect(&m_workspace.interactive(), nullptr, this, nullptr);
}

/// A question is asked only when the one before was answered: a dead server may take long to refuse.
void WorkspaceWatch::poll()
{
    if (m_asking)
        return;
    m_asking = true;
    whenAnswered(m_masking.newest(), this, [this](const Result<RevisionId> &newest) {
        m_asking = false;
        setOnline(newest || newest.error().code != ErrorCode::Offline);
        if (newest)
            noteNewest(*newest);
    });
}

void WorkspaceWatch::setOnline(bool online)
{
    if (m_online == online)
        return;
    m_online = online;
    Q_EMIT onlineChanged(online);
}

void WorkspaceWatch::noteNewest(RevisionId newest)
{
    if (!m_seen)
        m_seen = newest;
    else if (newest != *m_seen)
        readChanges();
}

void WorkspaceWatch::readChanges()
{
    whenAnswered(m_masking.since(*m_seen), this, [this](const Result<std::vector<PolicyRevision>> &changes) {
        if (!changes || changes->empty())
            return; // the next look tries again
        if (changes->back().id <= *m_seen)
            return; // a late answer: told already
        m_seen = changes->back().id;
        tell(*changes);
    });
}

void WorkspaceWatch::tell(const std::vector<PolicyRevision> &changes)
{
    // The first revision of a process is its creation, not a change.
    std::vector<PolicyRevision> others;
    for (const PolicyRevision &change : changes)
        if (change.createdBy != m_masking.me()->id && change.revision > 1)
            others.push_back(change);
    if (others.empty())
        return;
    whenAnswered(m_masking.overview(), this, [this, others](const Result<std::vector<ProcessPolicy>> &processes) {
        if (!processes)
            return;
        for (const PolicyRevision &change : others)
            for (const ProcessPolicy &process : *processes)
                if (process.process.id == change.process)
                    Q_EMIT policyChanged(process.process.name, change);
    });
}

void WorkspaceWatch::touch()
{
    // What may fail here shows in the connection light.
    whenAnswered(SignInService::touch(m_workspace), this, [](const Result<qint64> &) {});
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_reader.h"

#include "domain/base/when_answered.h"

#include <utility>

namespace callveil {

OverviewReader::OverviewReader(Workspace &workspace, QObject *parent) : QObject(parent), m_overview(workspace) { }

void OverviewReader::read()
{
    const int request = ++m_request;
    m_well = true;
    const bool readsCalls = m_overview.me()->may(Permission::ViewReports);
    m_waiting = readsCalls ? 3 : 2;
    whenAnswered(m_overview.read(), this, [this, request](const Result<Overview> &overview) {
        if (isGood(request, overview))
            Q_EMIT stateRead(*overview);
        endPart(request);
    });
    whenAnswered(m_overview.sinceLastSignIn(), this, [this, request](const Result<SinceSignIn> &since) {
        if (isGood(request, since))
            Q_EMIT newsRead(*since);
        endPart(request);
    });
    if (!readsCalls)
        return;
    whenAnswered(m_overview.calls(), this, [this, request](const Result<CallFigures> &calls) {
        if (isGood(request, calls))
            Q_EMIT callsRead(*calls);
        endPart(request);
    });
}

template <typename T>
bool OverviewReader::isGood(int request, const Result<T> &answer)
{
    if (request != m_request)
        return false;
    if (!answer && std::exchange(m_well, false))
        Q_EMIT failed(answer.error());
    return answer.has_value();
}

void OverviewReader::endPart(int request)
{
    if (request == m_request && --m_waiting == 0)
        Q_EMIT ended(m_well);
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/call_event.h"

#include "domain/base/stable_keys.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace callveil {

namespace {

constexpr StableKeys<CallState, allCallStates.size()> callKeys{
    {{CallState::Ringing, "ringing"}, {CallState::Answered, "answered"}, {CallState::Disconnected, "disconnected"}}};
constexpr StableKeys<TaskState, allTaskStates.size()> taskKeys{
    {{TaskState::Started, "started"}, {TaskState::Running, "running"}, {TaskState::Paused, "paused"},
        {TaskState::Completed, "completed"}, {TaskState::Stopped, "stopped"}}};

} // namespace

QString callStateKey(CallState state)
{
    return keyOf(callKeys, state);
}

std::optional<CallState> callStateFromKey(const QString &key)
{
    return fromKey(callKeys, key);
}

QString taskStateKey(TaskState state)
{
    return keyOf(taskKeys, state);
}

std::optional<TaskState> taskStateFromKey(const QString &key)
{
    return fromKey(taskKeys, key);
}

bool isTaskName(const QString &name)
{
    static const QRegularExpression usable(QStringLiteral("\\A[A-Za-z0-9_.-]{1,64}\\z"));
    static const QRegularExpression date(
        QStringLiteral("(?<![0-9])20[0-9]{2}([-._])(0[1-9]|1[0-2])\\1(0[1-9]|[12][0-9]|3[01])(?![0-9])"));
    static const QRegularExpression number(QStringLiteral("([0-9][^0-9]*){7}"));
    return usable.match(name).hasMatch() && !number.match(QString(name).remove(date)).hasMatch();
}

QString taskCountsText(const TaskCounts &counts)
{
    QJsonObject object;
    for (const auto &[name, count] : counts)
        object.insert(name, count);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace callveil

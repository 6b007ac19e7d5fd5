// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <map>
#include <optional>

namespace callveil {

/// What has become of a running call. Stored: never renumber.
enum class CallState : qint8 { Ringing = 1, Answered = 2, Disconnected = 3 };
/// How far a task of a predictive dialler is. Stored: never renumber.
enum class TaskState : qint8 { Started = 1, Running = 2, Paused = 3, Completed = 4, Stopped = 5 };

inline constexpr std::array allCallStates{CallState::Ringing, CallState::Answered, CallState::Disconnected};
inline constexpr std::array allTaskStates{
    TaskState::Started, TaskState::Running, TaskState::Paused, TaskState::Completed, TaskState::Stopped};
/// What a dialler counts of a task's calls. They are names in stored texts: never rename.
inline constexpr std::array taskCountNames{
    "total", "dialled", "successful", "unanswered", "busy", "failed", "abandoned"};
constexpr qint64 mostTaskCount = 999999999;

/// The stable names for scripts and callbacks: "ringing".
[[nodiscard]] QString callStateKey(CallState state);
[[nodiscard]] std::optional<CallState> callStateFromKey(const QString &key);
[[nodiscard]] QString taskStateKey(TaskState state);
[[nodiscard]] std::optional<TaskState> taskStateFromKey(const QString &key);

/// Whether this can be the name of a task: 1 to 64 letters, digits, dots, hyphens and underscores, in which no number
/// hides: at most six digits in all, beside dates such as 2024-06-15. cv_api.task_name_fits knows the same rule.
[[nodiscard]] bool isTaskName(const QString &name);

/// By the names of taskCountNames; each 0 to mostTaskCount.
using TaskCounts = std::map<QString, qint64>;
/// As they are stored: an object of JSON.
[[nodiscard]] QString taskCountsText(const TaskCounts &counts);

/// An event of a call as a program reports it.
struct NewCallEvent {
    QString callRef; ///< the program's own name of the call, as in its record
    QString did; ///< or empty, when there is a session
    QByteArray session; ///< 16 bytes, or empty
    CallState state = CallState::Ringing;
    std::optional<qint64> at; ///< ms since 1970; nullopt: now
};

/// An event of a task as a program reports it.
struct NewTaskEvent {
    QString task; ///< the program's own name of the task
    TaskState state = TaskState::Running;
    TaskCounts counts;
    std::optional<qint64> at; ///< ms since 1970; nullopt: now
};

} // namespace callveil

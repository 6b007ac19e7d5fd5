// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

namespace callveil {

/// Names of tasks, and whether they can be: isTaskName() and cv_api.task_name_fits answer alike.
[[nodiscard]] inline std::vector<std::pair<QString, bool>> taskNames()
{
    std::vector<std::pair<QString, bool>> names{{QString(64, u'a'), true}, {QString(65, u'a'), false}};
    for (const char *name :
        {"spring", "A.b_c-d", "1", "task-123456", "spring-2024-06-15", "2024.06.15.run-12", "Autumn-2026-11-23",
            "Autumn-2026-11-23-batch-12", "2024_01_02-2024_01_09.v3", "20240615", "q1.w2.d3.r456"})
        names.emplace_back(QString::fromLatin1(name), qstrcmp(name, "20240615") != 0);
    for (const char *name : {"", "two words", "+44", "k\xe4", "spring\n", "447700900123", "1234567", "212-555-0100",
             "a-4477.0090.0123", "4477a0090b0123", "4x4x7x7x0x0x9", "2024-06-15-1234567", "1234567-2024-06-15",
             "212-2020-12-11-5550", "2122020-12-115550", "2024-13-15-1", "2024-06.15", "12024-06-15", "2024-06-155"})
        names.emplace_back(QString::fromLatin1(name), false);
    return names;
}

} // namespace callveil

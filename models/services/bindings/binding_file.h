// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <vector>

namespace callveil {

/// One row of a file of bindings as read: names, and numbers as typed. The numbers of people are wiped with it.
struct BindingRow {
    BindingRow() = default;
    BindingRow(const BindingRow &) = delete;
    BindingRow &operator=(const BindingRow &) = delete;
    BindingRow(BindingRow &&) = default;
    BindingRow &operator=(BindingRow &&) = default;
    ~BindingRow();

    qint64 line = 0;
    QString process, pool;
    QString number; ///< a proxy number by hand
    QString customer;
    QString agent; ///< code of a listed one, or
    QString agentNumber;
    QString model, caseRef, expiry, recording, reason; ///< empty: as usual
};

/// One row of such a file that was refused.
struct BindingReject {
    qint64 line = 0;
    Error error; ///< holds nothing of a cell that could be a number
};

/// Reads a CSV with the header process, pool, number, customer, agent, agent_number, model, case, expiry, recording,
/// reason (any order; process and customer are needed; other columns are left out), separated by commas or semicolons.
/// Fails with FileUnreadable, FileEmpty, MappingIncomplete; rows that cannot be read, or have cells without a title,
/// are added to `rejects`.
[[nodiscard]] Result<std::vector<BindingRow>> readBindingFile(const QString &path, std::vector<BindingReject> &rejects);

} // namespace callveil

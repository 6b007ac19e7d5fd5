// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"

#include <QString>

#include <optional>
#include <vector>

namespace callveil {

enum class PartySide : qint8 { Customer = 0, Agent = 1 }; // stored

/// A live binding with both numbers in the clear, as the service alone holds it, for as long as it makes routes.
struct OpenBinding {
    BindingId id;
    BindingModel model = BindingModel::Session;
    QString customer, agent; ///< E.164
    QString session;
    RecordingChoice recording = RecordingChoice::AsPool;
    qint64 createdAt = 0; ///< ms since 1970
    std::optional<qint64> expiresAt;
};

/// Whom a caller reaches over one proxy number.
struct Route {
    QString caller; ///< E.164; empty: anybody else
    BindingId binding; ///< unset for anybody else: he is nobody's customer here
    PartySide side = PartySide::Customer; ///< who calls
    QString callee; ///< E.164
    QString session;
    RecordingChoice recording = RecordingChoice::AsPool;
    std::optional<qint64> expiresAt; ///< ms since 1970
};

/// The routes of one proxy number's live bindings (domain.md, Pools, bindings): of a pair, each reaches the other. Over
/// a number that is one party's own, everybody reaches that party, and the party reaches who its newest binding names.
/// Of two that a caller could reach, the newer binding decides. In the order of callers; their texts are shared with
/// nobody.
[[nodiscard]] std::vector<Route> routesOf(const std::vector<OpenBinding> &bindings);

} // namespace callveil

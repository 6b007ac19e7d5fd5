// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/overview/call_figures.h"
#include "services/pools/pool_service.h"
#include "storage/leaks/leak_store.h"

namespace callveil {

/// Pools at this moment, of those that the person sees.
struct PoolsNow {
    PoolOverview pools;
    qint64 bindings = 0; ///< that live, of his processes
};

/// Findings of the leak audit at this moment.
struct FindingsNow {
    QHash<LeakSeverity, qint64> open;
    bool isScanned = false; ///< every process of the person was, once

    bool operator==(const FindingsNow &) const = default;
};

/// How things stand. What the person may not see is left out.
struct Overview {
    qint64 at = 0; ///< ms since 1970, by the database's clock
    std::optional<PoolsNow> pools; ///< for whoever manages pools
    std::optional<FindingsNow> findings; ///< for whoever views the record
};

enum class NewsKind {
    Calls, ///< that began since; for whoever views the call log
    Imports, ///< of files; for whoever imports
    PolicyChanges, ///< for whoever configures masking
    GrantChanges, ///< actual numbers were granted or revoked; for whoever views the record
    Reveals, ///< of actual numbers, granted or refused; for whoever views the record
    Findings, ///< first seen since, and open; for whoever views the record
    OptOuts, ///< added since; for whoever manages pools and looks after the platform
};
inline constexpr std::array allNewsKinds{NewsKind::Calls, NewsKind::Imports, NewsKind::PolicyChanges,
    NewsKind::GrantChanges, NewsKind::Reveals, NewsKind::Findings, NewsKind::OptOuts};

struct News {
    NewsKind kind = NewsKind::Calls;
    qint64 count = 0;
    bool orMore = false; ///< counted no further

    bool operator==(const News &) const = default;
};

/// What happened while a person was away.
struct SinceSignIn {
    static constexpr qint64 mostCalls = 10000, mostOthers = 1000; ///< counted at most

    std::optional<qint64> at; ///< when he signed in the time before; nullopt: this is the first
    std::vector<News> news; ///< of every kind that he may see, in their order; none at the first sign-in

    bool operator==(const SinceSignIn &) const = default;
};

/// What the first page of the console tells, for everybody as much as his permissions let him see. Calls by day come
/// from reports.
class OverviewService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<Overview>> read();
    /// For whoever views reports.
    [[nodiscard]] QFuture<Result<CallFigures>> calls();
    /// Since the sign-in before the present one.
    [[nodiscard]] QFuture<Result<SinceSignIn>> sinceLastSignIn();
};

} // namespace callveil

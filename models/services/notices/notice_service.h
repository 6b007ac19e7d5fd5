// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/notice.h"
#include "services/base/service.h"

namespace callveil {

/// What asks for a person's attention, for everybody as much as his permissions let him see. Nothing is kept for it:
/// each reading works it out of how things stand.
class NoticeService final : public Service {
public:
    using Service::Service;

    /// Limits that were met and policies that were changed are told of for so long.
    static constexpr int recentDays = 7;

    /// The gravest first, of these the newest.
    [[nodiscard]] QFuture<Result<std::vector<Notice>>> read();
};

} // namespace callveil

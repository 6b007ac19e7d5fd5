// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/calls/tag_store.h"

namespace callveil {

/// Words that people give to sessions, so that calls are found again by them. Whoever sees a call sees its tags, gives
/// it tags, and takes back his own; whoever manages processes takes away anybody's. Each change is recorded.
class TagService final : public Service {
public:
    using Service::Service;

    static constexpr int longest = 40; ///< characters of a tag

    [[nodiscard]] QFuture<Result<std::vector<SessionTag>>> of(TaggedSession session);
    /// Every tag that a session of the person's processes has.
    [[nodiscard]] QFuture<Result<QStringList>> known();
    /// Fails with SessionUnknown, NameEmpty, TextTooLong and TextHoldsNumber (field "tag"). One that the session has
    /// already stays as it is.
    [[nodiscard]] QFuture<Result<void>> add(TaggedSession session, QString tag);
    /// Fails with EntryChanged when the session has it no more, and with NotPermitted for another person's.
    [[nodiscard]] QFuture<Result<void>> remove(TaggedSession session, QString tag);
};

} // namespace callveil

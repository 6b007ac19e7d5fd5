// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_event.h"
#include "services/base/service.h"
#include "services/bindings/did_book.h"

namespace callveil {

/// Takes in events of running calls and of tasks of a predictive dialler that programs report (switches of a server
/// hand theirs in past the service), for a service alone: others get NotPermitted. They are kept for a week.
class EventService final : public Service {
public:
    explicit EventService(Workspace &workspace) : Service(workspace), m_dids(std::make_shared<DidShelf>()) { }

    /// Keeps what `source` reports of a call, whose names of calls are its own, as in RecordService; false when it was
    /// known already. Fails with NameEmpty for a call without a name, DidUnknown, BindingUnknown when a session stands
    /// for the number and is none, and TimeNotUnderstood.
    [[nodiscard]] QFuture<Result<bool>> addCall(NewCallEvent event, QString source);
    /// The same of a task. Fails with NameEmpty for one without a name, TextHoldsNumber for one that isTaskName()
    /// refuses, ChoiceUnknown (counts), and TimeNotUnderstood.
    [[nodiscard]] QFuture<Result<bool>> addTask(NewTaskEvent event, QString source);
    /// Takes away what is too old, a few at a time, in the background; how many.
    [[nodiscard]] QFuture<Result<qint64>> thin();

private:
    template <typename Body>
    [[nodiscard]] auto asService(Body body);

    std::shared_ptr<DidShelf> m_dids;
};

} // namespace callveil

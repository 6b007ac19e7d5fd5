// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"

#include <QSemaphore>

#include <memory>

namespace callveil {

/// As long as it lives, no question that a person waits for is answered: the database is slow.
class HeldAnswers final {
public:
    explicit HeldAnswers(Workspace &workspace)
    {
        [[maybe_unused]] const auto held = workspace.interactive().run([gate = m_gate](Connection &) -> Result<void> {
            gate->acquire();
            return {};
        });
    }
    ~HeldAnswers() { m_gate->release(); }
    HeldAnswers(const HeldAnswers &) = delete;
    HeldAnswers &operator=(const HeldAnswers &) = delete;

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>(); ///< outlives this on the database's thread
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QTimer>

namespace callveil {

/// A page whose edits a test decides on; applying takes a moment, as it does with a database.
class EditedPage final : public Page {
public:
    using Page::Page;

    bool edited = false;
    bool refuses = false; ///< applying fails
    int refreshed = 0;

    [[nodiscard]] bool hasChanges() const override { return edited; }
    void applyChanges() override
    {
        QTimer::singleShot(0, this, [this] { edited = edited && refuses; });
    }
    void discardChanges() override { edited = false; }
    void refresh() override { ++refreshed; }
};

} // namespace callveil

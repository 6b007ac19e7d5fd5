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
    bool slow = false; ///< applying lasts until the test says that it has ended
    int refreshed = 0;
    PageLink followed; ///< the last link that led here

    [[nodiscard]] bool hasChanges() const override { return edited; }
    void applyChanges() override
    {
        if (slow)
            return;
        QTimer::singleShot(0, this, [this] {
            edited = edited && refuses;
            Q_EMIT changesSettled(!refuses);
        });
    }
    void discardChanges() override { edited = false; }
    void refresh() override { ++refreshed; }
    void follow(const PageLink &link) override { followed = link; }
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <algorithm>

namespace callveil {

/// The dialog of that object name that is open; nullptr when none is. One that was closed may still be there.
[[nodiscard]] inline QDialog *visibleDialog(const QWidget &page, const QString &name)
{
    const auto dialogs = page.findChildren<QDialog *>(name);
    const auto open =
        std::find_if(dialogs.begin(), dialogs.end(), [](const QDialog *each) { return each->isVisible(); });
    return open == dialogs.end() ? nullptr : *open;
}

} // namespace callveil

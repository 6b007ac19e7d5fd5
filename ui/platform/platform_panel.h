// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace callveil {

/// One tab of Voice Platform.
class PlatformPanel : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Reads everything again. Called when the tab or its page is shown.
    virtual void refresh() = 0;
};

} // namespace callveil

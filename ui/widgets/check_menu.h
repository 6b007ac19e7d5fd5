// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace callveil {

/// A menu that stays open while its check boxes are ticked, with the mouse or with Space and Return.
class CheckMenu final : public QMenu {
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// False when the current entry is no check box.
    [[nodiscard]] bool tick();
};

} // namespace callveil

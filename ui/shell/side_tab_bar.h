// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace callveil {

/// A bar of tabs that stand at the side with their text level. Screen readers see page tabs.
class SideTabBar final : public QTabBar {
    Q_OBJECT

public:
    explicit SideTabBar(QWidget *parent = nullptr);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    void paintTab(QPainter &painter, int index) const;
};

} // namespace callveil

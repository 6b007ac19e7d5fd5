// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/accessible_curtain.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace callveil {

/// Hides every window of the program but one, with its titles and from screen readers, and brings them back as they
/// were: with what was typed in them, and the focus. A dialog that somebody waits for (exec) ends with its safe answer,
/// a menu closes, and what wants to open meanwhile stays hidden until the others come back.
class WindowCurtain final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~WindowCurtain() override;

    void draw(QWidget &shown);
    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Hidden {
        QPointer<QWidget> window;
        QPointer<QWidget> focus;
        QString title;
        QByteArray geometry;
    };

    void closePopups();
    void hide(QWidget &window);
    void forget(const QWidget &window);
    [[nodiscard]] bool knows(const QWidget &window) const;
    void hideUnseen(QWidget &window);
    void bringBack(const Hidden &hidden);
    [[nodiscard]] bool isBehind(const QWidget &window) const;

    QPointer<QWidget> m_shown; ///< null: open
    QPointer<QWidget> m_active; ///< was in front
    std::vector<Hidden> m_hidden; ///< parents before the dialogs over them
    AccessibleCurtain m_accessible;
};

} // namespace callveil

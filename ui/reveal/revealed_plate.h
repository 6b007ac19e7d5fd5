// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace callveil {

/// A real number in large figures, and a bar that tells how long it stays. The only widget that ever holds one.
class RevealedPlate final : public QWidget {
    Q_OBJECT

public:
    explicit RevealedPlate(QWidget *parent = nullptr);

    /// `whose`: the party with its masked text.
    void present(const QString &whose, std::shared_ptr<const RevealedNumber> number, std::chrono::milliseconds time);
    /// Forgets the number at once.
    void wipe();
    /// Null when none is shown.
    [[nodiscard]] const std::shared_ptr<const RevealedNumber> &number() const { return m_revealed; }

Q_SIGNALS:
    /// The time is up, and the number is gone.
    void timeUp();

private:
    void count();

    std::shared_ptr<const RevealedNumber> m_revealed;
    QLabel *m_whose;
    QLabel *m_figures;
    QProgressBar *m_bar;
    QLabel *m_left;
    QDeadlineTimer m_end;
    QTimer m_tick;
};

} // namespace callveil

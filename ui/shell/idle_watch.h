// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace callveil {

/// Tells when nobody has used the program for a while: keys, clicks, movements and touches in any of its windows and
/// dialogs count, nothing that the program does by itself.
class IdleWatch final : public QObject {
    Q_OBJECT

public:
    /// Milliseconds since some moment; they go on while the computer sleeps.
    using Clock = std::function<qint64()>;

    explicit IdleWatch(Clock clock, QObject *parent = nullptr);

    void start(std::chrono::milliseconds limit);
    void stop();

    [[nodiscard]] static Clock usualClock();

Q_SIGNALS:
    void idled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    [[nodiscard]] bool isOver() const;
    void end();

    Clock m_clock;
    QTimer m_timer;
    std::chrono::milliseconds m_limit{0};
    qint64 m_last = 0; ///< when somebody used the program
};

} // namespace callveil

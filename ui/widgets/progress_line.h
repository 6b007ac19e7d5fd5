// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace callveil {

/// How far work is that another thread does, with a Cancel button. Takes no room while there is none. Whoever derives
/// from it holds the work's progress: he calls begin() and finish(), and stops the work in his destructor.
class ProgressLine : public QWidget {
    Q_OBJECT

public:
    void finish();
    void cancel();
    [[nodiscard]] virtual bool isRunning() const = 0;

protected:
    /// What the line shows of the work.
    struct State {
        QString text;
        qint64 done = 0, all = 0; ///< all is 0 while it is not known
    };

    /// `name` begins the object names of the parts: "backup" has "backupText", "backupBar", "backupCancel". `delay`:
    /// quick work does not flicker.
    ProgressLine(const QString &name, const QString &cancel, std::chrono::milliseconds delay, QWidget *parent);
    void begin();
    [[nodiscard]] virtual State state() const = 0;
    virtual void stop() = 0;
    /// Lets go of the progress of work that has ended.
    virtual void forget() = 0;

private:
    void showState();

    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QTimer m_delay;
    QTimer m_tick;
};

} // namespace callveil

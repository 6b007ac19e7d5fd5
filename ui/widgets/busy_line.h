// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace callveil {

/// Shows that something is under way, with a Cancel button; only when it takes longer than a moment, so that quick
/// answers do not flicker. Keeps its room while hidden, unless it is told not to.
class BusyLine final : public QWidget {
    Q_OBJECT

public:
    /// `name` is the accessible name of the progress bar: "Searching".
    explicit BusyLine(const QString &name, QWidget *parent = nullptr);

    void setBusy(bool busy);
    /// For what cannot be stopped.
    void hideCancel();
    /// While hidden.
    void keepNoRoom();

Q_SIGNALS:
    void cancelled();

private:
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QTimer m_delay;
};

} // namespace callveil

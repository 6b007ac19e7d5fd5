// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace callveil {

/// Tells the main thread that the program shall end: SIGTERM and SIGINT, on Windows the events of the console. The end
/// of a terminal (SIGHUP) is none. One in a program.
class StopSignal final : public QObject {
    Q_OBJECT

public:
    explicit StopSignal(QObject *parent = nullptr);
    ~StopSignal() override;

Q_SIGNALS:
    void asked();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace callveil {

/// Says what is being waited for, with a moving bar; keeps its room while nothing is.
class WaitingLine final : public QWidget {
    Q_OBJECT

public:
    explicit WaitingLine(QWidget *parent = nullptr);

    void start(const QString &text);
    void stop();

private:
    QLabel *m_text;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QWidget>

class QLabel;

namespace callveil {

class WrappedLabel;

/// A sentence with the sign and colour of a state; takes no room while it has nothing to say.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void say(Status status, const QString &text);
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintText();

    QLabel *m_sign;
    WrappedLabel *m_text;
    Status m_status = Status::Neutral;
};

} // namespace callveil

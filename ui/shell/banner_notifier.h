// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/notifier.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace callveil {

/// The banner above the pages: one message with its sign, its details on demand, and a button that closes it. Screen
/// readers hear it as an alert. What was done goes after a while, unless somebody is at it; everything else stays.
class BannerNotifier final : public QFrame, public Notifier {
    Q_OBJECT

public:
    explicit BannerNotifier(QWidget *parent = nullptr);

    void show(Kind kind, const QString &text, const QString &details = {}) override;
    void clear() override;
    void dismiss(Kind kind) override;

    /// How long a short message of what was done stays.
    void setStay(std::chrono::milliseconds stay) { m_stay = stay; }
    /// Whether the message that is shown goes by itself.
    [[nodiscard]] bool goesByItself() const { return m_leaving.isActive(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void startLeaving();
    void leave();
    void paintKind();
    void showDetails(bool shown);

    QLabel *m_sign;
    QLabel *m_text;
    QPushButton *m_more;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
    Kind m_kind = Kind::Information;
    bool m_painting = false;
    QTimer m_leaving;
    std::chrono::milliseconds m_stay = std::chrono::seconds(8);
};

} // namespace callveil

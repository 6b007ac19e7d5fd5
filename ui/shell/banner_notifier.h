// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/notifier.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace callveil {

/// The banner above the pages: one message with its sign, its details on demand, and a button that closes it. Screen
/// readers hear it as an alert.
class BannerNotifier final : public QFrame, public Notifier {
    Q_OBJECT

public:
    explicit BannerNotifier(QWidget *parent = nullptr);

    void show(Kind kind, const QString &text, const QString &details = {}) override;
    void clear() override;
    void dismiss(Kind kind) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintKind();
    void showDetails(bool shown);

    QLabel *m_sign;
    QLabel *m_text;
    QPushButton *m_more;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
    Kind m_kind = Kind::Information;
};

} // namespace callveil

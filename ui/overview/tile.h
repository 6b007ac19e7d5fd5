// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QAbstractButton>

namespace callveil {

/// A figure with its name and a note, which is pressed like a button to go where more is known of it. Its size does not
/// depend on what it shows, so that nothing moves when the figure changes.
class Tile final : public QAbstractButton {
    Q_OBJECT

public:
    /// `title` holds the mnemonic.
    Tile(const QString &title, const QString &explanation, QWidget *parent = nullptr);

    /// `status` marks what somebody should look at; the note says it in words.
    void tell(const QString &value, const QString &note, Status status = Status::Neutral);

    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QString note() const { return m_note; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QFont valueFont() const;
    [[nodiscard]] QRect inner() const;
    void paintGround(QPainter &painter) const;
    void paintTexts(QPainter &painter) const;

    QString m_value, m_note;
    Status m_status = Status::Neutral;
};

} // namespace callveil

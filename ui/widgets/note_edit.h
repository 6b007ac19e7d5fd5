// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace callveil {

/// A field for a sentence or two, three lines high. Tab leaves it.
class NoteEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    /// `longest`: in characters; what is typed beyond is not taken.
    explicit NoteEdit(int longest, QWidget *parent = nullptr);

    /// On one line, without spaces around it.
    [[nodiscard]] QString note() const { return toPlainText().simplified(); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    void keepWithinLimit();

    int m_longest;
};

} // namespace callveil

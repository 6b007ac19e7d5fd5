// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/note_edit.h"

#include "ui/widgets/grid.h"

#include <QTextDocument>

namespace callveil {

namespace {
constexpr int linesShown = 3;
}

NoteEdit::NoteEdit(int longest, QWidget *parent) : QPlainTextEdit(parent), m_longest(longest)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &NoteEdit::keepWithinLimit);
}

QSize NoteEdit::sizeHint() const
{
    const int around = 2 * (frameWidth() + qRound(document()->documentMargin()));
    return {characters(this, 45), fontMetrics().lineSpacing() * linesShown + around};
}

QSize NoteEdit::minimumSizeHint() const
{
    return {characters(this, 20), sizeHint().height()};
}

void NoteEdit::keepWithinLimit()
{
    const int surplus = int(toPlainText().size()) - m_longest;
    if (surplus <= 0)
        return;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, surplus);
    end.removeSelectedText();
}

} // namespace callveil

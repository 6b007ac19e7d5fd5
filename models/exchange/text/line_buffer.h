// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/text/text_decoder.h"

namespace callveil {

/// One line of a text with its end-of-line mark; the last line gets one when the file lacks it.
struct TextLine {
    QByteArrayView text; ///< UTF-8, valid until the next step of the buffer
    qint64 number = 0; ///< from 1
    bool overlong = false; ///< longer than LineBuffer::s_longest: `text` holds its beginning, skipLine() passes it
};

/// Cuts decoded text into lines (LF, CRLF or CR) and can go back to a marked line, in bounded memory.
class LineBuffer final {
public:
    static constexpr qsizetype s_longest = 1024 * 1024; ///< bytes; longer lines are not kept

    explicit LineBuffer(TextDecoder decoder);

    /// The next line; false at the end. An overlong line is handed out again until skipLine().
    [[nodiscard]] Result<bool> next(TextLine &line);
    [[nodiscard]] Result<void> skipLine();

    /// Remembers the place before the next line, until unmark(); everything after it stays in memory.
    void mark();
    void rewind();
    void unmark() { m_mark = -1; }
    [[nodiscard]] const TextDecoder &decoder() const { return m_decoder; }

private:
    [[nodiscard]] qsizetype lineEnd();
    [[nodiscard]] Result<void> refill();

    TextDecoder m_decoder;
    QByteArray m_text;
    qsizetype m_position = 0;
    qsizetype m_nextLf = -1; ///< place of the next LF at or after m_position, or the end; -1: not known
    qint64 m_lines = 0;
    qsizetype m_mark = -1;
    qint64 m_markLines = 0;
    bool m_atEnd = false;
};

} // namespace callveil

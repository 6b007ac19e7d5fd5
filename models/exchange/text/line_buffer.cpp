// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/line_buffer.h"

#include <cstring>

namespace callveil {

LineBuffer::LineBuffer(TextDecoder decoder) : m_decoder(std::move(decoder)) { }

Result<bool> LineBuffer::next(TextLine &line)
{
    qsizetype end = lineEnd();
    while (end < 0 && !m_atEnd && m_text.size() - m_position <= s_longest) {
        if (const Result<void> more = refill(); !more)
            return failed(more);
        end = lineEnd();
    }
    if (end < 0 && m_position == m_text.size())
        return false;
    line.number = m_lines + 1;
    line.overlong = end < 0 || end - m_position > s_longest;
    if (line.overlong) {
        line.text = QByteArrayView(m_text).sliced(m_position, s_longest);
        return true;
    }
    line.text = QByteArrayView(m_text).sliced(m_position, end - m_position);
    m_position = end;
    ++m_lines;
    return true;
}

Result<void> LineBuffer::skipLine()
{
    ++m_lines;
    for (;;) {
        const qsizetype end = lineEnd();
        if (end >= 0) {
            m_position = end;
            return {};
        }
        // A CR at the very end stays: the LF that may follow belongs to the same line.
        m_position = m_text.endsWith('\r') ? m_text.size() - 1 : m_text.size();
        if (m_atEnd)
            return {};
        if (const Result<void> more = refill(); !more)
            return more;
    }
}

void LineBuffer::mark()
{
    m_mark = m_position;
    m_markLines = m_lines;
}

void LineBuffer::rewind()
{
    m_position = m_mark;
    m_lines = m_markLines;
    m_nextLf = -1;
    unmark();
}

/// The place after the current line's end mark; -1 when it is not in the buffer yet.
qsizetype LineBuffer::lineEnd()
{
    const char *const text = m_text.constData();
    const auto find = [text](char wanted, qsizetype from, qsizetype to) {
        const void *found = from < to ? std::memchr(text + from, wanted, size_t(to - from)) : nullptr;
        return found ? static_cast<const char *>(found) - text : to;
    };
    if (m_nextLf < m_position)
        m_nextLf = find('\n', m_position, m_text.size());
    const qsizetype cr = find('\r', m_position, m_nextLf);
    if (cr < m_nextLf) {
        if (cr + 1 == m_text.size())
            return m_atEnd ? cr + 1 : -1;
        return text[cr + 1] == '\n' ? cr + 2 : cr + 1;
    }
    return m_nextLf < m_text.size() ? m_nextLf + 1 : -1;
}

Result<void> LineBuffer::refill()
{
    const qsizetype kept = m_mark >= 0 ? qMin(m_mark, m_position) : m_position;
    m_text.remove(0, kept);
    m_position -= kept;
    if (m_mark >= 0)
        m_mark -= kept;
    m_nextLf = -1;
    const Result<bool> more = m_decoder.read(m_text);
    if (!more)
        return failed(more);
    m_atEnd = !*more;
    if (m_atEnd && m_position < m_text.size() && !m_text.endsWith('\n') && !m_text.endsWith('\r'))
        m_text.append('\n');
    return {};
}

} // namespace callveil

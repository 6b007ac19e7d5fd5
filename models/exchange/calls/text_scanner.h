// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace callveil {

/// Walks over a short ASCII text from front to back; each step takes what it names or leaves everything as it was.
class TextScanner final {
public:
    struct Number {
        int value = 0;
        int digits = 0; ///< 0: there was no number
    };

    explicit TextScanner(QByteArrayView text) : m_text(text) { }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool take(char wanted)
    {
        const bool found = !atEnd() && m_text[m_at] == wanted;
        m_at += found;
        return found;
    }
    void skipBlanks()
    {
        while (peek() == ' ')
            ++m_at;
    }
    /// All digits that follow, at most nine of them are valued.
    Number number()
    {
        Number number;
        for (; isDigit(peek()); ++m_at, ++number.digits)
            number.value = number.digits < 9 ? number.value * 10 + (peek() - '0') : number.value;
        return number;
    }
    /// All ASCII letters that follow.
    QByteArrayView word()
    {
        const qsizetype from = m_at;
        while (isLetter(peek()))
            ++m_at;
        return m_text.sliced(from, m_at - from);
    }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <clocale>
#include <string>

#ifdef Q_OS_MACOS
#include <xlocale.h>
#endif

namespace callveil {

/// While it lives, the C library of this thread writes numbers as the C locale has them: a library that prints
/// fractions into files would write "0,7" where people write a comma.
class PlainNumbers final {
public:
#ifdef Q_OS_WIN
    PlainNumbers() : m_wasOwn(_configthreadlocale(_ENABLE_PER_THREAD_LOCALE))
    {
        if (const char *usual = std::setlocale(LC_NUMERIC, nullptr))
            m_usual = usual;
        std::setlocale(LC_NUMERIC, "C");
    }
    ~PlainNumbers()
    {
        std::setlocale(LC_NUMERIC, m_usual.c_str());
        _configthreadlocale(m_wasOwn);
    }
#else
    PlainNumbers() : m_plain(newlocale(LC_ALL_MASK, "C", nullptr)), m_usual(uselocale(m_plain)) { }
    ~PlainNumbers()
    {
        uselocale(m_usual);
        freelocale(m_plain);
    }
#endif
    Q_DISABLE_COPY_MOVE(PlainNumbers)

private:
#ifdef Q_OS_WIN
    int m_wasOwn;
    std::string m_usual;
#else
    locale_t m_plain;
    locale_t m_usual;
#endif
};

} // namespace callveil

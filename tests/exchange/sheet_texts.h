// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"

#include <QFile>
#include <rapidcheck.h>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

namespace callveil {

/// Whatever may stand in a cell: what means something to spreadsheets and to XML, and any UTF-16 at all.
inline QString anyText()
{
    QString text;
    for (int left = *rc::gen::inRange(0, 12); left > 0; --left)
        text += *rc::gen::element(QStringLiteral("_x00"), QStringLiteral("41_"), QStringLiteral("_"),
            QStringLiteral("=cmd|"), QStringLiteral("+44"), QStringLiteral("<&>\"'"), QStringLiteral(","),
            QStringLiteral("\r\n"), QStringLiteral("\t"), QStringLiteral("]]>"), QStringLiteral(" "),
            QStringLiteral("😀"), QString(QChar(char16_t(*rc::gen::inRange(0, 0x10000)))),
            QString(QChar(char16_t(*rc::gen::inRange(0, 0x20)))));
    return text;
}

/// Four columns, the last of figures.
inline SheetHead someHead()
{
    SheetHead head{QStringLiteral("Calls"), QStringLiteral("Times in UTC"), {}, QStringLiteral("Page %1")};
    for (const char *title : {"Started", "Customer", "Remark", "Duration"})
        head.columns.push_back({QLatin1String(title), QLatin1String(title) == QLatin1String("Duration")});
    return head;
}

inline QStringList someRow(int number)
{
    return {QStringLiteral("2026-03-02 10:00:%1").arg(number % 60, 2, 10, QLatin1Char('0')),
        QStringLiteral("+44xxxxxx%1").arg(number), QStringLiteral("row %1").arg(number), QString::number(number)};
}

#ifdef Q_OS_UNIX
/// While it lives, no file of this program grows beyond so many bytes: as on a disk that is full.
class FullDisk final {
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_usual = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit less{bytes, m_limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &less);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_usual);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_limit{};
    void (*m_usual)(int) = SIG_DFL;
};
#endif

} // namespace callveil

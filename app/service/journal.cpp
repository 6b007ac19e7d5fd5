// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal.h"

#include <cstdio>

namespace callveil {

void log(Level level, const QString &text)
{
    static const bool isJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    QString line = text.simplified(); // one entry is one line
    line.prepend(isJournal ? QStringLiteral("<%1>").arg(int(level)) : QStringLiteral("callveild: "));
    fputs(QString(line + u'\n').toUtf8().constData(), stderr);
    fflush(stderr);
}

void silenceLibraries()
{
    if (!qEnvironmentVariableIsSet("CALLVEIL_VERBOSE"))
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notifier.h"

#include "ui/texts/fault_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

const char *nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return "not found";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Invalid:
        return "invalid";
    case ErrorCode::Denied:
        return "denied";
    case ErrorCode::Offline:
        return "offline";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Internal:
        return "internal";
    }
    return "";
}

/// For whoever supports the program: not translated. Arguments stay out, which may repeat what was typed.
QString technicalText(const Error &error)
{
    const QString kind = QStringLiteral("Callveil %1, %2 error, fault %3")
                             .arg(QCoreApplication::applicationVersion(), QLatin1String(nameOf(error.code)))
                             .arg(int(error.fault));
    return error.detail.isEmpty() ? kind : QString(kind + u'\n' + error.detail);
}

} // namespace

void Notifier::fail(const Error &error)
{
    // Whoever cancelled knows it: that is no failure.
    if (error.code == ErrorCode::Cancelled)
        return show(Kind::Information, faultText(error));
    // Whether something was saved stays a question when the server is back.
    const bool passes = error.code == ErrorCode::Offline && error.fault != Fault::CommitUnknown;
    show(passes ? Kind::Offline : Kind::Failure, faultText(error), technicalText(error));
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "stop_signal.h"

#include <QSocketNotifier>

#include <csignal>

#ifdef Q_OS_WIN
#include <windows.h>

#include <atomic>
#else
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace callveil {

namespace {

#ifdef Q_OS_WIN

std::atomic<StopSignal *> s_receiver = nullptr;

/// Called on a thread of its own; the program is ended some seconds after the answer, except for Ctrl+C and Break.
BOOL WINAPI handleEvent(DWORD)
{
    StopSignal *receiver = s_receiver;
    if (!receiver)
        return FALSE;
    QMetaObject::invokeMethod(receiver, &StopSignal::asked, Qt::QueuedConnection);
    return TRUE;
}

#else

int s_ends[2] = {-1, -1}; ///< a signal writes to the first, the event loop reads from the second

void handleSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(s_ends[0], &byte, 1); // nothing else is safe here
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

#endif

} // namespace

#ifdef Q_OS_WIN

StopSignal::StopSignal(QObject *parent) : QObject(parent)
{
    s_receiver = this;
    SetConsoleCtrlHandler(&handleEvent, TRUE);
}

StopSignal::~StopSignal()
{
    s_receiver = nullptr;
    SetConsoleCtrlHandler(&handleEvent, FALSE);
}

#else

StopSignal::StopSignal(QObject *parent) : QObject(parent)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, s_ends) != 0)
        qFatal("callveild: no socket for signals");
    m_notifier = new QSocketNotifier(s_ends[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(s_ends[1], &byte, 1) == 1)
            Q_EMIT asked();
    });
    setHandler(SIGTERM, &handleSignal);
    setHandler(SIGINT, &handleSignal);
    setHandler(SIGHUP, SIG_IGN);
}

StopSignal::~StopSignal()
{
    setHandler(SIGTERM, SIG_DFL);
    setHandler(SIGINT, SIG_DFL);
    for (int &end : s_ends)
        close(std::exchange(end, -1));
}

#endif

} // namespace callveil

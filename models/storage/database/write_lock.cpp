// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/write_lock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <algorithm>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace callveil {

WriteLock::WriteLock(const QString &databaseFile) : m_path(databaseFile + QStringLiteral("-lock")) { }

WriteLock::~WriteLock()
{
    release();
}

#ifdef Q_OS_WIN

Result<bool> WriteLock::tryLock()
{
    // Opening without sharing is the lock: Windows closes the handle when the process ends.
    HANDLE handle = CreateFileW(reinterpret_cast<LPCWSTR>(m_path.utf16()), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE && GetLastError() == ERROR_ACCESS_DENIED)
        return fail(ErrorCode::Internal, Fault::DatabaseReadOnly);
    if (handle == INVALID_HANDLE_VALUE && GetLastError() == ERROR_DISK_FULL)
        return fail(ErrorCode::Internal, Fault::DatabaseFull);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    m_handle = reinterpret_cast<qintptr>(handle);
    return true;
}

void WriteLock::release()
{
    if (m_handle != -1)
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
    m_handle = -1;
}

#else

Result<bool> WriteLock::tryLock()
{
    const int handle = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    // What no waiting changes is said at once.
    if (handle < 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
        return fail(ErrorCode::Internal, Fault::DatabaseReadOnly);
    if (handle < 0 && (errno == ENOSPC || errno == EDQUOT))
        return fail(ErrorCode::Internal, Fault::DatabaseFull);
    if (handle < 0)
        return false;
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        ::close(handle);
        return false;
    }
    m_handle = handle;
    return true;
}

void WriteLock::release()
{
    if (m_handle != -1)
        ::close(int(m_handle)); // closing releases the lock
    m_handle = -1;
}

#endif

Result<void> WriteLock::acquire(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    for (unsigned long pause = 1;; pause = std::min(pause * 2, 50UL)) {
        const auto locked = tryLock();
        if (!locked)
            return failed(locked);
        if (*locked)
            return {};
        if (deadline.hasExpired())
            return fail(ErrorCode::Busy, Fault::DatabaseBusy);
        QThread::msleep(pause);
    }
}

} // namespace callveil

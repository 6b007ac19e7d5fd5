// SPDX-License-Identifier: GPL-3.0-or-later
#include "socket_file.h"

#include <QFile>

#ifndef Q_OS_WIN
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#endif

namespace callveil {

bool SocketFile::isTooLong(const QString &path)
{
    return QFile::encodeName(path).size() > longestPath;
}

SocketFile::SocketFile(const QString &path)
    : m_path(QFile::encodeName(path)), m_lockPath(m_path + QByteArrayLiteral(".lock"))
{ }

#ifdef Q_OS_WIN

SocketFile::~SocketFile() = default;

tl::expected<int, QString> SocketFile::listen()
{
    return tl::unexpected(QStringLiteral("there are no sockets in the file system of Windows"));
}

#else

namespace {

constexpr mode_t socketMode = 0660, lockMode = 0600;
constexpr int mostWaiting = 128; ///< connections that were not taken yet
constexpr int lockTries = 5;
constexpr int mostLinks = 40; ///< on the way to the socket, as the system itself follows
const QString isUsed = QStringLiteral("another instance listens there");

static_assert(sizeof(sockaddr_un::sun_path) > SocketFile::longestPath);

QString reason()
{
    return QString::fromLocal8Bit(strerror(errno));
}

bool isOurs(const struct stat &state)
{
    return state.st_uid == 0 || state.st_uid == geteuid();
}

/// Why others could put something of their own into a folder; empty when they cannot. Above the folder of the socket
/// the sticky bit is enough: it lets nobody rename what is ours.
QString troubleOf(const QByteArray &folder, const struct stat &state, bool isLast)
{
    const QString name = QFile::decodeName(folder);
    if (!isOurs(state))
        return QStringLiteral("%1 belongs to somebody else, who could put another socket there; choose a directory "
                              "of this user or of root, such as /run/callveil")
            .arg(name);
    const bool isOpen = (state.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    if (isOpen && (isLast || (state.st_mode & S_ISVTX) == 0))
        return QStringLiteral("others can write into %1 and could put another socket there; choose a directory that "
                              "only its owner can write into, such as /run/callveil")
            .arg(name);
    return {};
}

tl::expected<QByteArray, QString> targetOf(const QByteArray &link, const struct stat &state)
{
    const QString name = QFile::decodeName(link);
    if (!isOurs(state))
        return tl::unexpected(QStringLiteral("the link %1 belongs to somebody else, who could let it lead to another "
                                             "socket; choose a path without it")
                                  .arg(name));
    QByteArray target(PATH_MAX, '\0');
    const ssize_t size = readlink(link.constData(), target.data(), size_t(target.size()));
    if (size <= 0 || size == target.size())
        return tl::unexpected(QStringLiteral("%1: %2").arg(name, reason()));
    return target.first(size);
}

/// The same folder by a path without links, which nobody else can let lead elsewhere; or why others could put a socket
/// of their own in the place of ours, and read what is sent to it, on the way there.
tl::expected<QByteArray, QString> safeFolder(const QByteArray &folder)
{
    QByteArray whole; // so far: empty for "/"
    QList<QByteArray> rest = folder.split('/');
    rest.prepend("."); // looks at "/" first
    int links = 0;
    struct stat state = {};
    const auto trouble = [&whole, &state](bool isLast) {
        const QByteArray at = whole.isEmpty() ? QByteArrayLiteral("/") : whole;
        return stat(at.constData(), &state) == 0 ? troubleOf(at, state, isLast)
                                                 : QStringLiteral("%1: %2").arg(QFile::decodeName(at), reason());
    };
    while (!rest.isEmpty()) {
        const QByteArray part = rest.takeFirst();
        if (part == "..")
            whole = whole.first(std::max<qsizetype>(whole.lastIndexOf('/'), 0)); // was looked at
        const bool isName = !part.isEmpty() && part != "." && part != "..";
        const QByteArray next = isName ? whole + '/' + part : whole;
        if (isName && lstat(next.constData(), &state) == 0 && S_ISLNK(state.st_mode)) {
            const auto target = targetOf(next, state);
            if (!target)
                return target;
            if (++links > mostLinks)
                return tl::unexpected(QStringLiteral("there are too many links on the way to the socket"));
            if (target->startsWith('/'))
                whole.clear();
            rest = target->split('/') + rest;
            continue;
        }
        whole = next;
        if (const QString why = trouble(false); !why.isEmpty())
            return tl::unexpected(why);
    }
    if (const QString why = trouble(true); !why.isEmpty())
        return tl::unexpected(why);
    return whole;
}

int newSocket()
{
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor >= 0)
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
}

sockaddr_un addressOf(const QByteArray &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size())); // its length was looked at before
    return address;
}

/// Whether somebody takes connections there: also a program that knows nothing of our lock.
bool isAnswered(const QByteArray &path)
{
    const int descriptor = newSocket();
    if (descriptor < 0)
        return true; // who knows
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    const sockaddr_un address = addressOf(path);
    const bool isDead = ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        && (errno == ECONNREFUSED || errno == ENOENT);
    close(descriptor);
    return !isDead;
}

} // namespace

SocketFile::~SocketFile()
{
    if (m_isThere)
        unlink(m_path.constData());
    if (m_lock >= 0) {
        unlink(m_lockPath.constData());
        close(m_lock);
    }
}

/// Of two that start at once only one may look whether the socket is dead. Why not; empty when it is locked.
QString SocketFile::lock()
{
    for (int i = 0; i < lockTries; ++i) {
        const int file = open(m_lockPath.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, lockMode);
        if (file < 0)
            return QStringLiteral("%1: %2").arg(QFile::decodeName(m_lockPath), reason());
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            const QString why = errno == EWOULDBLOCK ? isUsed : reason();
            close(file);
            return why;
        }
        struct stat held = {}, there = {};
        const bool isThere = fstat(file, &held) == 0 && lstat(m_lockPath.constData(), &there) == 0
            && held.st_dev == there.st_dev && held.st_ino == there.st_ino;
        if (isThere) {
            m_lock = file;
            return {};
        }
        close(file); // whoever had it before has just taken it away
    }
    return isUsed;
}

/// Takes away what a dead instance left. Why not; empty when there is room.
QString SocketFile::makeRoom() const
{
    struct stat state = {};
    if (lstat(m_path.constData(), &state) != 0)
        return errno == ENOENT ? QString() : reason();
    if (!S_ISSOCK(state.st_mode))
        return QStringLiteral("there is a file that is no socket; take it away, or choose another path");
    if (state.st_uid != geteuid())
        return QStringLiteral("there is a socket of another user; take it away, or choose another path");
    if (isAnswered(m_path))
        return isUsed;
    return unlink(m_path.constData()) == 0 || errno == ENOENT ? QString() : reason();
}

/// Nobody is let in before listen(): the mode is right by then.
tl::expected<int, QString> SocketFile::make()
{
    const int descriptor = newSocket();
    if (descriptor < 0)
        return tl::unexpected(reason());
    const sockaddr_un address = addressOf(m_path);
    m_isThere = bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    if (m_isThere && chmod(m_path.constData(), socketMode) == 0 && ::listen(descriptor, mostWaiting) == 0)
        return descriptor;
    const QString why = reason();
    close(descriptor);
    return tl::unexpected(why);
}

/// From here on the paths hold no link. Why the socket may not stand there; empty when it may.
QString SocketFile::resolve()
{
    const qsizetype slash = std::max<qsizetype>(m_path.lastIndexOf('/'), 0);
    const auto folder = safeFolder(m_path.first(slash));
    if (!folder)
        return folder.error();
    m_path = *folder + m_path.mid(slash);
    m_lockPath = m_path + QByteArrayLiteral(".lock");
    return m_path.size() <= longestPath
        ? QString()
        : QStringLiteral("%1 is longer than %2 bytes").arg(QFile::decodeName(m_path)).arg(longestPath);
}

tl::expected<int, QString> SocketFile::listen()
{
    QString why = resolve();
    if (why.isEmpty())
        why = lock();
    if (why.isEmpty())
        why = makeRoom();
    if (!why.isEmpty())
        return tl::unexpected(why);
    return make();
}

#endif

} // namespace callveil

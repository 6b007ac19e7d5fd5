// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/child_account.h"

#include <QFile>
#include <QProcess>

#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace callveil {

ChildAccount::ChildAccount()
{
    if (geteuid() != 0)
        return;
    for (const char *name : {"postgres", "nobody"}) {
        if (const passwd *entry = getpwnam(name)) {
            m_other = Ids{entry->pw_uid, entry->pw_gid};
            return;
        }
    }
}

bool ChildAccount::own(const QString &path) const
{
    return !m_other || chown(QFile::encodeName(path).constData(), m_other->user, m_other->group) == 0;
}

void ChildAccount::applyTo(QProcess &process) const
{
    const pid_t parent = getpid();
    process.setChildProcessModifier([other = m_other, parent] {
        if (other && (setgroups(0, nullptr) != 0 || setgid(other->group) != 0 || setuid(other->user) != 0))
            _exit(126);
#ifdef Q_OS_LINUX
        // After the change of account, which would clear it. SIGQUIT is the server's immediate shutdown.
        prctl(PR_SET_PDEATHSIG, SIGQUIT);
#endif
        if (getppid() != parent)
            _exit(125);
    });
}

} // namespace callveil

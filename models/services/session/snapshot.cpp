// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/snapshot.h"

namespace callveil {

void keepSnapshot(SignedInPerson &now, const SignedInPerson &before)
{
    now.permissions &= before.permissions;
    if (now.allProcesses)
        now.processes = before.processes;
    else if (!before.allProcesses)
        now.processes &= before.processes;
    now.allProcesses = now.allProcesses && before.allProcesses;
    const ProcessId all;
    if (now.actual.contains(all))
        now.actual = before.actual;
    else if (!before.actual.contains(all))
        now.actual &= before.actual;
    now.hidesClear = before.hidesClear;
    now.idleLockMinutes = before.idleLockMinutes;
    now.signInId = before.signInId;
    now.known = before.known;
}

bool haveSameRights(const SignedInPerson &one, const SignedInPerson &other)
{
    return one.permissions == other.permissions && one.allProcesses == other.allProcesses
        && (one.allProcesses || one.processes == other.processes) && one.actual == other.actual;
}

} // namespace callveil

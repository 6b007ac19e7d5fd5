// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QString>

namespace callveil {

/// What is wrong with an actor's chain, at its first entry that is.
struct DeedBreak {
    enum class Kind {
        Changed, ///< the entry does not have the hash of what it says
        NotSigned, ///< it is not signed with the actor's certified key
        Missing, ///< the entry with this number is gone, or stands elsewhere
        Unlinked, ///< it does not follow from the entry before
        CutOff, ///< the chain ends before its head, or goes on behind it
        Forgotten, ///< this console saw the entry with another hash, or it is gone: an older copy, or one rewritten
        Stranger, ///< the actor is nobody that the organisation certified
    };
    Kind kind = Kind::Changed;
    PersonId actor;
    QString name; ///< of the actor; empty for a stranger
    qint64 seq = 0;
};

} // namespace callveil

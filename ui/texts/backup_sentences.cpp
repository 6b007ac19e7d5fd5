// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_sentences.h"

#include <QtGlobal>

namespace callveil {

const char *backupSentence(Fault fault)
{
    switch (fault) {
    case Fault::BackupDamaged:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” is no whole backup of Callveil: it was cut off or changed, or it is something else. Nothing of it "
            "was "
            "used. Take another copy of it, or an older backup.");
    case Fault::BackupStranger:
        return QT_TRANSLATE_NOOP("Fault",
            "The backup is of the organisation “%1”, which this computer does not know. Its words are: %2. Compare "
            "them "
            "with the printed recovery kit; if they are the same, type them in and restore again.");
    case Fault::BackupOtherWords:
        return QT_TRANSLATE_NOOP("Fault",
            "These are not the words of the organisation whose backup this is. Compare them with the printed recovery "
            "kit, and do not use this backup when they differ.");
    case Fault::BackupOfFile:
        return QT_TRANSLATE_NOOP("Fault",
            "This is the backup of a database in a file. It cannot be restored to a server: choose a new file.");
    case Fault::BackupOfServer:
        return QT_TRANSLATE_NOOP("Fault",
            "This is the backup of a server's database. It cannot be restored into a file: give the address of a "
            "server and a new database on it.");
    case Fault::ProgramMissing:
        return QT_TRANSLATE_NOOP("Fault",
            "This needs pg_dump and pg_restore of PostgreSQL %1 or newer on this computer. Install the package "
            "postgresql-client-%1.");
    case Fault::ProgramFailed:
        return QT_TRANSLATE_NOOP("Fault",
            "%1 ended with an error. Check the free space on this computer and on the server, and the server's log.");
    case Fault::ServerOlder:
        return QT_TRANSLATE_NOOP("Fault",
            "The server runs PostgreSQL %1, the backup is of PostgreSQL %2. Restore it to a server that is not older.");
    default:
        return "";
    }
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/backup_facts.h"

#include "storage/crypto/proquint.h"
#include "storage/people/certificates.h"

#include <QFileInfo>

namespace callveil {

BackupFacts factsOf(const BackupManifest &manifest, const QString &file)
{
    BackupFacts facts;
    facts.organisation = manifest.organisation;
    facts.fingerprintWords = toWords(fingerprintOf(manifest.rootKey));
    facts.ofServer = manifest.engine == Engine::PostgreSql;
    facts.database = manifest.database;
    facts.madeAt = manifest.madeAt;
    facts.madeBy = manifest.madeBy;
    facts.bytes = QFileInfo(file).size();
    return facts;
}

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/founded_ctl.h"

#include "storage/crypto/proquint.h"

#include <QFile>

namespace callveil {

void workFor(Ctl &ctl, const TestOrganisation &organisation)
{
    const DatabaseAddress address = organisation.address();
    ctl.setPassword(TestOrganisation::password());
    ctl.setDatabase(address.engine == Engine::Sqlite ? address.file
                                                     : QStringLiteral("postgresql://%1@%2:%3/%4")
                                                           .arg(address.user, address.host)
                                                           .arg(address.port)
                                                           .arg(address.database));
    QFile::remove(ctl.settingsFile());
    LocalState(ctl.settingsFile()).pin(address.place(), *fromWords(organisation.outcome().fingerprintWords.join(u' ')));
}

} // namespace callveil

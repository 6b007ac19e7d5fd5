// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/one_time_password.h"

namespace callveil {

OneTimeSecret oneTimePassword(const QString &userName, const QString &password)
{
    return {QStringLiteral("oneTimePasswordDialog"), OneTimeSecretDialog::tr("One-time password of %1").arg(userName),
        OneTimeSecretDialog::tr(
            "Hand this password to the person in a safe way. It is shown only here and only now. At the first sign-in "
            "as “%1” in the console it is changed for one that nobody else knows.")
            .arg(userName),
        {{OneTimeSecretDialog::tr("One-time &password"), password, OneTimeSecretDialog::tr("&Copy")}},
        OneTimeSecretDialog::tr("One-time password"),
        OneTimeSecretDialog::tr("Close without having copied the password?\n\nIt is not shown again. Reset the "
                                "password to get another one.")};
}

} // namespace callveil

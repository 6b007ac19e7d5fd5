// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/platform_secrets.h"

namespace callveil {

OneTimeSecret secretOfKey(const QString &keyName, const QString &secret)
{
    return {QStringLiteral("apiSecretDialog"), OneTimeSecretDialog::tr("API key %1").arg(keyName),
        OneTimeSecretDialog::tr(
            "Give this secret to the program that uses the key “%1”, in a safe way. It is shown only here and only "
            "now: Callveil keeps nothing that it could be made of. Whoever has it may use the key until you revoke it.")
            .arg(keyName),
        {{OneTimeSecretDialog::tr("&Secret"), secret, OneTimeSecretDialog::tr("&Copy")}},
        OneTimeSecretDialog::tr("API key"),
        OneTimeSecretDialog::tr("Close without having copied the secret?\n\nIt is not shown again. Without it the key "
                                "is of no use: revoke it and make another one.")};
}

OneTimeSecret accessOfSwitch(const SwitchAccess &access)
{
    QString text = OneTimeSecretDialog::tr(
        "Write this into the switch “%1”. The password is shown only here and only now: Callveil keeps nothing that it "
        "could be made of. Whoever has it can ask for real numbers, so let the login in from the switch's address "
        "alone (pg_hba.conf of the server).")
                       .arg(access.name);
    if (access.sessionsLeft)
        text += QLatin1Char(' ')
            + OneTimeSecretDialog::tr(
                "Sessions with the password before could not be ended: disable the switch login, then enable it.");
    return {QStringLiteral("switchAccessDialog"), OneTimeSecretDialog::tr("Password of the switch %1").arg(access.name),
        text,
        {{OneTimeSecretDialog::tr("&Login"), access.login}, {OneTimeSecretDialog::tr("&Server"), access.place()},
            {OneTimeSecretDialog::tr("Data&base"), access.database},
            {OneTimeSecretDialog::tr("&Password"), access.password, OneTimeSecretDialog::tr("&Copy"),
                OneTimeSecretDialog::tr("Copy password")},
            {OneTimeSecretDialog::tr("&Kamailio"), access.kamailioLine(), OneTimeSecretDialog::tr("C&opy line"),
                OneTimeSecretDialog::tr("Copy the line for local.cfg")}},
        OneTimeSecretDialog::tr("Password of a switch"),
        OneTimeSecretDialog::tr("Close without having copied the password?\n\nIt is not shown again. Choose New "
                                "password to get another one.")};
}

} // namespace callveil

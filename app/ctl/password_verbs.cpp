// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/base/awaited.h"

namespace callveil {

namespace {

QJsonObject documentOf(const QString &place, const QString &user, bool saved)
{
    return {{QStringLiteral("database"), place}, {QStringLiteral("user"), user}, {QStringLiteral("saved"), saved}};
}

/// Only a password that opens the database is saved, and never one that can be used only once.
int save(Command &command)
{
    if (const auto there = awaited(command.passwords().check()); !there)
        return command.refuse(there.error());
    const auto typed = command.password();
    if (!typed)
        return typed.error().code;
    const auto workspace = command.signIn(*typed);
    if (!workspace)
        return workspace.error().code;
    const Identity &identity = *(*workspace)->identity();
    if (identity.mustChangePassword)
        return command.refuse({ErrorCode::Denied, Fault::PasswordMustChange, {}, {}});
    const QString place = (*workspace)->address().place();
    if (const auto saved = awaited(command.passwords().save(place, identity.name, *typed)); !saved)
        return command.refuse(saved.error());
    command.tell(documentOf(place, identity.name, true),
        QStringLiteral("The password of %1 is in the key chain of this computer.").arg(identity.name));
    return Done;
}

int forget(Command &command)
{
    const auto address = command.address();
    if (!address)
        return command.refuse(address.error());
    const QString place = address->place();
    const QString user = command.userOf(*address);
    const bool had = command.passwords().has(place, user);
    if (const auto gone = awaited(command.passwords().forget(place, user)); !gone)
        return command.refuse(gone.error());
    command.tell(documentOf(place, user, false),
        had ? QStringLiteral("The password of %1 was taken out of the key chain.").arg(user)
            : QStringLiteral("No password of %1 was saved.").arg(user));
    return Done;
}

} // namespace

int runPassword(Command &command)
{
    command.describe(QStringLiteral("save | forget"),
        QStringLiteral("Keeps the password of a user of a database in the key chain of this computer, or takes it out. "
                       "save reads it from CALLVEIL_PASSWORD or --password-fd and tries it first. What is saved is "
                       "used when neither is given. On a computer without a key chain, use those two."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const QString what = command.arguments().front();
    if (what == QLatin1String("save"))
        return save(command);
    if (what == QLatin1String("forget"))
        return forget(command);
    return command.misuse(QStringLiteral("expected save or forget"));
}

} // namespace callveil

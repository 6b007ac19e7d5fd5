// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "services/session/saved_passwords.h"
#include "services/session/sign_in_service.h"
#include "services/setup/setup_service.h"
#include "storage/crypto/proquint.h"
#include "ui/access/access_context.h"
#include "ui/access/connection_choice.h"
#include "ui/support/fake_prompt.h"
#include "ui/widgets/own_clipboard.h"
#include "workspace/fake_password_store.h"

#include <QSettings>
#include <QTemporaryDir>

namespace callveil {

/// A computer on which the program is used: its folder, what it remembers, and the services before a sign-in.
class AccessScene final {
    QTemporaryDir m_folder; // first: the others live in it

public:
    AccessScene()
        : local(m_folder.filePath(QStringLiteral("local.ini"))),
          settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat), signIn(local),
          setup(local), passwords(local, keychain)
    { }

    LocalState local;
    QSettings settings;
    SignInService signIn;
    SetupService setup;
    FakePasswordStore keychain;
    SavedPasswords passwords;
    FakePrompt prompt;
    OwnClipboard clipboard;

    [[nodiscard]] static QString password() { return QStringLiteral("violet tram at noon"); }
    [[nodiscard]] AccessContext access() { return {local, signIn, setup, prompt, {toWords, fromWords}, passwords}; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] DatabaseAddress database(const QString &name = QStringLiteral("calls.db")) const
    {
        DatabaseAddress address;
        address.file = filePath(name);
        return address;
    }
    [[nodiscard]] ConnectionChoice thisComputer() const { return {QStringLiteral("This computer"), database(), false}; }

    /// Makes the database with "asha" as its administrator; answers the words of its recovery kit.
    QStringList found()
    {
        SetupOrder order;
        order.address = database();
        order.organisation = QStringLiteral("Test Centre");
        order.adminName = QStringLiteral("asha");
        order.adminDisplayName = QStringLiteral("Asha Rao");
        order.adminPassword = password();
        const auto made = setup.create(order).result();
        if (!made)
            qFatal("the test database could not be made");
        return made->recoveryWords;
    }

    [[nodiscard]] std::shared_ptr<Workspace> enter(const QString &user, const QString &typed = password())
    {
        const auto answer = signIn.signIn(database(), user, typed).result();
        if (!answer)
            qFatal("a test person could not sign in");
        return *answer;
    }

    /// Ends every sign-in of a person, as an administrator does.
    static void expel(Workspace &admin, const QString &name)
    {
        PeopleService people(admin);
        const auto open = people.signIns().result();
        if (!open)
            qFatal("the sign-ins could not be read");
        for (const OpenSignIn &signIn : *open)
            if (signIn.name == name && !people.endSignIn(signIn.id).result())
                qFatal("a sign-in could not be ended");
    }

    /// Adds a person; an empty password makes a one-time password, which is returned.
    QString addPerson(const QString &name, Role role, const QString &typed)
    {
        const auto admin = enter(QStringLiteral("asha"));
        NewPerson person;
        person.name = name;
        person.role = role;
        person.password = typed;
        const auto created = PeopleService(*admin).create(person).result();
        if (!created)
            qFatal("a test person could not be made");
        return created->oneTimePassword;
    }
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "services/processes/process_service.h"
#include "services/processes/usual_zone.h"
#include "services/session/sign_in_service.h"
#include "services/setup/setup_service.h"
#include "ui/shell/page.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/recording_notifier.h"
#include "ui/widgets/own_clipboard.h"

#include <QTemporaryDir>

namespace callveil {

/// A new SQLite database in a folder of its own with its first administrator signed in: what a page is tested on.
class TestWorkspace final {
public:
    TestWorkspace() : m_local(m_folder.filePath(QStringLiteral("local.ini")))
    {
        SetupOrder order;
        m_address.file = m_folder.filePath(QStringLiteral("test.callveil"));
        order.address = m_address;
        order.organisation = QStringLiteral("Test Centre");
        order.adminName = QStringLiteral("asha");
        order.adminDisplayName = QStringLiteral("Asha Rao");
        order.adminPassword = password();
        if (!SetupService(m_local).create(order).result())
            qFatal("the test database could not be made");
        m_workspace = enter(order.adminName);
    }

    [[nodiscard]] static QString password() { return QStringLiteral("violet tram at noon"); }

    FakePrompt prompt;
    RecordingNotifier notifier;
    OwnClipboard clipboard;

    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] PageContext context() { return context(*m_workspace); }
    [[nodiscard]] PageContext context(Workspace &workspace)
    {
        return {workspace, notifier, prompt, QTimeZone("Asia/Kolkata"), m_local, clipboard};
    }
    [[nodiscard]] LocalState &local() { return m_local; }
    /// A file of this name in the folder, deleted with it.
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }

    /// Signs a person in, who has the password of this test.
    [[nodiscard]] std::shared_ptr<Workspace> enter(const QString &name)
    {
        const auto signedIn = SignInService(m_local).signIn(m_address, name, password()).result();
        if (!signedIn)
            qFatal("a test person could not sign in");
        return *signedIn;
    }

    /// Adds a person; with processes, he belongs to these alone.
    void hire(const QString &name, const QString &displayName, Role role, const QList<ProcessId> &processes = {})
    {
        const NewPerson person{name, displayName, role, processes.isEmpty(), processes, password()};
        if (!PeopleService(*m_workspace).create(person).result())
            qFatal("a test person could not be made");
    }

    ProcessId addProcess(const QString &name, const QString &country = QStringLiteral("IN"))
    {
        ProcessDetails details;
        details.process.name = name;
        details.process.country = country;
        details.process.timeZone = proposedZone(country);
        const auto id = ProcessService(*m_workspace).create(details).result();
        if (!id)
            qFatal("a test process could not be made");
        return *id;
    }

private:
    QTemporaryDir m_folder;
    LocalState m_local;
    DatabaseAddress m_address;
    std::shared_ptr<Workspace> m_workspace;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "services/processes/usual_zone.h"
#include "services/session/sign_in_service.h"
#include "services/setup/setup_service.h"
#include "ui/shell/page.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/recording_notifier.h"

#include <QTemporaryDir>

namespace callveil {

/// A new SQLite database in a folder of its own with its first administrator signed in: what a page is tested on.
class TestWorkspace final {
public:
    TestWorkspace() : m_local(m_folder.filePath(QStringLiteral("local.ini")))
    {
        DatabaseAddress address;
        address.file = m_folder.filePath(QStringLiteral("test.callveil"));
        SetupOrder order;
        order.address = address;
        order.organisation = QStringLiteral("Test Centre");
        order.adminName = QStringLiteral("asha");
        order.adminDisplayName = QStringLiteral("Asha Rao");
        order.adminPassword = password();
        if (!SetupService(m_local).create(order).result())
            qFatal("the test database could not be made");
        const auto signedIn = SignInService(m_local).signIn(address, order.adminName, password()).result();
        if (!signedIn)
            qFatal("the test administrator could not sign in");
        m_workspace = *signedIn;
    }

    [[nodiscard]] static QString password() { return QStringLiteral("violet tram at noon"); }

    FakePrompt prompt;
    RecordingNotifier notifier;

    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] PageContext context() { return {*m_workspace, notifier, prompt, QTimeZone("Asia/Kolkata"), m_local}; }
    [[nodiscard]] LocalState &local() { return m_local; }
    /// A file of this name in the folder, deleted with it.
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }

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
    std::shared_ptr<Workspace> m_workspace;
};

} // namespace callveil

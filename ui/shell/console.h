// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/demo/demo_service.h"
#include "services/session/saved_passwords.h"
#include "services/session/sign_in_service.h"
#include "ui/access/access_context.h"
#include "ui/access/connection_choice.h"
#include "ui/help/help_desk.h"
#include "ui/shell/message_prompt.h"
#include "ui/widgets/own_clipboard.h"

class QSettings;

namespace callveil {

class MainWindow;
class SessionLock;
class SignInDialog;
class Theme;

/// What the command line asks of the console.
struct ConsoleOptions {
    bool demo = false;
    QString database; ///< file or postgresql:// address
    QString connection; ///< name of a saved one
    QString signInAs; ///< demo database only: who is signed in without asking
};

/// What the console works with; alive longer than it is.
struct ConsoleParts {
    LocalState &local;
    Theme &theme;
    QSettings &settings;
    FingerprintWords words;
    PasswordStore &passwords;
};

/// Leads from the start of the program to a signed-in window, and back to the sign-in when a person signs out.
class Console final : public QObject {
    Q_OBJECT

public:
    Console(const ConsoleParts &parts, ConsoleOptions options);
    ~Console() override;

    void start();

private:
    void begin();
    void makeDemo(const DatabaseAddress &address, bool quitWhenCancelled);
    void firstStart(const DatabaseAddress &address);
    void finishFirstStart(QObject *wizard);
    void restoreBackup(const DatabaseAddress &usual);
    void showSignIn(const QString &connection = {}, const std::optional<Error> &error = {});
    void signInDirectly();
    void replacePassword(const QString &place, const QString &user, const QString &password);
    void warn(const Error &error);
    void openWindow(std::shared_ptr<Workspace> workspace);
    void closeWindow();
    [[nodiscard]] DatabaseAddress demoAddress() const;
    [[nodiscard]] QList<ConnectionChoice> fixedChoices() const;

    ConsoleParts m_parts;
    ConsoleOptions m_options;
    SignInService m_signIn;
    SetupService m_setup;
    DemoService m_demo;
    SavedPasswords m_passwords;
    MessagePrompt m_prompt;
    AccessContext m_access;
    std::optional<DatabaseAddress> m_given; ///< by the command line
    bool m_demoShown = false;
    OwnClipboard m_clipboard;
    HelpDesk m_help;
    MainWindow *m_window = nullptr;
    std::unique_ptr<SessionLock> m_lock; ///< of the window
};

} // namespace callveil

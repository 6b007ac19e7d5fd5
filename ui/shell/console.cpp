// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console.h"

#include "domain/base/when_answered.h"
#include "ui/access/demo_dialog.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/recovery_wizard.h"
#include "ui/access/sign_in_dialog.h"
#include "ui/backup/restore_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/session_lock.h"

#include <QCoreApplication>
#include <QFile>

namespace callveil {

namespace {

DatabaseAddress fileAddress(const QString &file)
{
    DatabaseAddress address;
    address.file = file;
    return address;
}

bool isMissing(const DatabaseAddress &address)
{
    return address.engine == Engine::Sqlite && !QFile::exists(address.file);
}

} // namespace

Console::Console(const ConsoleParts &parts, ConsoleOptions options)
    : m_parts(parts), m_options(std::move(options)), m_signIn(parts.local), m_setup(parts.local), m_demo(parts.local),
      m_passwords(parts.local, parts.passwords), m_access{
                                                     parts.local, m_signIn, m_setup, m_prompt, parts.words, m_passwords}
{ }

Console::~Console()
{
    m_lock.reset();
    delete m_window;
}

void Console::start()
{
    if (!m_options.database.isEmpty()) {
        const auto address = DatabaseAddress::parse(m_options.database);
        if (!address)
            return showSignIn({}, address.error());
        m_given = *address;
    }
    begin();
}

void Console::begin()
{
    if (m_options.demo && isMissing(demoAddress()))
        return makeDemo(demoAddress(), true);
    if (!m_options.demo && m_given && isMissing(*m_given))
        return firstStart(*m_given);
    if (!m_options.signInAs.isEmpty())
        return signInDirectly();
    const DatabaseAddress usual = fileAddress(LocalState::defaultDatabase());
    const bool nothingKnown = isMissing(usual) && m_parts.local.connections().isEmpty();
    if (!m_options.demo && !m_given && m_options.connection.isEmpty() && nothingKnown)
        return firstStart(usual);
    showSignIn(m_options.connection);
}

DatabaseAddress Console::demoAddress() const
{
    return m_options.demo && m_given ? *m_given : fileAddress(LocalState::demoDatabase());
}

QList<ConnectionChoice> Console::fixedChoices() const
{
    QList<ConnectionChoice> choices;
    const DatabaseAddress demo = demoAddress();
    const bool withDemo = m_options.demo || m_demoShown || !isMissing(demo);
    if (m_options.demo || m_demoShown)
        choices.append({tr("Demo data"), demo, true});
    if (m_given && !m_options.demo)
        choices.append({m_given->title(), *m_given, m_given->file == demo.file});
    choices.append({tr("This computer"), fileAddress(LocalState::defaultDatabase()), false});
    if (withDemo && choices.front().address.file != demo.file)
        choices.append({tr("Demo data"), demo, true});
    return choices;
}

void Console::makeDemo(const DatabaseAddress &address, bool quitWhenCancelled)
{
    auto *dialog = new DemoDialog(m_demo, address);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_demoShown = true;
        if (m_options.signInAs.isEmpty())
            showSignIn(tr("Demo data"));
        else
            signInDirectly();
    });
    connect(dialog, &QDialog::rejected, this, [this, quitWhenCancelled] {
        if (quitWhenCancelled)
            QCoreApplication::quit();
        else
            begin();
    });
    dialog->show();
}

void Console::firstStart(const DatabaseAddress &address)
{
    auto *wizard = new FirstStartWizard(m_access, address);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, this, [this, wizard] { finishFirstStart(wizard); });
    connect(wizard, &QDialog::rejected, this, [] { QCoreApplication::quit(); });
    wizard->show();
}

void Console::finishFirstStart(QObject *wizard)
{
    const FirstStart outcome = qobject_cast<FirstStartWizard *>(wizard)->outcome();
    if (outcome.workspace)
        return openWindow(outcome.workspace);
    if (outcome.way == FirstStart::Way::Server)
        return showSignIn(outcome.connection);
    if (outcome.way == FirstStart::Way::Restore)
        return restoreBackup(outcome.local);
    m_demoShown = true;
    if (isMissing(demoAddress()))
        return makeDemo(demoAddress(), false);
    showSignIn(tr("Demo data"));
}

void Console::restoreBackup(const DatabaseAddress &usual)
{
    auto *dialog = new RestoreDialog(m_parts.local, m_prompt, QTimeZone::systemTimeZone(), usual.file, nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { showSignIn(dialog->connection()); });
    connect(dialog, &QDialog::rejected, this, &Console::begin);
    dialog->show();
}

void Console::showSignIn(const QString &connection, const std::optional<Error> &error)
{
    auto *dialog = new SignInDialog(m_access, fixedChoices());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!connection.isEmpty() && !dialog->choose(connection))
        dialog->showError({ErrorCode::NotFound, Fault::DatabaseMissing, {connection}, {}});
    if (error)
        dialog->showError(*error);
    connect(dialog, &SignInDialog::signedIn, this, &Console::openWindow);
    connect(dialog, &SignInDialog::passwordNotSaved, this, &Console::warn);
    connect(dialog, &QDialog::rejected, this, [] { QCoreApplication::quit(); });
    dialog->show();
}

void Console::signInDirectly()
{
    DatabaseAddress address = m_given.value_or(demoAddress());
    address.user = m_options.signInAs;
    whenAnswered(m_signIn.signIn(address, m_options.signInAs, DemoService::password()), this,
        [this](const SignInService::Answer &answer) {
            if (!answer)
                return showSignIn({}, answer.error());
            if (!(*answer)->isDemo()) // the printed password opens nothing else
                return showSignIn({}, Error{ErrorCode::Denied, Fault::SignInRefused, {}, {}});
            openWindow(*answer);
        });
    m_options.signInAs.clear(); // once: whoever signs out wants to be somebody else
}

void Console::openWindow(std::shared_ptr<Workspace> workspace)
{
    const QSet<Permission> permissions = workspace->identity()->permissions;
    const QString place = workspace->address().place();
    const QString user = workspace->identity()->name;
    m_parts.local.noteOrganisation(place, workspace->organisation());
    m_window = new MainWindow(workspace, pagesFor(allPages(), permissions),
        {m_prompt, m_parts.theme, m_parts.settings, m_parts.local, m_clipboard});
    m_passwords.withhold(false);
    connect(m_window, &MainWindow::signedOut, this, [this] {
        m_passwords.withhold(m_lock->isLocked());
        closeWindow();
        showSignIn();
    });
    connect(m_window, &MainWindow::kitAsked, this, [this, weak = std::weak_ptr(workspace)] {
        const auto signedIn = weak.lock();
        if (!signedIn)
            return;
        auto *wizard = new RecoveryWizard(m_access, *signedIn, m_window);
        wizard->setAttribute(Qt::WA_DeleteOnClose);
        connect(wizard, &QDialog::accepted, m_window, &MainWindow::renew);
        wizard->open();
    });
    connect(m_window, &MainWindow::helpAsked, &m_help, &HelpDesk::open);
    connect(m_window, &MainWindow::expelled, this, [this] {
        closeWindow();
        showSignIn({}, Error{ErrorCode::Denied, Fault::SignInEnded, {}, {}});
    });
    connect(m_window, &MainWindow::closed, this, [] { QCoreApplication::quit(); });
    connect(m_window, &MainWindow::passwordChanged, this,
        [this, place, user](const QString &password) { replacePassword(place, user, password); });
    m_lock = std::make_unique<SessionLock>(std::move(workspace), *m_window, m_parts.local, m_clipboard);
    m_window->show();
}

/// Only one that is in the key chain already.
void Console::replacePassword(const QString &place, const QString &user, const QString &password)
{
    whenAnswered(m_passwords.replace(place, user, password), this, [this](const Result<void> &saved) {
        if (!saved)
            warn(saved.error());
    });
}

void Console::warn(const Error &error)
{
    if (m_window)
        m_window->warn(error);
}

void Console::closeWindow()
{
    m_lock.reset();
    m_window->deleteLater();
    m_window = nullptr;
}

} // namespace callveil

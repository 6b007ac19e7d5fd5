// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "domain/base/when_answered.h"
#include "services/session/sign_in_service.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connection_file_dialog.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/record_watch.h"
#include "ui/bindings/binding_watch.h"
#include "ui/calls/import_wizard.h"
#include "ui/finder/finder_dialog.h"
#include "ui/notices/notice_bell.h"
#include "ui/notices/notice_watch.h"
#include "ui/platform/service_watch.h"
#include "ui/pools/sample_watch.h"
#include "ui/privileges/key_giver.h"
#include "ui/retention/retention_watch.h"
#include "ui/reveal/limit_watch.h"
#include "ui/reveal/reveal_dialog.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/banner_notifier.h"
#include "ui/shell/leave_guard.h"
#include "ui/shell/page_deck.h"
#include "ui/shell/prompt.h"
#include "ui/shell/rights_watch.h"
#include "ui/shell/theme.h"
#include "ui/shell/window_status.h"
#include "ui/shell/workspace_watch.h"
#include "ui/texts/deed_text.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/palette_icon.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QWhatsThis>

namespace callveil {

namespace {
const QString geometryKey = QStringLiteral("window/geometry");
}

MainWindow::MainWindow(std::shared_ptr<Workspace> workspace, std::vector<PageEntry> pages, const WindowContext &context)
    : m_workspace(std::move(workspace)), m_window(context), m_banner(new BannerNotifier),
      m_recordBanner(new BannerNotifier), m_context{*m_workspace, *m_banner, context.prompt,
                                              QTimeZone::systemTimeZone(), context.local, context.clipboard},
      m_guard(new LeaveGuard(context.prompt, this)), m_pages(new PageDeck(std::move(pages), m_context, *m_guard)),
      m_status(new WindowStatus(m_context)), m_watch(new WorkspaceWatch(*m_workspace, this)),
      m_recordWatch(new RecordWatch(*m_workspace, context.local, this)),
      m_rightsWatch(new RightsWatch(*m_workspace, this)), m_keys(new KeyGiver(m_context, this)),
      m_bell(
          new NoticeBell(m_context, context.settings, *new NoticeWatch(*m_workspace, m_watch))) // goes with the watch
{
    setObjectName(QStringLiteral("mainWindow"));
    const QString title = QStringLiteral("Callveil - %1").arg(m_workspace->organisation());
    setWindowTitle(m_workspace->isDemo() ? tr("%1 - demo data").arg(title) : title);
    setupCentre();
    setupMenus();
    setupWatch();
    setStatusBar(m_status);
    if (!restoreGeometry(m_window.settings.value(geometryKey).toByteArray())) {
        const QSize wished(characters(this, 190), fontMetrics().lineSpacing() * 52);
        const QSize room = screen()->availableSize();
        resize(wished.boundedTo(room));
        if (wished.width() >= room.width() || wished.height() >= room.height()) // tables want every column of it
            setWindowState(windowState() | Qt::WindowMaximized);
    }
    m_pages->openFirst();
}

MainWindow::~MainWindow()
{
    // The pages work with the workspace: they go first.
    delete m_watch;
    delete m_recordWatch;
    delete m_rightsWatch;
    delete takeCentralWidget();
}

void MainWindow::setupCentre()
{
    m_pages->addAbove(m_banner);
    m_pages->addAbove(m_recordBanner);
    setCentralWidget(m_pages);
    connect(m_pages, &PageDeck::leaving, this,
        [this] { m_banner->dismiss(Notifier::Kind::Done); }); // it told of the page that is left
    connect(m_pages, &PageDeck::made, this, [this](Page *page) {
        if (const auto *audit = qobject_cast<AuditPage *>(page))
            connect(audit, &AuditPage::recordAccepted, m_recordWatch, &RecordWatch::look);
    });
    if (m_pages->isEmpty())
        m_banner->show(Notifier::Kind::Information,
            tr("Your role may use nothing in this program. Ask an administrator for a permission."));
}

void MainWindow::setupMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(paletteIcon(QStringLiteral("system_log_out")), tr("&Sign out"), QKeySequence(tr("Ctrl+Shift+Q")),
        this, [this] { m_pages->leave([this] { signOut(); }); });
    file->addAction(paletteIcon(QStringLiteral("application_exit")), tr("&Quit"), QKeySequence(tr("Ctrl+Q")), this,
        &QWidget::close);
    QMenu *account = menuBar()->addMenu(tr("Acco&unt"));
    account->addAction(tr("&Change my password…"), this, &MainWindow::changePassword);
    account->addAction(tr("Connection for &another console…"), this, &MainWindow::showConnection);
    account->addAction(paletteIcon(QStringLiteral("lock")), tr("&Lock"), lockKeys(), this, &MainWindow::lockAsked);
    account->addAction(tr("Give &keys to who waits…"), m_keys, &KeyGiver::offer);
    connect(m_keys, &KeyGiver::given, m_pages, &PageDeck::refresh);
    if (m_workspace->identity()->may(Permission::ManageUsers))
        account->addAction(tr("Use the &recovery kit…"), this, &MainWindow::kitAsked);
    m_keys->remind();
    QMenu *view = menuBar()->addMenu(tr("&View"));
    int row = 0;
    for (const PageEntry &entry : m_pages->entries()) {
        view->addAction(paletteIcon(entry.iconName), entry.title, QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + row)),
            this, [this, row] { m_pages->request(row); });
        ++row;
    }
    view->addSeparator();
    view->addAction(paletteIcon(QStringLiteral("edit_find")), tr("Fi&nd…"), QKeySequence(tr("Ctrl+K")), this,
        &MainWindow::openFinder);
    view->addAction(paletteIcon(QStringLiteral("bell")), tr("N&otices…"), QKeySequence(tr("Ctrl+Shift+N")), m_bell,
        &NoticeBell::openList);
    view->addAction(paletteIcon(QStringLiteral("view_refresh")), tr("&Refresh"), QKeySequence(Qt::Key_F5), m_pages,
        &PageDeck::refresh);
    setupThemeMenu(view);
    setupHelpMenu();
}

/// Dialogs have no menu: in them HelpDesk listens to the key, and Qt itself to that of What's This.
void MainWindow::setupHelpMenu()
{
    const QString overview = QStringLiteral("overview");
    setHelpTopic(*this, overview);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(paletteIcon(QStringLiteral("question")), tr("&Help for this page"),
        QKeySequence(QKeySequence::HelpContents), this, [this, overview] {
            const QString page = m_pages->currentId();
            Q_EMIT helpAsked(page.isEmpty() ? overview : page);
        });
    help->addAction(tr("&Contents"), this, [this, overview] { Q_EMIT helpAsked(overview); });
    help->addAction(tr("&Keyboard shortcuts"), this, [this] { Q_EMIT helpAsked(QStringLiteral("shortcuts")); });
    help->addAction(tr("What's &this?"), this, [] { QWhatsThis::enterWhatsThisMode(); });
    help->addSeparator();
    help->addAction(paletteIcon(QStringLiteral("help_about")), tr("&About Callveil"), this, &MainWindow::showAbout);
}

void MainWindow::openFinder()
{
    auto *finder = new FinderDialog(m_context, m_pages->places(), this);
    connect(finder, &FinderDialog::chosen, m_pages, &PageDeck::go);
    finder->open();
}

void MainWindow::showAbout()
{
    auto *about = new AboutDialog(*m_workspace, this);
    connect(about, &AboutDialog::licencesWanted, this, [this] { Q_EMIT helpAsked(QStringLiteral("licences")); });
    about->open();
}

void MainWindow::setupThemeMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(menu);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the &system")},
        {ThemeChoice::Light, tr("&Light")}, {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text, this, [this, choice = choice] { m_window.theme.choose(choice); });
        action->setCheckable(true);
        action->setChecked(choice == m_window.theme.choice());
        group->addAction(action);
    }
}

void MainWindow::setupWatch()
{
    connect(m_watch, &WorkspaceWatch::onlineChanged, this, &MainWindow::noteOnline);
    connect(m_watch, &WorkspaceWatch::policyChanged, this, &MainWindow::tellPolicyChange);
    connect(m_recordWatch, &RecordWatch::breaksChanged, this, &MainWindow::tellLostDeeds);
    connect(m_rightsWatch, &RightsWatch::lost, this, &MainWindow::tellLostRights);
    connect(m_rightsWatch, &RightsWatch::gained, this, &MainWindow::tellGainedRights);
    connect(m_rightsWatch, &RightsWatch::ended, this, [this] { end(&MainWindow::expelled); });
    new LimitWatch(*m_workspace, *m_banner, m_context.zone, m_watch); // goes with the watch
    new RetentionWatch(*m_workspace, *m_banner, m_watch);
    new BindingWatch(*m_workspace, m_watch);
    new SampleWatch(*m_workspace, m_watch);
    connect(m_bell, &NoticeBell::followed, m_pages, &PageDeck::go);
    connect(m_bell, &NoticeBell::keysAsked, m_keys, &KeyGiver::offer);
    m_status->insertPermanentWidget(0, m_bell);
    connect(new ServiceWatch(*m_workspace, m_watch), &ServiceWatch::answered, m_status, &WindowStatus::setService);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    if (m_ended)
        return;
    if (isImporting())
        closeDuringImport(findChild<ImportWizard *>());
    else
        m_pages->leave([this] { end(&MainWindow::closed); });
}

bool MainWindow::isImporting() const
{
    const auto *import = findChild<ImportWizard *>();
    return import && import->isRunning();
}

/// The window would go and the program stay until the import has ended: that is for the person to decide.
void MainWindow::closeDuringImport(QPointer<ImportWizard> import)
{
    const bool agreed = m_window.prompt.confirm(import, tr("Import"),
        tr("An import is running. Cancel it and quit?\n\nNothing of it is stored then."), tr("Cancel import and quit"));
    if (!agreed)
        return;
    if (!import)
        return (void)close();
    connect(import, &QDialog::finished, this, &QWidget::close, Qt::QueuedConnection);
    import->reject();
}

/// The window is gone at once; the end is recorded meanwhile, and it does not matter when a lost server cannot.
void MainWindow::end(void (MainWindow::*told)())
{
    m_ended = true;
    m_window.settings.setValue(geometryKey, saveGeometry());
    m_watch->stop();
    m_recordWatch->stop();
    m_rightsWatch->stop();
    hide();
    m_window.prompt.dismiss();
    whenAnswered(SignInService::signOut(*m_workspace), this, [this, told](const Result<void> &) { tell(told); });
}

/// Whoever hears it deletes the window: not before everybody in it who asked something has the answer.
void MainWindow::tell(void (MainWindow::*told)())
{
    if (!m_window.prompt.isAsking())
        return (void)Q_EMIT(this->*told)();
    m_window.prompt.dismiss();
    QMetaObject::invokeMethod(
        this, [this, told] { tell(told); }, Qt::QueuedConnection);
}

QKeySequence MainWindow::lockKeys()
{
    return QKeySequence(tr("Ctrl+L"));
}

void MainWindow::signOut()
{
    end(&MainWindow::signedOut);
}

void MainWindow::renew()
{
    m_pages->keepOnly(m_workspace->identity()->permissions); // rights may have gone behind a lock
    m_pages->renew();
}

void MainWindow::noteOnline(bool online)
{
    m_status->setOnline(online);
    if (online)
        m_banner->dismiss(Notifier::Kind::Offline);
    if (online && !m_workspace->isLocked()) // otherwise it is done when it is unlocked
        renew();
}

/// What may no longer be seen goes at once, a number that is shown at this moment too.
void MainWindow::tellLostRights()
{
    for (RevealDialog *dialog : findChildren<RevealDialog *>())
        dialog->reject();
    renew();
    m_banner->show(
        Notifier::Kind::Warning, tr("An administrator changed your rights. What you may no longer do is gone."));
}

void MainWindow::tellGainedRights()
{
    m_banner->show(Notifier::Kind::Information, tr("You were given further rights. Sign in again to use them."));
}

void MainWindow::tellLostDeeds(const std::vector<DeedBreak> &breaks)
{
    if (breaks.empty())
        return m_recordBanner->clear();
    QString text = tr("The audit trail is not what this computer saw before. %1").arg(breakText(breaks.front()));
    if (breaks.size() > 1)
        text += u' ' + tr("%n other people's entries are concerned too.", nullptr, int(breaks.size()) - 1);
    const bool mayLook = m_workspace->identity()->may(Permission::ViewAudit);
    m_recordBanner->show(Notifier::Kind::Warning,
        text + u' ' + (mayLook ? tr("Open Audit Trail and choose Verify.") : tr("Tell an administrator.")));
}

void MainWindow::tellPolicyChange(const QString &process, const PolicyRevision &revision)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(revision.createdAt, m_context.zone);
    m_banner->show(Notifier::Kind::Information,
        tr("The masking of %1 was changed by %2 at %3. Sign in again to see it.")
            .arg(process, revision.createdByName, QLocale().toString(at, QLocale::ShortFormat)));
}

void MainWindow::changePassword()
{
    auto *dialog = new ChangePasswordDialog(*m_workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_banner->show(Notifier::Kind::Done, tr("Your password was changed."));
        Q_EMIT passwordChanged(dialog->newPassword());
    });
    dialog->open();
}

void MainWindow::showConnection()
{
    auto *dialog = new ConnectionFileDialog(*m_workspace, m_window.prompt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::warn(const Error &error)
{
    m_banner->show(Notifier::Kind::Warning, faultText(error), error.detail);
}

} // namespace callveil

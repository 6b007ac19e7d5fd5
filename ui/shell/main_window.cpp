// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "services/session/sign_in_service.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connection_file_dialog.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/record_watch.h"
#include "ui/calls/import_wizard.h"
#include "ui/privileges/key_giver.h"
#include "ui/reveal/limit_watch.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/banner_notifier.h"
#include "ui/shell/configuration_page.h"
#include "ui/shell/leave_guard.h"
#include "ui/shell/prompt.h"
#include "ui/shell/theme.h"
#include "ui/shell/window_status.h"
#include "ui/shell/workspace_watch.h"
#include "ui/texts/deed_text.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace callveil {

namespace {
const QString geometryKey = QStringLiteral("window/geometry");
}

MainWindow::MainWindow(std::shared_ptr<Workspace> workspace, std::vector<PageEntry> pages, const WindowContext &context)
    : m_workspace(std::move(workspace)), m_window(context), m_banner(new BannerNotifier),
      m_recordBanner(new BannerNotifier), m_context{*m_workspace, *m_banner, context.prompt,
                                              QTimeZone::systemTimeZone(), context.local},
      m_guard(new LeaveGuard(context.prompt, this)), m_navigation(new QListWidget), m_stack(new QStackedWidget),
      m_status(new WindowStatus(m_context)), m_watch(new WorkspaceWatch(*m_workspace, this)),
      m_recordWatch(new RecordWatch(*m_workspace, context.local, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    const QString title = QStringLiteral("Callveil - %1").arg(m_workspace->organisation());
    setWindowTitle(m_workspace->isDemo() ? tr("%1 - demo data").arg(title) : title);
    setupPages(std::move(pages));
    setupCentre();
    setupMenus();
    setupWatch();
    setStatusBar(m_status);
    if (!restoreGeometry(m_window.settings.value(geometryKey).toByteArray()))
        resize(QSize(characters(this, 190), fontMetrics().lineSpacing() * 52)
                   .boundedTo(screen()->availableSize() * 9 / 10));
    if (!m_entries.empty())
        open(0);
}

MainWindow::~MainWindow()
{
    // The pages work with the workspace: they go first.
    delete m_watch;
    delete m_recordWatch;
    delete takeCentralWidget();
}

/// The tabs of System Configuration are one place of the navigation, that of the first.
void MainWindow::setupPages(std::vector<PageEntry> pages)
{
    std::vector<PageEntry> tabs;
    qsizetype place = 0;
    for (PageEntry &page : pages) {
        if (page.inConfiguration && tabs.empty())
            place = qsizetype(m_entries.size());
        (page.inConfiguration ? tabs : m_entries).push_back(std::move(page));
    }
    if (!tabs.empty()) {
        const auto make = [tabs, guard = m_guard](const PageContext &context, QWidget *parent) -> Page * {
            return new ConfigurationPage(tabs, context, *guard, parent);
        };
        m_entries.insert(m_entries.begin() + place,
            {QStringLiteral("configuration"), tr("System Configuration"), QStringLiteral("configure"), std::nullopt,
                false, make});
    }
    m_pages.assign(m_entries.size(), nullptr);
}

void MainWindow::setupCentre()
{
    const int unit = gridUnit(this);
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->setAccessibleName(tr("Navigation"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setIconSize(QSize(1, 1) * fontMetrics().height() * 5 / 4);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->viewport()->setBackgroundRole(QPalette::Window);
    int width = 0;
    for (const PageEntry &entry : m_entries) {
        auto *item = new QListWidgetItem(paletteIcon(entry.iconName), entry.title, m_navigation);
        item->setSizeHint(QSize(unit, fontMetrics().height() + 2 * unit));
        width = qMax(width, fontMetrics().horizontalAdvance(entry.title));
    }
    m_navigation->setFixedWidth(width + m_navigation->iconSize().width() + 4 * unit);
    connect(m_navigation, &QListWidget::currentRowChanged, this, &MainWindow::request);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_banner);
    right->addWidget(m_recordBanner);
    right->addWidget(m_stack, 1);
    auto *centre = new QWidget;
    auto *layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addLayout(right, 1);
    setCentralWidget(centre);
    if (m_entries.empty())
        m_banner->show(Notifier::Kind::Information,
            tr("Your role may use nothing in this program. Ask an administrator for a permission."));
}

void MainWindow::setupMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(paletteIcon(QStringLiteral("system_log_out")), tr("&Sign out"), QKeySequence(tr("Ctrl+Shift+Q")),
        this, [this] { leave([this] { signOut(); }); });
    file->addAction(paletteIcon(QStringLiteral("application_exit")), tr("&Quit"), QKeySequence(tr("Ctrl+Q")), this,
        &QWidget::close);
    QMenu *account = menuBar()->addMenu(tr("Acco&unt"));
    account->addAction(tr("&Change my password…"), this, &MainWindow::changePassword);
    account->addAction(tr("Connection for &another console…"), this, &MainWindow::showConnection);
    account->addAction(paletteIcon(QStringLiteral("lock")), tr("&Lock"), lockKeys(), this, &MainWindow::lockAsked);
    auto *keys = new KeyGiver(m_context, this);
    account->addAction(tr("Give &keys to who waits…"), keys, &KeyGiver::offer);
    connect(keys, &KeyGiver::given, this, &MainWindow::refresh);
    keys->remind();
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int row = 0; row < int(m_entries.size()); ++row)
        view->addAction(paletteIcon(m_entries[size_t(row)].iconName), m_entries[size_t(row)].title,
            QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + row)), this, [this, row] { request(row); });
    view->addSeparator();
    view->addAction(paletteIcon(QStringLiteral("view_refresh")), tr("&Refresh"), QKeySequence(Qt::Key_F5), this,
        &MainWindow::refresh);
    setupThemeMenu(view);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(paletteIcon(QStringLiteral("help_about")), tr("&About Callveil"), this, [this] {
        auto *about = new AboutDialog(m_workspace->address(), this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
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
    new LimitWatch(*m_workspace, *m_banner, m_context.zone, m_watch); // goes with the watch
}

/// The list has moved already; it goes back until the page that is left agrees.
void MainWindow::request(int row)
{
    if (row < 0 || row == m_current)
        return;
    {
        const QSignalBlocker quiet(m_navigation);
        m_navigation->setCurrentRow(m_current);
    }
    m_banner->dismiss(Notifier::Kind::Done); // it told of the page that is left
    leave([this, row] { open(row); });
}

void MainWindow::open(int row)
{
    Page *&page = m_pages[size_t(row)];
    if (!page) {
        page = m_entries[size_t(row)].make(m_context, m_stack);
        m_stack->addWidget(page);
        if (const auto *audit = qobject_cast<AuditPage *>(page))
            connect(audit, &AuditPage::recordAccepted, m_recordWatch, &RecordWatch::look);
    }
    m_current = row;
    const QSignalBlocker quiet(m_navigation);
    m_navigation->setCurrentRow(row);
    m_stack->setCurrentWidget(page);
    page->refresh();
}

void MainWindow::leave(std::function<void()> go)
{
    m_guard->leave(currentPage(), currentTitle(), std::move(go));
}

Page *MainWindow::currentPage() const
{
    return m_current < 0 ? nullptr : m_pages[size_t(m_current)];
}

QString MainWindow::currentTitle() const
{
    if (const auto *configuration = qobject_cast<ConfigurationPage *>(currentPage()))
        return configuration->currentTitle();
    return m_current < 0 ? QString() : m_entries[size_t(m_current)].title;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    if (m_ended)
        return;
    if (isImporting())
        closeDuringImport(findChild<ImportWizard *>());
    else
        leave([this] { end(&MainWindow::closed); });
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
    hide();
    SignInService::signOut(*m_workspace).then(this, [this, told](const Result<void> &) { Q_EMIT(this->*told)(); });
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
    Page *page = currentPage();
    if (page && !page->hasChanges())
        page->refresh();
}

void MainWindow::refresh()
{
    if (Page *page = currentPage())
        page->refresh();
}

void MainWindow::noteOnline(bool online)
{
    m_status->setOnline(online);
    if (online)
        m_banner->dismiss(Notifier::Kind::Offline);
    if (online && !m_workspace->isLocked()) // otherwise it is done when it is unlocked
        renew();
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

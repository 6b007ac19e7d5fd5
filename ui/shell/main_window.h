// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "ui/shell/page.h"

#include <QMainWindow>
#include <QPointer>

class QSettings;

namespace callveil {

class BannerNotifier;
class ImportWizard;
class KeyGiver;
class LeaveGuard;
class NoticeBell;
class PageDeck;
class LocalState;
class RecordWatch;
class RightsWatch;
class WindowStatus;
class Theme;
class WorkspaceWatch;
struct DeedBreak;
struct PolicyRevision;

/// What the window works with besides the sign-in; alive longer than the window.
struct WindowContext {
    Prompt &prompt;
    Theme &theme;
    QSettings &settings;
    LocalState &local;
    OwnClipboard &clipboard;
};

/// The window of one sign-in: navigation, banner, pages, menus and status line. Owns the workspace and ends the
/// sign-in before it goes.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(std::shared_ptr<Workspace> workspace, std::vector<PageEntry> pages, const WindowContext &context);
    ~MainWindow() override;

    /// Says what went wrong outside of any page.
    void warn(const Error &error);
    /// Ends the sign-in without asking about unsaved changes.
    void signOut();
    [[nodiscard]] bool isImporting() const;
    [[nodiscard]] static QKeySequence lockKeys();
    /// Reads the page that is shown again, unless it holds edits.
    void renew();

Q_SIGNALS:
    void lockAsked();
    /// The help page of that name is wanted.
    void helpAsked(const QString &page);
    /// The recovery kit is to be used by whoever is signed in.
    void kitAsked();
    /// The sign-in has ended: another person may sign in, or the program ends.
    void signedOut();
    void closed();
    /// An administrator ended it.
    void expelled();
    void passwordChanged(const QString &password);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setupCentre();
    void setupMenus();
    void setupThemeMenu(QMenu *view);
    void setupHelpMenu();
    void openFinder();
    void showAbout();
    void setupWatch();
    void closeDuringImport(QPointer<ImportWizard> import);
    void end(void (MainWindow::*told)());
    void tell(void (MainWindow::*told)());
    void noteOnline(bool online);
    void tellLostRights();
    void tellGainedRights();
    void tellLostDeeds(const std::vector<DeedBreak> &breaks);
    void tellPolicyChange(const QString &process, const PolicyRevision &revision);
    void changePassword();
    void showConnection();

    std::shared_ptr<Workspace> m_workspace;
    WindowContext m_window;
    BannerNotifier *m_banner;
    BannerNotifier *m_recordBanner; ///< of its own: what it says holds whatever is told meanwhile
    PageContext m_context;
    LeaveGuard *m_guard;
    PageDeck *m_pages;
    WindowStatus *m_status;
    WorkspaceWatch *m_watch;
    RecordWatch *m_recordWatch;
    RightsWatch *m_rightsWatch;
    KeyGiver *m_keys;
    NoticeBell *m_bell;
    bool m_ended = false;
};

} // namespace callveil

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/sheet_pages.h"
#include "services/agents/agent_service.h"
#include "services/audit/audit_service.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connection_file_dialog.h"
#include "ui/access/connections_dialog.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/sign_in_dialog.h"
#include "ui/audit/accept_dialog.h"
#include "ui/backup/restore_dialog.h"
#include "ui/bindings/binding_dialog.h"
#include "ui/bindings/call_dialog.h"
#include "ui/bindings/extend_dialog.h"
#include "ui/bindings/find_number_dialog.h"
#include "ui/bindings/reassign_dialog.h"
#include "ui/bindings/stale_dialog.h"
#include "ui/calls/export_dialog.h"
#include "ui/calls/import_wizard.h"
#include "ui/calls/tag_dialog.h"
#include "ui/finder/finder_dialog.h"
#include "ui/help/help_window.h"
#include "ui/leaks/accept_leak_dialog.h"
#include "ui/leaks/canary_dialog.h"
#include "ui/leaks/plant_canary_dialog.h"
#include "ui/masking/agent_dialog.h"
#include "ui/masking/campaign_dialog.h"
#include "ui/masking/campaigns_dialog.h"
#include "ui/masking/process_dialog.h"
#include "ui/people/one_time_password.h"
#include "ui/people/user_dialog.h"
#include "ui/platform/api_key_dialog.h"
#include "ui/platform/emergency_dialog.h"
#include "ui/platform/enrol_service_dialog.h"
#include "ui/platform/gateway_dialog.h"
#include "ui/platform/opt_out_dialog.h"
#include "ui/platform/platform_secrets.h"
#include "ui/platform/service_start_dialog.h"
#include "ui/platform/switch_login_dialog.h"
#include "ui/pools/add_numbers_dialog.h"
#include "ui/pools/move_numbers_dialog.h"
#include "ui/pools/pool_dialog.h"
#include "ui/pools/sizing_dialog.h"
#include "ui/privileges/grant_dialog.h"
#include "ui/rates/rate_dialog.h"
#include "ui/rates/rate_import_dialog.h"
#include "ui/rates/rerate_dialog.h"
#include "ui/rates/unrated_dialog.h"
#include "ui/retention/held_dialog.h"
#include "ui/retention/retention_dialog.h"
#include "ui/reveal/number_search_dialog.h"
#include "ui/reveal/reveal_dialog.h"
#include "ui/sheets/print_preview.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/banner_notifier.h"
#include "ui/shell/lock_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"
#include "ui/support/recording_notifier.h"
#include "ui/support/unexplained_fields.h"
#include "ui/widgets/own_clipboard.h"

#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QWizard>

using namespace callveil;

/// No two things of one window, page, dialog or menu answer to the same letter: Alt and the letter would only move
/// between them, and a menu would open instead of a button. And What's This explains every field of them.
class TestMnemonics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_workspace = m_scene.enter(QStringLiteral("asha"));
        m_processes = std::make_unique<ProcessService>(*m_workspace);
        m_process.process.name = QStringLiteral("Support");
        m_process.process.country = QStringLiteral("JP");
        const auto id = m_processes->create(m_process).result();
        QVERIFY(id);
        m_process.process.id = *id;
    }

    void pagesOfTheWindow()
    {
        Theme theme(m_scene.settings);
        MainWindow window(m_workspace, pagesFor(allPages(), m_workspace->identity()->permissions),
            {m_scene.prompt, theme, m_scene.settings, m_scene.local, m_scene.clipboard});
        window.resize(1920, 1200);
        window.show();
        window.findChild<BannerNotifier *>()->show(
            Notifier::Kind::Warning, QStringLiteral("x"), QStringLiteral("details"));
        auto &navigation = PageDriver(window).get<QListWidget>(QStringLiteral("Navigation"));
        for (int row = 0; row < navigation.count(); ++row) {
            navigation.setCurrentRow(row);
            const auto *tabs = window.findChild<QTabBar *>(QStringLiteral("configurationTabs"));
            for (int tab = 0; tab < (tabs && tabs->isVisible() ? tabs->count() : 1); ++tab) {
                if (tabs && tabs->isVisible())
                    window.findChild<QTabBar *>(QStringLiteral("configurationTabs"))->setCurrentIndex(tab);
                QVERIFY(QTest::qWaitForWindowExposed(&window));
                check(window, QStringLiteral("%1/%2").arg(row).arg(tab));
            }
        }
        for (const QMenu *menu : window.menuBar()->findChildren<QMenu *>()) {
            QStringList texts;
            for (const QAction *action : menu->actions())
                texts.append(action->text());
            checkTexts(texts, menu->title());
        }
    }

    void dialogs()
    {
        AgentService agents(*m_workspace);
        check(shown<ProcessDialog>(*m_processes, ProcessDetails{}), QStringLiteral("new process"));
        check(shown<ProcessDialog>(*m_processes, m_process), QStringLiteral("edit process"));
        check(shown<CampaignsDialog>(*m_processes, m_process.process), QStringLiteral("campaigns"));
        check(shown<CampaignDialog>(*m_processes, m_process.process.id, Campaign{}), QStringLiteral("campaign"));
        check(shown<AgentDialog>(agents, AgentForm{}, false, QStringList{QStringLiteral("Support")}),
            QStringLiteral("agent"));
        GatewayService gateways(*m_workspace);
        check(shown<GatewayDialog>(gateways, Gateway{}), QStringLiteral("new gateway"));
        EmergencyService numbers(*m_workspace);
        check(shown<EmergencyDialog>(numbers, QStringLiteral("JP")), QStringLiteral("emergency number"));
        OptOutService optOuts(*m_workspace);
        for (const auto purpose :
            {OptOutDialog::Purpose::Add, OptOutDialog::Purpose::Remove, OptOutDialog::Purpose::Check})
            check(
                shown<OptOutDialog>(optOuts, purpose, QStringList(QStringLiteral("Acme"))), QStringLiteral("opt-out"));
        ApiKeyService keys(*m_workspace);
        check(shown<ApiKeyDialog>(keys), QStringLiteral("new API key"));
        for (const OneTimeSecret &secret : {secretOfKey(QStringLiteral("x"), QStringLiteral("x")),
                 accessOfSwitch(SwitchAccess{}), oneTimePassword(QStringLiteral("x"), QStringLiteral("x"))})
            check(shown<OneTimeSecretDialog>(m_scene.prompt, m_scene.clipboard, secret), secret.objectName);
        SwitchLoginService switches(*m_workspace);
        check(shown<SwitchLoginDialog>(switches), QStringLiteral("new switch login"));
        ServiceEnrolment enrolment(*m_workspace);
        check(shown<EnrolServiceDialog>(enrolment, m_scene.prompt, QStringLiteral("callveild")),
            QStringLiteral("enrol service"));
        check(shown<ServiceStartDialog>(QStringLiteral("callveild"), QStringLiteral("x"), true),
            QStringLiteral("start service"));
        AuditService audit(*m_workspace, m_scene.local);
        check(shown<AcceptDialog>(audit), QStringLiteral("accept"));
        RevealService reveals(*m_workspace);
        OwnClipboard clipboard;
        check(shown<NumberSearchDialog>(reveals, nullptr), QStringLiteral("search number"));
        const std::vector<RevealSubject> subjects{{{1}, QStringLiteral("Customer"), QStringLiteral("x")},
            {{2}, QStringLiteral("Agent"), QStringLiteral("x")}};
        check(shown<RevealDialog>(reveals, subjects, QStringLiteral("Support"), clipboard, nullptr),
            QStringLiteral("reveal"));
        check(shown<ChangePasswordDialog>(*m_workspace, nullptr), QStringLiteral("change password"));
        check(shown<ConnectionFileDialog>(*m_workspace, m_scene.prompt, nullptr), QStringLiteral("connection file"));
        check(shown<SignInDialog>(m_scene.access(), QList<ConnectionChoice>{m_scene.thisComputer()}),
            QStringLiteral("sign in"));
        LockService locks(m_scene.local);
        check(shown<LockWindow>(*m_workspace, locks, m_scene.local), QStringLiteral("lock"));
        check(shown<RestoreDialog>(m_scene.local, m_scene.prompt, QTimeZone::utc(), QString(), nullptr),
            QStringLiteral("restore"));
        auto &connections = shown<ConnectionsDialog>(m_scene.access(), nullptr);
        PageDriver(connections).press(QStringLiteral("Add"));
        check(connections, QStringLiteral("connections"));
    }

    void dialogsOfBindings()
    {
        BindingService bindings(*m_workspace);
        auto &made = shown<BindingDialog>(bindings, BindingChoices());
        for (const QString &source : {QStringLiteral("A pool"), QStringLiteral("This number")})
            for (const QString &expires : {QStringLiteral("After…"), QStringLiteral("Never")}) {
                PageDriver(made).choose(QStringLiteral("Number from"), source);
                PageDriver(made).choose(QStringLiteral("Expires"), expires);
                check(made, QStringLiteral("new binding, %1, %2").arg(source, expires));
            }
        auto &extended = shown<ExtendDialog>(bindings, Binding(), BindingChoices(), QTimeZone::utc(), nullptr);
        PageDriver(extended).choose(QStringLiteral("Expires"), QStringLiteral("After…"));
        check(extended, QStringLiteral("extend"));
        check(shown<ReassignDialog>(bindings, Binding(), std::vector<Agent>()), QStringLiteral("reassign"));
        CallRequestService calls(*m_workspace);
        check(shown<CallDialog>(calls, Binding(), nullptr), QStringLiteral("make call"));
        check(shown<FindNumberDialog>(bindings, nullptr), QStringLiteral("find number"));
    }

    void dialogsOfPools()
    {
        PoolService pools(*m_workspace);
        Pool pool;
        pool.country = QStringLiteral("JP");
        auto &made = shown<PoolDialog>(context(), pools, pool, PoolOverview());
        PageDriver(made).choose(QStringLiteral("Expiry of bindings"), QStringLiteral("No expiry"));
        check(made, QStringLiteral("new pool"));
        check(shown<AddNumbersDialog>(context(), pools, pool, nullptr), QStringLiteral("add numbers"));
        check(shown<MoveNumbersDialog>(context(), pools, QList<SeenDid>(), std::vector<Pool>(), nullptr),
            QStringLiteral("move numbers"));
        check(shown<SizingDialog>(std::nullopt, 0, nullptr), QStringLiteral("sizing"));
        BindingService bindings(*m_workspace);
        check(shown<StaleDialog>(context(), bindings, BindingChoices(), nullptr), QStringLiteral("stale"));
    }

    void dialogsOfPeople()
    {
        PeopleService people(*m_workspace);
        check(shown<UserDialog>(people, RightsBook(), std::nullopt, nullptr), QStringLiteral("new user"));
        AccessService access(*m_workspace);
        check(shown<GrantDialog>(access, Roster(), std::vector<GrantLine>(), Role::Analyst, nullptr),
            QStringLiteral("grant"));
        RetentionService retention(*m_workspace);
        check(shown<RetentionDialog>(retention, RetentionLine(), nullptr), QStringLiteral("retention"));
        check(shown<HeldDialog>(context(), nullptr), QStringLiteral("held"));
        check(shown<ExportDialog>(nullptr), QStringLiteral("export"));
        const auto pages = std::make_shared<const SheetPages>(SheetHead{}, std::vector<QStringList>());
        check(shown<PrintPreview>(
                  PrintJob{QStringLiteral("x"), pages, QStringLiteral("x"), true, {}}, m_scene.prompt, nullptr),
            QStringLiteral("print preview"));
        TagService tags(*m_workspace);
        check(shown<TagDialog>(tags, TaggedSession{QByteArray(16, '\1'), {}}, QTimeZone::utc(), nullptr),
            QStringLiteral("tags"));
        m_dialogs.clear(); // they hold the services
    }

    void dialogsOfTheWindow()
    {
        check(shown<FinderDialog>(context(), allPages(), nullptr), QStringLiteral("finder"));
        check(shown<AboutDialog>(*m_workspace, nullptr), QStringLiteral("about"));
        HelpWindow help;
        help.open(QStringLiteral("overview"));
        check(help, QStringLiteral("help"));
    }

    void dialogsOfRates()
    {
        BannerNotifier banner;
        const PageContext context{
            *m_workspace, banner, m_scene.prompt, QTimeZone::utc(), m_scene.local, m_scene.clipboard};
        RateService rates(*m_workspace);
        check(shown<RateDialog>(rates, Rate(), QTimeZone::utc()), QStringLiteral("add rate"));
        check(shown<RateImportDialog>(context, rates, nullptr), QStringLiteral("import rates"));
        check(shown<RerateDialog>(context, rates, std::vector<ProcessDetails>(), nullptr), QStringLiteral("re-rate"));
        check(shown<UnratedDialog>(context, rates, nullptr), QStringLiteral("unrated legs"));
        m_dialogs.clear(); // they hold the service
    }

    void dialogsOfLeaks()
    {
        LeakAuditService leaks(*m_workspace);
        CanaryService canaries(*m_workspace);
        check(shown<AcceptLeakDialog>(leaks, QList<SeenLeak>()), QStringLiteral("accept findings"));
        check(shown<CanaryDialog>(context(), canaries), QStringLiteral("canary numbers"));
        check(shown<PlantCanaryDialog>(canaries), QStringLiteral("plant a canary number"));
        m_dialogs.clear(); // they hold the services
    }

    void firstStart()
    {
        auto &wizard = shown<FirstStartWizard>(m_scene.access(), m_scene.database(QStringLiteral("new.db")));
        check(wizard, QStringLiteral("way"));
        const PageDriver driver(wizard);
        driver.press(QStringLiteral("Connect to a PostgreSQL server"));
        driver.press(QStringLiteral("Next >"));
        check(wizard, QStringLiteral("server"));
        driver.press(QStringLiteral("Connect to one that exists"));
        check(wizard, QStringLiteral("known server"));
        driver.press(QStringLiteral("< Back"));
        driver.press(QStringLiteral("New database on this computer"));
        driver.press(QStringLiteral("Next >"));
        check(wizard, QStringLiteral("organisation"));
        driver.type(QStringLiteral("Organisation"), QStringLiteral("Other Centre"));
        driver.type(QStringLiteral("Password"), AccessScene::password());
        driver.type(QStringLiteral("Password again"), AccessScene::password());
        driver.press(QStringLiteral("Make database"));
        QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(FirstStartWizard::KitStep), 30000);
        check(wizard, QStringLiteral("kit"));
        driver.press(QStringLiteral("Next >"));
        check(wizard, QStringLiteral("kit check"));
        wizard.hide();
    }

    void import()
    {
        QFile file(m_scene.filePath(QStringLiteral("calls.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("start;from;to\n2024-05-31 10:00:00;+819012345678;+81312345678\n");
        file.close();
        auto &wizard = shown<ImportWizard>(context());
        const PageDriver driver(wizard);
        QTRY_VERIFY(driver.canPress(QStringLiteral("Choose file")));
        check(wizard, QStringLiteral("file"));
        m_scene.prompt.file = file.fileName();
        driver.press(QStringLiteral("Choose file"));
        for (const QString &step : {QStringLiteral("columns"), QStringLiteral("preview")}) {
            QTRY_VERIFY(driver.canPress(QStringLiteral("Next >")));
            driver.press(QStringLiteral("Next >"));
            check(wizard, step);
        }
        QTRY_VERIFY(driver.canPress(QStringLiteral("Import")));
        driver.press(QStringLiteral("Import"));
        QTRY_VERIFY2(wizard.currentId() == int(ImportWizard::SummaryStep),
            qPrintable(wizard.currentPage()->findChildren<QLabel *>().last()->text()));
        check(wizard, QStringLiteral("summary"));
    }

private:
    [[nodiscard]] PageContext context()
    {
        return {*m_workspace, m_notifier, m_scene.prompt, QTimeZone::utc(), m_scene.local, m_scene.clipboard};
    }

    template <typename DialogClass, typename... Arguments>
    DialogClass &shown(Arguments &&...arguments)
    {
        auto *dialog = new DialogClass(std::forward<Arguments>(arguments)...);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialogs.emplace_back(dialog);
        dialog->show();
        return *dialog;
    }

    /// All that answers to Alt and a letter while this window is in use.
    static void check(const QWidget &window, const QString &where)
    {
        QStringList texts;
        const auto seen = [&](const QWidget *widget) { return widget->isVisible() && widget->window() == &window; };
        for (const auto *label : window.findChildren<QLabel *>())
            if (seen(label) && label->buddy())
                texts.append(label->text());
        for (const auto *button : window.findChildren<QAbstractButton *>())
            if (seen(button))
                texts.append(button->text());
        for (const auto *tabs : window.findChildren<QTabBar *>())
            for (int tab = 0; seen(tabs) && tab < tabs->count(); ++tab)
                texts.append(tabs->tabText(tab));
        for (const auto *bar : window.findChildren<QMenuBar *>())
            for (const QAction *action : bar->actions())
                texts.append(action->text());
        checkTexts(texts, where);
        for (const QString &field : unexplainedFields(window))
            QTest::qFail(
                qPrintable(QStringLiteral("%1: What's This says nothing of %2").arg(where, field)), __FILE__, __LINE__);
    }

    static void checkTexts(const QStringList &texts, const QString &where)
    {
        QHash<QString, QString> owners;
        for (const QString &text : texts) {
            const QString letter = QKeySequence::mnemonic(text).toString();
            if (letter.isEmpty())
                continue;
            const QString found = QStringLiteral("%1: %2 and %3 share a letter").arg(where, owners.value(letter), text);
            if (owners.contains(letter))
                QTest::qFail(qPrintable(found), __FILE__, __LINE__);
            owners.insert(letter, text);
        }
    }

    AccessScene m_scene;
    RecordingNotifier m_notifier;
    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<ProcessService> m_processes;
    ProcessDetails m_process;
    std::vector<std::unique_ptr<QDialog>> m_dialogs;
};

QTEST_MAIN(TestMnemonics)
#include "tst_mnemonics.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/callbacks_page.h"

#include "e2e/callback_receiver.h"
#include "services/security/security_service.h"
#include "ui/callbacks/callback_endpoint_panel.h"
#include "ui/shell/page_registry.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/visible_dialog.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace callveil;

/// The tab of the URLs that events are sent to.
class TestCallbacksPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysThatNothingIsSent();
    void savesUrls();
    void saysWhatIsWrongWithAUrl_data();
    void saysWhatIsWrongWithAUrl();
    void warnsOfPlainHttp();
    void keepsEditsWhenItIsReadAgain();
    void asksBeforeAUrlIsTakenAway();
    void showsWhatIsSentAndAnswered();
    void sendsNothingToTheOwnNetworkUnlessItIsAllowed();
    void showsAndRenewsTheSecret();
    void pausesAndResumes();
    void replaysAPeriod();
    void isForWhoeverManagesCallbacks();

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] CallbackEndpointPanel &panel(const char *key) const
    {
        auto *found =
            m_page->findChild<CallbackEndpointPanel *>(QStringLiteral("callbackEndpoint-") + QLatin1String(key));
        if (!found)
            qFatal("no endpoint %s", key);
        return *found;
    }
    [[nodiscard]] CallbackEndpoint stored(size_t place = 0) const
    {
        return CallbackService(m_test->workspace()).endpoints().result().value().at(place);
    }
    [[nodiscard]] bool save(const QString &url)
    {
        QSignalSpy settled(m_page.get(), &Page::changesSettled);
        driver().type(m_cdr, url);
        driver().press(QStringLiteral("Save"));
        return QTest::qWaitFor([&] { return settled.size() == 1; }) && settled.front().front().toBool();
    }
    /// An action of the menu of the first URL's secret.
    void choose(int action) const
    {
        PageDriver(panel("cdr")).get<QPushButton>(QStringLiteral("Secret")).menu()->actions().at(action)->trigger();
    }

    const QString m_cdr = QStringLiteral("CDR callback URL"), m_crm = QStringLiteral("https://crm.example.org/calls");
    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<CallbacksPage> m_page;
};

void TestCallbacksPage::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_page = std::make_unique<CallbacksPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    m_page->refresh();
    QTRY_VERIFY(driver().get<QLineEdit>(m_cdr).isEnabled());
}

void TestCallbacksPage::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void TestCallbacksPage::saysThatNothingIsSent()
{
    QTRY_VERIFY(driver().says(QStringLiteral("No event was noted yet.")));
    for (const char *name : {"CDR callback URL", "Call status callback URL", "Predictive task status callback URL"})
        QVERIFY2(driver().find<QLineEdit>(QLatin1String(name)), name);
    QVERIFY(driver().says(QStringLiteral("Off: nothing is sent.")));
    QVERIFY(!driver().canPress(QStringLiteral("Save")) && !driver().canPress(QStringLiteral("Test")));
    QVERIFY(!driver().canPress(QStringLiteral("Secret")) && !driver().canPress(QStringLiteral("Pause")));
    QVERIFY(!m_page->hasChanges());
}

void TestCallbacksPage::savesUrls()
{
    driver().type(QStringLiteral("Call status callback URL"), QStringLiteral("https://crm.example.org/status"));
    driver().type(m_cdr, m_crm);
    driver().press(QStringLiteral("Also calls from imported files"));
    QVERIFY(save(m_crm));
    QCOMPARE(stored().url, m_crm);
    QVERIFY(stored().withImports);
    QCOMPARE(stored(1).url, QStringLiteral("https://crm.example.org/status"));
    QVERIFY(stored(2).url.isEmpty());
    QVERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("The URLs were saved.")));
    QVERIFY(!m_page->hasChanges() && !driver().canPress(QStringLiteral("Save")));
    QTRY_VERIFY(driver().canPress(QStringLiteral("Secret")));
    QVERIFY(driver().says(QStringLiteral("Nothing was delivered yet.")));
}

void TestCallbacksPage::saysWhatIsWrongWithAUrl_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *typed, const char *told) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(told);
    };
    row("ftp://crm.example.org/", "must begin with https://");
    row("https://me:word@crm.example.org/", "before the @");
    row("https://0177.0.0.1/", "neither a name nor an address");
    row("https://crm.example.org/?phone=+442079460123", "phone number"); // the service's word
}

void TestCallbacksPage::saysWhatIsWrongWithAUrl()
{
    QFETCH(QString, typed);
    QFETCH(QString, told);
    QVERIFY(!save(typed));
    QTRY_VERIFY2(driver().says(told), qPrintable(told));
    QVERIFY(m_page->hasChanges());
    QVERIFY(stored().url.isEmpty());
    QVERIFY(!m_test->notifier.hasFailed()); // it stands beside the field
    driver().press(QStringLiteral("Revert"));
    QVERIFY(!driver().says(told) && !m_page->hasChanges());
}

void TestCallbacksPage::warnsOfPlainHttp()
{
    const QString warning = QStringLiteral("http is not encrypted");
    driver().type(m_cdr, QStringLiteral("http://crm.example.org/"));
    QVERIFY(driver().says(warning));
    driver().type(m_cdr, m_crm);
    QVERIFY(!driver().says(warning));
}

void TestCallbacksPage::keepsEditsWhenItIsReadAgain()
{
    driver().type(m_cdr, m_crm);
    const auto other = CallbackService(m_test->workspace())
                           .set({CallbackKind::TaskStatus, QStringLiteral("https://crm.example.org/tasks"), false})
                           .result();
    QVERIFY(other);
    m_page->refresh();
    QTRY_COMPARE(driver().get<QLineEdit>(QStringLiteral("Predictive task status callback URL")).text(),
        QStringLiteral("https://crm.example.org/tasks"));
    QCOMPARE(driver().get<QLineEdit>(m_cdr).text(), m_crm);
    QVERIFY(m_page->hasChanges());
}

void TestCallbacksPage::asksBeforeAUrlIsTakenAway()
{
    QVERIFY(save(m_crm));
    m_test->prompt.agrees = false;
    QVERIFY(!save(QString()));
    QCOMPARE(stored().url, m_crm);
    m_test->prompt.agrees = true;
    QVERIFY(save(QString()));
    QVERIFY(stored().url.isEmpty());
}

void TestCallbacksPage::showsWhatIsSentAndAnswered()
{
    CallbackReceiver receiver;
    SecuritySettings allowed;
    allowed.callbackTargets = {QStringLiteral("127.0.0.1")};
    QVERIFY(SecurityService(m_test->workspace()).save({}, allowed).result());
    driver().type(m_cdr, receiver.url());
    PageDriver(panel("cdr")).press(QStringLiteral("Test"));
    QDialog *dialog = visibleDialog(*m_page, QStringLiteral("callbackTrialDialog"));
    QVERIFY(dialog);
    QTRY_VERIFY(PageDriver(*dialog).says(QStringLiteral("Taken: status 200")));
    QVERIFY(PageDriver(*dialog).says(QStringLiteral("Not signed yet")));
    const QString sent = PageDriver(*dialog).get<QPlainTextEdit>(QStringLiteral("Request")).toPlainText();
    QVERIFY(sent.startsWith(QStringLiteral("POST ") + receiver.url()));
    QVERIFY(sent.contains(QStringLiteral("webhook-id: evt_")) && !sent.contains(QStringLiteral("webhook-signature")));
    QCOMPARE(receiver.taken.size(), size_t(1));
    QVERIFY(sent.endsWith(QString::fromUtf8(receiver.taken.front().body)));
    receiver.answer(503, 1);
    PageDriver(*dialog).press(QStringLiteral("Send again"));
    QTRY_VERIFY(PageDriver(*dialog).says(QStringLiteral("Not taken: status 503")));
    dialog->reject();
    QVERIFY(stored().url.isEmpty()); // a test saves nothing
    QVERIFY(m_page->hasChanges());
}

void TestCallbacksPage::sendsNothingToTheOwnNetworkUnlessItIsAllowed()
{
    CallbackReceiver receiver;
    QVERIFY(save(receiver.url()));
    PageDriver(panel("cdr")).press(QStringLiteral("Test"));
    QDialog *dialog = visibleDialog(*m_page, QStringLiteral("callbackTrialDialog"));
    QVERIFY(dialog);
    QTRY_VERIFY(PageDriver(*dialog).says(QStringLiteral("Nothing was sent.")));
    QVERIFY(!PageDriver(*dialog).says(QStringLiteral("Not signed yet")));
    QVERIFY(receiver.taken.empty());
    dialog->reject();
}

void TestCallbacksPage::showsAndRenewsTheSecret()
{
    QVERIFY(save(m_crm));
    QString text;
    const auto isShown = [&] {
        QDialog *dialog = visibleDialog(*m_page, QStringLiteral("callbackSecretDialog"));
        if (!dialog)
            return false;
        text = PageDriver(*dialog).get<QLineEdit>(QStringLiteral("Secret")).text();
        dialog->reject(); // without a question, since it can be shown again
        return !dialog->isVisible();
    };
    choose(0);
    QVERIFY(QTest::qWaitFor(isShown));
    const QString first = text;
    QVERIFY(first.startsWith(QStringLiteral("whsec_")));
    choose(1);
    QDialog *renewal = visibleDialog(*m_page, QStringLiteral("renewSecretDialog"));
    QVERIFY(renewal);
    PageDriver(*renewal).type<QSpinBox>(QStringLiteral("Old secret signs for (hours)"), QStringLiteral("48"));
    PageDriver(*renewal).press(QStringLiteral("Renew"));
    QVERIFY(QTest::qWaitFor(isShown));
    QVERIFY(text.startsWith(QStringLiteral("whsec_")) && text != first);
    QVERIFY(stored().oldSecretUntil.has_value());
}

void TestCallbacksPage::pausesAndResumes()
{
    QVERIFY(save(m_crm));
    QTRY_VERIFY(driver().canPress(QStringLiteral("Pause")));
    PageDriver(panel("cdr")).press(QStringLiteral("Pause"));
    QTRY_VERIFY(driver().says(QStringLiteral("Paused since")));
    QVERIFY(stored().pausedAt);
    PageDriver(panel("cdr")).press(QStringLiteral("Resume"));
    QTRY_VERIFY(!driver().says(QStringLiteral("Paused since")));
    QVERIFY(!stored().pausedAt);
}

void TestCallbacksPage::replaysAPeriod()
{
    driver().press(QStringLiteral("Replay"));
    QDialog *dialog = visibleDialog(*m_page, QStringLiteral("replayDialog"));
    QVERIFY(dialog);
    PageDriver(*dialog).choose(QStringLiteral("State"), QStringLiteral("Delivered and failed"));
    PageDriver(*dialog).press(QStringLiteral("Replay"));
    QTRY_VERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("No delivered or failed event fits.")));
}

void TestCallbacksPage::isForWhoeverManagesCallbacks()
{
    const auto has = [](const std::vector<PageEntry> &pages) {
        return std::any_of(pages.begin(), pages.end(),
            [](const PageEntry &page) { return page.id == QLatin1String("callbacks") && page.inConfiguration; });
    };
    QVERIFY(has(pagesFor(allPages(), {Permission::ManageCallbacks})));
    QVERIFY(!has(pagesFor(allPages(), {Permission::ManageSecurity, Permission::ManagePools})));
}

QTEST_MAIN(TestCallbacksPage)
#include "tst_callbacks_page.moc"
